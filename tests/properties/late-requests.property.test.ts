import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { deliveryLimits } from '../../shared/contract/limits.ts';
import { countSchedule, writeSummary } from '../support/fault-summary.ts';
import { convergenceViolations, safetyViolations } from '../support/invariants.ts';
import { runsOf, timeout } from '../support/schedule-count.ts';
import { Simulation } from '../support/simulation.ts';

afterAll(writeSummary);

const key = 'publishers/demo/ferry.json';
/** Around the moment in which a request is given up, and may yet be taken. */
const wait = fc.integer({
  min: deliveryLimits.requestMs - 2_000,
  max: deliveryLimits.requestMs + deliveryLimits.lateMs,
});

test(
  'invariant 2: a newer revision, or a retraction, never overtakes a request that the partner may yet take',
  { timeout },
  async () => {
    const property = fc.asyncProperty(wait, fc.boolean(), fc.nat(), async (waitMs, isRetracted, seed) => {
      const world = new Simulation(seed, { crash: 0, duplicate: 0.1 });
      await world.addPartner({ id: 'north' });
      const upload = (text: string): Promise<void> => world.upload(key, JSON.stringify({ id: 'ferry', text }));
      world.behaviour.set('north', 'late');
      await upload('first');
      await world.run(world.nowMs + waitMs);
      world.behaviour.set('north', 'ok');
      await (isRetracted ? world.removeUpload(key) : upload('second'));
      await world.run(world.nowMs + 3_600_000);
      const violations = [...safetyViolations(world), ...convergenceViolations(world, ['ferry'], ['north'])];
      countSchedule(world, violations);
      expect(violations).toEqual([]);
    });
    await fc.assert(property, runsOf(0.05) as Parameters<typeof fc.assert>[1]);
  },
);
