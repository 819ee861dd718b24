import { describe, expect, test } from 'vitest';
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
import type { AcceptedItem } from '../../../shared/intake/intake.ts';

const namespaces =
  'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" ' +
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"';

const site = (items: string, about = ''): string =>
  `<rss version="2.0" ${namespaces}><channel><title>Site</title><link>https://site.example</link>${about}${items}</channel></rss>`;

const post = (more: string, content = 'Text.'): string =>
  `<item><title>Head</title><link>https://site.example/a/</link><wp:post_id>5</wp:post_id><wp:post_type>post</wp:post_type>` +
  `<wp:status>publish</wp:status><content:encoded><![CDATA[${content}]]></content:encoded>${more}</item>`;

const meta = (key: string, value: string): string =>
  `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`;

const read = async (more: string, about = ''): Promise<AcceptedItem> =>
  acceptedOf(await readAs(site(post(more), about), 'export.xml'));

const sampled = async (): Promise<AcceptedItem> => {
  const [first] = (await readSample('wordpress-wxr/marktplatz.xml')).items;
  if (first?.status !== 'accepted') throw new Error(JSON.stringify(first));
  return first;
};

describe('a WordPress export', () => {
  test('gives every post an article with its author’s name, terms and dates', async () => {
    expect((await readSample('wordpress-wxr/marktplatz.xml')).format).toBe('wordpress-wxr');
    expect(await sampled()).toMatchObject({
      identity: { nativeId: 'https://marktplatz.example/?p=812' },
      article: {
        by: 'Katja Frings',
        language: 'de-DE',
        altIds: [{ role: 'wordpress', value: '812' }],
        descriptions: [{ role: 'summary', value: 'Drei Gutachten, ein Ergebnis.' }],
        subjects: [{ name: 'Stadt & Land', rel: 'section' }, { name: 'Linde' }],
      },
      attribution: {
        canonicalUrl: 'https://lokalblatt.example/linde',
        firstPublished: '2026-10-05T06:00:00Z',
        lastModified: '2026-10-06T07:30:00Z',
      },
    });
  });

  test('shows the text as the site does: paragraphs, captions, galleries, players', async () => {
    const item = await sampled();
    expect(textOf(item)).toBe(
      [
        'Nach drei Gutachten steht fest: Die Linde ist gesund.\nGefällt wird sie nicht.',
        'Was die Stadt plant',
        'Rund um den Stamm kommt eine Bank „für alle [sic]“.',
        'https://video.example/watch?v=linde',
      ].join('\n\n'),
    );
    expect(htmlOf(item)).toContain('<figcaption>Die Linde im Oktober</figcaption>');
    expect(htmlOf(item)).toContain('<figcaption>So soll die Bank aussehen</figcaption>');
    expect(item.warnings).toContainEqual(
      expect.objectContaining({ code: 'HTML_REMOVED', message: expect.stringContaining('[newsletter_box]') }),
    );
  });

  test('joins media to the posts that show them, each once, with words and rights of their own', async () => {
    const item = await sampled();
    expect(item.article.associations?.map(({ uri }) => uri)).toEqual([
      'https://marktplatz.example/up/linde.jpg',
      'https://marktplatz.example/up/bank.jpg',
    ]);
    expect(describedAs(item, 'picture-1', 'altText')).toBe('Eine alte Linde vor Fachwerk');
    expect(describedAs(item, 'picture-1', 'caption')).toBe('Die Linde auf dem Marktplatz');
    expect(item.article.associations?.[0]).toMatchObject({
      copyrightNotice: '© Uwe Söhnle',
      renditions: [{ width: 1600, height: 1200 }],
    });
    expect(item.attribution?.imageCredits[0]?.credit).toBe('Uwe Söhnle');
  });

  test('rejects drafts and protected posts one by one, and counts what is no article', async () => {
    const { items } = await readSample('wordpress-wxr/marktplatz.xml');
    expect(items.map((item) => (item.status === 'rejected' ? item.reasons[0]?.code : item.disposition.kind))).toEqual([
      'send',
      'STATUS_NOT_PUBLISHABLE',
      'STATUS_NOT_PUBLISHABLE',
    ]);
    expect(items[0]?.warnings).toContainEqual(
      expect.objectContaining({ code: 'ENTRY_SKIPPED', message: expect.stringContaining('2 × attachment, 1 × page') }),
    );
  });

  test.each(['private', 'pending', 'future', 'trash', 'inherit', 'auto-draft'])(
    'does not send posts of the status %s',
    async (status) => {
      const xml = site(post('')).replace('>publish<', `>${status}<`);
      expect(codesOf(await readAs(xml, 'export.xml'))).toEqual(['STATUS_NOT_PUBLISHABLE']);
    },
  );

  test.each(['page', 'revision', 'nav_menu_item', 'product', 'wp_block'])(
    'has no articles of the type %s',
    async (type) => {
      const xml = site(post('').replace('>post<', `>${type}<`));
      expect(codesOf(await readAs(xml, 'export.xml'))).toEqual(['NO_ARTICLES']);
    },
  );

  test.each(['news', 'press_release', 'story'])('has articles of a site’s own type %s', async (type) => {
    const xml = site(post('').replace('>post<', `>${type}<`));
    expect(textOf(acceptedOf(await readAs(xml, 'export.xml')))).toBe('Text.');
  });

  test('with markup inside CDATA sections inside CDATA sections is mended', async () => {
    const xml = site(post('', 'Nested <![CDATA[ tags ]]> :)'));
    const item = acceptedOf(await readAs(xml, 'export.xml'));
    expect(textOf(item)).toBe('Nested tags :)');
    expect(warningCodesOf(item)).toContain('XML_REPAIRED');
  });

  test('with bare ampersands and names of characters in titles is mended', async () => {
    const item = acceptedOf(await readAs(site(post('')).replace('>Head<', '>Ham & Eggs&mdash;now<'), 'export.xml'));
    expect(item.article.headlines?.[0]?.value).toBe('Ham & Eggs—now');
    expect(warningCodesOf(item)).toEqual(expect.arrayContaining(['XML_REPAIRED', 'XML_HTML_ENTITY']));
  });

  test('cannot be made to grow by galleries, or to overflow by blank lines', async () => {
    const picture =
      '<item><title>p</title><wp:post_id>7</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://site.example/p.jpg</wp:attachment_url></item>';
    const xml = site(post('', `Text.${'[gallery ids="7"]'.repeat(5_000)}${'\n\n'.repeat(200_000)}End.`) + picture);
    const item = acceptedOf(await readAs(xml, 'export.xml'));
    expect(htmlOf(item).match(/<figure>/g)).toHaveLength(20);
    expect(textOf(item)).toBe('Text.\n\nEnd.');
  });

  test('that ends early is refused, never sent as what is there', async () => {
    expect(codesOf(await readAs(site(post('')).slice(0, -30), 'export.xml'))).toEqual(['XML_MALFORMED']);
  });

  test('of Squarespace has relative addresses, and no ids but them', async () => {
    const xml = site(post('').replace('https://site.example/a/', '/blog/a.html'));
    expect(acceptedOf(await readAs(xml, 'export.xml'))).toMatchObject({
      identity: { nativeId: 'https://site.example/blog/a.html' },
      attribution: { canonicalUrl: 'https://site.example/blog/a.html' },
    });
  });
});

