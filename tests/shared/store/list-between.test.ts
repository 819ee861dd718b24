import { beforeEach, expect, test } from 'vitest';
import { articleHeadKey, listedAt } from '../../../shared/store/keys.ts';
import { listBetween } from '../../../shared/store/list-between.ts';
import type { Table } from '../../../shared/store/table.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();
const noonMs = Date.UTC(2026, 10, 24, 12);
const hour = 3_600_000;

let table: Table;
beforeEach(async () => {
  table = await newTable();
  for (const [id, hoursAgo] of [
    ['a', 0],
    ['b', 1],
    ['c', 13],
    ['d', 60],
  ] as const) {
    await table.put({ ...articleHeadKey(id), ...listedAt('ARTICLES', noonMs - hoursAgo * hour, id) });
  }
});

const ids = async (fromMs: number, toMs: number, limit = 10) =>
  (await listBetween(table, 'ARTICLES', fromMs, toMs, limit)).map(({ pk }) => pk.replace('ARTICLE#', ''));

test('goes back day after day, newest first', async () => {
  expect(await ids(noonMs - 72 * hour, noonMs)).toEqual(['a', 'b', 'c', 'd']);
});

test('keeps to both ends, inclusive, and to the limit', async () => {
  expect(await ids(noonMs - 13 * hour, noonMs - hour)).toEqual(['b', 'c']);
  expect(await ids(noonMs - 72 * hour, noonMs, 3)).toEqual(['a', 'b', 'c']);
  expect(await ids(noonMs + hour, noonMs + 2 * hour)).toEqual([]);
});
