import { sweepLimits } from '../contract/limits.ts';
import { dueShard, sortableMs, workOf } from './keys.ts';
import type { Item, Key, Table } from './table.ts';

/** Something whose time has come, by what its key stands for. */
export interface DueItem {
  readonly key: Key;
  readonly work: ReturnType<typeof workOf>;
  /** What stood in the index: the hand-out is conditional on it. */
  readonly seenSk: string;
  readonly dueMs: number;
}

export interface DueStore {
  /** What is due by `untilMs`, page after page: of each shard the oldest first. */
  pages(untilMs: number): AsyncGenerator<readonly DueItem[]>;
  /** Moves an item on in the index after it was handed out, unless its stage moved it meanwhile. */
  handedOut(item: DueItem, againAtMs: number): Promise<void>;
}

export function dueStore(table: Table): DueStore {
  return {
    async *pages(untilMs) {
      let shards = Array.from({ length: sweepLimits.dueShards }, (_, shard) => ({
        shard,
        after: undefined as string | undefined,
      }));
      while (shards.length > 0) {
        const pages = await Promise.all(
          shards.map(async ({ shard, after }) => {
            const options = { to: sortableMs(untilMs), limit: sweepLimits.pageItems, after };
            return { shard, ...(await table.queryIndex('work', dueShard(shard), options)) };
          }),
        );
        yield pages.flatMap(({ items }) => items).map(dueItemOf);
        shards = pages.flatMap(({ shard, next }) => (next === undefined ? [] : [{ shard, after: next }]));
      }
    },

    async handedOut({ key, seenSk }, againAtMs) {
      await table.update(
        key,
        { set: { workSk: sortableMs(againAtMs) } },
        { attribute: 'workSk', is: '=', value: seenSk },
      );
    },
  };
}

function dueItemOf(item: Item): DueItem {
  const seenSk = String(item.workSk);
  return { key: item, work: workOf(item), seenSk, dueMs: Number(seenSk) };
}
