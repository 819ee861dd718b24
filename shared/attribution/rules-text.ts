import { epochMsOf } from '../article/instant.ts';
import type { UsageRules } from '../article/rights.ts';
import { joinNames } from './credit-line.ts';
import { wordsFor } from './words.ts';

/** The rules as sentences in the article's language, for the people who publish it; empty when there are none. */
export function rulesText(rules: UsageRules | undefined, articleLanguage: string | undefined): readonly string[] {
  if (!rules) return [];
  const { words, language } = wordsFor(articleLanguage);
  const countries = (codes: readonly string[]): string =>
    joinNames(
      codes.map((code) => countryName(code, language)),
      language,
    );
  const { mayChange, territories, excludedTerritories, until, mayArchive, mayAdapt } = rules;
  return [
    ...(mayChange === 'nothing' ? [words.nothingMayChange] : []),
    ...(mayChange === 'headline' ? [words.headlineMayBeShortened] : []),
    ...(territories ? [words.onlyIn.replace('{countries}', countries(territories))] : []),
    ...(excludedTerritories ? [words.notIn.replace('{countries}', countries(excludedTerritories))] : []),
    ...(until ? [words.until.replace('{date}', dayOf(until, language))] : []),
    ...(mayArchive === false ? [words.noArchive] : []),
    ...(mayAdapt === false ? [words.noAdaptation] : []),
  ];
}

function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
  } catch {
    // A place that was not understood stays as it was said.
    return code;
  }
}

/** The day in UTC, with its zone, since a licence ends at an instant. */
function dayOf(until: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(epochMsOf(until))} UTC`;
}
