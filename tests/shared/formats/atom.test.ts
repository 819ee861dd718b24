import { describe, expect, test } from 'vitest';
import { escapeHtml } from '../../../shared/article/escape-html.ts';
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

const namespaces =
  'xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:thr="http://purl.org/syndication/thread/1.0" ' +
  'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:blogger="http://schemas.google.com/blogger/2018"';

const feed = (entry: string, about = ''): string =>
  `<feed ${namespaces}><title>Paper</title><link href="https://paper.example/"/>${about}` +
  `<entry><id>tag:1</id><title>Head</title>${entry}</entry></feed>`;

const read = async (entry: string, about = ''): Promise<AcceptedItem> =>
  acceptedOf(await readAs(feed(entry, about), 'feed.xml'));

const text = '<content>The text.</content>';

describe('an Atom feed', () => {
  test('gives every entry an article with its own fields', async () => {
    const { format, items } = await readSample('atom/fjord-notes.xml');
    expect(format).toBe('atom');
    expect(accepted(items[0])).toMatchObject({
      identity: { nativeId: 'tag:fjord.example,2026:notes/ferry' },
      article: {
        by: 'Sunniva Brekke, Tor Aasen',
        language: 'en',
        headlines: [{ role: 'main', value: 'Night ferry & day ferry: one timetable' }],
        descriptions: [{ role: 'summary', value: 'Both ferries will leave on the hour.' }],
        subjects: [{ uri: 'medtop:20000763', name: 'water transport' }, { name: 'ferries' }],
      },
      attribution: {
        canonicalUrl: 'https://fjord.example/notes/ferry',
        firstPublished: '2026-11-01T05:30:00Z',
        lastModified: '2026-11-02T09:00:00Z',
        copyrightNotice: '© 2026 Fjord Notes',
        licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
      },
    });
  });

  test('has XHTML as it stands, with addresses resolved and its picture once', async () => {
    const first = accepted((await readSample('atom/fjord-notes.xml')).items[0]);
    expect(htmlOf(first)).toContain('<em>January</em>');
    expect(htmlOf(first)).toContain('href="https://fjord.example/notes/tickets"');
    expect(first.article.associations?.map(({ rel, uri }) => [rel, uri])).toEqual([
      ['picture', 'https://fjord.example/notes/img/quay.jpg'],
      ['related', 'https://fjord.example/notes/harbour-works'],
    ]);
    expect(describedAs(first, 'picture-1', 'creditline')).toBe('Tor Aasen');
  });

  test('stores an entry with nothing but a summary under its feed’s author, rejects a draft, and takes back what it deleted', async () => {
    const { items } = await readSample('atom/fjord-notes.xml');
    expect(accepted(items[1])).toMatchObject({ disposition: { kind: 'store' }, article: { by: 'Notes desk' } });
    expect(items[2]).toMatchObject({ status: 'rejected', reasons: [{ code: 'STATUS_NOT_PUBLISHABLE' }] });
    expect(accepted(items[3])).toMatchObject({
      disposition: { kind: 'retract' },
      identity: { nativeId: 'tag:fjord.example,2026:notes/withdrawn' },
    });
  });

  test('without its namespace is read alike', async () => {
    const xml =
      '<feed><title>P</title><entry><id>tag:1</id><title>Head</title><author><name>Ann</name></author><content>Text.</content></entry></feed>';
    expect(acceptedOf(await readAs(xml, 'a.xml'))).toMatchObject({
      identity: { nativeId: 'tag:1' },
      article: { by: 'Ann' },
    });
  });

  test('may be a single entry', async () => {
    const entry = `<entry ${namespaces}><id>tag:1</id><title>Head</title>${text}</entry>`;
    expect(textOf(acceptedOf(await readAs(entry, 'a.xml')))).toBe('The text.');
  });

  test('of version 0.3 has its dates under other names, and its text in Base64 if it likes', async () => {
    const old =
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="nl"><title>P</title><copyright>© P</copyright><entry><id>1</id>' +
      '<title type="text/html" mode="escaped">A &amp;amp; B</title><issued>2004-05-03T10:00:00Z</issued><modified>2004-05-04T10:00:00Z</modified>' +
      `<content type="text/html" mode="base64">${Buffer.from('<p>Tekst <b>hier</b>.</p>').toString('base64')}</content></entry></feed>`;
    const item = acceptedOf(await readAs(old, 'a.xml'));
    expect(item.article).toMatchObject({ language: 'nl', headlines: [{ value: 'A & B' }] });
    expect(item.attribution).toMatchObject({
      firstPublished: '2004-05-03T10:00:00Z',
      lastModified: '2004-05-04T10:00:00Z',
      copyrightNotice: '© P',
    });
    expect(htmlOf(item)).toBe('<p>Tekst <b>hier</b>.</p>');
  });

  test('that Blogger exported leaves comments and settings out, and says so', async () => {
    const kind = (name: string): string =>
      `<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#${name}"/>`;
    const entry = (name: string, more = ''): string =>
      `<entry><id>tag:${name}</id><title>${name}</title>${kind(name)}${more}${text}</entry>`;
    const xml = `<feed ${namespaces}>${entry('template')}${entry('settings')}${entry('comment')}${entry(
      'post',
      '<category scheme="http://www.blogger.com/atom/ns#" term="boats"/>',
    )}</feed>`;
    const item = acceptedOf(await readAs(xml, 'blog.xml'));
    expect(item.article.headlines?.[0]?.value).toBe('post');
    expect(item.article.subjects).toEqual([{ name: 'boats', literal: 'boats', rel: 'keyword' }]);
    expect(item.warnings).toContainEqual(
      expect.objectContaining({
        code: 'ENTRY_SKIPPED',
        message: expect.stringContaining('1 × template, 1 × settings, 1 × comment'),
      }),
    );
  });

  test('of Blogger’s newer exports says type and status in its own elements', async () => {
    const draft = feed(`<blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status>${text}`);
    expect(codesOf(await readAs(draft, 'a.atom'))).toEqual(['STATUS_NOT_PUBLISHABLE']);
    const comment = feed(`<blogger:type>COMMENT</blogger:type>${text}`);
    expect(codesOf(await readAs(comment, 'a.atom'))).toEqual(['NO_ARTICLES']);
  });

  test('leaves out answers to other entries', async () => {
    expect(codesOf(await readAs(feed(`<thr:in-reply-to ref="tag:0"/>${text}`), 'a.atom'))).toEqual(['NO_ARTICLES']);
  });
});

