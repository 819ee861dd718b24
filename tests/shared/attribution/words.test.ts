import { expect, test } from 'vitest';
import { languagesOfWords, wordsFor } from '../../../shared/attribution/words.ts';

test('every language has all the words, each its own, with the same places to fill in', () => {
  const english = Object.entries(wordsFor('en').words);
  for (const language of languagesOfWords.filter((one) => one !== 'en')) {
    const words = wordsFor(language).words as unknown as Readonly<Record<string, string>>;
    for (const [name, text] of english) {
      expect(words[name], `${language} ${name}`).not.toBe(text);
      expect(words[name]?.match(/\{\w+\}/g), `${language} ${name}`).toEqual((text as string).match(/\{\w+\}/g));
    }
  }
  expect(languagesOfWords).toEqual(expect.arrayContaining(['en', 'de', 'fr', 'es']));
});

test('a language without words, and what is none, speak English', () => {
  for (const language of ['fi', 'constructor', '', undefined]) expect(wordsFor(language).language).toBe('en');
});
