import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { readHtmlMetadata } from '../../../shared/formats/html-metadata.ts';

const read = async (head: string, body = '') =>
  readHtmlMetadata(parse(`<html><head>${head}</head><body>${body}</body></html>`));

describe('a field', () => {
  test('is JSON-LD’s before OpenGraph’s before the page’s', async () => {
    const og =
      '<meta property="og:title" content="From OpenGraph"><meta property="article:published_time" content="2026-05-02"><meta name="author" content="Ann">';
    const ld =
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"From JSON-LD","author":"Ben"}</script>';
    expect((await read(`${og}${ld}<title>From the title</title>`)).item).toMatchObject({
      headline: 'From JSON-LD',
      authors: [{ name: 'Ben' }],
      published: '2026-05-02',
    });
    expect((await read(`${og}<title>From the title</title>`)).item).toMatchObject({
      headline: 'From OpenGraph',
      byline: 'Ann',
    });
    expect((await read('<title>From the title</title>')).item).toMatchObject({ headline: 'From the title' });
    expect((await read('', '<h1>From the page</h1>')).item).toMatchObject({ headline: 'From the page' });
  });

  test('may be Dublin Core’s or citation metadata’s', async () => {
    const { item } = await read(
      '<meta name="DC.title" content="T"><meta name="dc:source" content="Wire"><meta name="DCTERMS.rightsHolder" content="H"><meta name="citation_author" content="A"><meta name="citation_author" content="B"><meta name="citation_publication_date" content="2026/05/03">',
    );
    expect(item).toMatchObject({
      headline: 'T',
      source: 'Wire',
      copyrightHolder: 'H',
      byline: 'A, B',
      published: '2026/05/03',
    });
  });
});

test('a headline loses the site’s name, and nothing else', async () => {
  const site = '<meta property="og:site_name" content="Example News">';
  expect((await read(`${site}<title>A bridge - a return - Example News</title>`)).item.headline).toBe(
    'A bridge - a return',
  );
  expect((await read(`${site}<title>The Example News | A bridge</title>`)).item.headline).toBe('A bridge');
  expect((await read('<title>A bridge - a return</title>')).item.headline).toBe('A bridge - a return');
});

test('a title that was cut is passed over for a whole one', async () => {
  expect(
    (await read('<meta property="og:title" content="A bridge retu…"><title>A bridge returns</title>')).item.headline,
  ).toBe('A bridge returns');
});

test('a profile’s address is no author', async () => {
  expect(
    (await read('<meta property="article:author" content="https://social.example/ann">')).item.byline,
  ).toBeUndefined();
});

test('marked elements are concluded from, and told', async () => {
  const { item } = await read(
    '',
    '<p class="byline">By Ann Author</p><time datetime="2026-05-03T10:00:00Z">Sunday</time>',
  );
  expect(item).toMatchObject({ byline: 'By Ann Author', published: '2026-05-03T10:00:00Z' });
  expect(item.inferences?.map(({ field }) => field)).toEqual(['published', 'byline']);
});

test('only an absolute canonical address is one', async () => {
  expect(
    (await read('<link rel="canonical" href="/x"><meta property="og:url" content="https://a.example/y">')).item
      .canonicalUrl,
  ).toBe('https://a.example/y');
});

test('broken JSON-LD is repaired where that is possible, and told', async () => {
  const { item, warnings } = await read(
    "<script type='application/ld+json'>//<![CDATA[\n{'@type':'NewsArticle','headline':'A',,\n// note\n}\n//]]></script>",
  );
  expect(item.headline).toBe('A');
  expect(warnings).toMatchObject([{ code: 'FIELD_IGNORED' }]);
  expect((await read('<script type="application/ld+json">}{][</script>')).warnings).toHaveLength(1);
});

test('the site’s name leaves the front of a title, where the page says it or shows the headline alone', async () => {
  const title = '<title>The Quay Review: A crane returns</title>';
  const site = '<meta property="og:site_name" content="Quay Review">';
  expect((await read(site + title)).item.headline).toBe('A crane returns');
  expect((await read(title, '<h1>A crane returns</h1>')).item.headline).toBe('A crane returns');
  const address = '<link rel="canonical" href="https://www.thequayreview.example/a">';
  expect((await read(address + title)).item.headline).toBe('A crane returns');
  expect((await read(title)).item.headline).toBe('The Quay Review: A crane returns');
  const stated = '<meta property="og:title" content="Cranes: A crane returns">';
  expect((await read(stated, '<h1>A crane returns</h1>')).item.headline).toBe('Cranes: A crane returns');
});

test.each([
  [
    '<meta name="citation_author" content="Author, Ann B."><meta name="citation_author" content="van der Quay, Ben">',
    'Ann B. Author, Ben van der Quay',
  ],
  ['<meta name="DC.creator" content="Author, Ann">', 'Ann Author'],
  ['<meta name="author" content="Ann Author, Ben Quay">', 'Ann Author, Ben Quay'],
  ['<meta name="author" content="Ann Author, Jr">', 'Ann Author, Jr'],
])('authors of %s are named as people are', async (metas, byline) => {
  expect((await read(metas)).item.byline).toBe(byline);
});
