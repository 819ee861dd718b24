import { expect, test } from 'vitest';
import { languageFrom } from '../../../shared/formats/feed-language.ts';

const english = '<p>The sixth and last article under a feed that is declared to be in another script.</p>'.repeat(3);

test('an entry’s own language counts, then its feed’s', () => {
  expect(languageFrom('en', 'kn', english)).toEqual({ field: { language: 'en' }, warnings: [] });
  expect(languageFrom(undefined, 'sv', english)).toEqual({ field: { language: 'sv' }, warnings: [] });
  expect(languageFrom(undefined, undefined, english)).toEqual({ field: {}, warnings: [] });
});

test('a feed’s language does not hold for a text in another script', () => {
  expect(languageFrom(undefined, 'kn', english)).toMatchObject({ field: {}, warnings: [{ code: 'FIELD_IGNORED' }] });
  expect(languageFrom(undefined, 'kn', 'Too short')).toMatchObject({ field: { language: 'kn' } });
  expect(languageFrom(undefined, 'ru', 'Русский текст. '.repeat(20))).toMatchObject({ field: { language: 'ru' } });
  expect(languageFrom(undefined, 'no language', english)).toMatchObject({ field: { language: 'no language' } });
});
