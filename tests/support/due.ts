import type { DueItem, DueStore } from '../../shared/store/due.ts';

/** All that is due by a time, from every page. */
export async function dueBy(store: DueStore, untilMs: number): Promise<readonly DueItem[]> {
  const items: DueItem[] = [];
  for await (const page of store.pages(untilMs)) items.push(...page);
  return items;
}
