import type { Article, Concept } from '../article/article.ts';
import type { Filter } from './partner.ts';
import { placeNames } from './places.ts';
import { keysOfWanted, subjectKeysOf, subjectLabel } from './subjects.ts';

/** What filters ask of an article, worked out once for all partners. */
export interface ArticleFacts {
  readonly publisherId: string;
  readonly article: Article;
  /** With all they lie under; see `subjects.ts`. */
  readonly subjects: ReadonlySet<string>;
  readonly genres: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  /** Its own type, and the types of what belongs to it. */
  readonly contentTypes: ReadonlySet<string>;
  /** Where keywords are looked for; also in lower case. */
  readonly texts: readonly string[];
  readonly lowTexts: readonly string[];
}

/** One condition of a filter. `holds` and the words for people are worked out only when asked for. */
export interface Condition {
  readonly field: keyof Filter;
  readonly holds: () => boolean;
  readonly wanted: () => readonly string[];
  /** What the article has of it. */
  readonly found: () => readonly string[];
  /** The filters that `all`, `any` and `not` are made of. */
  readonly parts: readonly Filter[];
}

export function factsOf(article: Article, publisherId: string): ArticleFacts {
  const { headlines = [], slugline = '', subjects = [], genres = [], places = [], associations = [] } = article;
  // Related items are only pointed to; pictures and films are part of the article.
  const parts = associations.filter(({ rel }) => rel !== 'related');
  const located = article.located?.split(/[,/;]/).map((part) => ({ name: part.trim() })) ?? [];
  const texts = [
    ...headlines.map(({ value }) => value),
    slugline,
    ...subjects.flatMap(({ name, literal }) => [name ?? '', literal ?? '']),
  ].filter(Boolean);
  return {
    publisherId,
    article,
    subjects: subjectKeysOf(subjects),
    genres: namesOf(genres),
    places: namesOf([...places, ...located]),
    contentTypes: new Set([article.type, ...parts.flatMap(({ type }) => type ?? [])]),
    texts,
    lowTexts: texts.map((text) => text.toLowerCase()),
  };
}

/** Whether an article passes a filter: every condition must hold. */
export function matches(filter: Filter, facts: ArticleFacts): boolean {
  for (const { holds } of conditionsOf(filter, facts)) if (!holds()) return false;
  return true;
}

/** The conditions of a filter, in the order in which they are looked at: the one evaluation, of `matches` and of explanations. */
export function* conditionsOf(filter: Filter, facts: ArticleFacts): Generator<Condition> {
  const { article, publisherId, genres, contentTypes } = facts;
  const { publishers, languages, urgencyAtMost, all, any, not } = filter;
  const listed = (
    field: keyof Filter,
    wanted: readonly string[],
    found: () => readonly string[],
    has: Has,
  ): Condition =>
    condition(
      field,
      () => wanted.some(has),
      () => wanted,
      found,
    );

  if (publishers)
    yield listed(
      'publishers',
      publishers,
      () => [publisherId],
      (id) => id === publisherId,
    );
  if (languages) {
    const { language } = article;
    yield listed(
      'languages',
      languages,
      () => (language ? [language] : []),
      (range) => inLanguageRange(language, range),
    );
  }
  if (filter.contentTypes)
    yield listed(
      'contentTypes',
      filter.contentTypes,
      () => [...contentTypes],
      (type) => contentTypes.has(type),
    );
  if (filter.subjects) {
    const has: Has = (wanted) => keysOfWanted(wanted).some((key) => facts.subjects.has(key));
    const wanted = filter.subjects;
    yield condition(
      'subjects',
      () => wanted.some(has),
      () => wanted.map(subjectLabel),
      () => labelsOf(article.subjects),
    );
  }
  if (filter.genres)
    yield listed(
      'genres',
      filter.genres,
      () => labelsOf(article.genres),
      (name) => genres.has(name.toLowerCase()),
    );
  if (filter.places) {
    const has: Has = (wanted) => placeNames(wanted).some((name) => facts.places.has(name.toLowerCase()));
    yield listed('places', filter.places, () => [...labelsOf(article.places), ...(article.located ?? [])], has);
  }
  if (filter.keywords)
    yield listed(
      'keywords',
      filter.keywords,
      () => facts.texts,
      (word) => mentions(facts, word),
    );
  if (urgencyAtMost !== undefined) {
    const { urgency } = article;
    yield condition(
      'urgencyAtMost',
      () => urgency !== undefined && urgency <= urgencyAtMost,
      () => [String(urgencyAtMost)],
      () => (urgency === undefined ? [] : [String(urgency)]),
    );
  }
  const passes = (part: Filter): boolean => matches(part, facts);
  if (all) yield composed('all', all, () => all.every(passes));
  if (any) yield composed('any', any, () => any.some(passes));
  if (not) yield composed('not', [not], () => !passes(not));
}

/** Basic filtering of RFC 4647 §3.3.1: a range matches the tag itself and any that starts with it and a hyphen. */
export function inLanguageRange(tag: string | undefined, range: string): boolean {
  if (range === '*') return true;
  if (tag === undefined) return false;
  const [lowTag, lowRange] = [tag.toLowerCase(), range.toLowerCase()];
  return lowTag === lowRange || lowTag.startsWith(`${lowRange}-`);
}

type Has = (wanted: string) => boolean;

function condition(
  field: keyof Filter,
  holds: () => boolean,
  wanted: () => readonly string[],
  found: () => readonly string[],
): Condition {
  return { field, holds, wanted, found, parts: [] };
}

function composed(field: keyof Filter, parts: readonly Filter[], holds: () => boolean): Condition {
  return { field, holds, wanted: () => [], found: () => [], parts };
}

/** Names, literals and codes, with and without their scheme, in lower case. */
function namesOf(concepts: readonly Concept[]): ReadonlySet<string> {
  const texts = concepts.flatMap(({ name, uri, literal }) => [name, literal, uri, uri?.split(/[/:#]/).at(-1)]);
  return new Set(texts.flatMap((text) => (text ? [text.toLowerCase()] : [])));
}

function labelsOf(concepts: readonly Concept[] | undefined): readonly string[] {
  return (concepts ?? []).map(({ name, uri, literal }) => {
    const code = uri ?? literal;
    return name === undefined ? String(code) : code === undefined || code === name ? name : `${name} (${code})`;
  });
}

const wordBefore = /[\p{L}\p{N}]$/u;
const wordAfter = /^[\p{L}\p{N}]/u;

/**
 * Whether a text has a word or phrase, whatever its case, with no letter or digit right before or after. Not by a pattern made of the word: to
 * compile one takes 7 ms (`/iu` with `\p{L}`), and a registry has thousands.
 */
function mentions({ lowTexts }: ArticleFacts, word: string): boolean {
  const wanted = word.toLowerCase();
  return lowTexts.some((text) => {
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      // Two units hold any one letter.
      if (!wordBefore.test(text.slice(Math.max(0, at - 2), at)) && !wordAfter.test(text.slice(end, end + 2)))
        return true;
    }
    return false;
  });
}
