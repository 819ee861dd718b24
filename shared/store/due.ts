import { sweepLimits } from '../contract/limits.ts';
import { dueShard, sortableMs, workOf } from './keys.ts';
import type { Key, Table } from './table.ts';

/** Something whose time has come, by what its key stands for. */
export interface DueItem {
  readonly key: Key;
  readonly work: ReturnType<typeof workOf>;
  /** What stood in the index: the hand-out is conditional on it. */
  readonly seenSk: string;
}

export interface DueStore {
  /** What is due now, a bounded page a shard, oldest first. */
  due(nowMs: number): Promise<readonly DueItem[]>;
  /** Moves an item on in the index after it was handed out, unless its stage moved it meanwhile. */
  handedOut(item: DueItem, againAtMs: number): Promise<void>;
}

export function dueStore(table: Table): DueStore {
  return {
    async due(nowMs) {
      const pages = await Promise.all(
        Array.from({ length: sweepLimits.dueShards }, (_, shard) =>
          table.queryIndex('work', dueShard(shard), { to: sortableMs(nowMs), limit: sweepLimits.pageItems }),
        ),
      );
      return pages
        .flatMap(({ items }) => items)
        .map((item) => ({ key: item, work: workOf(item), seenSk: String(item.workSk) }));
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