describe('a post’s', () => {
  const author =
    '<wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name>Ann Author</wp:author_display_name></wp:author>';
  const term = (domain: string, slug: string, name: string): string =>
    `<category domain="${domain}" nicename="${slug}"><![CDATA[${name}]]></category>`;

  test.each([
    ['<dc:creator>ann</dc:creator>', ['Ann Author']],
    ['<dc:creator>Ben Writer</dc:creator>', ['Ben Writer']],
    ['<dc:creator>ben@site.example</dc:creator>', []],
    [
      `<dc:creator>ann</dc:creator>${term('author', 'cap-ann', 'ann')}${term('author', 'ben', 'Ben Writer')}`,
      ['Ann Author', 'Ben Writer'],
    ],
  ])('authors are read from %s', async (more, bylines) => {
    expect((await read(more, author)).attribution?.bylines).toEqual(bylines);
  });

  test('account that the export does not describe is an inferred byline', async () => {
    const item = await read('<dc:creator>jsmith</dc:creator>');
    expect(item.attribution).toMatchObject({ bylines: ['jsmith'], origins: { bylines: 'inferred' } });
  });

  test('guest authors have entries of their own', async () => {
    const guest =
      `<item><title>g</title><wp:post_id>9</wp:post_id><wp:post_type>guest-author</wp:post_type>` +
      `${meta('cap-user_login', 'guest-g')}${meta('cap-display_name', 'Gus Guest')}</item>`;
    const xml = site(post(term('author', 'cap-guest-g', 'guest-g')) + guest);
    expect(acceptedOf(await readAs(xml, 'export.xml')).attribution?.bylines).toEqual(['Gus Guest']);
  });

  test.each([
    ['<wp:post_date_gmt>2026-05-03 08:15:00</wp:post_date_gmt><wp:post_date>2026-05-03 10:15:00</wp:post_date>'],
    ['<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><pubDate>Sun, 03 May 2026 08:15:00 +0000</pubDate>'],
    ['<pubDate>Wed, 30 Nov -0001 00:00:00 +0000</pubDate><wp:post_date>2026-05-03 10:15:00</wp:post_date>'],
  ])('publication is read from %s', async (more) => {
    const item = acceptedOf(await readAs(site(post(more)), 'e.xml', { publisher: { timeZone: 'Europe/Berlin' } }));
    expect(item.attribution?.firstPublished).toBe('2026-05-03T08:15:00Z');
  });

  test.each(['_yoast_wpseo_canonical', 'rank_math_canonical_url', '_aioseo_canonical_url'])(
    'canonical address is the one in %s',
    async (key) => {
      expect((await read(meta(key, 'https://first.example/a'))).attribution?.canonicalUrl).toBe(
        'https://first.example/a',
      );
    },
  );

  test('description for search engines is its summary where it has no excerpt', async () => {
    const summary = async (more: string): Promise<unknown> => (await read(more)).article.descriptions;
    expect(await summary(meta('_yoast_wpseo_metadesc', 'For engines'))).toEqual([
      { role: 'summary', value: 'For engines' },
    ]);
    expect(await summary(meta('_yoast_wpseo_metadesc', '%%title%%'))).toBeUndefined();
    expect(
      await summary(
        `<excerpt:encoded><![CDATA[<p>Own [&hellip;]</p>]]></excerpt:encoded>${meta('_yoast_wpseo_metadesc', 'x')}`,
      ),
    ).toEqual([{ role: 'summary', value: 'Own' }]);
  });

  test('language and format may stand among its terms; “Uncategorized” says nothing', async () => {
    const item = await read(
      term('language', 'cy', 'Cymraeg') +
        term('category', 'uncategorized', 'Uncategorized') +
        term('region', 'gwynedd', 'Gwynedd'),
    );
    expect(item.article.language).toBe('cy');
    expect(item.article.subjects).toEqual([{ name: 'Gwynedd', rel: 'region' }]);
  });

  test('link alone, in the format for links, makes it link-only', async () => {
    const xml = site(
      post(term('post_format', 'post-format-link', 'Link'), '<a href="https://else.example/1">Else</a>'),
    );
    expect(acceptedOf(await readAs(xml, 'export.xml')).disposition).toEqual({ kind: 'store' });
  });

  test('reusable blocks are put in where they are used', async () => {
    const block =
      '<item><title>b</title><wp:post_id>7</wp:post_id><wp:post_type>wp_block</wp:post_type><content:encoded><![CDATA[<p>Shared.</p>]]></content:encoded></item>';
    const xml = site(
      post('', '<!-- wp:paragraph --><p>Own.</p><!-- /wp:paragraph --><!-- wp:block {"ref":7} /-->') + block,
    );
    expect(textOf(acceptedOf(await readAs(xml, 'export.xml')))).toBe('Own.\n\nShared.');
  });
});
