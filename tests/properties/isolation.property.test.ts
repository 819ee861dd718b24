import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { deliveryLimits } from '../../shared/contract/limits.ts';
import { countSchedule, writeSummary } from '../support/fault-summary.ts';
import { safetyViolations } from '../support/invariants.ts';
import { runsOf, timeout } from '../support/schedule-count.ts';
import type { Behaviour } from '../support/simulated-partner.ts';
import { Simulation } from '../support/simulation.ts';

afterAll(writeSummary);

const stories = 25;
/** POSTs that hang may hold all three functions of the fast lane for their time-out, twice, until the circuit of their partner opens. */
const boundMs = 2 * deliveryLimits.requestMs + 2_000;

test(
  'invariant 6: partners that fail, hang, refuse or answer late do not delay one that is well',
  { timeout },
  async () => {
    const bad = fc.array(fc.constantFrom<Behaviour>('error', 'refuse', 'late', 'busy', 'gone'), {
      minLength: 1,
      maxLength: 3,
    });
    const property = fc.asyncProperty(bad, fc.nat(), async (behaviours, seed) => {
      const world = new Simulation(seed, { crash: 0, duplicate: 0 });
      await world.addPartner({ id: 'well' });
      for (const [index, behaviour] of behaviours.entries()) {
        await world.addPartner({ id: `bad-${index}` });
        world.behaviour.set(`bad-${index}`, behaviour);
      }
      const uploadedAt = new Map<string, number>();
      for (let index = 0; index < stories; index++) {
        const body = JSON.stringify({ id: `story ${index}`, text: 'Night ferry' });
        uploadedAt.set(`urn:story:story ${index}`, world.nowMs);
        await world.upload(`publishers/demo/${index}.json`, body);
        await world.run(world.nowMs + 1_000);
      }
      await world.run(world.nowMs + 3_600_000);
      const posts = world.posts.filter(({ partnerId }) => partnerId === 'well');
      const waits = posts.map(({ atMs, body }) => {
        const { uri } = (JSON.parse(body) as { data: { article: { uri: string } } }).data.article;
        return atMs - (uploadedAt.get(uri) ?? 0);
      });
      expect(posts).toHaveLength(stories);
      expect(Math.max(...waits)).toBeLessThanOrEqual(boundMs);
      const violations = safetyViolations(world);
      countSchedule(world, violations);
      expect(violations).toEqual([]);
    });
    await fc.assert(property, runsOf(0.01) as Parameters<typeof fc.assert>[1]);
  },
);
