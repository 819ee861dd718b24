import type { Parameters as RunOptions } from 'fast-check';

/** Schedules of all properties together: 200 in `npm test`, 10,000 in `npm run test:faults`. */
const schedules = Number(process.env.BYLINE_SCHEDULES ?? 200);
/** Repeats a run; drawn anew, and told, otherwise. */
export const seed = Number(process.env.BYLINE_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** How a property is run that has this share of the schedules. */
export function runsOf(share: number): RunOptions<unknown> {
  return { numRuns: Math.max(5, Math.ceil(schedules * share)), seed };
}

/** Time for all of them on a busy machine. */
export const timeout = 30 * 60_000;
