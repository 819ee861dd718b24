import { sweepLimits } from '../contract/limits.ts';
import { deadPartition, dueShard, parkedPartition, sortableMs } from './keys.ts';
import type { Item, Table } from './table.ts';

/** How much of one kind waits; `isMore` when the count stopped at its bound. */
export interface Waiting {
  readonly count: number;
  readonly isMore: boolean;
  /** Since when the oldest waits, epoch milliseconds; absent when nothing does. */
  readonly sinceMs?: number;
}

export interface PartnerBacklog {
  readonly partnerId: string;
  readonly parked: Waiting;
  readonly dead: Waiting;
}

/** What waits, for people to see. Read from the work index, which is eventually consistent: a hint. */
export interface BacklogStore {
  /** Work whose time has come and that no sweep has taken yet; a minute's worth is normal. */
  overdue(nowMs: number): Promise<Waiting>;
  /** What one partner does not get now: parked until it recovers, or given up. */
  ofPartner(partnerId: string): Promise<PartnerBacklog>;
}

/** Entries counted of each kind: the index holds keys only, about a hundred bytes each. */
const countedMax = 1_000;

export function backlogStore(table: Table): BacklogStore {
  return {
    async overdue(nowMs) {
      const pages = await Promise.all(
        Array.from({ length: sweepLimits.dueShards }, (_, shard) =>
          table.queryIndex('work', dueShard(shard), { to: sortableMs(nowMs), limit: sweepLimits.pageItems }),
        ),
      );
      return waiting(
        pages.flatMap(({ items }) => items),
        pages.some(({ next }) => next !== undefined),
      );
    },

    async ofPartner(partnerId) {
      const [parked, dead] = await Promise.all(
        [parkedPartition(partnerId), deadPartition(partnerId)].map((partition) =>
          table.queryIndex('work', partition, { limit: countedMax }),
        ),
      );
      return {
        partnerId,
        parked: waiting(parked?.items ?? [], parked?.next !== undefined),
        dead: waiting(dead?.items ?? [], dead?.next !== undefined),
      };
    },
  };
}

function waiting(items: readonly Item[], isMore: boolean): Waiting {
  // The time ends the sort key; parked ones have their urgency before it.
  const times = items.map(({ workSk }) => Number(String(workSk).split('#').at(-1))).filter(Number.isFinite);
  return { count: items.length, isMore, ...(times.length > 0 ? { sinceMs: Math.min(...times) } : {}) };
}
