import { describe, expect, test } from 'vitest';
import type { Article } from '../../../shared/article/article.ts';
import { factsOf, inLanguageRange, matches } from '../../../shared/partners/match.ts';
import { type Filter, registryIdPattern } from '../../../shared/partners/partner.ts';
import { revisionOf } from '../../support/revisions.ts';

const article: Article = {
  ...revisionOf().article,
  language: 'en-GB',
  urgency: 4,
  slugline: 'HARBOUR-FERRY/repairs',
  headlines: [{ value: 'Côte d’Azur ferry: U.S. firm wins C++ contract' }, { value: 'Ferry back 𝒳𝒳x' }],
  subjects: [
    { name: 'Economy', uri: 'http://cv.iptc.org/newscodes/mediatopic/20000344' },
    { name: 'Seefahrt', literal: 'SEA' },
  ],
  genres: [{ name: 'Feature', uri: 'http://cv.iptc.org/newscodes/genre/Analysis' }],
  places: [{ name: 'Hamburg', uri: 'iso3166-1a2:DE' }, { name: 'Allemagne' }],
  located: 'HARWICH, England',
  associations: [
    { name: 'picture-1', type: 'picture' },
    { name: 'related-1', rel: 'related', type: 'video' },
  ],
};
const bare: Article = { uri: 'urn:bare', type: 'text', pubStatus: 'usable' };

describe('a filter', () => {
  test.each<[string, Filter, boolean]>([
    ['empty', {}, true],
    ['this publisher', { publishers: ['other', 'harbour-news'] }, true],
    ['another publisher', { publishers: ['harbour'] }, false],
    ['no publisher at all', { publishers: [] }, false],
    ['a language', { languages: ['en'] }, true],
    ['one of the languages', { languages: ['de', 'EN-gb'] }, true],
    ['another region', { languages: ['en-US'] }, false],
    ['a subject by name', { subjects: ['economy'] }, true],
    ['a subject by literal', { subjects: ['sea'] }, true],
    ['a subject by code', { subjects: ['http://cv.iptc.org/newscodes/mediatopic/20000344'] }, true],
    ['a part of a subject', { subjects: ['eco'] }, false],
    ['a genre', { genres: ['FEATURE'] }, true],
    ['another genre', { genres: ['opinion'] }, false],
    ['a genre by code', { genres: ['http://cv.iptc.org/newscodes/genre/analysis'] }, true],
    ['a genre by its short code', { genres: ['analysis'] }, true],
    ['a wider subject', { subjects: ['medtop:04000000'] }, true],
    ['a place', { places: ['hamburg'] }, true],
    ['the place of the dateline', { places: ['Harwich'] }, true],
    ['the country of the dateline', { places: ['england'] }, true],
    ['a part of a place', { places: ['ham'] }, false],
    ['a country by code', { places: ['DE'] }, true],
    ['a country by the code of another', { places: ['FR'] }, false],
    ['text', { contentTypes: ['text'] }, true],
    ['pictures', { contentTypes: ['picture'] }, true],
    ['a type of what is only pointed to', { contentTypes: ['video'] }, false],
    ['a keyword in a headline', { keywords: ['ferry'] }, true],
    ['a keyword in the second headline', { keywords: ['back'] }, true],
    ['a keyword in the slugline', { keywords: ['harbour'] }, true],
    ['a keyword that is a subject', { keywords: ['seefahrt'] }, true],
    ['a keyword with an accent', { keywords: ['CÔTE'] }, true],
    ['a keyword without it', { keywords: ['cote'] }, false],
    ['a part of a word', { keywords: ['fer'] }, false],
    ['the end of a word', { keywords: ['erry'] }, false],
    ['a word that stands as a part first', { keywords: ['u'] }, true],
    ['a part of a word beside a letter of two units', { keywords: ['𝒳x'] }, false],
    ['a keyword of signs', { keywords: ['C++'] }, true],
    ['a keyword that would be a pattern', { keywords: ['.*'] }, false],
    ['a keyword with dots', { keywords: ['u.s.'] }, true],
    ['a phrase', { keywords: ['firm wins'] }, true],
    ['urgent enough', { urgencyAtMost: 4 }, true],
    ['not urgent enough', { urgencyAtMost: 3 }, false],
    ['all that is named', { languages: ['en'], genres: ['feature'], urgencyAtMost: 5 }, true],
    ['all but one', { languages: ['en'], genres: ['opinion'], urgencyAtMost: 5 }, false],
    ['any', { any: [{ genres: ['opinion'] }, { keywords: ['ferry'] }] }, true],
    ['any of none', { any: [] }, false],
    ['all of none', { all: [] }, true],
    ['all', { all: [{ languages: ['en'] }, { genres: ['opinion'] }] }, false],
    ['not', { not: { keywords: ['ferry'] } }, false],
    ['not another', { not: { publishers: ['other'] } }, true],
    ['not not', { not: { not: { languages: ['en'] } } }, true],
    [
      'composed',
      {
        languages: ['en'],
        any: [{ genres: ['feature'] }],
        not: { any: [{ urgencyAtMost: 3 }, { subjects: ['sport'] }] },
      },
      true,
    ],
  ])('%s', (_, filter, wanted) => {
    expect(matches(filter, factsOf(article, 'harbour-news'))).toBe(wanted);
  });

  test.each<[string, Filter]>([
    ['languages', { languages: ['en'] }],
    ['subjects', { subjects: ['economy'] }],
    ['genres', { genres: ['feature'] }],
    ['places', { places: ['Hamburg'] }],
    ['content types', { contentTypes: ['picture'] }],
    ['keywords', { keywords: ['ferry'] }],
    ['urgency', { urgencyAtMost: 9 }],
  ])('by %s does not pass an article that says nothing of it', (_, filter) => {
    expect(matches(filter, factsOf(bare, 'harbour-news'))).toBe(false);
    expect(matches({ not: filter }, factsOf(bare, 'harbour-news'))).toBe(true);
  });

  test('with any language passes an article without one', () => {
    expect(matches({ languages: ['*'] }, factsOf(bare, 'harbour-news'))).toBe(true);
  });
});

test.each<[string | undefined, string, boolean]>([
  ['en', 'en', true],
  ['en-GB', 'en', true],
  ['EN-gb', 'en-GB', true],
  ['en', 'en-GB', false],
  ['eng', 'en', false],
  ['zh-Hant-TW', 'zh-Hant', true],
  ['zh-TW', 'zh-Hant', false],
  ['de-CH-1996', 'de-ch', true],
  [undefined, 'en', false],
  [undefined, '*', true],
  ['x-klingon', '*', true],
])('the language %s lies in the range %s: %s', (tag, range, lies) => {
  expect(inLanguageRange(tag, range)).toBe(lies);
});

test.each<[string, boolean]>([
  ['outlet', true],
  ['0', true],
  ['a-b-9', true],
  ['a'.repeat(63), true],
  ['a'.repeat(64), false],
  ['', false],
  ['-a', false],
  ['Outlet', false],
  ['out.let', false],
  ['out_let', false],
  ['outlet\n', false],
  ['оutlet', false],
])('an id in the registry may be %j: %s', (id, allowed) => {
  expect(registryIdPattern.test(id)).toBe(allowed);
});
