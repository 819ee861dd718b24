import type { Warning } from '../contract/reasons.ts';
import type { DraftItem } from './format.ts';

/** Fewer letters prove nothing. */
const [minLetters, looked] = [120, 20_000];

/**
 * The language of an entry: its own, else its feed's. A feed's language is a habit: where the entry's text is in another script (English under a
 * feed declared as Kannada), it is left out, and the text decides.
 */
export function languageFrom(
  own: string | undefined,
  feeds: string | undefined,
  text: string | undefined,
): { readonly field: Pick<DraftItem, 'language'>; readonly warnings: readonly Warning[] } {
  if (own !== undefined) return { field: { language: own }, warnings: [] };
  if (feeds === undefined) return { field: {}, warnings: [] };
  const script = scriptOf(feeds);
  if (script === undefined || script === 'Latn' || !isLatin(text)) return { field: { language: feeds }, warnings: [] };
  const message = `the feed says “${feeds.slice(0, 20)}”, which this text is not written in`;
  return { field: {}, warnings: [{ code: 'FIELD_IGNORED', message, path: 'language' }] };
}

function scriptOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language.trim().replaceAll('_', '-')).maximize().script;
  } catch {
    // What names no language is reported where languages are read.
    return undefined;
  }
}

function isLatin(text: string | undefined): boolean {
  const plain = (text ?? '').slice(0, looked).replace(/<[^<>]*>|&\w+;/g, ' ');
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  const latin = plain.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters >= minLetters && latin / letters > 0.95;
}
