import { safeParse } from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  alternatives,
  languageRange,
  languageTag,
  line,
  listOf,
  oneOf,
  timeZone,
  webAddress,
  wholeNumber,
  yesOrNo,
} from '../../../shared/partners/registry-fields.ts';

describe('a field of a registry file', () => {
  test.each([
    [line(10), ' Gazette ', 'Gazette'],
    [languageTag, 'zh-Hant-TW', 'zh-Hant-TW'],
    [languageRange, '*', '*'],
    [timeZone, 'Asia/Kolkata', 'Asia/Kolkata'],
    [webAddress, 'http://gazette.example/a?b', 'http://gazette.example/a?b'],
    [yesOrNo, 'false', false],
    [wholeNumber(1, 8), '8', 8],
    [listOf(line(5), 2), ['a', 'b'], ['a', 'b']],
    [oneOf('event', ['a', 'b']), 'b', 'b'],
  ])('is taken: %#', (kind, text, value) => {
    expect(safeParse(kind, text)).toMatchObject({ success: true, output: value });
  });

  test.each([
    [line(10), '', 'is empty'],
    [line(10), 'Gazette of the harbour', 'longer than 10'],
    [line(10), 'a\u202eb', 'control characters'],
    [line(10), ['a'], 'should be text, not a list'],
    [languageTag, '*', 'is no language tag'],
    [languageRange, 'en_', 'is no language range'],
    [timeZone, 'Berlin', 'is no time zone'],
    [webAddress, 'gazette.example', 'is no web address'],
    [webAddress, 'https://', 'is no web address'],
    [yesOrNo, 'no', 'is neither true nor false'],
    [wholeNumber(1, 8), '9', 'too large: at most 8'],
    [wholeNumber(1, 8), '0', 'too small: at least 1'],
    [wholeNumber(1, 8), '1e3', 'is no whole number'],
    [listOf(line(5), 2), ['a', 'b', 'c'], 'more than 2'],
    [oneOf('event', ['a', 'b']), 'c', '"c" is no event: use a or b'],
  ])('is refused: %#', (kind, text, said) => {
    expect(safeParse(kind, text).issues?.[0]?.message).toContain(said);
  });
});

test('alternatives read as a sentence does', () => {
  expect(['a', 'b', 'c'].map((_, count, all) => alternatives(all.slice(0, count + 1)))).toEqual([
    'a',
    'a or b',
    'a, b or c',
  ]);
});
