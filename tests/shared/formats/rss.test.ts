import { describe, expect, test } from 'vitest';
import type { AcceptedItem, IntakeItem } from '../../../shared/intake/intake.ts';
import {
  acceptedOf,
  codesOf,
  describedAs,
  htmlOf,
  readAs,
  readSample,
  textOf,
  warningCodesOf,
} from '../../support/uploads.ts';

const accepted = (item: IntakeItem | undefined): AcceptedItem => {
  if (item?.status !== 'accepted') throw new Error(`rejected: ${JSON.stringify(item)}`);
  return item;
};

const namespaces = [
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:dcterms="http://purl.org/dc/terms/"',
  'xmlns:media="http://search.yahoo.com/mrss/"',
  'xmlns:atom="http://www.w3.org/2005/Atom"',
  'xmlns:cc="http://web.resource.org/cc/"',
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
  'xmlns:rsl="https://rslstandard.org/rsl"',
  'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"',
  'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"',
  'xmlns:enc="http://purl.oclc.org/net/rss_2.0/enc#"',
].join(' ');

const text = '<content:encoded><![CDATA[<p>The text.</p>]]></content:encoded>';

const feed = (item: string, channel = ''): string =>
  `<rss version="2.0" ${namespaces}><channel><title>Paper</title><link>https://paper.example/</link>${channel}` +
  `<item><title>Head</title><link>https://paper.example/a</link>${item}</item></channel></rss>`;

const read = async (item: string, channel = ''): Promise<AcceptedItem> =>
  acceptedOf(await readAs(feed(item, channel), 'feed.xml'));

describe('an RSS feed', () => {
  test('gives every item an article with its own fields, and its channel’s rights', async () => {
    const { format, items } = await readSample('rss/estuary-post.xml');
    expect(format).toBe('rss');
    const first = accepted(items[0]);
    expect(first).toMatchObject({
      identity: { nativeId: 'estuary-4711' },
      article: {
        by: 'Morwenna Tye, Jakob Halloran',
        language: 'en-GB',
        headlines: [{ role: 'main', value: 'Mudflats to get a boardwalk & two hides' }],
        subjects: [{ uri: 'medtop:20000500' }, { name: 'Outdoors', rel: 'category' }, { name: 'birdwatching' }],
        places: [{ name: 'Sarnmouth' }],
        copyrightNotice: '© 2026 Estuary Post. All rights reserved.',
      },
      attribution: {
        canonicalUrl: 'https://estuary.example/2026/10/boardwalk',
        firstPublished: '2026-10-14T07:15:00Z',
        lastModified: '2026-10-14T10:40:00Z',
        licenseUrl: 'https://creativecommons.org/licenses/by-nd/4.0/',
      },
    });
    expect(first.article.descriptions).toContainEqual({
      role: 'summary',
      value: 'Walkers will be able to cross the flats dry-shod from next spring.',
    });
  });

  test('has its lead picture once, the largest size first, with words from feed and text', async () => {
    const first = accepted((await readSample('rss/estuary-post.xml')).items[0]);
    expect(first.article.associations).toHaveLength(1);
    expect(first.article.associations?.[0]?.renditions?.map(({ width }) => width)).toEqual([1600, 640]);
    expect(describedAs(first, 'picture-1', 'altText')).toBe('Waders on grey mud at low tide');
    expect(describedAs(first, 'picture-1', 'caption')).toBe('The flats at Sarnmouth, where the boardwalk will start.');
    expect(first.attribution?.imageCredits).toMatchObject([{ credit: 'Ines Pohl', copyrightNotice: '© Ines Pohl' }]);
  });

  test('leaves out of the text what the feed puts around it', async () => {
    const first = accepted((await readSample('rss/estuary-post.xml')).items[0]);
    expect(textOf(first)).toBe(
      'Walkers will be able to cross the flats dry-shod from next spring, the harbour board decided on Tuesday.\n\n' +
        'Two hides are to follow in the autumn, if the mud will bear them.',
    );
    expect(warningCodesOf(first)).toEqual(expect.arrayContaining(['FURNITURE_REMOVED', 'TRACKER_REMOVED']));
  });

  test('stores a teaser, sends it to no one, and rejects an item without a headline alone', async () => {
    const { items } = await readSample('rss/estuary-post.xml');
    const second = accepted(items[1]);
    expect(second).toMatchObject({
      disposition: { kind: 'store' },
      attribution: { bylines: ['Peter Quayle'], source: 'Coastwire', firstPublished: '2026-10-13T22:10:00Z' },
    });
    expect(second.article.descriptions).toEqual([
      { role: 'summary', value: 'Fog and a spring tide kept the crew of the Sarn lifeboat busy.' },
    ]);
    expect(warningCodesOf(second)).toContain('LINK_ONLY');
    expect(items[2]).toMatchObject({ status: 'rejected', reasons: [{ code: 'FIELD_MISSING', path: 'headline' }] });
  });

  test('of RSS 1.0 has its items beside the channel, with Dublin Core', async () => {
    const item = acceptedOf(await readSample('rss/cahiers-du-quai.rdf'));
    expect(item).toMatchObject({
      identity: { nativeId: 'https://cahiers.example/phare' },
      article: {
        by: 'Le Goff, A.',
        language: 'fr',
        subjects: [{ name: 'Littoral', rel: 'section' }, { name: 'patrimoine' }, { name: 'phares' }],
      },
      attribution: { copyrightNotice: '© 2026 A. Le Goff', firstPublished: '2026-09-21T16:00:00Z' },
    });
  });

  test('of version 0.91 may have a document type, and nothing but titles', async () => {
    const old =
      '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">' +
      '<rss version="0.91"><channel><title>C</title><item><title>T</title><link>https://p.example/1</link></item></channel></rss>';
    expect(acceptedOf(await readAs(old, 'a.xml')).disposition).toEqual({ kind: 'store' });
  });

  test('of more items than an upload may have is refused before they are read', async () => {
    const xml = `<rss version="2.0"><channel><title>C</title>${'<item><title>T</title></item>'.repeat(1_100)}</channel></rss>`;
    expect(codesOf(await readAs(xml, 'a.xml'))).toEqual(['TOO_MANY_ARTICLES']);
  });

  test('without items holds no articles', async () => {
    expect(codesOf(await readAs('<rss version="2.0"><channel><title>C</title></channel></rss>', 'a.xml'))).toEqual([
      'NO_ARTICLES',
    ]);
  });
});

