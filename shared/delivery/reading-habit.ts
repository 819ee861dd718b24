import { readingLimits } from '../contract/limits.ts';

/** When a partner that fetches did so. All times are epoch milliseconds. */
export interface PartnerReads {
  readonly partnerId: string;
  /** The beginning of its last reading; requests that follow each other page by page are one. */
  readonly lastAtMs: number;
  /** Between its last readings, the newest first; none after the first of all. */
  readonly gapsMs: readonly number[];
}

/** What is known after a request; undefined where it belongs to the reading that is known. */
export function readAgain(reads: PartnerReads | undefined, partnerId: string, nowMs: number): PartnerReads | undefined {
  if (!reads) return { partnerId, lastAtMs: nowMs, gapsMs: [] };
  const gapMs = nowMs - reads.lastAtMs;
  if (gapMs < readingLimits.oneReadingMs) return undefined;
  return { partnerId, lastAtMs: nowMs, gapsMs: [gapMs, ...reads.gapsMs].slice(0, readingLimits.gapsKept) };
}

/** How far apart its readings usually are: the middle one of the last gaps, which one night or one outage does not change. Undefined before the second. */
export function usualGapMs({ gapsMs }: PartnerReads): number | undefined {
  return gapsMs.toSorted((a, b) => a - b)[Math.floor(gapsMs.length / 2)];
}

/** For how long it is no surprise that a partner does not read: twice what is usual with it, a day at most. What was never seen reading again is given an hour. */
export function patienceMs(reads: PartnerReads | undefined): number {
  const usual = reads && usualGapMs(reads);
  if (usual === undefined) return readingLimits.patienceUnknownMs;
  return Math.min(Math.max(2 * usual, readingLimits.patienceLeastMs), readingLimits.patienceMostMs);
}

/** Whether a partner that fetches has not done so for longer than is usual with it, or never has. */
export function isOverdueReader(reads: PartnerReads | undefined, nowMs: number): boolean {
  return !reads || nowMs - reads.lastAtMs > patienceMs(reads);
}