describe('an entry’s', () => {
  test.each([
    ['<link href="/a"/>', 'https://paper.example/a'],
    [
      '<link rel="alternate" type="application/json" href="/a.json"/><link rel="alternate" type="text/html" href="/a"/>',
      'https://paper.example/a',
    ],
    ['<link rel="canonical" href="https://first.example/a"/><link href="/a"/>', 'https://first.example/a'],
    ['<link href="/a"/><feedburner:origLink>https://orig.example/a</feedburner:origLink>', 'https://orig.example/a'],
    ['<link xml:base="/" rel="self" href="x"/>', undefined],
  ])('canonical address with %s is %s', async (xml, address) => {
    expect((await read(xml + text)).attribution?.canonicalUrl).toBe(address);
  });

  test.each([
    ['', '<author><name>Feed</name></author>', ['Feed']],
    ['<author><name>Own</name></author>', '<author><name>Feed</name></author>', ['Own']],
    [
      '<source><title>Wire</title><author><name>Wire desk</name></author></source>',
      '<author><name>Feed</name></author>',
      ['Wire desk'],
    ],
    ['<dc:creator>Dublin</dc:creator>', '<author><name>Feed</name></author>', ['Dublin']],
    ['<author><name>mail@paper.example</name></author>', '', []],
  ])('authors with %s within %s are its own, its source’s or its feed’s', async (xml, about, bylines) => {
    expect((await read(xml + text, about)).attribution?.bylines).toEqual(bylines);
  });

  test('source is where it was taken from, with its rights', async () => {
    const item = await read(
      `<source><title>Wire</title><rights>© Wire</rights></source>${text}`,
      '<rights>© P</rights>',
    );
    expect(item.attribution).toMatchObject({ source: 'Wire', copyrightNotice: '© Wire' });
  });

  test('rights lose their markup', async () => {
    const item = await read(`<rights type="html">© &lt;b&gt;Ann&lt;/b&gt; &amp;amp; Co</rights>${text}`);
    expect(item.attribution?.copyrightNotice).toBe('© Ann & Co');
  });

  test('text of the type text has no markup', async () => {
    expect(textOf(await read('<content type="text">1 &lt; 2 and &lt;b&gt;</content>'))).toBe('1 < 2 and <b>');
  });

  test('content elsewhere is not fetched: the entry is stored', async () => {
    const item = await read('<content type="text/html" src="https://paper.example/a.html"/>');
    expect(item.disposition).toEqual({ kind: 'store' });
  });

  test('content that is no text is named and left out', async () => {
    const item = await read('<content type="application/pdf">JVBERi0=</content><link href="/a"/>');
    expect(warningCodesOf(item)).toEqual(expect.arrayContaining(['FIELD_IGNORED', 'LINK_ONLY']));
  });

  test('language is the nearest one said', async () => {
    expect(
      (await read('<content xml:lang="sv">Text.</content>', '<dc:language>da</dc:language>')).article.language,
    ).toBe('sv');
    expect((await read(text, '<dc:language>da</dc:language>')).article.language).toBe('da');
  });

  test('enclosed picture is its picture', async () => {
    const item = await read(`<link rel="enclosure" type="image/png" href="/p.png"/>${text}`);
    expect(item.article.associations?.[0]).toMatchObject({ rel: 'picture', uri: 'https://paper.example/p.png' });
  });

  test('pictures of Blogger have the captions of their tables, the words for search engines are the summary', async () => {
    const picture =
      '<table class="tr-caption-container"><tr><td><img src="https://p.example/a.jpg"></td></tr><tr><td class="tr-caption">A boat. Photo: Jo Lens</td></tr></table>';
    const xml =
      '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"><entry><title>T</title><id>1</id>' +
      `<blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><blogger:metaDescription>In short.</blogger:metaDescription>` +
      `<content type="html">${escapeHtml(`Text.${picture}`)}</content></entry></feed>`;
    const item = acceptedOf(await readAs(xml, 'a.xml'));
    expect(describedAs(item, 'picture-1', 'caption')).toBe('A boat.');
    expect(describedAs(item, 'picture-1', 'creditline')).toBe('Jo Lens');
    expect(item.article.descriptions).toContainEqual({ role: 'summary', value: 'In short.' });
  });

  test('bases are resolved from the inside out, beside a site that is said without its host', async () => {
    const xml =
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://paper.example/news/"><link href="/"/>' +
      '<entry xml:base="may/"><title>T</title><id>urn:x:1</id><link href="pier.html"/>' +
      '<content type="xhtml" xml:base="files/"><div xmlns="http://www.w3.org/1999/xhtml"><p>See <a href="plan.html">it</a>.</p></div></content>' +
      '</entry></feed>';
    const item = acceptedOf(await readAs(xml, 'a.xml'));
    expect(item.attribution?.canonicalUrl).toBe('https://paper.example/news/may/pier.html');
    expect(htmlOf(item)).toContain('href="https://paper.example/news/may/files/plan.html"');
  });
});
