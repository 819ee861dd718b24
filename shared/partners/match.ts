import type { Article, Concept } from '../article/article.ts';
import type { Filter } from './partner.ts';

/** Whether an article of a publisher passes a filter. */
export function matches(filter: Filter, article: Article, publisherId: string): boolean {
  const { publishers, languages, subjects, genres, keywords, urgencyAtMost, all, any, not } = filter;
  if (publishers && !publishers.includes(publisherId)) return false;
  if (languages && !languages.some((range) => inLanguageRange(article.language, range))) return false;
  if (subjects && !namesOneOf(article.subjects, subjects)) return false;
  if (genres && !namesOneOf(article.genres, genres)) return false;
  if (keywords && !keywords.some((word) => mentions(article, word))) return false;
  if (urgencyAtMost !== undefined && !(article.urgency !== undefined && article.urgency <= urgencyAtMost)) return false;
  if (all && !all.every((part) => matches(part, article, publisherId))) return false;
  if (any && !any.some((part) => matches(part, article, publisherId))) return false;
  return !(not && matches(not, article, publisherId));
}

/** Basic filtering of RFC 4647 §3.3.1: a range matches the tag itself and any that starts with it and a hyphen. */
export function inLanguageRange(tag: string | undefined, range: string): boolean {
  if (range === '*') return true;
  if (tag === undefined) return false;
  const [lowTag, lowRange] = [tag.toLowerCase(), range.toLowerCase()];
  return lowTag === lowRange || lowTag.startsWith(`${lowRange}-`);
}

function namesOneOf(concepts: readonly Concept[] | undefined, wanted: readonly string[]): boolean {
  const names = new Set(
    (concepts ?? []).flatMap(({ name, uri, literal }) => [name, uri, literal]).map((text) => text?.toLowerCase()),
  );
  return wanted.some((text) => names.has(text.toLowerCase()));
}

function mentions(article: Article, word: string): boolean {
  const texts = [
    ...(article.headlines ?? []).map(({ value }) => value),
    article.slugline ?? '',
    ...(article.subjects ?? []).flatMap(({ name, literal }) => [name ?? '', literal ?? '']),
  ];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(word)}(?![\\p{L}\\p{N}])`, 'iu');
  return texts.some((text) => pattern.test(text));
}
