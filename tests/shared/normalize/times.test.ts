import { describe, expect, test } from 'vitest';
import type { DraftItem } from '../../../shared/article/draft.ts';
import { readTimes } from '../../../shared/normalize/times.ts';
import type { Times } from '../../../shared/normalize/times.ts';
import { Warnings } from '../../../shared/normalize/warnings.ts';
import { publisherOf } from '../../support/publishers.ts';

const nowMs = Date.UTC(2026, 5, 1, 12);

function read(draft: Partial<DraftItem>, timeZone?: string): Times & { readonly codes: readonly string[] } {
  const warnings = new Warnings();
  const times = readTimes({ item: '', ...draft }, publisherOf({ timeZone }), nowMs, warnings);
  return { ...times, codes: warnings.list().map(({ code }) => code) };
}

describe('an embargo', () => {
  test('without a zone ends in the profile’s, or else where on earth it is latest', () => {
    expect(read({ embargo: '2026-06-02T06:00:00' }, 'Europe/Berlin').embargo).toEqual({
      untilMs: Date.UTC(2026, 5, 2, 4),
    });
    expect(read({ embargo: '2026-06-02T06:00:00' }).embargo).toEqual({ untilMs: Date.UTC(2026, 5, 2, 18) });
  });

  test('that cannot be read, or has no end, is told and holds', () => {
    expect(read({ embargo: 'Next Monday' })).toMatchObject({ embargo: 'unreadable', codes: ['EMBARGO_UNREADABLE'] });
    expect(read({ embargo: '' })).toMatchObject({ embargo: 'unreadable', codes: ['EMBARGO_UNREADABLE'] });
  });

  test('that a system writes for one that was never set is none', () => {
    for (const embargo of ['0001-01-01T00:00:00', '0000-00-00 00:00:00', '0001-01-01'])
      expect(read({ embargo })).toMatchObject({ codes: [] });
  });

  test('and the start of a licence both hold: the later one ends it', () => {
    const until = read({ embargo: '2026-06-02T00:00:00Z', license: { startsAt: '2026-06-05T00:00:00Z' } }).embargo;
    expect(until).toEqual({ untilMs: Date.UTC(2026, 5, 5) });
  });
});

describe('a licence', () => {
  test('that ends at no date that can be read is told', () => {
    expect(read({ license: { endsAt: '2026-08-01T00:00:00Z' } }).licenseEnds?.iso).toBe('2026-08-01T00:00:00Z');
    expect(read({ license: { endsAt: 'one day' } })).toMatchObject({ codes: ['DATE_UNREADABLE'] });
  });
});

describe('a publication date in the future', () => {
  test('is a scheduled article', () => {
    expect(read({ published: '2026-06-03T00:00:00Z' })).toMatchObject({ embargo: { untilMs: Date.UTC(2026, 5, 3) } });
  });

  test('within the skew of clocks, or of an unknown zone, is now', () => {
    expect(read({ published: '2026-06-01T12:05:00Z' }).embargo).toBeUndefined();
    expect(read({ published: '2026-06-01T23:00:00' }).embargo).toBeUndefined();
  });
});

test('a version from the future orders nothing', () => {
  expect(read({ versionCreated: '2026-05-01T00:00:00Z' }).versionMs).toBe(Date.UTC(2026, 4, 1));
  const poisoned = read({ versionCreated: '9999-12-31T23:59:59Z' });
  expect(poisoned.versionMs).toBeUndefined();
  expect(poisoned.codes).toContain('DATE_IN_FUTURE');
});

test('an unreadable date is left out and told', () => {
  const { published, codes } = read({ published: 'last week' });
  expect([published, codes]).toEqual([undefined, ['DATE_UNREADABLE']]);
});
