import { describe, expect, test } from 'vitest';
import type { Article } from '../../../shared/article/article.ts';
import { attributionSent } from '../../../shared/outputs/attribution-sent.ts';
import { ninjs3Of } from '../../../shared/outputs/ninjs-3.ts';
import { articleWebhook, bodyOf, messageIdOf } from '../../../shared/webhooks/envelope.ts';
import { revisionOf } from '../../support/revisions.ts';

const partner = { id: 'outlet', format: 'ninjs-3' };
const first = revisionOf();
const article = (changes: Partial<Article>): Article => ({ ...first.article, ...changes });
const second = revisionOf({
  revision: 2,
  acceptedAtMs: first.acceptedAtMs + 60_000,
  article: article({ version: '2', headlines: [{ value: 'Ferry returns a day early' }], slugline: 'ferry' }),
});

interface Payload {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Record<string, unknown> & { readonly article: Record<string, unknown> };
}
const bodyFor = (...webhook: Parameters<typeof articleWebhook>): string => bodyOf(articleWebhook(...webhook));
const payloadOf = (...webhook: Parameters<typeof articleWebhook>): Payload =>
  JSON.parse(bodyFor(...webhook)) as Payload;

describe('the envelope of a revision', () => {
  test('names the event, the revision, the article and its attribution', () => {
    expect(payloadOf(first, 'article.published', partner, undefined)).toEqual({
      type: 'article.published',
      timestamp: '2026-11-23T09:30:00Z',
      data: {
        articleId: first.articleId,
        revision: 1,
        article: ninjs3Of(first),
        attribution: attributionSent(first, partner),
        changes: [],
      },
    });
  });

  test('is the same to the byte for every attempt', () => {
    const once = bodyFor(second, 'article.updated', partner, first);
    const reread = JSON.parse(JSON.stringify(second)) as typeof second;
    expect(bodyFor(reread, 'article.updated', partner, structuredClone(first))).toEqual(once);
  });

  test('tells what changed since the revision that the partner confirmed', () => {
    const { data } = payloadOf(second, 'article.updated', partner, first);
    expect(data.changes).toEqual(['headlines', 'slugline', 'version']);
  });

  test('keeps notes for editors and an embargo that has ended to the house, in the article as in what changed', () => {
    const noted = revisionOf({
      revision: 2,
      state: 'held',
      article: article({
        edNote: 'Call the desk: 555 0100',
        embargoedUntil: '2026-11-23T09:00:00Z',
        pubStatus: 'withheld',
      }),
    });
    const body = bodyFor(noted, 'article.updated', partner, first);
    expect(JSON.parse(body)).toMatchObject({ data: { article: ninjs3Of(first), changes: [] } });
    expect(body).not.toContain('555 0100');
    expect(body).not.toContain('embargoedUntil');
  });

  test('of a retraction carries no text of the article', () => {
    const retraction = revisionOf({ revision: 3, state: 'retracted', article: article({ pubStatus: 'canceled' }) });
    const { data } = payloadOf(retraction, 'article.retracted', partner, first);
    expect(data.article).toEqual({
      standard: expect.objectContaining({ name: 'ninjs', version: '3.1' }),
      uri: 'urn:harbour:ferry',
      type: 'text',
      version: '1',
      language: 'en',
      headlines: first.article.headlines,
      pubStatus: 'canceled',
    });
    expect(data.changes).toEqual(['bodies', 'pubStatus']);
    expect(JSON.stringify(data)).not.toContain('sails again');
  });

  test('of an article that is taken back under embargo tells nothing but its id', () => {
    const attribution = { ...first.attribution!, canonicalUrl: 'https://harbour.example/ferry-returns' };
    const held = revisionOf({ state: 'held', attribution });
    const { data } = payloadOf(held, 'article.retracted', partner, undefined);
    expect(data).not.toHaveProperty('attribution');
    expect(JSON.stringify(data)).not.toMatch(/ferry-returns|Ferry returns|By /);
  });

  test('of a retraction without attribution holds what there is', () => {
    const retraction = revisionOf({ state: 'retracted', attribution: undefined });
    expect(payloadOf(retraction, 'article.retracted', partner, undefined).data).not.toHaveProperty('attribution');
  });

  test('carries a document that is not JSON as its text, with its media type', () => {
    const { data } = payloadOf(first, 'article.published', { id: 'outlet', format: 'html' }, undefined);
    expect(data.article).toEqual({
      mediaType: 'text/html; charset=utf-8',
      value: expect.stringContaining('<h1>Ferry returns after repairs</h1>'),
    });
  });

  test('tells a partner’s pages not to be indexed where the partnership says so', () => {
    const attribution = { ...first.attribution!, canonicalUrl: 'https://harbour.example/ferry' };
    const pageFor = (indexing?: 'canonical' | 'noindex'): unknown =>
      payloadOf({ ...first, attribution }, 'article.published', { id: 'o', format: 'html', indexing }, undefined).data
        .article.value;
    expect(pageFor()).toContain('<link rel="canonical" href="https://harbour.example/ferry">');
    expect(pageFor('noindex')).toContain('<meta name="robots" content="noindex">');
    expect(pageFor('noindex')).not.toContain('rel="canonical"');
  });

  test('cannot be made in a format nobody knows', () => {
    const odd = { id: 'outlet', format: 'telex' };
    expect(() => bodyFor(first, 'article.published', odd, undefined)).toThrow('outlet wants unknown format telex');
  });
});

describe('the message id', () => {
  test('is one of its own for each article, revision and partner, and the same for every attempt', () => {
    const other = { ...first, articleId: 'harbour-news-fedcba98765432100123abcd' };
    const ids = [first, second, other].flatMap((revision) =>
      ['outlet', 'outlet-2'].map((id) => messageIdOf(revision, id)),
    );
    expect(new Set(ids).size).toBe(6);
    expect(messageIdOf(first, partner.id)).toBe(ids[0]);
    // Dots separate the parts that are signed.
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{1,128}$/);
  });

  test('stays within what receivers store, for the longest publisher id', () => {
    const articleId = `${'p'.repeat(63)}-${'0'.repeat(24)}`;
    expect(messageIdOf({ articleId, revision: 99_999_999 }, 'o'.repeat(63)).length).toBeLessThanOrEqual(128);
  });
});
