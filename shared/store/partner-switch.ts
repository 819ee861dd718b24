import { partnerPausedNotice, partnerRecoveredNotice } from '../delivery/notice.ts';
import { isOperationsId } from '../partners/operations.ts';
import { noticeStore } from './notices.ts';
import { partnerHealthStore } from './partner-health.ts';
import { partnerStore } from './partners.ts';
import type { Table } from './table.ts';

/** What an operator's hand on the switch did. */
export type Switched = 'done' | 'already' | 'unknown';

export interface PartnerSwitch {
  /** What the partner is owed is parked from now on (containers know within seconds). */
  pause(partnerId: string, nowMs: number): Promise<Switched>;
  /** Deliveries are taken up again, what was parked first, retractions before all. */
  resume(partnerId: string, nowMs: number): Promise<Switched>;
}

/** Pauses and resumes partners and endpoints of operational events, and tells those who asked for it. */
export function partnerSwitch(table: Table): PartnerSwitch {
  const partners = partnerStore(table);
  const notices = noticeStore(table, partners.endpoints);

  return {
    async pause(partnerId, nowMs) {
      const partner = await partners.get(partnerId);
      if (!partner) return 'unknown';
      if (partner.status !== 'active') return 'already';
      if (!isOperationsId(partnerId)) await notices.tell(partnerPausedNotice(partner, 'OPERATOR', nowMs));
      return (await partners.pause(partner, 'OPERATOR', nowMs)) ? 'done' : 'already';
    },

    async resume(partnerId, nowMs) {
      const partner = await partners.get(partnerId);
      if (!partner) return 'unknown';
      const wasPaused = partner.status === 'paused';
      if (wasPaused && !isOperationsId(partnerId))
        await notices.tell(partnerRecoveredNotice(partner, partner.statusAtMs, nowMs));
      await partners.setStatus(partnerId, 'active', undefined, nowMs);
      // Also where it was active: a circuit that is open is tried at once.
      await partnerHealthStore(table).drain(partnerId, nowMs);
      return wasPaused ? 'done' : 'already';
    },
  };
}
