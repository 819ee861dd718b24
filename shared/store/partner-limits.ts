import { deliveryLimits } from '../contract/limits.ts';
import { ttlAttribute } from '../contract/table.ts';
import { partnerRateKey, partnerSlotsKey } from './keys.ts';
import type { Table } from './table.ts';

/** What a partner asked for: absent means no limit, and costs nothing. */
export interface PartnerLimits {
  readonly id: string;
  /** POSTs started in one second of the clock. */
  readonly maxPerSecond?: number;
  /** POSTs under way at once. */
  readonly maxInFlight?: number;
}

export function hasLimits({ maxPerSecond, maxInFlight }: PartnerLimits): boolean {
  return maxPerSecond !== undefined || maxInFlight !== undefined;
}

export type Admission =
  /** `slot` is to be given back after the POST. */
  { readonly kind: 'admitted'; readonly slot?: string } | { readonly kind: 'wait'; readonly untilMs: number };

export interface PartnerLimitStore {
  /** Admits one POST, counted in the table, so that all functions running at once keep to one limit. */
  admit(partner: PartnerLimits, nowMs: number, random: number): Promise<Admission>;
  /** Gives a slot back; one that a function could not give back is free again when its lease would have ended. */
  finish(partner: PartnerLimits, admission: Admission): Promise<void>;
}

/** How long a POST that found no slot waits: about as long as one takes. */
const slotWaitMs = 2_000;

export function partnerLimitStore(table: Table): PartnerLimitStore {
  /** When the POST may start: now, or, when this second is used up, in a later one: those waiting are spread over the seconds they need. */
  async function rateWaitMs(partner: PartnerLimits, nowMs: number): Promise<number> {
    const { id, maxPerSecond } = partner;
    if (maxPerSecond === undefined) return 0;
    const second = Math.floor(nowMs / 1000);
    const item = await table.update(partnerRateKey(id, second), {
      set: { [ttlAttribute]: second + 3_600 },
      add: { started: 1 },
    });
    const over = Number(item?.started ?? 1) - maxPerSecond;
    if (over <= 0) return 0;
    return (second + 1 + Math.floor((over - 1) / maxPerSecond)) * 1000 - nowMs;
  }

  async function takeSlot(partner: PartnerLimits, nowMs: number, random: number): Promise<string | undefined> {
    const { id, maxInFlight = 0 } = partner;
    const first = Math.floor(random * maxInFlight);
    for (let tried = 0; tried < maxInFlight; tried++) {
      const slot = `slot${(first + tried) % maxInFlight}`;
      const taken = await table.update(
        partnerSlotsKey(id),
        { set: { [slot]: nowMs + deliveryLimits.leaseMs } },
        {
          any: [
            { attribute: slot, is: 'absent' },
            { attribute: slot, is: '<=', value: nowMs },
          ],
        },
      );
      if (taken) return slot;
    }
    return undefined;
  }

  return {
    async admit(partner, nowMs, random) {
      const slot = partner.maxInFlight === undefined ? undefined : await takeSlot(partner, nowMs, random);
      if (partner.maxInFlight !== undefined && slot === undefined) return { kind: 'wait', untilMs: nowMs + slotWaitMs };
      const waitMs = await rateWaitMs(partner, nowMs);
      if (waitMs === 0) return { kind: 'admitted', slot };
      await this.finish(partner, { kind: 'admitted', slot });
      return { kind: 'wait', untilMs: nowMs + waitMs };
    },

    async finish(partner, admission) {
      if (admission.kind !== 'admitted' || admission.slot === undefined) return;
      await table.update(partnerSlotsKey(partner.id), { remove: [admission.slot] });
    },
  };
}
