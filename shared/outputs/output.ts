import type { Article, Association } from '../article/article.ts';
import type { Attribution } from '../article/attribution.ts';
import { partOf } from '../article/uri.ts';

/** One revision as it leaves the house: what every rendering is made from. */
export interface OutgoingArticle {
  /** Without what is for editors only. `pubStatus: canceled` makes a retraction: each standard says it in its own way. */
  readonly article: Article;
  /** Absent only where a retraction came for an article never seen. */
  readonly attribution?: Attribution;
  /** Byline's own revision, from 1: for standards that count versions. */
  readonly revision: number;
  /** When the revision was accepted, ISO 8601: for standards that ask for a date where the article has none. */
  readonly acceptedAt: string;
  /** How the partner keeps its copy from competing with the original; absent: `canonical`. */
  readonly indexing?: Indexing;
}

/**
 * What search engines are told of a partner's copy: where the original stands (`rel=canonical`), or not to list the copy at all, which they ask
 * of licensees.
 */
export const indexings = ['canonical', 'noindex'] as const;
export type Indexing = (typeof indexings)[number];

/** One way of rendering the canonical article for a partner. Pure: the same article gives the same bytes. */
export interface OutputFormat {
  /** What partners name in their registration; stable. */
  readonly id: string;
  /** For people: “IPTC NITF 3.6”. */
  readonly name: string;
  readonly mediaType: string;
  /** Where the standard has another kind of document for it. */
  readonly retractionMediaType?: string;
  /** An object for formats that are JSON, the document's text for others. */
  readonly render: (outgoing: OutgoingArticle) => object | string;
}

/** How a revision came to be, for standards with a word for it. */
export type Signal = 'new' | 'update' | 'correction' | 'retraction';

export function signalOf({ article, revision }: OutgoingArticle): Signal {
  if (article.pubStatus === 'canceled') return 'retraction';
  if (correctionOf(article) !== undefined) return 'correction';
  return revision > 1 ? 'update' : 'new';
}

/** The note that tells readers what was corrected. */
export function correctionOf(article: Article): string | undefined {
  return descriptionOf(article, 'correction');
}

export function descriptionOf({ descriptions }: Pick<Article, 'descriptions'>, role: string): string | undefined {
  return descriptions?.find((description) => description.role === role)?.value;
}

export function headlineOf({ headlines }: Pick<Article, 'headlines'>, role = 'main'): string | undefined {
  const found = headlines?.find((headline) => headline.role === role)?.value;
  return found ?? (role === 'main' ? headlines?.[0]?.value : undefined);
}

/** The article's own HTML, sanitized; empty for a retraction and for what is no text. */
export function bodyHtmlOf({ bodies }: Article): string {
  return bodies?.find(({ contentType }) => contentType === 'text/html')?.value ?? '';
}

export function bodyTextOf({ bodies }: Article): string {
  return bodies?.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
}

/** Names of people or desks to be credited, also where there is no attribution. */
export function bylinesOf({ article, attribution }: OutgoingArticle): readonly string[] {
  return attribution?.bylines ?? (article.by === undefined ? [] : [article.by]);
}

/** The hands it went through before the publisher's, oldest first. */
export function handlersOf({
  attribution,
}: OutgoingArticle): readonly { readonly name: string; readonly at?: string }[] {
  return (attribution?.chain ?? [])
    .filter(({ role }) => role === 'source')
    .map(({ name, at }) => ({ name, ...(at === undefined ? {} : { at }) }));
}

/** The subjects that are keywords, and those that are not. */
export function splitSubjects({ subjects = [] }: Article): {
  readonly subjects: NonNullable<Article['subjects']>;
  readonly keywords: readonly string[];
} {
  return {
    subjects: subjects.filter(({ rel }) => rel !== 'keyword'),
    keywords: subjects.flatMap(({ rel, name, literal }) => (rel === 'keyword' ? (name ?? literal ?? []) : [])),
  };
}

/** Where an item stands that the article points to; undefined for one known by its title alone, whose URI is a part of the article's. */
export function relatedAddress(article: Article, { uri, name }: Association): string | undefined {
  return uri !== undefined && /^https?:/.test(uri) && uri !== partOf(article.uri, name) ? uri : undefined;
}

/** When it was last changed: what feeds sort by. */
export function changedAt({ article, attribution, acceptedAt }: OutgoingArticle): string {
  return attribution?.lastModified ?? article.versionCreated ?? attribution?.firstPublished ?? acceptedAt;
}
