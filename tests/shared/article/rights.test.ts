import { describe, expect, test } from 'vitest';
import { isLicensedIn, usageRulesOf } from '../../../shared/article/rights.ts';

const isoOf = (ms: number): string => new Date(ms).toISOString();
const published = Date.UTC(2026, 2, 1);
const day = 24 * 3_600_000;

describe('usageRulesOf', () => {
  test('nothing said is no rule', () => {
    expect(usageRulesOf({}, undefined, published, isoOf)).toEqual({ rules: undefined });
    expect(usageRulesOf({}, {}, undefined, isoOf)).toEqual({ rules: undefined });
  });

  test('the publisher’s rules hold for an article that says nothing', () => {
    const rules = { mayChange: 'headline', territories: ['DE', 'AT'], mayArchive: false } as const;
    expect(usageRulesOf({}, rules, published, isoOf)).toEqual({ rules });
  });

  test('an article’s own territory takes the place of the publisher’s, whichever way each is said', () => {
    const { rules } = usageRulesOf({ excludedTerritories: ['JP'] }, { territories: ['DE'] }, published, isoOf);
    expect(rules).toEqual({ excludedTerritories: ['JP'] });
  });

  test('the earlier of the licence’s end and the publisher’s days ends its use', () => {
    const after = (ends: number | undefined): unknown =>
      usageRulesOf({ endsMs: ends }, { useForDays: 30 }, published, isoOf);
    const days = { rules: { until: '2026-03-31T00:00:00.000Z' }, untilMs: published + 30 * day };
    expect(after(undefined)).toEqual(days);
    expect(after(published + 90 * day)).toEqual(days);
    expect(after(published + day)).toEqual({ rules: { until: isoOf(published + day) }, untilMs: published + day });
  });

  test('days are counted from first publication only: without one there is no end to compute', () => {
    expect(usageRulesOf({}, { useForDays: 30 }, undefined, isoOf)).toEqual({ rules: undefined });
  });
});

describe('isLicensedIn', () => {
  test.each([
    ['no rules', undefined, ['JP'], true],
    ['no rules, a partner that says nothing', undefined, undefined, true],
    ['its territory among the licensed', { territories: ['DE', 'AT'] }, ['AT'], true],
    ['one of its territories', { territories: ['DE'] }, ['DE', 'FR'], true],
    ['none of its territories', { territories: ['DE'] }, ['FR'], false],
    ['licensed for some, a partner that says nothing', { territories: ['DE'] }, undefined, false],
    ['shut out', { excludedTerritories: ['JP'] }, ['JP'], false],
    ['shut out in one of two', { excludedTerritories: ['JP'] }, ['JP', 'KR'], true],
    ['licensed for all but some, a partner that says nothing', { excludedTerritories: ['JP'] }, undefined, true],
    ['licensed and shut out', { territories: ['JP'], excludedTerritories: ['JP'] }, ['JP'], false],
  ])('%s', (_, rules, territories, isLicensed) => {
    expect(isLicensedIn(rules, territories)).toBe(isLicensed);
  });
});
