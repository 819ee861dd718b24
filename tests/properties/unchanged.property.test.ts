import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { countSchedule, writeSummary } from '../support/fault-summary.ts';
import { headOf, safetyViolations } from '../support/invariants.ts';
import { runsOf, timeout } from '../support/schedule-count.ts';
import { faults } from '../support/schedules.ts';
import { Simulation } from '../support/simulation.ts';

afterAll(writeSummary);

test(
  'invariant 5: the same content makes one revision and one webhook, however often and by which key it comes',
  { timeout },
  async () => {
    const repeats = fc.array(
      fc.record({ key: fc.constantFrom('a.json', 'again/a.json', 'z.json'), calls: fc.integer({ min: 0, max: 80 }) }),
      { minLength: 1, maxLength: 6 },
    );
    const property = fc.asyncProperty(repeats, faults, fc.nat(), async (uploads, during, seed) => {
      const world = new Simulation(seed, during);
      await world.addPartner({ id: 'north' });
      for (const { key, calls } of uploads) {
        await world.upload(`publishers/demo/${key}`, JSON.stringify({ id: 'ferry', text: 'Night ferry' }));
        await world.run(world.nowMs, calls);
      }
      world.faults = { crash: 0, duplicate: 0 };
      await world.run(world.nowMs + 86_400_000);
      expect(headOf(world, 'ferry')).toMatchObject({ revision: 1, state: 'live' });
      // One webhook, though a function that was killed after its POST may have sent it again: then under the same id.
      expect(new Set(world.posts.map(({ messageId }) => messageId)).size).toBe(1);
      const violations = safetyViolations(world);
      countSchedule(world, violations);
      expect(violations).toEqual([]);
    });
    await fc.assert(property, runsOf(0.04) as Parameters<typeof fc.assert>[1]);
  },
);
