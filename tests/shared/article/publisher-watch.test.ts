import { expect, test } from 'vitest';
import { noteEveryMs, quietFromMs } from '../../../shared/article/publisher-watch.ts';

const hourMs = 3_600_000;

test('a publisher is never called quiet too early, however late before a note its last news came', () => {
  const quietAfterHours = 24;
  const notedMs = 100 * hourMs;
  // News that came right before the next note would have been written is not on record.
  const lastNewsMs = notedMs + noteEveryMs(quietAfterHours) - 1;
  expect(quietFromMs({ sinceMs: 0, heardAtMs: notedMs, quietAfterHours })).toBeGreaterThan(lastNewsMs + 24 * hourMs);
});

test('what was never heard from, or not since the watch began anew, is counted from there', () => {
  const quietAfterHours = 1;
  const fromMs = quietFromMs({ sinceMs: 50 * hourMs, quietAfterHours });
  expect(fromMs).toBe(51 * hourMs + 60_000);
  expect(quietFromMs({ sinceMs: 50 * hourMs, heardAtMs: hourMs, quietAfterHours })).toBe(fromMs);
});
