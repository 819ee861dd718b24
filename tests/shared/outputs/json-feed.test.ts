import { expect, test } from 'vitest';
import { jsonFeed, jsonFeedItem, jsonFeedOf } from '../../../shared/outputs/json-feed.ts';
import { outgoingExample } from '../../support/outgoing.ts';

test('what JSON Feed has no name for is the extension: credit, terms, and the article as ninjs', async () => {
  const { _byline } = jsonFeedItem(await outgoingExample()) as { _byline: object };
  expect(_byline).toMatchObject({
    signal: 'correction',
    revision: 3,
    attribution: {
      creditLine: expect.stringMatching(/^By Mara Quay/),
      usageTerms: expect.any(String),
      source: 'Coast Wire',
    },
    article: { uri: 'https://harbour-gazette.example/2026/night-ferry', slugline: 'ferry-night' },
  });
  expect(_byline).not.toHaveProperty('article.bodies');
});

test('the credit is visible at the end of the content', async () => {
  const outgoing = await outgoingExample();
  const { content_html: content } = jsonFeedItem(outgoing) as { content_html: string };
  expect(content.endsWith(`${outgoing.attribution?.html}</div>`)).toBe(true);
});

test('a feed is named after its provider; without one, after Byline', async () => {
  const outgoing = await outgoingExample();
  expect(jsonFeed.render(outgoing)).toMatchObject({
    title: 'Harbour Gazette',
    home_page_url: 'https://harbour-gazette.example/',
  });
  expect(jsonFeedOf([])).toMatchObject({ title: 'Byline', items: [] });
  expect((jsonFeedOf([outgoing, outgoing]) as { items: unknown[] }).items).toHaveLength(2);
});

test('a partner’s indexing instruction goes with it', async () => {
  expect(jsonFeedItem({ ...(await outgoingExample()), indexing: 'noindex' })).toMatchObject({
    _byline: { indexing: 'noindex' },
  });
});
