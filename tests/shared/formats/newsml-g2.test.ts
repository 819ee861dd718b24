import { describe, expect, test } from 'vitest';
import { acceptedOf, codesOf, htmlOf, readAs, readSample, rejectedOf } from '../../support/uploads.ts';
import type { AcceptedItem } from '../../../shared/intake/intake.ts';

const g2 = ({ meta = '', content = '', set = inline('<p>It sailed.</p>'), rights = '', top = '' } = {}): string =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="2" xml:lang="en">${top}${rights}` +
  `<itemMeta><itemClass qcode="ninat:text"/>${meta}</itemMeta><contentMeta><headline>Ferry sails</headline>${content}</contentMeta>` +
  `<contentSet>${set}</contentSet></newsItem>`;
const inline = (html: string): string =>
  `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>${html}</body></html></inlineXML>`;
const read = async (parts: Parameters<typeof g2>[0]): Promise<AcceptedItem> =>
  acceptedOf(await readAs(g2(parts), 'a.xml'));

describe('NewsML-G2', () => {
  test('gives every field of its sample', async () => {
    const { format, items } = await readSample('newsml-g2/quarry-lake.xml');
    expect(format).toBe('newsml-g2');
    expect(items.map(({ item, status }) => [item, status])).toEqual([
      ['newsItem[1]', 'accepted'],
      ['newsItem[3]', 'accepted'],
      ['planningItem[4]', 'rejected'],
    ]);
    const item = items[0] as AcceptedItem;
    expect(item.identity).toEqual({ nativeId: 'urn:newsml:lakeland.example:20261002:8812', from: 'document' });
    expect(item.article).toMatchObject({
      version: '4',
      firstCreated: '2026-10-02T06:00:00Z',
      contentCreated: '2026-10-02T05:55:00Z',
      versionCreated: '2026-10-02T06:45:00Z',
      embargoedUntil: '2026-10-02T07:00:00Z',
      expires: '2027-10-01T22:00:00Z',
      urgency: 4,
      language: 'en-GB',
      by: 'Mina Alder',
      slugline: 'LAKE-QUARRY',
      located: 'Quarrytown',
      edNote: 'Corrects the depth in paragraph two.',
      headlines: [
        { role: 'main', value: 'Quarry lake opens for swimmers' },
        { role: 'subhead', value: 'After nine dry years the pit is full' },
        { role: 'kicker', value: 'Summer' },
        { role: 'seo', value: 'Where to swim near Quarrytown' },
      ],
      descriptions: [
        { role: 'summary', value: 'The old pit is now a lake.' },
        { role: 'correction', value: 'An earlier version gave the depth as forty metres.' },
      ],
      genres: [{ name: 'Current', uri: 'http://cv.iptc.org/newscodes/genre/Current' }],
      people: [{ name: 'Ove Lindgren', uri: 'https://lakeland.example/codes/mayor' }],
      organisations: [{ name: 'Quarrytown Swimming Club' }],
      places: [{ name: 'Quarrytown', uri: 'https://lakeland.example/codes/town-7' }],
      altIds: [{ role: 'queue', value: 'q-77' }],
    });
    expect(item.article.subjects).toEqual([
      { name: 'competition discipline', uri: 'http://cv.iptc.org/newscodes/mediatopic/20000822' },
      { name: 'Leisure', uri: 'http://cv.iptc.org/newscodes/mediatopic/10000000' },
      ...['swimming', 'quarry'].map((name) => ({ name, literal: name, rel: 'keyword' })),
    ]);
    expect(item.attribution).toMatchObject({
      source: 'Shore Wire',
      creditLine: 'Shore Wire/Lakeland',
      copyrightHolder: 'Lakeland Press',
      copyrightNotice: '© 2026 Lakeland Press, all rights reserved',
      usageTerms: 'Online only.\nNo use in print.',
      licenseUrl: 'https://lakeland.example/licence',
      canonicalUrl: 'https://lakeland.example/2026/quarry-lake',
      lastModified: '2026-10-02T06:44:00Z',
    });
    expect(item.attribution?.chain.map(({ name }) => name)).toEqual(['Shore Wire', 'Lakeland Press', 'Demo News']);
    expect(JSON.stringify(items)).not.toMatch(/5550|mina@/);
  });

  test('keeps nested markup, and puts a printed dateline before a text without one', async () => {
    const { items } = await readSample('newsml-g2/quarry-lake.xml');
    expect(htmlOf(items[0] as AcceptedItem)).toBe(
      '<p>QUARRYTOWN, Oct 2 (Shore Wire) – The lake in the <em>old <strong>quarry</strong></em> is open, and <a href="https://club.example/">the club</a> was first in.</p>' +
        '<h2>Cold below</h2><ul><li>Fourteen metres deep,</li><li>nine degrees at the bottom.</li></ul>',
    );
  });

  test('gives the pictures of a package to its text with their own rights, and the other texts as related', async () => {
    const { items } = await readSample('newsml-g2/quarry-lake.xml');
    expect((items[0] as AcceptedItem).article.associations).toMatchObject([
      {
        rel: 'picture',
        by: 'Piet Ferro',
        copyrightHolder: 'Piet Ferro',
        usageTerms: 'Once, with the article.',
        descriptions: [
          { role: 'caption', value: 'The first swimmers, just after six.' },
          { role: 'creditline', value: 'Piet Ferro/Lakeland' },
        ],
        renditions: [
          { name: 'main', width: 3000 },
          { name: 'thumbnail', width: 150 },
        ],
      },
      { rel: 'related', uri: 'https://town.example/lake' },
      { rel: 'related', uri: 'urn:newsml:lakeland.example:20261002:8814' },
    ]);
    expect(items[1]).toMatchObject({ article: { by: 'Ove Lindgren', headlines: [{ value: 'How deep is it?' }] } });
  });

  test('that is canceled is a retraction, with an empty body, a prefix, and an agency’s own signal', async () => {
    const item = acceptedOf(await readSample('newsml-g2/quarry-lake.retraction.xml'));
    expect(item.disposition).toEqual({ kind: 'retract' });
    expect(item.identity.nativeId).toBe('urn:newsml:lakeland.example:20261002:8812');
  });

  test.each([
    '<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>',
    '<signal qcode="edStat:D"/>',
    '<signal qcode="sig:kill"/>',
  ])('is killed by %s', async (meta) => {
    expect((await read({ meta, set: '' })).disposition).toEqual({ kind: 'retract' });
  });

  test.each([
    ['stat:withheld', { kind: 'hold' }],
    ['stat:usable', { kind: 'send' }],
  ])('of the status %s obeys it', async (status, disposition) => {
    expect((await read({ meta: `<pubStatus qcode="${status}"/>` })).disposition).toEqual(disposition);
  });

  test.each([
    ['<embargoed>2099-01-01T00:00:00Z</embargoed>', { kind: 'hold', untilMs: Date.UTC(2099, 0) }],
    ['<embargoed/>', { kind: 'hold' }],
    ['<embargoed>soon</embargoed>', { kind: 'hold' }],
    ['<embargoed>2020-01-01T00:00:00Z</embargoed>', { kind: 'send' }],
  ])('under the embargo %s obeys it', async (meta, disposition) => {
    expect((await read({ meta })).disposition).toEqual(disposition);
  });

  test('alone as a package, a picture or a plan is refused with what to do', async () => {
    const item = (name: string, inside: string): string =>
      `<${name} xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g"><itemMeta>${inside}</itemMeta><contentMeta><headline>T</headline></contentMeta></${name}>`;
    expect(codesOf(await readAs(item('packageItem', ''), 'a.xml'))).toEqual(['NO_INLINE_CONTENT']);
    expect(codesOf(await readAs(item('newsItem', '<itemClass qcode="icls:picture"/>'), 'a.xml'))).toEqual([
      'TYPE_UNSUPPORTED',
    ]);
    expect(codesOf(await readAs(item('newsItem', '<itemClass qcode="ninat:video"/>'), 'a.xml'))).toEqual([
      'TYPE_UNSUPPORTED',
    ]);
    expect(codesOf(await readAs(item('planningItem', ''), 'a.xml'))).toEqual(['TYPE_UNSUPPORTED']);
  });

  test('of more items than are taken is refused before they are read', async () => {
    const many = `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">${'<newsItem guid="a"/>'.repeat(1_001)}</newsMessage>`;
    expect(codesOf(await readAs(many, 'a.xml'))).toEqual(['TOO_MANY_ARTICLES']);
  });

  test('that holds data in place of a text is refused', async () => {
    const set =
      '<inlineXML><sports-content xmlns="urn:sports"><team>North</team><score>3</score></sports-content></inlineXML>';
    expect(codesOf(await readAs(g2({ set }), 'a.xml'))).toEqual(['TYPE_UNSUPPORTED']);
  });

  test('keeps to itself what is under a constraint', async () => {
    const content = '<keyword>sea</keyword><keyword pubconstraint="x:nonpublic">Call 555-0100</keyword>';
    const item = await read({ content });
    expect(item.article.subjects).toEqual([{ name: 'sea', literal: 'sea', rel: 'keyword' }]);
  });

  test('whose text lies elsewhere is refused: nothing is fetched', async () => {
    const set = '<remoteContent href="http://169.254.169.254/" contenttype="text/html"/>';
    expect(rejectedOf(await readAs(g2({ set }), 'a.xml')).reasons).toEqual([
      expect.objectContaining({ code: 'NO_INLINE_CONTENT', path: 'body' }),
    ]);
  });

  test.each([
    [
      'plain text',
      '<inlineData contenttype="text/plain">It sailed.\n\nLate.</inlineData>',
      '<p>It sailed.</p><p>Late.</p>',
    ],
    [
      'HTML as text',
      '<inlineXML contenttype="text/html">&lt;p&gt;It &lt;b&gt;sailed&lt;/b&gt;.&lt;/p&gt;</inlineXML>',
      '<p>It <b>sailed</b>.</p>',
    ],
    [
      'Base64',
      `<inlineData encoding="encd:base64">${Buffer.from('Été.').toString('base64')}</inlineData>`,
      '<p>Été.</p>',
    ],
    [
      'XHTML without its namespace',
      '<inlineXML><html><body><p>It <Ship>sailed</Ship>.</p></body></html></inlineXML>',
      '<p>It sailed.</p>',
    ],
    [
      'XHTML before its plain text',
      `<inlineData contenttype="text/plain">no</inlineData>${inline('<p>yes</p>')}`,
      '<p>yes</p>',
    ],
  ])('reads %s', async (_, set, html) => {
    expect(htmlOf(await read({ set }))).toBe(html);
  });

  test('takes remote pictures of a text with the rights of that part', async () => {
    const picture = '<remoteContent href="https://x.example/a.jpg" contenttype="image/jpeg" width="800"/>';
    const rights =
      '<rightsInfo><usageTerms>Text: once.</usageTerms></rightsInfo><rightsInfo scope="rscope:picture"><usageTerms>Picture: never.</usageTerms></rightsInfo>';
    const { article } = await read({ set: inline('<p>It sailed.</p>') + picture, rights });
    expect(article.usageTerms).toBe('Text: once.');
    expect(article.associations).toMatchObject([
      { usageTerms: 'Picture: never.', renditions: [{ href: 'https://x.example/a.jpg', width: 800 }] },
    ]);
  });

  test('names its source by role, an agency among its creators, or who provides it; never a login as an author', async () => {
    const sourceOf = async (content: string, meta = ''): Promise<unknown> =>
      (await read({ content, meta })).attribution?.source;
    expect(
      await sourceOf(
        '<infoSource literal="Photo Desk" role="cRole:phot"/><infoSource literal="Tide" role="cRole:source"/>',
      ),
    ).toBe('Tide');
    expect(await sourceOf('<creator literal="Reuters"/>')).toBe('Reuters');
    expect(await sourceOf('<creditline>dpa</creditline>', '<provider literal="ines"/>')).toBe('dpa');
    expect(await sourceOf('', '<provider literal="afp.com"/>')).toBe('AFP');
    expect((await read({ content: '<creator><name>author.ann</name></creator>' })).article.by).toBeUndefined();
    expect((await read({ content: '<creator><name>Ann Author</name></creator>' })).article.by).toBe('Ann Author');
  });

  test('is named by its text, or by its title for desks, where it has no headline', async () => {
    const without = (meta: string, html: string): string =>
      g2({ meta, set: inline(html) }).replace('<headline>Ferry sails</headline>', '');
    const headlineOf = async (text: string): Promise<unknown> =>
      acceptedOf(await readAs(text, 'a.xml')).article.headlines?.[0]?.value;
    expect(await headlineOf(without('<title>FERRY v1</title>', '<h1>Ferry sails</h1><p>Late.</p>'))).toBe(
      'Ferry sails',
    );
    expect(await headlineOf(without('<title>FERRY v1</title>', '<p>Late.</p>'))).toBe('FERRY v1');
    expect(await headlineOf(without('', '<p>The ferry sailed late.</p>'))).toBe('The ferry sailed late');
  });

  test('drops a caption that repeats its headline, an urgency that is none, and a rights expression, and says so', async () => {
    const rights =
      '<rightsInfo><rightsExpressionXML langid="http://www.w3.org/ns/odrl/2/"><o/></rightsExpressionXML></rightsInfo>';
    const content =
      '<urgency>flash</urgency><slugline>FERRY</slugline><description role="descRole:caption">FERRY:Ferry sails</description>';
    const item = await read({ content, rights });
    expect(item.article.descriptions).toBeUndefined();
    expect(item.warnings.filter(({ code }) => code === 'FIELD_IGNORED').map(({ path }) => path)).toEqual([
      'urgency',
      'rightsInfo',
    ]);
  });

  test('repeats no subheadline in its text, and tells editors what a ruled-off notice says was corrected', async () => {
    const item = await read({
      content: '<headline role="hlrole:sub">On time</headline>',
      set: inline(
        '<h1>Ferry sails</h1><h2>On time</h2><pre>-----\nKORREKTUR-HINWEIS\nAbsatz zwei\n-----</pre><p>It sailed.</p>',
      ),
    });
    expect(htmlOf(item)).toBe('<p>It sailed.</p>');
    expect(item.article.edNote).toContain('KORREKTUR-HINWEIS');
  });

  test('written in two places is from the first, and has the second among its places', async () => {
    const { article } = await read({
      content: '<located><name>Tolm</name></located><located><name>Port</name></located>',
    });
    expect(article).toMatchObject({ located: 'Tolm', places: [{ name: 'Port' }] });
  });

  test('has Media Topics where a word or an older vocabulary’s name stands before the code', async () => {
    const { article } = await read({
      content:
        '<subject qcode="subj:20000062"><name>war</name></subject><subject qcode="subj:Abroad"><name>Abroad</name></subject>',
    });
    expect(article.subjects).toEqual([
      { name: 'war', uri: 'http://cv.iptc.org/newscodes/mediatopic/20000062' },
      { name: 'Abroad', literal: 'subj:Abroad' },
    ]);
  });

  test('has the paragraphs of a description apart', async () => {
    const { article } = await read({
      content: '<description role="drol:summary"><p>It sails.</p><p>At last.</p></description>',
    });
    expect(article.descriptions).toContainEqual({ role: 'summary', value: 'It sails. At last.' });
  });
});
