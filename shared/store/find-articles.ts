import { articleIdOf } from '../article/identity.ts';
import type { ArticleHead, ArticleState } from '../article/revision.ts';
import type { ArticleStore } from './articles.ts';
import type { PublisherStore } from './publishers.ts';

/** Heads read for one page of results. */
const headsRead = 1_000;
const daysBack = 30;
const dayMs = 86_400_000;
const articlesPerPage = 50;
/** Publishers under whose ids a URI is looked for. */
const publishersTried = 200;

/** Where articles are looked for. */
export interface SearchedStores {
  readonly articles: ArticleStore;
  readonly publishers: PublisherStore;
}

export interface ArticleQuery {
  readonly text?: string;
  readonly state?: ArticleState;
  readonly publisherId?: string;
  readonly language?: string;
  /** Articles first accepted before this, epoch milliseconds: the next page. */
  readonly beforeMs?: number;
  /** Articles first accepted from here on. @default thirty days ago */
  readonly sinceMs?: number;
  /** At most so many. @default 50 */
  readonly limit?: number;
}

export interface ArticleResults {
  readonly heads: readonly ArticleHead[];
  /** `beforeMs` of the next page; absent on the last. */
  readonly nextBeforeMs?: number;
  /** How many were looked through, and back to when: what is older is found by its id or URI only. */
  readonly lookedThrough: number;
  readonly sinceMs: number;
}

/**
 * Articles of the last thirty days, or since a time, that match, newest first. A text is looked for in headline, URI, key and id without case; as an exact id or
 * URI it finds an article of any age.
 */
export async function findArticles(stack: SearchedStores, query: ArticleQuery, nowMs: number): Promise<ArticleResults> {
  const toMs = query.beforeMs === undefined ? nowMs + dayMs : query.beforeMs - 1;
  const { sinceMs = nowMs - daysBack * dayMs, limit = articlesPerPage } = query;
  const [exact, recent] = await Promise.all([
    query.beforeMs === undefined ? exactMatches(stack, query.text) : [],
    stack.articles.listBetween(sinceMs, toMs, headsRead),
  ]);
  const known = new Set(exact.map(({ articleId }) => articleId));
  const matches = [...exact, ...recent.filter((head) => !known.has(head.articleId) && matchesText(head, query.text))]
    .filter(({ state }) => query.state === undefined || state === query.state)
    .filter(({ publisherId }) => query.publisherId === undefined || publisherId === query.publisherId)
    .filter(({ language }) => query.language === undefined || language?.split('-')[0] === query.language);
  const heads = matches.slice(0, limit);
  const isMore = matches.length > heads.length || recent.length === headsRead;
  const lastMs = matches.length > heads.length ? heads.at(-1)?.firstAcceptedAtMs : recent.at(-1)?.firstAcceptedAtMs;
  return { heads, ...(isMore ? { nextBeforeMs: lastMs } : {}), lookedThrough: recent.length, sinceMs };
}

function matchesText(head: ArticleHead, text: string | undefined): boolean {
  if (text === undefined) return true;
  const wanted = text.toLowerCase();
  return [head.headline, head.uri, head.source.key, head.articleId].some((field) =>
    field.toLowerCase().includes(wanted),
  );
}

async function exactMatches(
  { articles, publishers }: SearchedStores,
  text: string | undefined,
): Promise<readonly ArticleHead[]> {
  if (text === undefined) return [];
  const ids = (await publishers.all()).slice(0, publishersTried).map(({ id }) => articleIdOf(id, text));
  const heads = await articles.heads([...(/^[a-z0-9-]{1,100}$/.test(text) ? [text] : []), ...ids]);
  return [...heads.values()];
}
