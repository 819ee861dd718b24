import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanLine, cleanText, looksLikeMojibake } from '../../../shared/normalize/clean-text.ts';
import { Warnings } from '../../../shared/normalize/warnings.ts';

describe('text is cleaned of', () => {
  test.each([
    ['characters that reverse it', 'pay\u202e100\u202c now', 'pay100 now', 'BIDI_REMOVED'],
    ['control characters', 'a\u0000b\u0007c', 'abc', 'CONTROL_REMOVED'],
    ['terminal sequences with their parameters', 'a\u001b[31mred', 'ared', 'CONTROL_REMOVED'],
    ['noncharacters', 'a\ufffeb\u{1ffff}c', 'abc', 'CONTROL_REMOVED'],
    ['invisible tags', 'a\u{e0041}b', 'ab', 'CONTROL_REMOVED'],
    ['joins and marks that only hide', '\ufeffa\u2060b\u200bc', 'abc', 'CONTROL_REMOVED'],
    ['C1 controls, which were windows-1252', '\u0093quoted\u0094 \u0080', '“quoted” €', 'CONTROL_REMOVED'],
    [
      'piles of combining marks',
      `Z${'\u0301'.repeat(40)}`,
      `Z\u0301\u0301\u0301\u0301`.normalize('NFC'),
      'COMBINING_RUN',
    ],
  ])('%s', (_, dirty, clean, code) => {
    const warnings = new Warnings();
    expect(cleanText(dirty, warnings, 'headline')).toBe(clean);
    expect(warnings.list()).toMatchObject([{ code, path: 'headline' }]);
  });
});

test.each([
  ['emoji joined into one', '👩‍👩‍👧'],
  ['flags made of tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['Persian with its non-joiner', 'می‌خواهم'],
  ['Hebrew with its mark', 'שלום\u200f!'],
  ['soft hyphens', 'Donau\u00addampf'],
  ['Thai with its word spaces', 'ไทย\u200bไทย'],
  ['compatibility characters', 'ﬁ ① ㎏'],
  ['variation selectors', '葛\u{e0100}'],
])('%s stay', (_, text) => {
  const warnings = new Warnings();
  expect(cleanText(text, warnings)).toBe(text);
  expect(warnings.list()).toEqual([]);
});

test('composed and decomposed spellings are one', () => {
  expect(cleanText('Cafe\u0301')).toBe('Café');
});

test('cleaning is idempotent and always well formed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text);
      expect(cleanText(clean)).toBe(clean);
      expect(clean.isWellFormed()).toBe(true);
    }),
  );
});

test('a line has no breaks and single spaces', () => {
  expect(cleanLine('  a\u00a0\n b\tc ')).toBe('a b c');
});

test('twice-encoded text is told from text with accents', () => {
  expect(looksLikeMojibake('cafÃ© â€œnaÃ¯veâ€\u009d')).toBe(true);
  expect(looksLikeMojibake('the worldâ€™s largest')).toBe(true);
  expect(looksLikeMojibake('À São João, “naïve” Ärger')).toBe(false);
});
