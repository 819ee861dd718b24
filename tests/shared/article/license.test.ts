import { describe, expect, test } from 'vitest';
import {
  isLicensed,
  type License,
  licensesEndMs,
  licensesFrom,
  nextLicenseChangeMs,
} from '../../../shared/article/license.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const [past, future, later] = [nowMs - 1, nowMs + 1000, nowMs + 2000];

describe('a partner may use the article', () => {
  test.each<[string, readonly License[] | undefined, readonly string[] | undefined, boolean]>([
    ['without any licence said', undefined, undefined, true],
    ['where it publishes', [{ territories: ['GB', 'IE'] }], ['GB'], true],
    ['not elsewhere', [{ territories: ['GB'] }], ['US'], false],
    ['where one of several grants covers it', [{ territories: ['GB'] }, { territories: ['US'] }], ['US'], true],
    ['not when it has not said where it publishes', [{ territories: ['GB'] }], undefined, false],
    ['without saying where, if there is no limit of place', [{ endsMs: future }], undefined, true],
    ['not in what is excepted', [{ excludedTerritories: ['JP'] }], ['JP'], false],
    ['outside what is excepted', [{ excludedTerritories: ['JP'] }], ['DE'], true],
    ['until the end', [{ endsMs: future }], undefined, true],
    ['not from the end on', [{ endsMs: nowMs }], undefined, false],
    ['from the beginning on', [{ startsMs: nowMs }], undefined, true],
    ['not before', [{ startsMs: future }], undefined, false],
    ['when one grant ended and another goes on', [{ endsMs: past }, { endsMs: future }], undefined, true],
    ['not when nothing is left', [], undefined, false],
  ])('%s', (_, licenses, territories, may) => {
    expect(isLicensed(licenses, territories, nowMs)).toBe(may);
  });
});

test('grants that are over fall away, and those that have begun do not say when', () => {
  const licenses = [
    { territories: ['GB'], endsMs: nowMs },
    { territories: ['US'], startsMs: past, endsMs: future },
    { startsMs: future },
  ];
  expect(licensesFrom(licenses, nowMs)).toEqual([{ territories: ['US'], endsMs: future }, { startsMs: future }]);
});

test('a licence ends with its last grant, and never when one of them does not end', () => {
  expect(licensesEndMs([{ endsMs: future }, { endsMs: later }])).toBe(later);
  expect(licensesEndMs([{ endsMs: future }, { territories: ['GB'] }])).toBeUndefined();
  expect([licensesEndMs(undefined), licensesEndMs([])]).toEqual([undefined, undefined]);
});

test('the next change is the first beginning or end', () => {
  expect(nextLicenseChangeMs([{ endsMs: later }, { startsMs: future, endsMs: later }, {}])).toBe(future);
  expect(nextLicenseChangeMs([{}])).toBeUndefined();
});
