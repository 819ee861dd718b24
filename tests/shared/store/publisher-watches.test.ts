import { beforeEach, describe, expect, test } from 'vitest';
import { type PublisherWatch, quietFromMs } from '../../../shared/article/publisher-watch.ts';
import { dueStore } from '../../../shared/store/due.ts';
import { publisherWatchKey } from '../../../shared/store/keys.ts';
import { type PublisherWatchStore, publisherWatchStore } from '../../../shared/store/publisher-watches.ts';
import type { Table } from '../../../shared/store/table.ts';
import { useDynalite } from '../../support/dynalite-table.ts';
import { publisherOf } from '../../support/publishers.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const laterMs = nowMs + 3_600_000;
const daily = publisherOf({ quietAfterHours: 24 });

const newTable = useDynalite();
let table: Table;
let watches: PublisherWatchStore;
beforeEach(async () => {
  table = await newTable();
  watches = publisherWatchStore(table);
});

/** Ids whose watch is due by a time, as the sweep finds them. */
async function dueBy(atMs: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const items of dueStore(table).pages(atMs))
    for (const { work } of items) if (work.kind === 'publisher') ids.push(work.publisherId);
  return ids;
}

async function watchNow(): Promise<PublisherWatch> {
  const watch = await watches.get('demo');
  if (!watch) throw new Error('nobody watches');
  return watch;
}

test('a watch is found by the sweep when its publisher would be quiet, and no sooner', async () => {
  await watches.follow(daily, nowMs);
  const fromMs = quietFromMs(await watchNow());
  expect([await dueBy(fromMs - 1), await dueBy(fromMs)]).toEqual([[], ['demo']]);
  await watches.heard('demo', 24, laterMs);
  expect([await dueBy(fromMs), await dueBy(fromMs + laterMs - nowMs)]).toEqual([[], ['demo']]);
  expect(await watchNow()).toEqual({ publisherId: 'demo', quietAfterHours: 24, sinceMs: nowMs, heardAtMs: laterMs });
});

describe('following a profile', () => {
  test('that says the same changes nothing; one with other hours keeps what was heard', async () => {
    await watches.follow(daily, nowMs);
    await watches.heard('demo', 24, laterMs);
    await watches.follow(daily, laterMs + 1);
    expect((await watchNow()).sinceMs).toBe(nowMs);
    await watches.follow({ ...daily, quietAfterHours: 2 }, laterMs + 1);
    expect(await watchNow()).toMatchObject({ quietAfterHours: 2, sinceMs: nowMs, heardAtMs: laterMs });
  });

  test.each([{ active: false }, { quietAfterHours: undefined }])('of %j ends the watch', async (changes) => {
    await watches.follow(daily, nowMs);
    await watches.follow({ ...daily, ...changes }, nowMs);
    expect([await watches.get('demo'), await dueBy(laterMs * 2)]).toEqual([undefined, []]);
  });

  test('of a publisher that is back begins anew', async () => {
    await watches.follow(daily, nowMs);
    await watches.follow({ ...daily, active: false }, nowMs);
    await watches.follow(daily, laterMs);
    expect((await watchNow()).sinceMs).toBe(laterMs);
  });

  test('of one that was never watched, and names no hours, leaves nothing behind', async () => {
    await watches.follow(publisherOf(), nowMs);
    expect(await table.get(publisherWatchKey('demo'))).toBeUndefined();
  });
});

describe('a publisher that is quiet', () => {
  test('is listed, is due no more, and is neither any longer when it is heard again', async () => {
    await watches.follow(daily, nowMs);
    expect(await watches.quiet(await watchNow(), laterMs)).toBe(true);
    expect([await watches.quietIds(), await dueBy(laterMs * 2)]).toEqual([['demo'], []]);
    expect(await watches.heard('demo', 24, laterMs + 1)).toBe(false);
    await watches.heardAgain(await watchNow(), laterMs + 1);
    expect([await watches.quietIds(), await dueBy(laterMs * 2)]).toEqual([[], ['demo']]);
    expect(await watchNow()).not.toHaveProperty('quietSinceMs');
  });

  test('is not one of whom something came after the watch was read', async () => {
    await watches.follow(daily, nowMs);
    const before = await watchNow();
    await watches.heard('demo', 24, laterMs);
    expect(await watches.quiet(before, laterMs)).toBe(false);
    expect(await watches.quietIds()).toEqual([]);
  });
});
