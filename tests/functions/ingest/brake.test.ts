import { beforeEach, describe, expect, test } from 'vitest';
import { type IngestDeps, ingestUpload } from '../../../functions/ingest/ingest-upload.ts';
import { logEvents } from '../../../shared/contract/metrics.ts';
import type { Receipt } from '../../../shared/contract/receipt.ts';
import { articleStore } from '../../../shared/store/articles.ts';
import { brakeStore } from '../../../shared/store/brake.ts';
import { brakedArticles, decideBraked } from '../../../shared/store/braked.ts';
import { uploadStore } from '../../../shared/store/uploads.ts';
import { articleId } from '../../support/invariants.ts';
import { MemoryObjects } from '../../support/memory-objects.ts';
import { MemoryQueue } from '../../support/memory-queue.ts';
import { MemoryTable } from '../../support/memory-table.ts';
import { publisher } from '../../support/simulated-stages.ts';
import { readStory } from '../../support/story.ts';

const startMs = Date.UTC(2026, 10, 24, 12);
const minuteMs = 60_000;

let nowMs: number;
let sequence: number;
let uploads: MemoryObjects;
let receipts: MemoryObjects;
let table: MemoryTable;
let deps: IngestDeps;
let held: number[];
beforeEach(() => {
  [nowMs, sequence, held] = [startMs, 0, []];
  [uploads, receipts, table] = [new MemoryObjects(), new MemoryObjects(), new MemoryTable()];
  deps = {
    uploads,
    receipts,
    articles: articleStore(table, new MemoryObjects()),
    uploadRecords: uploadStore(table),
    brake: brakeStore(table),
    publisher: () => Promise.resolve({ ...publisher, brake: { articles: 3, minutes: 10 } }),
    read: readStory,
    fanoutQueue: new MemoryQueue(() => nowMs, 1000, 5),
    notices: { tell: () => Promise.resolve() },
    heard: () => Promise.resolve(),
    log: (event, fields) => void (event === logEvents.brakeClosed && held.push(Number(fields.held))),
    now: () => nowMs,
  };
});

const keyOf = (id: string): string => `publishers/demo/${id}.json`;

/** An upload of one article, now; what it returns handles the same event again. */
async function upload(id: string, text = id): Promise<() => Promise<void>> {
  await uploads.put(keyOf(id), JSON.stringify({ id, text }), 'application/json');
  const sequencer = String(++sequence).padStart(8, '0');
  const at = new Date(nowMs).toISOString();
  const handle = () => ingestUpload(deps, { kind: 'created', key: keyOf(id), sizeBytes: 10, sequencer, at });
  await handle();
  return handle;
}

const stateOf = async (id: string): Promise<string | undefined> => {
  const head = await deps.articles.head(articleId(id));
  return head?.heldBy ?? head?.state;
};
const statesOf = (...ids: string[]) => Promise.all(ids.map(stateOf));
const countItems = () => [...table.items.values()].filter(({ pk }) => pk === 'BRAKE#demo');

async function allHeld(): Promise<string[]> {
  const ids: string[] = [];
  for await (const head of brakedArticles(table, deps.articles, 'demo')) ids.push(head.articleId);
  return ids;
}

