import { expect, test } from 'vitest';
import { readTime } from '../../cli/times.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);

test.each<[string, number]>([
  ['90m', nowMs - 90 * 60_000],
  ['6h', nowMs - 6 * 3_600_000],
  ['2d', nowMs - 2 * 86_400_000],
  ['2026-11-23', Date.UTC(2026, 10, 23)],
  ['2026-11-23T10:00Z', Date.UTC(2026, 10, 23, 10)],
  ['2026-11-23T10:00:30+02:00', Date.UTC(2026, 10, 23, 8, 0, 30)],
])('%s', (text, ms) => {
  expect(readTime('--since', text, nowMs)).toBe(ms);
});

test('nothing said is nothing', () => {
  expect(readTime('--since', undefined, nowMs)).toBeUndefined();
});

test.each(['yesterday', '5', '2026-11-23T10:00', '2026-99-99', '-5m', ''])(
  '“%s” is refused, with what would do',
  (text) => {
    expect(() => readTime('--since', text, nowMs)).toThrow('--since takes 2026-11-24T12:00Z');
  },
);
