import type { Item, QueryOptions, Table } from './table.ts';

/** Every item of one partition, page after page: one answer of DynamoDB holds a megabyte at most. For partitions that are bounded. */
export async function queryAll(
  table: Table,
  partition: string,
  range: Pick<QueryOptions, 'from' | 'to'> = {},
): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await table.query(partition, { ...range, after });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}
