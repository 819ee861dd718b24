import { afterFailure, afterProbe, type CircuitStep, healthyPartner, type PartnerHealth } from '../delivery/circuit.ts';
import { dueAt, parkedPartition, partnerHealthKey, workOf } from './keys.ts';
import { queryAll } from './query-all.ts';
import type { Item, ReadOptions, Table } from './table.ts';

export interface PartnerHealthStore {
  get(partnerId: string, options?: ReadOptions): Promise<PartnerHealth>;
  /** Every partner that is or was in trouble. */
  all(): Promise<readonly PartnerHealth[]>;
  /** Counts a failure and opens the circuit when it is time. */
  failed(partnerId: string, nowMs: number): Promise<CircuitStep>;
  /** The endpoint answered 2xx: closes the circuit, if it was open, and has parked deliveries released. */
  recovered(health: PartnerHealth, nowMs: number): Promise<void>;
  /** Takes the one probe that is due, and sets the time of the next, should it fail; false when another took it. */
  takeProbe(health: PartnerHealth, nowMs: number): Promise<boolean>;
  /** Has the parked deliveries released by the coming sweeps. */
  drain(partnerId: string, nowMs: number): Promise<void>;
  /** When the sweep looks at the partner next; undefined when nothing is parked any more. */
  setDue(partnerId: string, atMs: number | undefined): Promise<void>;
  /** Parked deliveries, retractions first, then oldest first. */
  parkedOf(partnerId: string, limit: number): Promise<readonly { articleId: string; partnerId: string }[]>;
}

export function partnerHealthStore(table: Table): PartnerHealthStore {
  async function get(partnerId: string, options?: ReadOptions): Promise<PartnerHealth> {
    const item = await table.get(partnerHealthKey(partnerId), options);
    return item ? healthOf(item) : healthyPartner(partnerId);
  }

  return {
    get,

    async all() {
      return (await queryAll(table, partnerHealthKey('').pk)).map(healthOf);
    },

    async failed(partnerId, nowMs) {
      const key = partnerHealthKey(partnerId);
      const item = await table.update(key, { set: { partnerId }, add: { failuresInRow: 1 } });
      const counted = item ? healthOf(item) : healthyPartner(partnerId);
      const health = { ...counted, failingSinceMs: counted.failingSinceMs ?? nowMs };
      const step = afterFailure(health, nowMs);
      const since = { failingSinceMs: health.failingSinceMs };
      if (step.kind === 'open' && step.nextProbeAtMs !== counted.nextProbeAtMs) {
        const { nextProbeAtMs, probeIntervalMs } = step;
        await table.update(key, {
          set: { ...since, circuit: 'open', nextProbeAtMs, probeIntervalMs, ...dueAt(partnerId, nextProbeAtMs) },
        });
      } else if (counted.failingSinceMs === undefined) {
        await table.update(key, { set: { ...since, circuit: health.circuit } });
      }
      return step;
    },

    async recovered(health, nowMs) {
      const key = partnerHealthKey(health.partnerId);
      const remove = ['failingSinceMs', 'nextProbeAtMs', 'probeIntervalMs'];
      if (health.circuit === 'closed') {
        await table.update(key, { set: { partnerId: health.partnerId, circuit: 'closed', failuresInRow: 0 }, remove });
      } else {
        await table.update(key, {
          set: { circuit: 'draining', failuresInRow: 0, ...dueAt(health.partnerId, nowMs) },
          remove,
        });
      }
    },

    async takeProbe(health, nowMs) {
      // The next probe moves first, so that a function that ends mid-way does not leave the partner without one.
      const taken = await table.update(
        partnerHealthKey(health.partnerId),
        { set: afterProbe(health, nowMs) },
        { attribute: 'nextProbeAtMs', is: '=', value: health.nextProbeAtMs ?? -1 },
      );
      return taken !== undefined;
    },

    async drain(partnerId, nowMs) {
      await table.update(partnerHealthKey(partnerId), {
        set: { partnerId, circuit: 'draining', failuresInRow: 0, ...dueAt(partnerId, nowMs) },
        remove: ['failingSinceMs', 'nextProbeAtMs', 'probeIntervalMs'],
      });
    },

    async setDue(partnerId, atMs) {
      const key = partnerHealthKey(partnerId);
      if (atMs !== undefined) {
        await table.update(key, { set: dueAt(partnerId, atMs) });
        return;
      }
      const isDrained = await table.update(
        key,
        { set: { circuit: 'closed' }, remove: ['workPk', 'workSk'] },
        { attribute: 'circuit', is: '=', value: 'draining' },
      );
      if (!isDrained) await table.update(key, { remove: ['workPk', 'workSk'] }, { attribute: 'pk', is: 'present' });
    },

    async parkedOf(partnerId, limit) {
      const { items } = await table.queryIndex('work', parkedPartition(partnerId), { limit });
      return items.map(workOf).filter((work) => work.kind === 'delivery');
    },
  };
}

function healthOf(item: Item): PartnerHealth {
  const stored = item as unknown as Partial<PartnerHealth>;
  return {
    partnerId: item.sk,
    circuit: stored.circuit ?? 'closed',
    failuresInRow: stored.failuresInRow ?? 0,
    failingSinceMs: stored.failingSinceMs,
    nextProbeAtMs: stored.nextProbeAtMs,
    probeIntervalMs: stored.probeIntervalMs,
  };
}
