import { type ListName, listPartition, sortableMs } from './keys.ts';
import type { Item, Table } from './table.ts';

const dayMs = 86_400_000;

/**
 * Items of a list from `toMs` back to `fromMs` (both inclusive, epoch milliseconds), newest first and at most `limit`. The partitions of the
 * list are days: a query each, until there are enough. A hint, as every index read is.
 */
export async function listBetween(
  table: Table,
  list: ListName,
  fromMs: number,
  toMs: number,
  limit: number,
): Promise<Item[]> {
  const items: Item[] = [];
  const range = { from: sortableMs(fromMs), to: `${sortableMs(toMs)}#~`, descending: true };
  for (let atMs = toMs; startOfDay(atMs) >= startOfDay(fromMs) && items.length < limit; atMs -= dayMs) {
    let after: string | undefined;
    do {
      const page = await table.queryIndex('list', listPartition(list, atMs), {
        ...range,
        limit: limit - items.length,
        after,
      });
      items.push(...page.items);
      after = page.next;
    } while (after !== undefined && items.length < limit);
  }
  return items;
}

const startOfDay = (ms: number): number => Math.floor(ms / dayMs);
