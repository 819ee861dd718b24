import { expect, test } from 'vitest';
import { filterWords } from '../../../console/parts/filter-words.ts';
import type { Filter } from '../../../shared/partners/partner.ts';

test.each<[Filter, string]>([
  [{}, 'everything'],
  [{ languages: ['en', 'de'] }, 'languages en, de'],
  [{ urgencyAtMost: 3 }, 'urgency at most 3'],
  [{ any: [{ keywords: ['ferry'] }, { publishers: ['a'] }] }, 'any of (keywords ferry; publishers a)'],
  [{ not: { genres: ['opinion'] } }, 'not (genres opinion)'],
])('%j reads %s', (filter, words) => {
  expect(filterWords(filter)).toBe(words);
});
