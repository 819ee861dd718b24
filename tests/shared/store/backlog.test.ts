import { beforeEach, expect, test } from 'vitest';
import { type BacklogStore, backlogStore } from '../../../shared/store/backlog.ts';
import { articleHeadKey, deadAt, deliveryKey, dueAt, parkedAt } from '../../../shared/store/keys.ts';
import type { Table } from '../../../shared/store/table.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();
const nowMs = Date.UTC(2026, 10, 24, 12);

let table: Table;
let store: BacklogStore;
beforeEach(async () => {
  table = await newTable();
  store = backlogStore(table);
});

test('what a partner does not get is counted, with since when', async () => {
  await table.put({ ...deliveryKey('a-1', 'outlet'), ...parkedAt('outlet', true, nowMs - 1_000) });
  await table.put({ ...deliveryKey('a-2', 'outlet'), ...parkedAt('outlet', false, nowMs - 9_000) });
  await table.put({ ...deliveryKey('a-3', 'outlet'), ...deadAt('outlet', nowMs - 5_000) });
  await table.put({ ...deliveryKey('a-3', 'other'), ...deadAt('other', nowMs) });
  expect(await store.ofPartner('outlet')).toEqual({
    partnerId: 'outlet',
    parked: { count: 2, isMore: false, sinceMs: nowMs - 9_000 },
    dead: { count: 1, isMore: false, sinceMs: nowMs - 5_000 },
  });
  expect(await store.ofPartner('nobody')).toMatchObject({ parked: { count: 0 }, dead: { count: 0 } });
});

test('work is overdue once its time has come', async () => {
  await table.put({ ...articleHeadKey('a-1'), ...dueAt('a-1', nowMs - 3_000) });
  await table.put({ ...articleHeadKey('a-2'), ...dueAt('a-2', nowMs - 8_000) });
  await table.put({ ...articleHeadKey('a-3'), ...dueAt('a-3', nowMs + 1_000) });
  expect(await store.overdue(nowMs)).toEqual({ count: 2, isMore: false, sinceMs: nowMs - 8_000 });
});
