import { describe, expect, test } from 'vitest';
import { isTimeZone, isoInstant, readDate } from '../../../shared/normalize/dates.ts';

const isoOf = (text: string, zone = 'Europe/Berlin'): string | undefined => readDate(text, zone)?.iso;

describe('a date with a zone', () => {
  test.each([
    ['2026-05-03T10:15:00+02:00', '2026-05-03T08:15:00Z'],
    ['2026-05-03T10:15:00.250Z', '2026-05-03T10:15:00.250Z'],
    ['2026-05-03T10:15Z', '2026-05-03T10:15:00Z'],
    ['20260503T101500+0200', '2026-05-03T08:15:00Z'],
    ['2026-05-03 09:00:00 -0500', '2026-05-03T14:00:00Z'],
    ['Sun, 03 May 2026 10:15:00 +0200', '2026-05-03T08:15:00Z'],
    ['3 May 26 10:15 EST', '2026-05-03T15:15:00Z'],
    ['03 May 26 1015 GMT', '2026-05-03T10:15:00Z'],
    ['Sun May  3 10:15:00 EST 2026', '2026-05-03T15:15:00Z'],
    ['Sun, 3 May 2026 10:15 PM PDT', '2026-05-04T05:15:00Z'],
    ['Sun, 03 May 2026 10:15:00 GMT+2', '2026-05-03T08:15:00Z'],
    ['2026년 5월 3일 오후 10:15 +0900', '2026-05-03T13:15:00Z'],
    ['May 3, 2026 10:15 a.m. EDT', '2026-05-03T14:15:00Z'],
    ['1777795200', '2026-05-03T08:00:00Z'],
    ['1777795200000', '2026-05-03T08:00:00Z'],
  ])('%s is %s', (text, iso) => {
    expect(readDate(text, 'Europe/Berlin')).toMatchObject({ iso, hasZone: true, hasTime: true });
  });
});

describe('a date without a zone', () => {
  test('is in the one given, and says so', () => {
    expect(readDate('2026-05-03T10:15:00', 'America/New_York')).toMatchObject({
      iso: '2026-05-03T14:15:00Z',
      hasZone: false,
    });
    expect(readDate('2026-01-03T10:15:00', 'America/New_York')).toMatchObject({ iso: '2026-01-03T15:15:00Z' });
    expect(readDate('2026-05-03')).toMatchObject({ iso: '2026-05-03T00:00:00Z', hasTime: false });
  });

  test('that clocks skip is read as if they had not yet been turned', () => {
    expect(isoOf('2026-03-29T02:30:00')).toBe('2026-03-29T01:30:00Z');
  });
});

test.each([
  'Next Monday',
  'YYYYMMDD000000-HHMM',
  '2026-02-30',
  '2026-13-01',
  '03/05/2026',
  'May 2026',
  'Wednesday',
  '',
  '2026-05-03T10:15:00+99:00',
])('“%s” is no exact day', (text) => {
  expect(readDate(text)).toBeUndefined();
});

test('instants are written without milliseconds where there are none', () => {
  expect(isoInstant(0)).toBe('1970-01-01T00:00:00Z');
  expect(isoInstant(5)).toBe('1970-01-01T00:00:00.005Z');
});

test('zones are the ones the runtime knows', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  expect(isTimeZone('Mars/Olympus')).toBe(false);
});
