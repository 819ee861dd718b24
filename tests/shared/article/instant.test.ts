import { expect, test } from 'vitest';
import { epochMsOf, instantOf, mailDateOf } from '../../../shared/article/instant.ts';

const ms = Date.UTC(2026, 10, 23, 9, 30);

test('an instant names milliseconds only where there are any, and is read back as it was', () => {
  expect(instantOf(ms)).toBe('2026-11-23T09:30:00Z');
  expect(instantOf(ms + 5)).toBe('2026-11-23T09:30:00.005Z');
  for (const at of [0, ms, ms + 5]) expect(epochMsOf(instantOf(at))).toBe(at);
});

test('an instant of another zone is the same moment', () => {
  expect(epochMsOf('2026-11-23T10:30:00+01:00')).toBe(ms);
});

test('dates of mail have four digits of the year, and are in GMT', () => {
  expect(mailDateOf('2026-11-23T10:30:00+01:00')).toBe('Mon, 23 Nov 2026 09:30:00 GMT');
});

test('what is no instant has no time', () => {
  expect(epochMsOf('tomorrow')).toBeUndefined();
  expect(mailDateOf('')).toBeUndefined();
});
