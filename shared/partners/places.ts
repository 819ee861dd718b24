/** Languages in which the names of countries are known; those of the credits. */
const languages = ['en', 'de', 'fr', 'es'] as const;

/** What a place that a filter names may be called in an article. Two capitals are a country (ISO 3166-1): `DE` is also “Germany”, “Deutschland”. */
export function placeNames(wanted: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(wanted)) return [wanted];
  const names = languages.map((language) => countryNames(language)?.of(wanted));
  return [...new Set([wanted, ...names.filter((name) => name !== undefined)])];
}

const known = new Map<string, Intl.DisplayNames>();

function countryNames(language: string): Intl.DisplayNames | undefined {
  if (!known.has(language)) known.set(language, new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }));
  return known.get(language);
}
