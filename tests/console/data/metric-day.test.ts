import { describe, expect, test } from 'vitest';
import { hourMs } from '../../../console/data/flow.ts';
import { figureOf, metricTally } from '../../../console/data/metric-day.ts';

const nowMs = Date.UTC(2026, 10, 24, 12, 30);

describe('measurements', () => {
  test('are added up by metric and hour, the hour under way last', () => {
    const tally = metricTally();
    tally.add('Attempts', nowMs, 1);
    tally.add('Attempts', nowMs, 1);
    tally.add('Attempts', nowMs - hourMs, 1);
    tally.add('AttemptDuration', nowMs, 120);
    const days = new Map(tally.days(nowMs).map(({ name, hours }) => [name, hours]));
    expect(days.get('Attempts')).toHaveLength(24);
    expect(
      days
        .get('Attempts')
        ?.slice(-2)
        .map(({ sum }) => sum),
    ).toEqual([1, 2]);
    expect(days.get('AttemptDuration')?.at(-1)).toMatchObject({ count: 1, sum: 120, max: 120 });
    expect(days.get('Sweeps')?.every(({ count }) => count === 0)).toBe(true);
  });

  test('of more than a day ago are forgotten', () => {
    const tally = metricTally();
    tally.add('Sweeps', nowMs - 30 * hourMs, 1);
    const sweeps = tally.days(nowMs).find(({ name }) => name === 'Sweeps');
    expect(sweeps?.hours.every(({ count }) => count === 0)).toBe(true);
  });
});

test.each([
  ['Attempts', 5],
  ['AttemptDuration', 2.5],
  ['PartnersFailing', 3],
] as const)('a day of %s comes to %d', (name, figure) => {
  expect(
    figureOf(name, [
      { count: 1, sum: 2, max: 2 },
      { count: 1, sum: 3, max: 3 },
    ]),
  ).toBe(figure);
  expect(figureOf(name, [{ count: 0, sum: 0, max: 0 }])).toBeUndefined();
});
