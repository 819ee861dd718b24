import { readAgain, type PartnerReads } from '../delivery/reading-habit.ts';
import { partnerReadsKey } from './keys.ts';
import type { Item, Table } from './table.ts';

/** When partners that fetch last did, and how far apart their readings are. */
export interface PartnerReadStore {
  get(partnerId: string): Promise<PartnerReads | undefined>;
  /** Those who ever read, of these. */
  many(partnerIds: readonly string[]): Promise<ReadonlyMap<string, PartnerReads>>;
  /** Notes a request. One of two at the same time may go unnoted: it is about habits. */
  note(partnerId: string, nowMs: number): Promise<void>;
}

export function partnerReadStore(table: Table): PartnerReadStore {
  async function get(partnerId: string): Promise<PartnerReads | undefined> {
    const item = await table.get(partnerReadsKey(partnerId), { stale: true });
    return item && readsOf(item);
  }
  return {
    get,
    async many(partnerIds) {
      if (partnerIds.length === 0) return new Map();
      const items = await table.getMany([...new Set(partnerIds)].map(partnerReadsKey), { stale: true });
      return new Map(items.map((item) => [String(item.partnerId), readsOf(item)]));
    },
    async note(partnerId, nowMs) {
      const seen = await get(partnerId);
      const reads = readAgain(seen, partnerId, nowMs);
      if (!reads) return;
      await table.put(
        { ...partnerReadsKey(partnerId), ...reads },
        seen ? { attribute: 'lastAtMs', is: '=', value: seen.lastAtMs } : { attribute: 'pk', is: 'absent' },
      );
    },
  };
}

function readsOf({ pk: _pk, sk: _sk, ...reads }: Item): PartnerReads {
  return reads as unknown as PartnerReads;
}