describe('an item’s', () => {
  test.each([
    ['<guid>tag:1</guid>', 'tag:1'],
    ['<atom:id>tag:2</atom:id>', 'tag:2'],
    ['', 'https://paper.example/a'],
  ])('id is read from %s', async (xml, id) => {
    expect((await read(xml + text)).identity.nativeId).toBe(id);
  });

  test.each([
    ['<atom:link rel="canonical" href="https://first.example/a"/>', 'https://first.example/a'],
    ['<feedburner:origLink>https://orig.example/a?rss=1</feedburner:origLink>', 'https://orig.example/a'],
    ['<guid isPermaLink="true">https://other.example/a</guid>', 'https://paper.example/a'],
  ])('canonical address with %s is %s', async (xml, address) => {
    expect((await read(xml + text)).attribution?.canonicalUrl).toBe(address);
  });

  test('permanent id is its address where it has no other', async () => {
    const xml = `<rss ${namespaces}><channel><item><title>T</title><guid>https://paper.example/x</guid>${text}</item></channel></rss>`;
    expect(acceptedOf(await readAs(xml, 'a.xml')).attribution?.canonicalUrl).toBe('https://paper.example/x');
  });

  test.each([
    ['<dc:creator>Ann Author</dc:creator><dc:creator>Ben Writer</dc:creator>', ['Ann Author', 'Ben Writer']],
    ['<author>ann@paper.example (Ann Author)</author>', ['Ann Author']],
    ['<author><name>Ann Author</name><email>ann@paper.example</email></author>', ['Ann Author']],
    ['<media:credit role="author">Ann Author</media:credit>', ['Ann Author']],
    ['<dc:creator/><author>Ann Author and Ben Writer</author>', ['Ann Author', 'Ben Writer']],
    ['<author>desk@paper.example</author>', []],
  ])('authors are read from %s', async (xml, bylines) => {
    const item = await read(xml + text);
    expect(item.attribution?.bylines).toEqual(bylines);
    expect(JSON.stringify(item)).not.toContain('@paper.example');
  });

  test.each([
    ['<dc:date>2026-05-03T10:15:00+02:00</dc:date>', '2026-05-03T08:15:00Z'],
    ['<dcterms:issued>2026-05-03T08:15Z</dcterms:issued>', '2026-05-03T08:15:00Z'],
    ['<pubDate>Sun, 3 May 26 1015 +0200</pubDate>', '2026-05-03T08:15:00Z'],
    ['<pubDate>Sun May 03 08:15:00 GMT 2026</pubDate>', '2026-05-03T08:15:00Z'],
    ['<prism:publicationDate>2026-05-03T08:15:00Z</prism:publicationDate>', '2026-05-03T08:15:00Z'],
  ])('publication is read from %s', async (xml, published) => {
    expect((await read(xml + text)).attribution?.firstPublished).toBe(published);
  });

  test('embargo, creation and end of validity are read from PRISM and Dublin Core', async () => {
    const item = await read(
      '<prism:embargoDate>2027-01-01T00:00:00Z</prism:embargoDate><dcterms:created>2026-05-01T00:00:00Z</dcterms:created>' +
        `<dcterms:valid>start=2026-05-03;end=2027-05-03T00:00:00Z</dcterms:valid><dcterms:modified>2026-05-04T00:00:00Z</dcterms:modified>${text}`,
    );
    expect(item.disposition).toEqual({ kind: 'hold', untilMs: Date.UTC(2027, 0, 1) });
    expect(item.article).toMatchObject({ firstCreated: '2026-05-01T00:00:00Z', expires: '2027-05-03T00:00:00Z' });
    expect(item.attribution?.lastModified).toBe('2026-05-04T00:00:00Z');
  });

  test.each([
    ['<dc:rights>© 2026 Ann</dc:rights>', '<copyright>© 2026 Paper</copyright>', { copyrightNotice: '© 2026 Ann' }],
    ['', '<copyright>\n © 2026\n Paper </copyright>', { copyrightNotice: '© 2026 Paper', copyrightHolder: 'Paper' }],
    ['<dcterms:rightsHolder>Ann</dcterms:rightsHolder>', '', { copyrightHolder: 'Ann' }],
    ['<cc:license rdf:resource="https://cc.example/by"/>', '', { licenseUrl: 'https://cc.example/by' }],
    ['<atom:link rel="license" href="https://cc.example/by"/>', '', { licenseUrl: 'https://cc.example/by' }],
    ['', '<cc:license>https://cc.example/nc</cc:license>', { licenseUrl: 'https://cc.example/nc' }],
    ['<dc:rights>https://cc.example/by</dc:rights>', '', { licenseUrl: 'https://cc.example/by' }],
  ])('rights are read from %s within %s', async (xml, channel, rights) => {
    expect((await read(xml + text, channel)).attribution).toMatchObject(rights);
  });

  test('terms for machines (RSL) are told as usage terms', async () => {
    const rsl =
      '<rsl:content url="/a"><rsl:license><rsl:permits type="usage">search</rsl:permits><rsl:prohibits type="usage">ai-train</rsl:prohibits>' +
      '<rsl:payment type="subscription"><rsl:standard>https://rsl.example/std</rsl:standard></rsl:payment></rsl:license></rsl:content>';
    expect((await read(rsl + text)).attribution).toMatchObject({
      usageTerms: 'RSL permits usage: search\nRSL prohibits usage: ai-train\nRSL payment: subscription',
      licenseUrl: 'https://rsl.example/std',
    });
  });

  test('language is its own, else its channel’s', async () => {
    expect((await read(`<dc:language>fr</dc:language>${text}`, '<language>de</language>')).article.language).toBe('fr');
    expect((await read(text, '<language>de-at</language>')).article.language).toBe('de-AT');
  });

  test('source is the name of the channel it came from, never an address', async () => {
    expect((await read(`<source url="https://w.example">Wire</source>${text}`)).attribution?.source).toBe('Wire');
    expect((await read(`<dc:source>https://w.example/1</dc:source>${text}`)).attribution?.source).toBe('Demo News');
  });

  test('other addresses are related, and its subtitle is a subhead', async () => {
    const { article } = await read(
      `<subtitle>Sub</subtitle><atom:link rel="related" href="https://r.example/1" title="More"/>${text}`,
    );
    expect(article.headlines).toContainEqual({ role: 'subhead', value: 'Sub' });
    expect(article.associations).toMatchObject([{ rel: 'related', uri: 'https://r.example/1' }]);
  });

  test('title is text, even where it looks like a tag', async () => {
    const xml = `<rss ${namespaces}><channel><item><title>&lt;img src=x onerror=1&gt;</title>${text}</item></channel></rss>`;
    expect(acceptedOf(await readAs(xml, 'a.xml')).article.headlines?.[0]?.value).toBe('img src=x onerror=1');
  });

  test('relative addresses are its own, not its channel’s', async () => {
    const item = await read('<content:encoded><![CDATA[<p>See <a href="/b">b</a>.</p>]]></content:encoded>');
    expect(htmlOf(item)).toContain('href="https://paper.example/b"');
  });

  test('title loses marks of sections that were escaped with it', async () => {
    const xml = `<rss ${namespaces}><channel><item><title>&lt;![CDATA[Ferry sails]]&gt;</title>${text}</item></channel></rss>`;
    expect(acceptedOf(await readAs(xml, 'a.xml')).article.headlines?.[0]?.value).toBe('Ferry sails');
  });

  test('Instant Article says subhead and kicker, and its authors where the item names none', async () => {
    const page =
      '<!doctype html><html><body><article><header><h1>Head</h1><h2>Sub</h2><h3 class="op-kicker">Kick</h3>' +
      '<address><a>Ann Author</a></address></header><p>The text.</p></article></body></html>';
    const content = `<content:encoded><![CDATA[${page}]]></content:encoded>`;
    const item = await read(content);
    expect(item.article.headlines).toEqual([
      { role: 'main', value: 'Head' },
      { role: 'subhead', value: 'Sub' },
      { role: 'kicker', value: 'Kick' },
    ]);
    expect(item.article.by).toBe('Ann Author');
    expect((await read(`<dc:creator>Ben Penn</dc:creator>${content}`)).article.by).toBe('Ben Penn');
  });

  test.each([
    ['yandex:full-text', 'http://news.yandex.ru', 'The text of it.\n\nMore of it.'],
    [
      'turbo:content',
      'http://turbo.yandex.ru',
      '&lt;header&gt;&lt;h1&gt;Head&lt;/h1&gt;&lt;menu&gt;&lt;a href="/"&gt;Home&lt;/a&gt;&lt;/menu&gt;&lt;/header&gt;&lt;p&gt;The text of it.&lt;/p&gt;&lt;p&gt;More of it.&lt;/p&gt;',
    ],
  ])('whole text in %s is the article', async (name, namespace, content) => {
    const [prefix] = name.split(':');
    const item = await read(
      `<description>In short.</description><${name} xmlns:${prefix}="${namespace}">${content}</${name}>`,
    );
    expect(htmlOf(item)).toBe('<p>The text of it.</p><p>More of it.</p>');
  });

  test('item that its site has deleted is a kill', async () => {
    const item = await read(`<media:status state="deleted"/>${text}`);
    expect(item.disposition).toMatchObject({ kind: 'retract' });
    expect((await read(`<media:status state="active"/>${text}`)).disposition).toEqual({ kind: 'send' });
  });

  test('picture’s text is its alternative text, unless it is a transcript', async () => {
    const picture = (words: string): string =>
      `<media:content url="https://p.example/a.jpg" medium="image"><media:text>${words}</media:text></media:content>${text}`;
    expect(describedAs(await read(picture('A quay')), 'picture-1', 'altText')).toBe('A quay');
    expect(describedAs(await read(picture('word '.repeat(100))), 'picture-1', 'altText')).toBeUndefined();
  });

  test('names with initials behind are parted where each is one', async () => {
    const item = await read(`<dc:creator>Quay, A. B.; Pier, C.</dc:creator>${text}`);
    expect(item.attribution?.bylines).toEqual(['Quay, A. B.', 'Pier, C.']);
  });
});
