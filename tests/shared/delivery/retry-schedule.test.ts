import { expect, test } from 'vitest';
import { deliveryLimits } from '../../../shared/contract/limits.ts';
import { jitterShare, retryWaitMs, retryWaitsMs } from '../../../shared/delivery/retry-schedule.ts';

const hour = 3_600_000;

test('twelve attempts are spread over more than three days', () => {
  expect(retryWaitsMs).toHaveLength(11);
  const totalMs = retryWaitsMs.reduce((sum, waitMs) => sum + waitMs);
  expect(totalMs).toBe(75 * hour + 42 * 60_000 + 35_000);
  expect(totalMs * (1 - jitterShare)).toBeGreaterThan(60 * hour);
  expect(retryWaitsMs.length + 1).toBeLessThanOrEqual(deliveryLimits.attemptsKept);
});

test('each wait is longer than the one before', () => {
  for (const [index, waitMs] of retryWaitsMs.entries()) expect(waitMs).toBeGreaterThan(retryWaitsMs[index - 1] ?? 0);
});

test('chance spreads a wait by a fifth either way, and not more', () => {
  for (const [index, waitMs] of retryWaitsMs.entries()) {
    const spread = [0, 0.25, 0.5, 0.75, 1].map((jitter) => (retryWaitMs(index + 1, jitter) ?? 0) / waitMs);
    expect(spread.map((share) => Number(share.toFixed(6)))).toEqual([0.8, 0.9, 1, 1.1, 1.2]);
  }
});

test.each([0, -1, 12, 13, 1000, 1.5])('there is no wait after failure %d', (failures) => {
  expect(retryWaitMs(failures, 0.5)).toBeUndefined();
});
