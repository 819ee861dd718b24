import { expect, test } from 'vitest';
import type { DraftItem } from '../../../shared/article/draft.ts';
import { readCredits, readLicensedTerritories } from '../../../shared/normalize/credits.ts';
import { Fields } from '../../../shared/normalize/fields.ts';
import { Warnings } from '../../../shared/normalize/warnings.ts';

const read = (draft: Partial<DraftItem>, text = '') => {
  const fields = new Fields(draft as DraftItem, new Warnings());
  return {
    credits: readCredits(draft as DraftItem, fields, text, 'https://x.example/a'),
    warnings: fields.warnings.list(),
  };
};
const licensed = (draft: Partial<DraftItem>) => {
  const fields = new Fields(draft as DraftItem, new Warnings());
  return { territories: readLicensedTerritories(draft as DraftItem, fields), warnings: fields.warnings.list() };
};

test('photographers and editors are no authors of the text', () => {
  const { credits } = read({ authors: [{ name: 'Ann Quay' }, { name: 'Ben Pier', role: 'Photographer' }] });
  expect(credits.bylines).toEqual(['Ann Quay']);
});

test('the printed byline is taken where it names more than the list of authors', () => {
  const { credits } = read({ byline: 'By Ann Quay and Ben Pier', authors: [{ name: 'Ann Quay' }] });
  expect(credits.bylines).toEqual(['Ann Quay', 'Ben Pier']);
});

test('the printed byline is taken where the list names others, and entities where they are the same people', () => {
  const others = read({ byline: 'By Ann Quay and Ben Pier', authors: [{ name: 'Ann Quay' }, { name: 'Rita Reed' }] });
  expect(others.credits.bylines).toEqual(['Ann Quay', 'Ben Pier']);
  expect(read({ byline: 'By ANN QUAY', authors: [{ name: 'Ann Quay' }] }).credits.bylines).toEqual(['Ann Quay']);
});

test('a source that was concluded from a byline is said to be, and one that is stated is not', () => {
  const concluded = read({ byline: 'Reuters' });
  expect(concluded.credits).toMatchObject({ source: 'Reuters' });
  expect([...concluded.credits.inferred]).toContain('source');
  expect(concluded.warnings).toMatchObject([{ code: 'FIELD_INFERRED', path: 'source' }]);
  const stated = read({ source: 'Harbour Gazette', byline: 'Ann Quay' });
  expect(stated.credits.inferred.size).toBe(0);
  expect(stated.warnings).toEqual([]);
});

test('an agency under another of its names is known as the source', () => {
  expect(read({ source: 'PA', byline: 'Press Association' }).credits.sourceBylines).toEqual(['Press Association']);
});

test('limits of the licence are among the terms, each once', () => {
  const license = { territory: 'Germany', endsAt: '2027-01-01', limitations: 'No archives\nNo archives' };
  expect(read({ usageTerms: 'With credit', license }).credits.usageTerms).toBe(
    'With credit\nNo archives\nTerritory: Germany\nUntil: 2027-01-01',
  );
  expect(
    read({ usageTerms: 'With credit\nNo archives', license: { limitations: 'No archives' } }).credits.usageTerms,
  ).toBe('With credit\nNo archives');
});

test('a licence names countries, excludes them, or is told not to be understood', () => {
  expect(licensed({ license: { territory: 'Germany' } })).toEqual({
    territories: { territories: ['DE'] },
    warnings: [],
  });
  expect(licensed({ usageTerms: 'With credit. JAPAN OUT' }).territories).toEqual({ excludedTerritories: ['JP'] });
  expect(licensed({ license: { territory: 'the usual places' } }).warnings).toMatchObject([
    { code: 'TERRITORY_UNREADABLE' },
  ]);
  expect(licensed({})).toEqual({ territories: {}, warnings: [] });
});

test('what programs write for nothing is not credited, the account of nobody is, and both are said', () => {
  expect(read({ authors: [{ name: 'null' }, { name: 'Ann Author' }] }).credits.bylines).toEqual(['Ann Author']);
  expect(read({ byline: 'undefined' }).warnings).toMatchObject([{ code: 'FIELD_IGNORED', path: 'bylines' }]);
  expect(read({ byline: 'By Administrator' }).credits.bylines).toEqual(['Administrator']);
  expect(read({ byline: 'admin' }).warnings).toMatchObject([{ code: 'FIELD_INFERRED', path: 'bylines' }]);
});

test.each([
  ['Ann Quay and Ben Pier', ['Ann Quay', 'Ben Pier']],
  ['Ann Quay, Ben Pier; Cy Rope', ['Ann Quay', 'Ben Pier', 'Cy Rope']],
  ['By Ann Quay', ['Ann Quay']],
  ['José Ortega y Gasset', ['José Ortega y Gasset']],
  ['Science and Technology Desk', ['Science and Technology Desk']],
  ['Quay, Ann', ['Quay, Ann']],
  ['ann@paper.example', []],
])('an author’s field that says “%s” names %j', (name, bylines) => {
  expect(read({ authors: [{ name }] }).credits.bylines).toEqual(bylines);
});
