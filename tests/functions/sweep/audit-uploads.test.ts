import { beforeEach, expect, test } from 'vitest';
import { type AuditDeps, auditUploads } from '../../../functions/sweep/audit-uploads.ts';
import { sweepLimits } from '../../../shared/contract/limits.ts';
import { parseUploadEvents, type UploadEvent } from '../../../shared/contract/s3-events.ts';
import { uploadAuditStore } from '../../../shared/store/upload-audit.ts';
import { type UploadRecord, uploadStore } from '../../../shared/store/uploads.ts';
import { eTagOf, MemoryObjects } from '../../support/memory-objects.ts';
import { MemoryQueue } from '../../support/memory-queue.ts';
import { MemoryTable } from '../../support/memory-table.ts';

let nowMs = 0;
let bucket: MemoryObjects;
let queue: MemoryQueue;
let deps: AuditDeps;
beforeEach(() => {
  nowMs = Date.UTC(2026, 10, 24, 12);
  const now = (): number => nowMs;
  const table = new MemoryTable();
  bucket = new MemoryObjects(now);
  queue = new MemoryQueue(now, 1000, 5);
  deps = {
    uploads: bucket,
    uploadRecords: uploadStore(table),
    audit: uploadAuditStore(table),
    ingestQueue: queue,
    log: () => undefined,
    now,
  };
});

const put = (key: string, body = key): Promise<void> => bucket.put(key, body, 'text/plain', `version of ${body}`);
async function record(key: string, changes: Partial<UploadRecord> = {}): Promise<void> {
  await begin(key, changes);
  await deps.uploadRecords.settle(key, changes.sequencer ?? '0A');
}

const begin = (key: string, changes: Partial<UploadRecord> = {}): Promise<unknown> =>
  deps.uploadRecords.claim({
    key,
    sequencer: '0A',
    status: 'accepted',
    articleIds: ['demo-1'],
    eTag: eTagOf(key),
    atMs: nowMs,
    ...changes,
  });

/** What was announced, and takes it off the queue. */
function announced(): UploadEvent[] {
  const events = [...queue.messages].flatMap(({ body }) => parseUploadEvents(body));
  queue.purge();
  return events.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

async function after(ms: number): Promise<UploadEvent[]> {
  nowMs += ms;
  await auditUploads(deps);
  return announced();
}

test('what stands in the bucket and is not on record is announced again, and what is on record is not', async () => {
  await put('publishers/a/known');
  await record('publishers/a/known');
  await put('publishers/a/lost +é.json');
  await put('publishers/a/changed', 'new body');
  await record('publishers/a/changed');
  await put('publishers/a/came and went');
  await bucket.remove('publishers/a/came and went');
  await put('publishers/a/removed');
  await record('publishers/a/removed');
  await bucket.remove('publishers/a/removed');
  await put('publishers/a/back');
  await record('publishers/a/back', { status: 'removed' });
  expect(await after(sweepLimits.auditGraceMs)).toMatchObject([
    { key: 'publishers/a/back', kind: 'created', sequencer: '0A01' },
    { key: 'publishers/a/changed', kind: 'created', sequencer: '0A01', versionId: 'version of new body' },
    { key: 'publishers/a/lost +é.json', kind: 'created', sequencer: '00' },
    { key: 'publishers/a/removed', kind: 'removed', sequencer: '0A01' },
  ]);
});

test('what ingest began and did not end is announced again as the same event', async () => {
  await put('publishers/a/stuck');
  await begin('publishers/a/stuck');
  nowMs += 1;
  await put('publishers/a/under way');
  await begin('publishers/a/under way');
  expect(await after(sweepLimits.auditGraceMs - 1)).toMatchObject([
    { key: 'publishers/a/stuck', kind: 'created', sequencer: '0A', versionId: 'version of publishers/a/stuck' },
  ]);
});

test('what is younger than its announcement may take is left to it', async () => {
  await put('publishers/a/new');
  expect(await after(sweepLimits.auditGraceMs - 1)).toEqual([]);
  expect(await after(sweepLimits.auditEveryMs - 1)).toEqual([]);
  expect(await after(1)).toMatchObject([{ key: 'publishers/a/new' }]);
});

test('a round goes on where the last run stopped, a bounded number of pages a run', async () => {
  const perRun = 3 * sweepLimits.auditPages;
  deps = { ...deps, uploads: { page: (from) => bucket.page(from, 3) } };
  const keys = Array.from({ length: perRun + 4 }, (_, index) => `publishers/a/${String(index).padStart(4, '0')}`);
  for (const key of keys) await put(key);
  const first = await after(sweepLimits.auditGraceMs);
  const second = await after(60_000);
  expect([first.length, second.length]).toEqual([perRun, 4]);
  expect([...first, ...second].map(({ key }) => key)).toEqual(keys);
});

test('a later round reads records of new objects only', async () => {
  await put('publishers/a/old');
  await record('publishers/a/old');
  await after(sweepLimits.auditEveryMs + sweepLimits.auditBackMs);
  await put('publishers/a/young');
  await record('publishers/a/young');
  await after(sweepLimits.auditEveryMs);
  let read: readonly string[] = [];
  const { uploadRecords } = deps;
  deps = {
    ...deps,
    uploadRecords: {
      ...uploadRecords,
      many(keys) {
        read = keys;
        return uploadRecords.many(keys);
      },
    },
  };
  await after(sweepLimits.auditEveryMs);
  expect(read).toEqual(['publishers/a/young']);
});
