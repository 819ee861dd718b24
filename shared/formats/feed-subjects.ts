import type { DraftItem } from './format.ts';
import { renderedText } from './rendered-text.ts';
import { isUncategorized } from './wordpress.ts';

type Subjects = Pick<DraftItem, 'subjects' | 'keywords'>;

/** A category as a feed writes it. */
export interface FeedCategory {
  /** Its name, or its code. */
  readonly term: string;
  /** For people, where the term is a code. */
  readonly label?: string;
  /** The vocabulary it is from: `domain` of RSS, `scheme` of Atom. */
  readonly scheme?: string;
}

/** Vocabularies of labels that anyone may make up: their entries are keywords. */
const free = /tags?\b|keywords?|blogger\.com\/atom\/ns#/i;

/**
 * Categories of a vocabulary are subjects, with their codes where it is IPTC's; those of none are keywords, since feeds mix sections and tags in
 * them. Each once, entities resolved.
 */
export async function subjectsFrom(
  categories: readonly FeedCategory[],
  words: readonly string[],
  sections: readonly string[] = [],
): Promise<Subjects> {
  const subjects = new Map<string, { readonly name?: string; readonly uri?: string; readonly rel: string }>();
  const keywords = new Set<string>();
  for (const section of sections) {
    const name = await renderedText(section);
    if (name) subjects.set(name, { name, rel: 'section' });
  }
  for (const { term, label, scheme } of categories) {
    const name = await renderedText(label ?? term);
    if (name !== undefined && isUncategorized(name)) continue;
    const isNamed = /^https?:\/\/cv\.iptc\.org\/newscodes\/\w+\/\w+$/.test(scheme ?? '');
    if (isNamed && name) {
      // The whole code as the vocabulary, the name as the term.
      subjects.set(scheme as string, { uri: scheme as string, name, rel: 'subject' });
      continue;
    }
    const code = codeOf(term, scheme);
    if (code !== undefined) subjects.set(code, { uri: code, ...(label && name ? { name } : {}), rel: 'subject' });
    else if (name && scheme && !free.test(scheme)) subjects.set(name, { name, rel: 'category' });
    else if (name) keywords.add(name);
  }
  for (const word of words) {
    const keyword = await renderedText(word);
    if (keyword) keywords.add(keyword);
  }
  const open = [...keywords].filter((keyword) => !subjects.has(keyword));
  return {
    ...(subjects.size > 0 ? { subjects: [...subjects.values()] } : {}),
    ...(open.length > 0 ? { keywords: open } : {}),
  };
}

/** A list in one text (“Botany, Microbiology”). */
export function listedWords(text: string | undefined): readonly string[] {
  return (text ?? '').split(/\s*[,;]\s*/).filter((word) => word !== '');
}

/** The code of an IPTC vocabulary: `medtop:11000000`, `subj:11000000`, or eight digits of a vocabulary named as such. */
function codeOf(term: string, scheme: string | undefined): string | undefined {
  if (/^(?:medtop|subj|mediatopic):\d{8}$/.test(term)) return term;
  if (/^https?:\/\/cv\.iptc\.org\/newscodes\/\w+\/\w+$/.test(term)) return term;
  if (!/^\d{8}$/.test(term) || scheme === undefined) return undefined;
  const vocabulary = /(mediatopic|medtop)/i.test(scheme) ? 'medtop' : /(subjectcode|subj)/i.test(scheme) ? 'subj' : '';
  return vocabulary === '' ? undefined : `${vocabulary}:${term}`;
}
