import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { convergenceViolations, rateViolations, safetyViolations, type Violation } from '../support/invariants.ts';
import { type Behaviour, Simulation } from '../support/simulation.ts';
import type { Story } from '../support/story.ts';

/** What can happen to the pipeline from outside. `wait` lets the clock run for some seconds. */
type Step =
  | {
      readonly kind: 'upload';
      readonly story: number;
      readonly text: number;
      readonly embargoSeconds?: number;
      readonly licenceSeconds?: number;
    }
  | { readonly kind: 'kill'; readonly story: number }
  | { readonly kind: 'remove'; readonly story: number }
  | { readonly kind: 'behave'; readonly partner: number; readonly behaviour: Behaviour }
  | { readonly kind: 'pause' | 'resume'; readonly partner: number }
  | { readonly kind: 'purge'; readonly queue: 'ingest' | 'fanout' | 'deliver' | 'slow' }
  | { readonly kind: 'wait'; readonly seconds: number }
  /** Runs that are under way go on for some I/O calls; what comes next finds them in their midst. */
  | { readonly kind: 'calls'; readonly calls: number };

const stories = ['a', 'b'] as const;
/** `west` has limits, the others none. */
const partners = ['north', 'south', 'west'] as const;
const maxPerSecond = 2;
const story = fc.nat(stories.length - 1);
const partner = fc.nat(partners.length - 1);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('calls' as const), calls: fc.integer({ min: 1, max: 60 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('upload' as const),
      story,
      text: fc.nat(3),
      licenceSeconds: fc.integer({ min: 10, max: 3_000 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('upload' as const), story, text: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('upload' as const),
      story,
      text: fc.nat(3),
      embargoSeconds: fc.integer({ min: 1, max: 3_000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('kill' as const), story }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), story }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('behave' as const),
      partner,
      behaviour: fc.constantFrom<Behaviour>('ok', 'error', 'refuse', 'late'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const), partner }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('purge' as const),
      queue: fc.constantFrom('ingest' as const, 'fanout' as const, 'deliver' as const, 'slow' as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(0, 1, 10, 60, 700) }),
  },
);

const schedules = Number(process.env.BYLINE_SCHEDULES ?? 200);
const day = 86_400_000;
const totals = { schedules: 0, deliveries: 0, kills: 0, lost: 0, stale: 0, afterRetraction: 0, early: 0 };

afterAll(() => {
  const line = JSON.stringify(totals);
  if (process.env.BYLINE_SUMMARY) writeFileSync(process.env.BYLINE_SUMMARY, line);
});

function count(world: Simulation, violations: readonly Violation[]): void {
  const has = (invariant: string): number => Number(violations.some((one) => one.invariant === invariant));
  totals.schedules += 1;
  totals.deliveries += world.posts.filter(({ taken }) => taken).length;
  totals.kills += world.crashes;
  totals.lost += has('every newest revision arrives') || has('a retraction reaches every copy');
  totals.stale += has('never an older revision after a newer one') || has('the newest upload wins');
  totals.afterRetraction += has('nothing after a retraction');
  totals.early += has('nothing under embargo leaves');
}

/** One story and one partner, with runs cut into each other: what two functions do to one pair at once. */
const denseStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('upload' as const), story: fc.constant(0), text: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), story: fc.constant(0) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('calls' as const), calls: fc.integer({ min: 5, max: 50 }) }) },
);

/** Schedules that once failed: steps, seed of the scheduler, chance of a kill. */
const regressions: [Step[], number, number][] = [
  // A removal under way took back what an unchanged upload after it had just confirmed.
  [
    [
      { kind: 'upload', story: 0, text: 0 },
      { kind: 'upload', story: 0, text: 1 },
      { kind: 'calls', calls: 16 },
      { kind: 'remove', story: 0 },
      { kind: 'calls', calls: 8 },
      { kind: 'upload', story: 0, text: 1 },
    ],
    15,
    0.01,
  ],
];

const cases = [
  { name: 'whatever happens', steps: fc.array(step, { minLength: 1, maxLength: 18 }), partners, share: 0.7 },
  {
    name: 'however runs interleave',
    steps: fc.array(denseStep, { minLength: 4, maxLength: 14 }),
    partners: ['north'],
    share: 0.3,
  },
];

test.for(cases)(
  `every partner ends on the newest revision, $name`,
  { timeout: 30 * 60_000 },
  async ({ name, steps, partners: ids, share }) => {
    const kills = fc.constantFrom(0, 0.01, 0.05);
    const property = fc.asyncProperty(steps, fc.nat(), kills, async (story, seed, crash) => {
      const violations = await runSchedule(story, ids, seed, crash);
      expect(violations).toEqual([]);
    });
    const examples = name === 'however runs interleave' ? regressions : [];
    const seed = process.env.BYLINE_SEED ? { seed: Number(process.env.BYLINE_SEED) } : {};
    await fc.assert(property, { numRuns: Math.ceil(schedules * share), examples, ...seed });
  },
);

async function runSchedule(
  steps: readonly Step[],
  ids: readonly string[],
  seed: number,
  crash: number,
): Promise<Violation[]> {
  const world = new Simulation(seed, { crash, duplicate: 0.1 });
  for (const id of ids) await world.addPartner({ id, ...(id === 'west' ? { maxPerSecond, maxInFlight: 1 } : {}) });
  for (const one of steps) await apply(world, one);

  // Everybody is well again; what is owed must arrive.
  world.faults = { crash: 0, duplicate: 0 };
  for (const id of ids) {
    world.behaviour.set(id, 'ok');
    await world.resumePartner(id);
  }
  await world.run(world.nowMs + 3 * day);
  const violations = [
    ...safetyViolations(world),
    ...rateViolations(world, 'west', maxPerSecond),
    ...convergenceViolations(world, stories, ids),
  ];
  count(world, violations);
  return violations;
}

async function apply(world: Simulation, one: Step): Promise<void> {
  switch (one.kind) {
    case 'upload': {
      const body: Story = {
        id: nameOf(one.story),
        text: `text ${one.text}`,
        ...(one.licenceSeconds ? { expiresMs: world.nowMs + one.licenceSeconds * 1000 } : {}),
        ...(one.embargoSeconds ? { embargoedUntilMs: world.nowMs + one.embargoSeconds * 1000 } : {}),
      };
      return world.upload(keyOf(one.story), JSON.stringify(body));
    }
    case 'kill':
      return world.upload(
        `publishers/demo/kill ${nameOf(one.story)}.json`,
        JSON.stringify({
          id: nameOf(one.story),
          text: 'kill',
          status: 'canceled',
          versionMs: world.nowMs,
        } satisfies Story),
      );
    case 'remove':
      return world.removeUpload(keyOf(one.story));
    case 'behave':
      world.behaviour.set(partners[one.partner] ?? 'north', one.behaviour);
      return undefined;
    case 'pause':
      await world.setPartnerStatus(partners[one.partner] ?? 'north', 'paused');
      return undefined;
    case 'resume':
      return world.resumePartner(partners[one.partner] ?? 'north');
    case 'purge':
      world.queues[one.queue].purge();
      return undefined;
    case 'calls':
      return world.run(world.nowMs, one.calls);
    case 'wait':
      return world.run(world.nowMs + one.seconds * 1000);
  }
}

const nameOf = (index: number): string => stories[index] ?? 'a';
const keyOf = (index: number): string => `publishers/demo/${nameOf(index)}.json`;
