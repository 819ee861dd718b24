import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSummary } from '../support/fault-summary.ts';
import { runsOf, seed, timeout } from '../support/schedule-count.ts';
import { faults, partners, runSchedule, type Step, storyOf } from '../support/schedules.ts';
import type { Faults } from '../support/simulated-process.ts';

beforeAll(() => console.info(`seed ${seed}: BYLINE_SEED=${seed} repeats the run`));
afterAll(writeSummary);

/** Schedules that once failed: steps, seed of the scheduler, faults. */
const regressions: [Step[], number, Faults][] = [
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
    { crash: 0.01, duplicate: 0.1 },
  ],
  // A partner was resumed while its 410 was on the way: it was paused again, or the pair parked for good.
  [
    [
      { kind: 'behave', partner: 0, behaviour: 'gone' },
      { kind: 'calls', calls: 1 },
      { kind: 'upload', story: 0, text: 0 },
      { kind: 'calls', calls: 33 },
    ],
    535261909,
    { crash: 0.01, duplicate: 0.2, refuse: 0.02, repeat: 0.02, stale: 0.3 },
  ],
];

/** The same of all three partners. */
const crowded: [Step[], number, Faults][] = [
  // Messages that found the limits of `west` used up multiplied: each came back by itself, and took a place from the others.
  [
    [
      { kind: 'upload', story: 0, text: 1 },
      { kind: 'wait', seconds: 700 },
      { kind: 'wait', seconds: 700 },
      { kind: 'upload', story: 1, text: 1 },
      { kind: 'calls', calls: 4 },
      { kind: 'pause', partner: 1 },
      { kind: 'upload', story: 0, text: 3 },
      { kind: 'wait', seconds: 700 },
      { kind: 'behave', partner: 1, behaviour: 'refuse' },
    ],
    1029739928,
    { crash: 0.01, duplicate: 0.2, refuse: 0.02, repeat: 0.02, stale: 0.3 },
  ],
  // A function was killed as it sent a revision; then the licence ran out, and the same revision was sent as a retraction.
  [
    [
      { kind: 'calls', calls: 1 },
      { kind: 'upload', story: 0, text: 0 },
      { kind: 'wait', seconds: 60 },
      { kind: 'upload', story: 1, text: 0, grants: [30, 0] },
      { kind: 'remove', story: 0 },
      { kind: 'wait', seconds: 0 },
      { kind: 'kill', story: 0 },
    ],
    711007258,
    { crash: 0.05, duplicate: 0.1 },
  ],
];

/**
 * One property an invariant, each with stories that press on it; every schedule is held to all of them. What fails says which invariant, by name,
 * and the seed that repeats it.
 */
const properties = [
  {
    name: 'invariant 1: what was accepted arrives, is superseded, or stands in the dead letters, whatever ends, is lost or comes twice',
    story: storyOf({
      calls: 8,
      upload: 6,
      embargo: 2,
      licence: 1,
      grants: 1,
      kill: 2,
      remove: 2,
      behave: 4,
      pause: 1,
      purge: 2,
      wait: 5,
    }),
    partners,
    share: 0.36,
  },
  {
    name: 'invariant 2: no partner ends on, goes back to, or is sent an outdated revision, however runs interleave',
    story: storyOf({ calls: 10, upload: 6, remove: 1, behave: 3, wait: 3 }, 16),
    partners: ['north'],
    share: 0.25,
  },
  {
    name: 'invariant 3: a retraction reaches every copy, whoever was paused or is not licensed any more, and nothing follows it',
    story: storyOf({
      calls: 6,
      upload: 4,
      grants: 3,
      licence: 2,
      kill: 3,
      remove: 4,
      behave: 2,
      pause: 3,
      purge: 1,
      wait: 4,
    }),
    partners,
    share: 0.2,
  },
  {
    name: 'invariant 4: nothing leaves before its embargo ends, whether it is changed, lifted or retracted meanwhile',
    story: storyOf({ calls: 4, embargo: 6, upload: 1, kill: 1, remove: 1, behave: 1, purge: 1, wait: 5 }, 14),
    partners: ['north', 'west'],
    share: 0.08,
  },
] as const;

test.for(properties)('$name', { timeout }, async ({ story, partners: ids, share }, { task }) => {
  const property = fc.asyncProperty(story, fc.nat(), faults, async (steps, scheduler, during) => {
    expect(await runSchedule(steps, ids, scheduler, during)).toEqual([]);
  });
  const examples = task.name.startsWith('invariant 2')
    ? regressions
    : task.name.startsWith('invariant 1')
      ? crowded
      : [];
  await fc.assert(property, { ...runsOf(share), examples } as Parameters<typeof fc.assert>[1]);
});
