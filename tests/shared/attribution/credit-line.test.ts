import { expect, test } from 'vitest';
import { composeCreditLine, fillTemplate, joinNames } from '../../../shared/attribution/credit-line.ts';

const parts = {
  bylines: ['Ann Author', 'Ben Writer'],
  source: 'Example News',
  publisherName: 'Example News',
  language: 'en',
};

test('a credit line names people, source and publisher once each', () => {
  expect(composeCreditLine(parts)).toBe('By Ann Author and Ben Writer, Example News');
  expect(composeCreditLine({ ...parts, source: 'Reuters' })).toBe(
    'By Ann Author and Ben Writer, Reuters via Example News',
  );
  expect(composeCreditLine({ ...parts, bylines: ['Reuters'], source: 'Reuters' })).toBe('Reuters via Example News');
  expect(composeCreditLine({ ...parts, bylines: [] })).toBe('Example News');
});

test('it opens as bylines do in the article’s language, or without a word', () => {
  expect(composeCreditLine({ ...parts, language: 'de-AT' })).toBe('Von Ann Author und Ben Writer, Example News');
  expect(composeCreditLine({ ...parts, language: 'fi' })).toBe('Ann Author ja Ben Writer, Example News');
  expect(joinNames(['A', 'B', 'C'], 'not a tag')).toBe('A, B, C');
});

test('a template loses the piece whose value is not known', () => {
  const values = { publisher: 'Example News', byline: 'Ann Author', year: '2026' };
  expect(fillTemplate('By {byline}, {publisher}', values)).toBe('By Ann Author, Example News');
  expect(fillTemplate('By {byline}, {publisher}', { publisher: 'Example News' })).toBe('Example News');
  expect(fillTemplate('© {year} {publisher}', { publisher: 'Example News' })).toBe('© Example News');
});