describe('a flood of new articles', () => {
  test('is held beyond what the brake lets through, with a warning in the receipt and a line in the log', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) await upload(id);
    expect(await statesOf('a', 'b', 'c', 'd', 'e')).toEqual(['live', 'live', 'live', 'brake', 'brake']);
    const receipt = receipts.json(keyOf('d')) as Receipt;
    expect(receipt).toMatchObject({ status: 'accepted', items: [{ outcome: 'held' }] });
    expect(receipt.warnings.map(({ code }) => code)).toContain('HELD_BRAKE');
    expect(held).toEqual([1, 1]);
    expect((await allHeld()).toSorted()).toEqual([articleId('d'), articleId('e')].toSorted());
  });

  test('stays held as long as it lasts, and the brake opens when it is over', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      await upload(id);
      nowMs += 2 * minuteMs;
    }
    // One every two minutes is five within ten.
    expect(await statesOf('d', 'e', 'f', 'g', 'h')).toEqual(['brake', 'brake', 'brake', 'brake', 'brake']);
    nowMs += 10 * minuteMs;
    await upload('calm');
    expect(await stateOf('calm')).toBe('live');
  });

  test('does not hold corrections and retractions of what went out', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await upload(id);
    await upload('a', 'corrected');
    expect(await deps.articles.head(articleId('a'))).toMatchObject({ revision: 2, state: 'live' });
    await uploads.remove(keyOf('b'));
    await ingestUpload(deps, { kind: 'removed', key: keyOf('b'), sizeBytes: 0, sequencer: '99999999' });
    expect(await stateOf('b')).toBe('retracted');
    expect(countItems()).toHaveLength(4);
  });
});

describe('an event that is handled again', () => {
  test('is counted once, and changes nothing', async () => {
    const again = await upload('a');
    for (let time = 0; time < 5; time++) await again();
    await upload('b');
    await upload('c');
    expect(await statesOf('a', 'b', 'c')).toEqual(['live', 'live', 'live']);
    const heldAgain = await upload('d');
    await heldAgain();
    expect(await statesOf('a', 'd')).toEqual(['live', 'brake']);
    expect(await deps.articles.head(articleId('d'))).toMatchObject({ revision: 1 });
    expect(countItems()).toHaveLength(4);
  });

  test('after a crash at any call ends as it would have without', async () => {
    for (const id of ['a', 'b']) await upload(id);
    for (const [id, expected] of [['c', 'live'] as const, ['d', 'brake'] as const]) {
      const whole = deps;
      for (let calls = 0; ; calls++) {
        let left = calls;
        // Ends the handling before the call that is one too many.
        const dying = <Store extends object>(store: Store): Store =>
          new Proxy(store, {
            get: (target, name) => {
              const member: unknown = Reflect.get(target, name);
              if (typeof member !== 'function') return member;
              return (...args: unknown[]) => {
                if (left-- <= 0) throw new Error('killed');
                return Reflect.apply(member, target, args) as unknown;
              };
            },
          });
        const dyingTable = dying<typeof table>(table);
        deps = {
          ...whole,
          articles: articleStore(dyingTable, new MemoryObjects()),
          uploadRecords: uploadStore(dyingTable),
          brake: brakeStore(dyingTable),
        };
        await uploads.put(keyOf(id), JSON.stringify({ id, text: id }), 'application/json');
        const event = {
          kind: 'created' as const,
          key: keyOf(id),
          sizeBytes: 10,
          sequencer: `1${id}`,
          at: new Date(nowMs).toISOString(),
        };
        const killed = await ingestUpload(deps, event).then(
          () => false,
          (error: Error) => error.message === 'killed' || Promise.reject(error),
        );
        deps = whole;
        if (!killed) break;
        expect(calls).toBeLessThan(50);
      }
      expect(await stateOf(id)).toBe(expected);
    }
    expect(countItems()).toHaveLength(4);
  });
});

test('an operator releases what is held, or discards it; what is decided is decided once', async () => {
  for (const id of ['a', 'b', 'c', 'd', 'e']) await upload(id);
  expect(await decideBraked(deps.articles, articleId('d'), 'release', nowMs)).toBe(true);
  expect(await decideBraked(deps.articles, articleId('e'), 'discard', nowMs)).toBe(true);
  expect(await decideBraked(deps.articles, articleId('d'), 'discard', nowMs)).toBe(false);
  expect(await statesOf('d', 'e')).toEqual(['live', 'retracted']);
  expect(await allHeld()).toEqual([]);
  const released = [...table.items.values()].find(({ pk, sk }) => pk === `ARTICLE#${articleId('d')}` && sk === 'HEAD');
  expect(String(released?.workPk)).toMatch(/^DUE#/);
});
