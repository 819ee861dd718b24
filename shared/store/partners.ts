import type { Partner } from '../partners/partner.ts';
import { partnerKey } from './keys.ts';
import { queryAll } from './query-all.ts';
import type { Item, Table } from './table.ts';

export interface PartnerStore {
  get(partnerId: string): Promise<Partner | undefined>;
  all(): Promise<readonly Partner[]>;
  put(partner: Partner): Promise<void>;
  setStatus(partnerId: string, status: Partner['status'], reason?: string): Promise<boolean>;
}

export function partnerStore(table: Table): PartnerStore {
  return {
    async get(partnerId) {
      const item = await table.get(partnerKey(partnerId));
      return item && partnerOf(item);
    },

    async all() {
      return (await queryAll(table, partnerKey('').pk)).map(partnerOf);
    },

    async put(partner) {
      await table.put({ ...partnerKey(partner.id), ...partner });
    },

    async setStatus(partnerId, status, reason) {
      const changed = await table.update(
        partnerKey(partnerId),
        reason === undefined ? { set: { status }, remove: ['pauseReason'] } : { set: { status, pauseReason: reason } },
        { attribute: 'pk', is: 'present' },
      );
      return changed !== undefined;
    },
  };
}

function partnerOf(item: Item): Partner {
  const { pk: _pk, sk: _sk, ...partner } = item;
  return partner as unknown as Partner;
}
