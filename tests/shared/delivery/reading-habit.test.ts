import { describe, expect, test } from 'vitest';
import { readingLimits } from '../../../shared/contract/limits.ts';
import {
  isOverdueReader,
  patienceMs,
  readAgain,
  type PartnerReads,
  usualGapMs,
} from '../../../shared/delivery/reading-habit.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** After readings so many minutes apart. */
function after(...gapsMinutes: readonly number[]): PartnerReads {
  let nowMs = Date.UTC(2026, 10, 24);
  let reads = readAgain(undefined, 'radio', nowMs)!;
  for (const minutes of gapsMinutes) {
    nowMs += minutes * minuteMs;
    reads = readAgain(reads, 'radio', nowMs) ?? reads;
  }
  return reads;
}

describe('how far apart readings usually are', () => {
  test('is not changed by one night or one outage', () => {
    expect(usualGapMs(after(10, 10, 10, 600, 10, 10, 10))).toBe(10 * minuteMs);
  });

  test('follows a partner that changes its ways', () => {
    expect(usualGapMs(after(10, 10, 10, 10, 720, 720, 720, 720))).toBe(12 * hourMs);
  });

  test('counts requests that follow each other page by page as one reading', () => {
    const reads = after(30, 0.1, 0.1, 30);
    expect(reads.gapsMs).toEqual([30.2 * minuteMs, 30 * minuteMs]);
  });

  test('is not known before the second', () => {
    expect(usualGapMs(after())).toBeUndefined();
  });
});

test.each([
  ['reads every minute', after(1, 1, 1), readingLimits.patienceLeastMs],
  ['reads every hour', after(60, 60, 60), 2 * hourMs],
  ['reads once a week', after(10_080, 10_080), readingLimits.patienceMostMs],
  ['read once', after(), readingLimits.patienceUnknownMs],
  ['never read', undefined, readingLimits.patienceUnknownMs],
])('a partner that %s is waited for within bounds', (_, reads, waitedMs) => {
  expect(patienceMs(reads)).toBe(waitedMs);
});

test('one that never read, or not for twice its usual time, is overdue', () => {
  const reads = after(60, 60, 60);
  expect(isOverdueReader(undefined, 0)).toBe(true);
  expect(isOverdueReader(reads, reads.lastAtMs + 2 * hourMs)).toBe(false);
  expect(isOverdueReader(reads, reads.lastAtMs + 2 * hourMs + 1)).toBe(true);
});
