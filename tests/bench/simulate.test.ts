import { describe, expect, test } from 'vitest';
import { limits, simulate } from '../../bench/simulate.ts';

describe('the simulation', () => {
  test('delivers one article to ten partners at once, bound by nothing', () => {
    const outcome = simulate({ partners: 10, articlesPerSecond: 0, downShare: 0 });
    expect(outcome).toMatchObject({ boundBy: 'nothing', backlog: 0 });
    expect(outcome.lastDeliverySeconds).toBeLessThanOrEqual(2);
  });

  test('is never faster with more partners or more articles', () => {
    const seconds = (partners: number, articlesPerSecond: number): number =>
      simulate({ partners, articlesPerSecond, downShare: 0 }).lastDeliverySeconds ?? Number.POSITIVE_INFINITY;
    for (const rate of [0, 1, 10]) {
      const times = [10, 100, 1_000, 10_000].map((partners) => seconds(partners, rate));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    const times = [1, 10, 100].map((rate) => seconds(100, rate));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('finds the few partitions of one article before anything else when it goes to a hundred thousand partners', () => {
    const outcome = simulate({ partners: 100_000, articlesPerSecond: 0, downShare: 0 });
    expect(outcome.boundBy).toBe('partitions of an article');
    // Four partitions take a thousand writes a second each, a delivery needs two.
    expect(outcome.lastDeliverySeconds).toBeGreaterThanOrEqual(50);
    expect(outcome.lastDeliverySeconds).toBeLessThan(90);
  });

  test('says what to raise for every limit it knows', () => {
    expect(Object.values(limits).filter((advice: string) => advice.trim() === '')).toEqual([]);
  });
});
