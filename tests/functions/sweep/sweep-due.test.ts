import { beforeEach, expect, test } from 'vitest';
import { type SweepDeps, sweepDue } from '../../../functions/sweep/sweep-due.ts';
import { quietFromMs } from '../../../shared/article/publisher-watch.ts';
import { circuitLimits, sweepLimits } from '../../../shared/contract/limits.ts';
import { logEvents } from '../../../shared/contract/metrics.ts';
import { parseUploadEvents } from '../../../shared/contract/s3-events.ts';
import { deliveryStore } from '../../../shared/store/deliveries.ts';
import { dueStore } from '../../../shared/store/due.ts';
import { articleHeadKey, deliveryKey, dueAt } from '../../../shared/store/keys.ts';
import { partnerHealthStore } from '../../../shared/store/partner-health.ts';
import { noticeStore } from '../../../shared/store/notices.ts';
import { publisherWatchStore } from '../../../shared/store/publisher-watches.ts';
import { type PublisherStore, publisherStore } from '../../../shared/store/publishers.ts';
import { partnerStore } from '../../../shared/store/partners.ts';
import { uploadStore } from '../../../shared/store/uploads.ts';
import { MemoryQueue } from '../../support/memory-queue.ts';
import { MemoryTable } from '../../support/memory-table.ts';
import { publisherOf } from '../../support/publishers.ts';
import { partnerOf } from '../../support/partners.ts';

let nowMs = 0;
let table: MemoryTable;
let deps: SweepDeps & { publishers: PublisherStore } & Readonly<
    Record<'ingestQueue' | 'fanoutQueue' | 'deliverQueue' | 'slowQueue', MemoryQueue>
  >;
beforeEach(() => {
  nowMs = Date.UTC(2026, 10, 24, 12);
  table = new MemoryTable();
  const queue = (): MemoryQueue => new MemoryQueue(() => nowMs, 1000, 5);
  deps = {
    due: dueStore(table),
    health: partnerHealthStore(table),
    partners: partnerStore(table),
    publishers: publisherStore(table),
    watches: publisherWatchStore(table),
    notices: noticeStore(table, partnerStore(table).endpoints),
    uploadRecords: uploadStore(table),
    ingestQueue: queue(),
    fanoutQueue: queue(),
    deliverQueue: queue(),
    slowQueue: queue(),
    log: () => undefined,
    now: () => nowMs,
  };
});

const addArticle = (id: string, atMs: number) => table.put({ ...articleHeadKey(id), ...dueAt(id, atMs) });
const addRetry = (id: string, atMs: number) =>
  table.put({ ...deliveryKey(id, 'outlet'), ...dueAt(`${id}outlet`, atMs) });
/** When each message of a queue becomes visible, from now. */
const waits = (queue: MemoryQueue): number[] =>
  [...queue.messages].map(({ visibleAtMs }) => visibleAtMs - nowMs).toSorted((a, b) => a - b);

test('what is due goes out at once; what is due before the next sweep, at its second', async () => {
  await addArticle('a-1', nowMs - 5000);
  await addArticle('a-2', nowMs + 20_000);
  await addRetry('a-1', nowMs + 59_000);
  await addRetry('a-3', nowMs + sweepLimits.lookAheadMs + 1);
  await sweepDue(deps);
  expect(waits(deps.fanoutQueue)).toEqual([0, 20_000]);
  expect(waits(deps.slowQueue)).toEqual([59_000]);
});

test('nothing is handed out twice before its stage had its time', async () => {
  await addRetry('a-1', nowMs);
  await sweepDue(deps);
  nowMs += sweepLimits.handoutMs - sweepLimits.lookAheadMs - 1;
  await sweepDue(deps);
  expect(deps.slowQueue.messages.size).toBe(1);
  nowMs += 1;
  await sweepDue(deps);
  expect(deps.slowQueue.messages.size).toBe(2);
});

test('thousands that are due at once go out in one run, as long as its time lasts; the rest with the next', async () => {
  const count = 3 * sweepLimits.dueShards * sweepLimits.pageItems;
  for (let index = 0; index < count; index++) await addRetry(`a-${index}`, nowMs - index);
  const startMs = nowMs;
  // A page takes the whole time of a run.
  deps = { ...deps, now: () => (nowMs += sweepLimits.runMs / 4) };
  await sweepDue(deps);
  const first = deps.slowQueue.messages.size;
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(count);
  nowMs = startMs + 60_000;
  deps = { ...deps, now: () => nowMs };
  await sweepDue(deps);
  expect(deps.slowQueue.messages.size).toBe(count);
});

