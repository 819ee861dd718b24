import { expect, test } from 'vitest';
import { rulesText } from '../../../shared/attribution/rules-text.ts';

const rules = {
  mayChange: 'headline',
  territories: ['DE', 'AT'],
  excludedTerritories: ['JP'],
  until: '2026-12-31T23:00:00Z',
  mayArchive: false,
  mayAdapt: false,
} as const;

test('every rule is a sentence', () => {
  expect(rulesText(rules, 'en')).toEqual([
    'Publish it unchanged; only the headline may be shortened.',
    'Publish it in these countries only: Germany and Austria.',
    'Do not publish it in: Japan.',
    'Take it down by December 31, 2026 at 11:00 PM UTC.',
    'Do not keep it in archives.',
    'Do not translate, summarize or adapt it.',
  ]);
});

test('in the article’s language', () => {
  expect(rulesText(rules, 'de-CH')).toContain('Nur in diesen Ländern veröffentlichen: Deutschland und Österreich.');
  expect(rulesText({ mayChange: 'nothing' }, 'fr')).toEqual(['À publier sans modification.']);
  expect(rulesText({ until: rules.until }, 'es')[0]).toMatch(/31 de diciembre de 2026/);
});

test('what is not said, or allowed, is no sentence', () => {
  expect(rulesText(undefined, 'en')).toEqual([]);
  expect(rulesText({ mayArchive: true, mayAdapt: true }, 'en')).toEqual([]);
});

test('a place that was not understood stays as it was said', () => {
  expect(rulesText({ territories: ['as agreed'] }, 'en')).toEqual(['Publish it in these countries only: as agreed.']);
});
