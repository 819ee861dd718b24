import { diffWordsWithSpace } from 'diff';
import type { Revision } from './revision.ts';

/** Characters of one text that are compared; more is compared up to here. */
const comparedCharacters = 100_000;
/** How long one comparison may take before the texts are shown as wholly different. */
const comparedMs = 500;
/** Words of an unchanged run that are shown at each end. */
const contextWords = 12;

export type DiffPart =
  | { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }
  /** A long unchanged run, of which only its ends are shown. */
  | { readonly kind: 'gap'; readonly words: number };

export interface FieldDiff {
  readonly label: string;
  readonly parts: readonly DiffPart[];
}

/** What two revisions say differently, field by field and word by word; empty when they read alike. */
export function diffRevisions(before: Revision, after: Revision): readonly FieldDiff[] {
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])]
    .map((label) => [label, old.get(label) ?? '', next.get(label) ?? ''] as const)
    .filter(([, a, b]) => a !== b)
    .map(([label, a, b]) => ({ label, parts: diffWords(a, b) }));
}

/** The fields in which two revisions differ, by their names. */
export function changedFields(before: Revision, after: Revision): readonly string[] {
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])].filter((label) => old.get(label) !== next.get(label));
}

/** Two texts, word by word. */
export function diffWords(before: string, after: string): readonly DiffPart[] {
  const [a, b] = [before.slice(0, comparedCharacters), after.slice(0, comparedCharacters)];
  const changes: readonly { value: string; added: boolean; removed: boolean }[] = diffWordsWithSpace(a, b, {
    timeout: comparedMs,
  }) ?? [
    { value: a, removed: true, added: false },
    { value: b, removed: false, added: true },
  ];
  return changes
    .filter(({ value }) => value !== '')
    .flatMap(({ value, added, removed }, index) => {
      if (added) return [{ kind: 'added' as const, text: value }];
      if (removed) return [{ kind: 'removed' as const, text: value }];
      return shortened(value, index === 0, index === changes.length - 1);
    });
}

/** An unchanged run: whole when it is short, else the words next to what changed. */
function shortened(text: string, isFirst: boolean, isLast: boolean): readonly DiffPart[] {
  const words = text.split(/(?<=\s)(?=\S)/);
  if (words.length <= contextWords * 3) return [{ kind: 'same', text }];
  const head = isFirst ? [] : words.slice(0, contextWords);
  const tail = isLast ? [] : words.slice(-contextWords);
  return [
    ...(head.length > 0 ? [{ kind: 'same' as const, text: head.join('') }] : []),
    { kind: 'gap', words: words.length - head.length - tail.length },
    ...(tail.length > 0 ? [{ kind: 'same' as const, text: tail.join('') }] : []),
  ];
}

function fieldsOf({ article, attribution, state }: Revision): ReadonlyMap<string, string> {
  const body = article.bodies?.find(({ contentType }) => contentType === 'text/plain') ?? article.bodies?.[0];
  const names = (concepts: readonly { name?: string; literal?: string }[] | undefined): string | undefined =>
    concepts?.map(({ name, literal }) => name ?? literal ?? '').join(', ');
  const fields: Record<string, string | undefined> = {
    State: state,
    Headline: article.headlines?.map(({ value }) => value).join('\n'),
    Summary: article.descriptions?.map(({ value }) => value).join('\n'),
    Text: body?.value,
    Language: article.language,
    Slugline: article.slugline,
    Located: article.located,
    Subjects: names(article.subjects),
    'Embargoed until': article.embargoedUntil,
    Expires: article.expires,
    Pictures: article.associations?.map(({ name, renditions }) => `${name} ${renditions?.[0]?.href ?? ''}`).join('\n'),
    'Credit line': attribution?.creditLine,
    Bylines: attribution?.bylines.join(', '),
    Source: attribution?.source,
    Copyright: attribution?.copyrightNotice,
    Terms: attribution?.usageTerms,
    Canonical: attribution?.canonicalUrl,
  };
  return new Map(Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
