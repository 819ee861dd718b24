/** How a byline opens, by language; others go without a word, which is never wrong. */
const openers: Readonly<Record<string, string>> = {
  en: 'By',
  de: 'Von',
  fr: 'Par',
  es: 'Por',
  pt: 'Por',
  it: 'Di',
  nl: 'Door',
  sv: 'Av',
  da: 'Af',
  nb: 'Av',
  no: 'Av',
};

export interface CreditParts {
  readonly bylines: readonly string[];
  readonly source: string;
  readonly publisherName: string;
  readonly language?: string;
}

/** A credit line ready to print: “By Ann Author and Ben Writer, Reuters via Example News”. Agencies already in the byline are not repeated. */
export function composeCreditLine({ bylines, source, publisherName, language }: CreditParts): string {
  const people = bylines.filter((name) => name !== source && name !== publisherName);
  const house = source === publisherName ? publisherName : `${source} via ${publisherName}`;
  if (people.length === 0) return house;
  const opener = openers[language?.split('-')[0] ?? ''];
  const names = joinNames(people, language);
  return `${opener === undefined ? names : `${opener} ${names}`}, ${house}`;
}

/** Names as a sentence lists them, in the article's language where the runtime knows it. */
export function joinNames(names: readonly string[], language?: string): string {
  try {
    return new Intl.ListFormat(language ?? 'en', { type: 'conjunction' }).format(names);
  } catch {
    return names.join(', ');
  }
}

/**
 * Fills `{publisher}`, `{byline}` and `{year}` in a profile's template. A placeholder without a value goes with the words around it: its
 * comma-parted piece is left out (“© {year} Example” → “© Example”, “By {byline}, Example” → “Example”).
 */
export function fillTemplate(template: string, values: { publisher: string; byline?: string; year?: string }): string {
  const withoutYear = values.year === undefined ? template.replace(/\s*\{year\}/g, '') : template;
  const pieces = withoutYear
    .split(/(?<=,)\s*/)
    .filter((piece) => values.byline !== undefined || !piece.includes('{byline}'));
  return pieces
    .join(' ')
    .replace(/\{(publisher|byline|year)\}/g, (_, name: 'publisher' | 'byline' | 'year') => values[name] ?? '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,|·–-]+|[\s,|·–-]+$/g, '')
    .trim();
}
