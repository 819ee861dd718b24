import fc from 'fast-check';
import { convergenceViolations, limitViolations, safetyViolations, type Violation } from './invariants.ts';
import { countSchedule } from './fault-summary.ts';
import type { Behaviour } from './simulated-partner.ts';
import type { Faults } from './simulated-process.ts';
import type { QueueName } from './simulated-stages.ts';
import { Simulation } from './simulation.ts';
import type { Story } from './story.ts';

/** What can happen to the pipeline from outside. */
export type Step =
  | {
      readonly kind: 'upload';
      readonly story: number;
      readonly text: number;
      readonly embargoSeconds?: number;
      readonly licenceSeconds?: number;
      /** Seconds for which it is licensed in Britain and in the United States; 0: without end. */
      readonly grants?: readonly [number, number];
    }
  | { readonly kind: 'kill' | 'remove'; readonly story: number }
  | { readonly kind: 'behave'; readonly partner: number; readonly behaviour: Behaviour }
  | { readonly kind: 'pause' | 'resume'; readonly partner: number }
  | { readonly kind: 'purge'; readonly queue: QueueName }
  /** The clock runs for some seconds. */
  | { readonly kind: 'wait'; readonly seconds: number }
  /** Runs that are under way go on for some I/O calls; what comes next finds them in their midst. */
  | { readonly kind: 'calls'; readonly calls: number };

export const stories = ['a', 'b'] as const;
/** `west` has limits and does not say where it publishes. */
export const partners = ['north', 'south', 'west'] as const;
const limits = { maxPerSecond: 2, maxInFlight: 1 };
const territories: Readonly<Record<string, readonly string[] | undefined>> = { north: ['GB'], south: ['US'] };

const story = fc.nat(stories.length - 1);
const partner = fc.nat(partners.length - 1);
const text = fc.nat(3);
const upload = fc.record({ kind: fc.constant('upload' as const), story, text });
const seconds = fc.integer({ min: 1, max: 3_000 });
const behaviours: readonly Behaviour[] = ['ok', 'error', 'refuse', 'late', 'gone', 'busy'];

/** Every kind of step, to be weighed. */
export const steps = {
  upload,
  embargo: fc.record({ kind: fc.constant('upload' as const), story, text, embargoSeconds: seconds }),
  licence: fc.record({ kind: fc.constant('upload' as const), story, text, licenceSeconds: seconds }),
  grants: fc.record({
    kind: fc.constant('upload' as const),
    story,
    text,
    grants: fc.tuple(fc.constantFrom(0, 30, 900), fc.constantFrom(0, 60, 900)),
  }),
  kill: fc.record({ kind: fc.constant('kill' as const), story }),
  remove: fc.record({ kind: fc.constant('remove' as const), story }),
  behave: fc.record({ kind: fc.constant('behave' as const), partner, behaviour: fc.constantFrom(...behaviours) }),
  pause: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const), partner }),
  purge: fc.record({
    kind: fc.constant('purge' as const),
    queue: fc.constantFrom<QueueName>('ingest', 'fanout', 'deliver', 'slow'),
  }),
  wait: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(0, 1, 5, 10, 16, 60, 700) }),
  calls: fc.record({ kind: fc.constant('calls' as const), calls: fc.integer({ min: 1, max: 60 }) }),
} as const satisfies Record<string, fc.Arbitrary<Step>>;

/** A story of steps drawn by weight. */
export function storyOf(weights: Partial<Record<keyof typeof steps, number>>, maxLength = 18): fc.Arbitrary<Step[]> {
  const weighed = Object.entries(weights).map(([name, weight]) => ({
    weight,
    arbitrary: steps[name as keyof typeof steps] as fc.Arbitrary<Step>,
  }));
  return fc.array(fc.oneof(...weighed), { minLength: 1, maxLength });
}

/** Kills, refused calls, repeated calls and late indexes: none of them, some, or many. */
export const faults: fc.Arbitrary<Faults> = fc.constantFrom(
  { crash: 0, duplicate: 0.1 },
  { crash: 0.01, duplicate: 0.1, stale: 0.2 },
  { crash: 0.05, duplicate: 0.1 },
  { crash: 0.01, duplicate: 0.2, refuse: 0.02, repeat: 0.02, stale: 0.3 },
  { crash: 0, duplicate: 0, refuse: 0.05, repeat: 0.05 },
);

const day = 86_400_000;

/** Runs a story to its end, has everybody well again, lets the pipeline come to rest, and tells what is not as it should be. */
export async function runSchedule(
  story: readonly Step[],
  ids: readonly string[],
  seed: number,
  during: Faults,
): Promise<Violation[]> {
  const world = new Simulation(seed, during);
  for (const id of ids) await world.addPartner({ id, territories: territories[id], ...(id === 'west' ? limits : {}) });
  for (const step of story) await apply(world, step);
  world.faults = { crash: 0, duplicate: 0 };
  for (const id of ids) {
    world.behaviour.set(id, 'ok');
    await world.resumePartner(id);
  }
  await world.run(world.nowMs + 3 * day);
  const violations = [
    ...safetyViolations(world),
    ...limitViolations(world, 'west', limits),
    ...convergenceViolations(world, stories, ids),
  ];
  countSchedule(world, violations);
  return violations;
}

async function apply(world: Simulation, step: Step): Promise<void> {
  switch (step.kind) {
    case 'upload':
      return world.upload(keyOf(step.story), JSON.stringify(storyAt(step, world.nowMs)));
    case 'kill': {
      const killed: Story = { id: nameOf(step.story), text: 'kill', status: 'canceled', versionMs: world.nowMs };
      return world.upload(`publishers/demo/kill ${nameOf(step.story)}.json`, JSON.stringify(killed));
    }
    case 'remove':
      return world.removeUpload(keyOf(step.story));
    case 'behave':
      world.behaviour.set(partners[step.partner] ?? 'north', step.behaviour);
      return undefined;
    case 'pause':
      await world.setPartnerStatus(partners[step.partner] ?? 'north', 'paused');
      return undefined;
    case 'resume':
      return world.resumePartner(partners[step.partner] ?? 'north');
    case 'purge':
      world.queues[step.queue].purge();
      return undefined;
    case 'calls':
      return world.run(world.nowMs, step.calls);
    case 'wait':
      return world.run(world.nowMs + step.seconds * 1000);
  }
}

function storyAt(step: Step & { kind: 'upload' }, nowMs: number): Story {
  const { embargoSeconds, licenceSeconds, grants } = step;
  const until = (length: number): { endsMs?: number } => (length > 0 ? { endsMs: nowMs + length * 1000 } : {});
  return {
    id: nameOf(step.story),
    text: `text ${step.text}`,
    ...(licenceSeconds ? { expiresMs: nowMs + licenceSeconds * 1000 } : {}),
    ...(embargoSeconds ? { embargoedUntilMs: nowMs + embargoSeconds * 1000 } : {}),
    ...(grants
      ? {
          licenses: [
            { territories: ['GB'], ...until(grants[0]) },
            { territories: ['US'], ...until(grants[1]) },
          ],
        }
      : {}),
  };
}

const nameOf = (index: number): string => stories[index] ?? 'a';
const keyOf = (index: number): string => `publishers/demo/${nameOf(index)}.json`;