test('an upload whose handling did not end is announced again, as it is on record', async () => {
  await deps.uploadRecords.claim({
    key: 'publishers/a/b c.json',
    sequencer: '0A',
    versionId: 'v1',
    eTag: 'e',
    status: 'accepted',
    articleIds: ['demo-1'],
    atMs: nowMs,
  });
  nowMs += sweepLimits.stuckUploadMs;
  await sweepDue(deps);
  const events = [...deps.ingestQueue.messages].flatMap(({ body }) => parseUploadEvents(body));
  expect(events).toEqual([
    { kind: 'created', key: 'publishers/a/b c.json', sequencer: '0A', versionId: 'v1', eTag: 'e', sizeBytes: 0 },
  ]);
  await deps.uploadRecords.settle('publishers/a/b c.json', '0A');
  nowMs += 60 * 60_000;
  await sweepDue(deps);
  expect(deps.ingestQueue.messages.size).toBe(1);
});

test('a recovered partner gets what was parked at a bounded rate, retractions first', async () => {
  await deps.partners.put(partnerOf());
  const deliveries = deliveryStore(table);
  const parked = circuitLimits.drainPerSweep + 10;
  for (let index = 0; index < parked; index++)
    await deliveries.park(
      { articleId: `a-${index}`, partnerId: 'outlet', revision: 1, urgent: false },
      'CIRCUIT_OPEN',
      nowMs,
    );
  await deliveries.park(
    { articleId: 'retracted', partnerId: 'outlet', revision: 1, urgent: true },
    'CIRCUIT_OPEN',
    nowMs + 1,
  );
  await deps.health.drain('outlet', nowMs);
  await sweepDue(deps);
  const sent = [...deps.deliverQueue.messages].map(({ body }) => (JSON.parse(body) as { articleId: string }).articleId);
  expect(sent).toHaveLength(circuitLimits.drainPerSweep);
  expect(sent[0]).toBe('retracted');
});

test('a partner whose circuit is open gets one probe, at its time', async () => {
  await deps.partners.put(partnerOf());
  const deliveries = deliveryStore(table);
  for (const id of ['a-1', 'a-2'])
    await deliveries.park({ articleId: id, partnerId: 'outlet', revision: 1, urgent: false }, 'CIRCUIT_OPEN', nowMs);
  for (let failure = 0; failure < circuitLimits.failuresToOpen; failure++) await deps.health.failed('outlet', nowMs);
  await sweepDue(deps);
  expect(deps.slowQueue.messages.size).toBe(0);
  nowMs += circuitLimits.firstProbeMs;
  await sweepDue(deps);
  expect(deps.slowQueue.messages.size).toBe(1);
});

test('a publisher that is quiet is told of at its time, and counted at each sweep until it is heard', async () => {
  const counted: unknown[] = [];
  deps = {
    ...deps,
    log: (event, fields) => void (event === logEvents.sweepDone && counted.push(fields?.publishersQuiet)),
  };
  const publisher = publisherOf({ quietAfterHours: 1 });
  await deps.publishers.put(publisher);
  await deps.watches.follow(publisher, nowMs);
  const quietMs = quietFromMs({ sinceMs: nowMs, quietAfterHours: 1 });
  nowMs = quietMs - 1;
  await sweepDue(deps);
  nowMs = quietMs;
  await sweepDue(deps);
  await sweepDue(deps);
  expect(counted).toEqual([0, 1, 1]);
  await deps.watches.heardAgain((await deps.watches.get('demo'))!, nowMs);
  await sweepDue(deps);
  expect(counted.at(-1)).toBe(0);
});

test('what a paused partner is owed stays parked', async () => {
  await deps.partners.put(partnerOf({ status: 'paused' }));
  await deliveryStore(table).park(
    { articleId: 'a-1', partnerId: 'outlet', revision: 1, urgent: false },
    'PARTNER_PAUSED',
    nowMs,
  );
  await deps.health.drain('outlet', nowMs);
  await sweepDue(deps);
  expect(deps.deliverQueue.messages.size).toBe(0);
});
