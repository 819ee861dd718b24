import { createHash } from 'node:crypto';
import type { Article } from '../article/article.ts';
import { instantOf } from '../article/instant.ts';
import type { Revision } from '../article/revision.ts';
import type { Notice } from '../delivery/notice.ts';
import { attributionSent, type SentAttribution } from '../outputs/attribution-sent.ts';
import type { OutgoingArticle } from '../outputs/output.ts';
import { outputFormat, renderArticle } from '../outputs/registry.ts';
import type { ArticleEvent, Partner } from '../partners/partner.ts';
import { remembered } from './remembered.ts';

export interface Envelope {
  /** `webhook-id`: the same for every attempt at one revision for one partner. */
  readonly messageId: string;
  /** The exact bytes that are signed and sent: the same for every attempt, and written out once for all who take the same. */
  readonly body: Buffer;
}

/** As an envelope; text is sent as UTF-8. */
export interface Sendable {
  readonly messageId: string;
  readonly body: string | Buffer;
}

/** The body of a webhook about an article, before it is written out. */
export interface ArticleWebhook {
  readonly type: ArticleEvent;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly data: {
    readonly articleId: string;
    readonly revision: number;
    readonly article: object;
    /** Absent only where a retraction came for an article never seen. */
    readonly attribution?: SentAttribution & { readonly proof?: string };
    readonly changes: readonly string[];
  };
}

/**
 * The webhook for one revision and partner (Standard Webhooks 1.0.0, “Payload structure”). `timestamp` is when the revision was accepted,
 * not when it is sent, so that the body of a retry is the same to the byte. `previous` is the revision the partner confirmed last; without
 * one, `changes` is empty.
 */
export function articleWebhook(
  revision: Revision,
  event: ArticleEvent,
  partner: Pick<Partner, 'id' | 'format' | 'indexing'>,
  previous: Revision | undefined,
): ArticleWebhook {
  // Of an article under embargo that is taken back nothing is told but its id: its credit would give away its address and its author.
  const isSecret = event === 'article.retracted' && revision.state === 'held';
  const attribution = isSecret ? undefined : attributionSent(revision, partner);
  const article = articleSent(revision.article, event === 'article.retracted', revision.state === 'held');
  const outgoing = outgoingArticle({ ...revision, article, attribution }, partner.indexing);
  if (!outputFormat(partner.format)) throw new Error(`partner ${partner.id} wants unknown format ${partner.format}`);
  return {
    type: event,
    timestamp: instantOf(revision.acceptedAtMs),
    data: {
      articleId: revision.articleId,
      revision: revision.revision,
      article: articleMember(partner.format, outgoing),
      ...(attribution ? { attribution } : {}),
      changes: previous ? changedFields(articleSent(previous.article, previous.state === 'retracted'), article) : [],
    },
  };
}

/** The exact text of a webhook, with the proof of its text and credit where there is one. */
export function bodyOf(webhook: ArticleWebhook, proof?: string): string {
  const { attribution } = webhook.data;
  if (proof === undefined || !attribution) return JSON.stringify(webhook);
  return JSON.stringify({ ...webhook, data: { ...webhook.data, attribution: { ...attribution, proof } } });
}

/** The webhook for one operational event and endpoint. */
export function noticeEnvelope(notice: Notice, endpointId: string): Envelope {
  const { id, type, atMs, data } = notice;
  return {
    messageId: messageIdOf({ articleId: id, revision: 1 }, endpointId),
    body: Buffer.from(JSON.stringify({ type, timestamp: instantOf(atMs), data })),
  };
}

/**
 * `data.article`: for formats that are JSON the object itself; a document in another format as text, with its media type, since JSON has no other
 * place for it.
 */
function articleMember(formatId: string, outgoing: OutgoingArticle): object {
  const { kind, mediaType, value } = renderArticle(formatId, outgoing);
  return kind === 'json' ? value : { mediaType, value };
}

/** A revision whose article is as partners see it (`articleSent`), for the renderings of `shared/outputs`. */
function outgoingArticle(
  {
    article,
    attribution,
    revision,
    acceptedAtMs,
  }: Pick<Revision, 'article' | 'attribution' | 'revision' | 'acceptedAtMs'>,
  indexing?: Partner['indexing'],
): OutgoingArticle {
  return {
    article,
    ...(attribution ? { attribution } : {}),
    revision,
    acceptedAt: instantOf(acceptedAtMs),
    ...(indexing ? { indexing } : {}),
  };
}

/** `[A-Za-z0-9_-]` only: Standard Webhooks forbids dots, which separate the signed parts. */
export function messageIdOf(revision: Pick<Revision, 'articleId' | 'revision'>, partnerId: string): string {
  return `msg_${revision.articleId}_${revision.revision}_${shortHash(partnerId)}`;
}

const partnersKept = 1_000;
const shortHash = remembered(partnersKept, (id) => createHash('sha256').update(id).digest('hex').slice(0, 8));

/** Top-level properties that differ from what the partner had. */
function changedFields(before: Article, after: Article): string[] {
  const [had, has] = [before as unknown as Fields, after as unknown as Fields];
  return [...new Set([...Object.keys(had), ...Object.keys(has)])]
    .filter((name) => JSON.stringify(had[name]) !== JSON.stringify(has[name]))
    .toSorted();
}

type Fields = Record<string, unknown>;

/** The canonical article as partners see it. */
export function articleSent(article: Article, isRetraction: boolean, isHeld = false): Article {
  // A retraction names the article and says that it is canceled; none of its text travels again, and of one under embargo not even its name.
  if (isRetraction) {
    const { uri, type, version, versionCreated, language, headlines, slugline } = article;
    if (isHeld) return { uri, type, language, pubStatus: 'canceled' };
    return { uri, type, version, versionCreated, language, headlines, slugline, pubStatus: 'canceled' };
  }
  // Notes for editors may name staff and their telephones, and are not for readers; an embargo that has ended is no longer news.
  const { edNote: _note, embargoedUntil: _embargo, ...released } = article;
  return { ...released, pubStatus: 'usable' };
}
