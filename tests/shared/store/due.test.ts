import { beforeEach, describe, expect, test } from 'vitest';
import { sweepLimits } from '../../../shared/contract/limits.ts';
import { type DueStore, dueStore } from '../../../shared/store/due.ts';
import {
  articleHeadKey,
  deliveryKey,
  dueAt,
  parkedAt,
  partnerHealthKey,
  partnerKey,
  uploadKey,
  workOf,
} from '../../../shared/store/keys.ts';
import type { Table } from '../../../shared/store/table.ts';
import { dueBy } from '../../support/due.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();
const nowMs = Date.UTC(2026, 10, 23, 12);

let table: Table;
let store: DueStore;
beforeEach(async () => {
  table = await newTable();
  store = dueStore(table);
});

const addArticle = (id: string, atMs: number) => table.put({ ...articleHeadKey(id), ...dueAt(id, atMs) });

describe('what is due', () => {
  test('is told by what its key stands for', async () => {
    await addArticle('a-1', nowMs);
    await table.put({ ...deliveryKey('a-1', 'outlet'), ...dueAt('a-1outlet', nowMs) });
    await table.put({ ...partnerHealthKey('outlet'), ...dueAt('outlet', nowMs) });
    await table.put({ ...deliveryKey('a-2', 'outlet'), ...parkedAt('outlet', true, 0) });
    const works = (await dueBy(store, nowMs)).map(({ work }) => work);
    expect(works.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
      { kind: 'article', articleId: 'a-1' },
      { kind: 'delivery', articleId: 'a-1', partnerId: 'outlet' },
      { kind: 'health', partnerId: 'outlet' },
    ]);
    expect(workOf(uploadKey('k'))).toEqual({ kind: 'upload' });
    expect(() => workOf(partnerKey('outlet'))).toThrow('no place in the work index');
  });

  test('is what lies at or before now, over all shards, by time and not by text', async () => {
    const times = [0, 9, 10, 99, 1_000, nowMs - 1, nowMs];
    for (const atMs of [...times, nowMs + 1, 1e14]) await addArticle(`a-${atMs}`, atMs);
    const due = await dueBy(store, nowMs);
    expect(due.map(({ key }) => key.pk).toSorted()).toEqual(times.map((atMs) => `ARTICLE#a-${atMs}`).toSorted());
    expect(new Set(times.map((atMs) => dueAt(`a-${atMs}`, atMs).workPk)).size).toBeGreaterThan(1);
  });

  test('comes in bounded pages, of each shard the oldest first, until all were seen', async () => {
    // Two more on a shard than a query takes, with times that say which ones wait.
    const { workPk } = dueAt('a', 0);
    const count = sweepLimits.pageItems + 2;
    const numbers = Array.from({ length: count }, (_, number) => number);
    await Promise.all(
      numbers.map((number) => table.put({ ...articleHeadKey(`a-${number}`), ...dueAt('a', number), workPk })),
    );
    const pages: number[][] = [];
    for await (const page of store.pages(nowMs)) pages.push(page.map(({ dueMs }) => dueMs));
    expect(pages).toEqual([numbers.slice(0, -2), numbers.slice(-2)]);
  });
});

describe('handing out', () => {
  test('moves an item on, once', async () => {
    await addArticle('a-1', nowMs);
    const [item] = await dueBy(store, nowMs);
    if (!item) throw new Error('nothing is due');
    await store.handedOut(item, nowMs + 1000);
    expect(await dueBy(store, nowMs + 999)).toEqual([]);
    expect(await dueBy(store, nowMs + 1000)).toHaveLength(1);
    // A second run, which saw what the first one saw, changes nothing.
    await store.handedOut(item, nowMs + 5000);
    expect(await dueBy(store, nowMs + 1000)).toHaveLength(1);
  });

  test('leaves alone what its stage moved or took off meanwhile', async () => {
    await addArticle('a-1', nowMs);
    await addArticle('a-2', nowMs);
    const items = await dueBy(store, nowMs);
    await addArticle('a-1', nowMs + 7);
    await table.update(articleHeadKey('a-2'), { remove: ['workPk', 'workSk'] });
    for (const item of items) await store.handedOut(item, nowMs + 1000);
    expect((await dueBy(store, nowMs + 7)).map(({ key }) => key.pk)).toEqual(['ARTICLE#a-1']);
    expect(await table.get(articleHeadKey('a-2'))).not.toHaveProperty('workSk');
  });

  test('never makes an item that is gone', async () => {
    await addArticle('a-1', nowMs);
    const [item] = await dueBy(store, nowMs);
    await table.remove(articleHeadKey('a-1'));
    if (item) await store.handedOut(item, nowMs + 1000);
    expect(await table.get(articleHeadKey('a-1'))).toBeUndefined();
  });
});
