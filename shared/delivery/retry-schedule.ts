const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits before the second, third, … attempt: about 76 hours in all, the example of Standard Webhooks 1.0.0 stretched. */
export const retryWaitsMs = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** Each wait is spread by this share either way, so that partners coming back are not met all at once. */
export const jitterShare = 0.2;

/**
 * The wait after the `failures`-th failure in a row, in milliseconds; undefined when the schedule is used up.
 * `jitter` is a random number from 0 to 1.
 */
export function retryWaitMs(failures: number, jitter: number): number | undefined {
  const wait = retryWaitsMs[failures - 1];
  return wait === undefined ? undefined : Math.round(wait * (1 - jitterShare + 2 * jitterShare * jitter));
}
