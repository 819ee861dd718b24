import { type ArticleFacts, conditionsOf, matches } from './match.ts';
import type { Filter } from './partner.ts';

/** Why an article does or does not pass a filter: each condition, with what was wanted and what was found. */
export interface Explanation {
  readonly matches: boolean;
  readonly conditions: readonly ExplainedCondition[];
}

export interface ExplainedCondition {
  readonly field: keyof Filter;
  readonly holds: boolean;
  readonly wanted: readonly string[];
  /** What the article has of it; empty when it says nothing. */
  readonly found: readonly string[];
  /** The filters that `all`, `any` and `not` are made of. */
  readonly parts: readonly Explanation[];
}

/** Explains a filter by the same evaluation that decides by it. */
export function explain(filter: Filter, facts: ArticleFacts): Explanation {
  const conditions = [...conditionsOf(filter, facts)].map(({ field, holds, wanted, found, parts }) => ({
    field,
    holds: holds(),
    wanted: wanted(),
    found: found(),
    parts: parts.map((part) => explain(part, facts)),
  }));
  return { matches: matches(filter, facts), conditions };
}

const names: Readonly<Record<keyof Filter, string>> = {
  publishers: 'publisher',
  languages: 'language',
  contentTypes: 'content type',
  subjects: 'subject',
  genres: 'genre',
  places: 'place',
  keywords: 'keyword',
  urgencyAtMost: 'urgency at most',
  all: 'all of these',
  any: 'one of these',
  not: 'none of this',
};

/** An explanation as lines for people, indented by the nesting of the filter. */
export function explanationLines({ conditions }: Explanation, indent = ''): string[] {
  if (conditions.length === 0) return [`${indent}✓ everything is wanted`];
  return conditions.flatMap(({ field, holds, wanted, found, parts }) => {
    const mark = `${indent}${holds ? '✓' : '✗'} ${names[field]}`;
    if (parts.length > 0) return [`${mark}:`, ...parts.flatMap((part) => explanationLines(part, `${indent}    `))];
    const has = found.length > 0 ? `the article has ${listOf(found)}` : 'the article says nothing of it';
    return [`${mark} ${wanted.join(' or ')}: ${has}`];
  });
}

/** Enough to see why; a feed’s article can have a hundred subjects. */
const shownMax = 8;

function listOf(found: readonly string[]): string {
  const rest = found.length - shownMax;
  return rest > 0 ? `${found.slice(0, shownMax).join(', ')} and ${rest} more` : found.join(', ');
}
