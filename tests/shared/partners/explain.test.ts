import { describe, expect, test } from 'vitest';
import { explain, explanationLines } from '../../../shared/partners/explain.ts';
import { factsOf, matches } from '../../../shared/partners/match.ts';
import type { Filter } from '../../../shared/partners/partner.ts';
import { revisionOf } from '../../support/revisions.ts';

const facts = factsOf(
  {
    ...revisionOf().article,
    language: 'en-GB',
    subjects: [{ name: 'Fussball', uri: 'medtop:20001065' }],
    urgency: undefined,
  },
  'harbour-gazette',
);

const filter: Filter = {
  publishers: ['harbour-gazette'],
  subjects: ['medtop:15000000', 'politics'],
  urgencyAtMost: 3,
  any: [{ languages: ['de'] }, { not: { genres: ['opinion'] } }],
};

test('says of each condition whether it holds, what was wanted and what was found', () => {
  expect(explain(filter, facts)).toMatchObject({
    matches: false,
    conditions: [
      { field: 'publishers', holds: true, wanted: ['harbour-gazette'], found: ['harbour-gazette'] },
      { field: 'subjects', holds: true, found: ['Fussball (medtop:20001065)'] },
      { field: 'urgencyAtMost', holds: false, wanted: ['3'], found: [] },
      { field: 'any', holds: true, parts: [{ matches: false }, { matches: true }] },
    ],
  });
});

test('reads as lines, indented as the filter is nested', () => {
  expect(explanationLines(explain(filter, facts))).toEqual([
    '✓ publisher harbour-gazette: the article has harbour-gazette',
    '✓ subject medtop:15000000 (sport) or politics: the article has Fussball (medtop:20001065)',
    '✗ urgency at most 3: the article says nothing of it',
    '✓ one of these:',
    '    ✗ language de: the article has en-GB',
    '    ✓ none of this:',
    '        ✗ genre opinion: the article says nothing of it',
  ]);
  expect(explanationLines(explain({}, facts))).toEqual(['✓ everything is wanted']);
});

test('a hundred subjects are not all told', () => {
  const many = factsOf(
    { ...facts.article, subjects: Array.from({ length: 100 }, (_, index) => ({ name: `s${index}` })) },
    'x',
  );
  const [line] = explanationLines(explain({ subjects: ['sport'] }, many));
  expect(line).toBe('✗ subject sport: the article has s0, s1, s2, s3, s4, s5, s6, s7 and 92 more');
});

describe('an explanation and the decision', () => {
  test.each<Filter>([
    {},
    filter,
    { not: filter },
    { all: [] },
    { any: [] },
    { all: [filter, {}] },
    { keywords: ['x'] },
  ])('agree: %j', (one) => {
    const explained = explain(one, facts);
    expect(explained.matches).toBe(matches(one, facts));
    expect(explained.matches).toBe(explained.conditions.every(({ holds }) => holds));
  });
});
