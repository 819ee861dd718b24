import { describe, expect, test } from 'vitest';
import { looksLikeHeadline, looksLikeSubheading, readLabel } from '../../../shared/formats/text-lines.ts';

test('labels are known in several languages, and need a value', () => {
  expect(readLabel('Headline: A title')).toEqual({ field: 'headline', label: 'Headline', value: 'A title' });
  expect(readLabel('Sperrfrist: 3. Mai 2026, 10 Uhr')).toMatchObject({ field: 'embargo' });
  expect(readLabel('作者：王小明')).toMatchObject({ field: 'byline', value: '王小明' });
  expect(readLabel('Bridge: Two designs remain')).toBeUndefined();
  expect(readLabel('Title:')).toBeUndefined();
});

test('a headline is short and does not end like a sentence', () => {
  for (const line of ['Two cities agree', 'What now?', 'Talks in the U.S.', '港口重新开放'])
    expect([line, looksLikeHeadline(line)]).toEqual([line, true]);
  for (const line of ['The council met.', 'x'.repeat(201), '———', 'First, then:'])
    expect([line, looksLikeHeadline(line)]).toEqual([line, false]);
});

describe('a subheading', () => {
  const prose = 'The council will meet again in February.';

  test.each([
    'A pass on the phone',
    'Wo die Filter standen, kommen Regale',
    'BRIDGE: Two Designs Remain & One Must Go Before the End of the Year',
    '四十艘船在等',
  ])('is “%s”', (line) => {
    expect(looksLikeSubheading(line, prose)).toBe(true);
  });

  test.each([
    'The council met.',
    '“We waited”',
    'and then it was over',
    '- one',
    'mail@a.example',
    'https://a.example/x',
    'a long line of words in lower case that goes on and on for quite some time',
  ])('is not “%s”', (line) => {
    expect(looksLikeSubheading(line, prose)).toBe(false);
  });

  test('stands over prose, not over another short line or nothing', () => {
    expect(looksLikeSubheading('A pass on the phone', 'Another short line')).toBe(false);
    expect(looksLikeSubheading('A pass on the phone', undefined)).toBe(false);
  });
});
