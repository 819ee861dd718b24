/** The words of snippets and rules, in the languages Byline speaks; articles in another are credited in English. */
export interface Words {
  /** The text of the link to the original. */
  readonly readOriginal: string;
  readonly pictures: string;
  readonly nothingMayChange: string;
  readonly headlineMayBeShortened: string;
  readonly onlyIn: string;
  readonly notIn: string;
  readonly until: string;
  readonly noArchive: string;
  readonly noAdaptation: string;
}

const en: Words = {
  readOriginal: 'Read the original at {publisher}',
  pictures: 'Pictures: {credits}',
  nothingMayChange: 'Publish it unchanged.',
  headlineMayBeShortened: 'Publish it unchanged; only the headline may be shortened.',
  onlyIn: 'Publish it in these countries only: {countries}.',
  notIn: 'Do not publish it in: {countries}.',
  until: 'Take it down by {date}.',
  noArchive: 'Do not keep it in archives.',
  noAdaptation: 'Do not translate, summarize or adapt it.',
};

const byLanguage: Readonly<Record<string, Words>> = {
  en,
  de: {
    readOriginal: 'Zum Original bei {publisher}',
    pictures: 'Bilder: {credits}',
    nothingMayChange: 'Nur unverändert veröffentlichen.',
    headlineMayBeShortened: 'Unverändert veröffentlichen; nur die Überschrift darf gekürzt werden.',
    onlyIn: 'Nur in diesen Ländern veröffentlichen: {countries}.',
    notIn: 'Nicht veröffentlichen in: {countries}.',
    until: 'Bis {date} entfernen.',
    noArchive: 'Nicht in Archiven aufbewahren.',
    noAdaptation: 'Nicht übersetzen, zusammenfassen oder bearbeiten.',
  },
  fr: {
    readOriginal: 'Lire l’original sur {publisher}',
    pictures: 'Images : {credits}',
    nothingMayChange: 'À publier sans modification.',
    headlineMayBeShortened: 'À publier sans modification ; seul le titre peut être raccourci.',
    onlyIn: 'À publier uniquement dans ces pays : {countries}.',
    notIn: 'Ne pas publier dans : {countries}.',
    until: 'À retirer au plus tard le {date}.',
    noArchive: 'Ne pas conserver dans les archives.',
    noAdaptation: 'Ne pas traduire, résumer ni adapter.',
  },
  es: {
    readOriginal: 'Leer el original en {publisher}',
    pictures: 'Imágenes: {credits}',
    nothingMayChange: 'Publíquese sin cambios.',
    headlineMayBeShortened: 'Publíquese sin cambios; solo puede acortarse el titular.',
    onlyIn: 'Publíquese solo en estos países: {countries}.',
    notIn: 'No se publique en: {countries}.',
    until: 'Retírese antes del {date}.',
    noArchive: 'No se conserve en archivos.',
    noAdaptation: 'No se traduzca, resuma ni adapte.',
  },
};

/** The words for an article in `language` (BCP 47), with the language they are in. */
export function wordsFor(language: string | undefined): { readonly words: Words; readonly language: string } {
  const base = language?.split('-')[0]?.toLowerCase() ?? 'en';
  const words = Object.hasOwn(byLanguage, base) ? byLanguage[base] : undefined;
  return words ? { words, language: base } : { words: en, language: 'en' };
}

/** The languages there are words for. */
export const languagesOfWords: readonly string[] = Object.keys(byLanguage);
