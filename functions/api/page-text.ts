import type { PulledPage } from './pull-articles.ts';

interface Webhook {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>> & { readonly articleId: string; readonly revision: number };
}

/** An answer in Byline's own shape: each entry is the webhook to the byte, with its message id. */
export function entriesText({ entries, next }: PulledPage, after: string | undefined): string {
  const texts = entries.map(({ messageId, body }) => `{"id":${JSON.stringify(messageId)},${body.slice(1)}`);
  // The same cursor again where there is nothing new: whoever keeps it can go on with it.
  const cursor = next ?? after;
  return `{"entries":[${texts.join(',')}]${cursor === undefined ? '' : `,"next":${JSON.stringify(cursor)}`}}`;
}

interface FeedItem {
  readonly _byline?: object;
}

/** An answer as JSON Feed 1.1, its items with what happened under `_byline`; `nextUrl` confirms them. */
export function feedText({ entries, next }: PulledPage, nextUrl: (after: string) => string): string {
  const items = entries.map(({ body }) => itemOf(JSON.parse(body.toString()) as Webhook));
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Byline',
    ...(next === undefined ? {} : { next_url: nextUrl(next) }),
    items,
  });
}

function itemOf({ type, timestamp, data }: Webhook): object {
  const { article, articleId, revision, changes, claim, attribution } = data;
  const [item] = (article as { readonly items?: readonly FeedItem[] } | undefined)?.items ?? [];
  const told = { type, timestamp, articleId, revision, changes };
  if (!item) return { id: articleId, content_text: '', _byline: { ...told, attribution, claim } };
  return { ...item, _byline: { ...item._byline, ...told } };
}
