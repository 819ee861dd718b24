import canonicalize from 'canonicalize';
import type { OperationsEndpoint } from '../partners/operations.ts';
import type { Partner } from '../partners/partner.ts';
import { operationsPartition, partnerKey } from './keys.ts';
import { queryAll } from './query-all.ts';
import type { Item, ReadOptions, Table } from './table.ts';

export interface PartnerStore {
  /** A partner, or an endpoint of operational events by its `@` id. */
  get(partnerId: string, options?: ReadOptions): Promise<Partner | undefined>;
  /** Every partner; endpoints of operational events are not among them. */
  all(): Promise<readonly Partner[]>;
  /** Every endpoint of operational events. */
  endpoints(): Promise<readonly OperationsEndpoint[]>;
  put(partner: Partner): Promise<void>;
  /** Writes what differs between two states of a partner, and leaves alone what others write meanwhile; false when it is gone. */
  revise(before: Partner, after: Partner): Promise<boolean>;
  /** Notes that this address answered the challenge; false when the partner has another by now. */
  setVerified(partnerId: string, url: string): Promise<boolean>;
  /** Pauses an active one, and leaves one alone that was removed, or whose status changed since it was `seen`; false when it did nothing. */
  pause(seen: Pick<Partner, 'id' | 'statusAtMs'>, reason: string, nowMs: number): Promise<boolean>;
  setStatus(partnerId: string, status: Partner['status'], reason?: string, nowMs?: number): Promise<boolean>;
}

export function partnerStore(table: Table): PartnerStore {
  return {
    async get(partnerId, options) {
      const item = await table.get(partnerKey(partnerId), options);
      return item && partnerOf(item);
    },

    async all() {
      return (await queryAll(table, partnerKey('').pk)).map(partnerOf);
    },

    async endpoints() {
      return (await queryAll(table, operationsPartition)).map((item) => partnerOf(item) as OperationsEndpoint);
    },

    async pause({ id, statusAtMs }, reason, nowMs) {
      const paused = await table.update(
        partnerKey(id),
        { set: { status: 'paused', pauseReason: reason, statusAtMs: nowMs } },
        {
          all: [
            { attribute: 'status', is: '=', value: 'active' },
            statusAtMs === undefined
              ? { attribute: 'statusAtMs', is: 'absent' }
              : { attribute: 'statusAtMs', is: '=', value: statusAtMs },
          ],
        },
      );
      return paused !== undefined;
    },

    async put(partner) {
      await table.put({ ...partnerKey(partner.id), ...partner });
    },

    async revise(before, after) {
      const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Partner)[];
      const changed = names.filter((name) => canonicalize(before[name]) !== canonicalize(after[name]));
      if (changed.length === 0) return true;
      const set = Object.fromEntries(changed.map((name) => [name, after[name]]));
      const remove = changed.filter((name) => after[name] === undefined);
      return Boolean(await table.update(partnerKey(before.id), { set, remove }, { attribute: 'pk', is: 'present' }));
    },

    async setVerified(partnerId, url) {
      const condition = { attribute: 'url', is: '=', value: url } as const;
      return Boolean(await table.update(partnerKey(partnerId), { remove: ['unverified'] }, condition));
    },

    async setStatus(partnerId, status, reason, nowMs) {
      const changed = await table.update(
        partnerKey(partnerId),
        reason === undefined
          ? { set: { status, statusAtMs: nowMs }, remove: ['pauseReason'] }
          : { set: { status, statusAtMs: nowMs, pauseReason: reason } },
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
