import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { countSchedule, writeSummary } from '../support/fault-summary.ts';
import { safetyViolations } from '../support/invariants.ts';
import { runsOf, timeout } from '../support/schedule-count.ts';
import { Simulation } from '../support/simulation.ts';
import type { Story } from '../support/story.ts';

afterAll(writeSummary);

const key = 'publishers/demo/ferry.json';
const hour = 3_600_000;
/** From seconds to days, to the millisecond. */
const wait = fc.oneof(fc.integer({ min: 1, max: 120_000 }), fc.integer({ min: 1, max: 72 * hour }));

async function upload(world: Simulation, changes: Partial<Story>): Promise<void> {
  await world.upload(key, JSON.stringify({ id: 'ferry', text: 'Night ferry', ...changes } satisfies Story));
}

async function started(seed: number): Promise<Simulation> {
  const world = new Simulation(seed, { crash: 0, duplicate: 0 });
  await world.addPartner({ id: 'north' });
  return world;
}

/** Counts the schedule; in a normal run nothing at all may be wrong. */
function finish(world: Simulation): void {
  const violations = safetyViolations(world);
  countSchedule(world, violations);
  expect(violations).toEqual([]);
}

test('invariant 4: an article leaves within two seconds after its embargo ends', { timeout }, async () => {
  const property = fc.asyncProperty(wait, fc.nat(), async (waitMs, seed) => {
    const world = await started(seed);
    const endsMs = world.nowMs + waitMs;
    await upload(world, { embargoedUntilMs: endsMs });
    await world.run(endsMs + hour);
    const [post, ...others] = world.posts;
    expect(others).toEqual([]);
    expect(post?.atMs).toBeGreaterThanOrEqual(endsMs);
    expect(post?.atMs).toBeLessThanOrEqual(endsMs + 2000);
    finish(world);
  });
  await fc.assert(property, runsOf(0.02) as Parameters<typeof fc.assert>[1]);
});

test(
  'invariant 4: a changed embargo counts from then on; one that is lifted lets the article go at once',
  { timeout },
  async () => {
    const property = fc.asyncProperty(wait, wait, fc.boolean(), fc.nat(), async (firstMs, secondMs, isLifted, seed) => {
      const world = await started(seed);
      await upload(world, { embargoedUntilMs: world.nowMs + firstMs });
      await world.run(world.nowMs + Math.floor(firstMs / 2));
      const endsMs = isLifted ? world.nowMs : world.nowMs + secondMs;
      await upload(world, isLifted ? {} : { embargoedUntilMs: endsMs });
      await world.run(endsMs + firstMs + hour);
      const [post, ...others] = world.posts;
      expect(others).toEqual([]);
      expect(post?.atMs).toBeGreaterThanOrEqual(endsMs);
      expect(post?.atMs).toBeLessThanOrEqual(endsMs + 2000);
      finish(world);
    });
    await fc.assert(property, runsOf(0.01) as Parameters<typeof fc.assert>[1]);
  },
);

test(
  'invariant 4: an article retracted under its embargo is told to nobody; one whose embargo has no end is held',
  { timeout },
  async () => {
    const property = fc.asyncProperty(wait, fc.boolean(), fc.nat(), async (waitMs, isKilled, seed) => {
      const world = await started(seed);
      await upload(world, { embargoedUntilMs: isKilled ? world.nowMs + waitMs : null });
      await world.run(world.nowMs + Math.floor(waitMs / 2));
      if (isKilled) await upload(world, { status: 'canceled' });
      await world.run(world.nowMs + waitMs + hour);
      expect(world.posts).toEqual([]);
      finish(world);
    });
    await fc.assert(property, runsOf(0.01) as Parameters<typeof fc.assert>[1]);
  },
);
