import { describe, expect, test } from 'vitest';
import { acceptedOf, codesOf, htmlOf, readAs, readSample } from '../../support/uploads.ts';

const article = (changes: object): string =>
  JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: 'A title',
    articleBody: 'Some text.',
    ...changes,
  });

describe('a schema.org document', () => {
  test('resolves references and keeps every right apart', async () => {
    const result = await readSample('json-ld/lighthouse.json');
    expect(result.format).toBe('json-ld');
    const item = acceptedOf(result);
    expect(item.identity.nativeId).toBe('cd-4411');
    expect(item.attribution).toMatchObject({
      bylines: ['Ada Ferris', 'Harbour News Agency'],
      copyrightHolder: 'Coast Daily',
      copyrightNotice: '© 2026 Coast Daily',
      creditLine: 'Coast Daily',
      licenseUrl: 'https://coast.example/licence',
      canonicalUrl: 'https://coast.example/lighthouse',
      firstPublished: '2026-09-14T07:00:00Z',
      lastModified: '2026-09-14T09:00:00Z',
    });
    expect(item.article).toMatchObject({
      language: 'en-GB',
      located: 'Skerra',
      people: [{ name: 'Elin Rask' }],
      places: [{ name: 'Skerra Point' }],
    });
    expect(item.article.associations).toMatchObject([
      { rel: 'picture' },
      { rel: 'related', uri: 'https://coast.example/storm-1911' },
    ]);
  });

  test('with several articles gives each an item; references are none', async () => {
    const list = {
      '@context': 'https://schema.org',
      '@type': 'ItemList',
      itemListElement: [
        { '@type': 'ListItem', item: JSON.parse(article({})) },
        { '@type': 'ListItem', item: JSON.parse(article({ headline: 'B' })) },
        { '@type': 'NewsArticle', url: 'https://x.example' },
      ],
    };
    const { items } = await readAs(JSON.stringify(list), 'l.jsonld');
    expect(items.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  });

  test('that is a copy has its original as the canonical address', async () => {
    const item = acceptedOf(
      await readAs(article({ url: 'https://copy.example/a', isBasedOn: 'https://first.example/a' }), 'c.json'),
    );
    expect(item.attribution?.canonicalUrl).toBe('https://first.example/a');
  });

  test('with HTML for a body, or a live blog’s updates, keeps its paragraphs', async () => {
    expect(htmlOf(acceptedOf(await readAs(article({ articleBody: '<p>a</p><p>b</p>' }), 'h.json')))).toBe(
      '<p>a</p><p>b</p>',
    );
    const live = article({
      '@type': 'LiveBlogPosting',
      articleBody: undefined,
      liveBlogUpdate: [{ '@type': 'BlogPosting', headline: 'One', articleBody: 'First.' }],
    });
    expect(htmlOf(acceptedOf(await readAs(live, 'l.json')))).toContain('<p>First.</p>');
  });

  test('that is a draft is not sent, and one without text is no article', async () => {
    expect(codesOf(await readAs(article({ creativeWorkStatus: 'Draft' }), 'd.json'))).toEqual([
      'STATUS_NOT_PUBLISHABLE',
    ]);
    expect(codesOf(await readAs(article({ articleBody: '' }), 'e.json'))).toEqual(['EMPTY_ARTICLE']);
    expect(
      codesOf(
        await readAs(
          JSON.stringify({ '@context': 'https://schema.org', '@type': 'Organization', name: 'X' }),
          'o.json',
        ),
      ),
    ).toEqual(['NO_ARTICLES']);
  });
});
