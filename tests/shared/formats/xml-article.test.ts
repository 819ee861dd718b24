import { describe, expect, test } from 'vitest';
import type { AcceptedItem } from '../../../shared/intake/intake.ts';
import { acceptedOf, codesOf, describedAs, htmlOf, readAs, readSample, warningCodesOf } from '../../support/uploads.ts';

const prose = 'The ferry sailed on time, for once, and nobody was on board.';

describe('XML in no standard’s names', () => {
  test('gives every field of its sample', async () => {
    const { format, items } = await readSample('xml-article/havnebad.xml');
    expect(format).toBe('xml-article');
    const item = items[0] as AcceptedItem;
    expect(item).toMatchObject({ status: 'accepted', item: 'Nyhed[0]', identity: { nativeId: 'hb-2026-118' } });
    expect(item.article).toMatchObject({
      version: '2',
      urgency: 4,
      language: 'da',
      by: 'Mette Lund, Ole Krag',
      slugline: 'HAVNEBAD/KULTUR',
      located: 'Havneby',
      edNote: 'Billede følger.',
      headlines: [
        { role: 'main', value: 'Havnebadet åbner igen efter tre år' },
        { role: 'subhead', value: 'Vandet er rent, og broen er ny' },
      ],
      descriptions: [{ role: 'summary', value: 'Byens havnebad er tilbage.' }],
      subjects: [{ name: 'Kultur' }, { name: 'havn' }, { name: 'badning' }],
    });
    expect(item.attribution).toMatchObject({
      source: 'Havneposten',
      copyrightNotice: '© 2026 Havneposten',
      usageTerms: 'Kun på nettet',
      firstPublished: '2026-08-03T05:30:00Z',
    });
    expect(htmlOf(item)).toBe(
      '<p>Klokken seks i morges sprang den <em>første</em> i.</p><p>Vandet var elleve grader.</p>',
    );
    expect(describedAs(item, 'picture-1', 'caption')).toBe('Den nye bro');
    expect(item.article.associations?.[0]).toMatchObject({
      by: 'Ines Farrow',
      renditions: [{ href: 'https://havneposten.example/b/118.jpg' }],
    });
    expect(JSON.stringify(items)).not.toMatch(/5550|55 50|ml@/);
    expect(warningCodesOf(item)).toContain('FIELD_IGNORED');
  });

  test('with a flag that says so is a retraction', async () => {
    const { items } = await readSample('xml-article/havnebad.xml');
    expect(items[1]).toMatchObject({ disposition: { kind: 'retract' }, identity: { nativeId: 'hb-2026-119' } });
  });

  test.each([
    [
      'fields in groups',
      `<doc><head><title>Ferry sails</title><author><name>Ann Author</name><email>a@b.example</email></author></head><text><p>${prose}</p></text></doc>`,
    ],
    [
      'paragraphs without a wrapper',
      `<article><headline>Ferry sails</headline><author>Ann Author</author><p>${prose}</p><p>It was late.</p></article>`,
    ],
    [
      'attributes',
      `<export><story title="x" author="Ann Author"><headline>Ferry sails</headline><body>${prose}</body></story></export>`,
    ],
    [
      'a namespace and a prefix',
      `<v:news xmlns:v="urn:v"><v:headline>Ferry sails</v:headline><v:byline>Ann Author</v:byline><v:content><v:para>${prose}</v:para></v:content></v:news>`,
    ],
  ])('is read with %s', async (_, text) => {
    const item = acceptedOf(await readAs(text, 'a.xml'));
    expect(item.article).toMatchObject({ by: 'Ann Author', headlines: [{ role: 'main', value: 'Ferry sails' }] });
    expect(htmlOf(item)).toContain(`<p>${prose}</p>`);
    expect(JSON.stringify(item)).not.toContain('a@b.example');
  });

  test('without a headline is named by its first sentence where an id and a date name it', async () => {
    const text = `<n><id>7</id><date>2026-01-01T00:00:00Z</date><body>${prose}</body></n>`;
    const item = acceptedOf(await readAs(text, 'a.xml'));
    expect(item.identity.nativeId).toBe('7');
    expect(item.article.headlines?.[0]?.value).toBe(prose.slice(0, -1));
  });

  test('drops a summary that is the text’s beginning, cut, and an unknown status is not published', async () => {
    const text = (status: string): string =>
      `<n><title>Ferry</title><summary>The ferry sailed on time, for…</summary><status>${status}</status><body>${prose}</body></n>`;
    expect(acceptedOf(await readAs(text('published'), 'a.xml')).article.descriptions).toBeUndefined();
    expect(codesOf(await readAs(text('kladde'), 'a.xml'))).toContain('FIELD_INVALID');
  });

  test.each([
    ['an invoice', '<invoice><total>1</total></invoice>', 'FORMAT_UNKNOWN'],
    [
      'a drawing',
      `<svg xmlns="http://www.w3.org/2000/svg"><title>Map</title><text>${prose}</text></svg>`,
      'FORMAT_UNKNOWN',
    ],
    [
      'an event',
      '<document><title>Match</title><timeStart>2026-01-01</timeStart><timeEnd>2026-01-02</timeEnd></document>',
      'TYPE_UNSUPPORTED',
    ],
    [
      'an event with a text',
      `<document><title>Match</title><timeStart>2026-01-01</timeStart><timeEnd>2026-01-02</timeEnd><content>${prose}</content></document>`,
      'TYPE_UNSUPPORTED',
    ],
    ['nothing but a declaration', '<?xml version="1.0"?>', 'XML_MALFORMED'],
    ['nested beyond any article', '<a>'.repeat(200), 'XML_TOO_DEEP'],
  ])('that is %s is refused', async (_, text, code) => {
    expect(codesOf(await readAs(text, 'a.xml'))).toContain(code);
  });

  test('in the names of a Spanish agency has its day and hour, and the picture that it names', async () => {
    const item = acceptedOf(
      await readAs(
        `<NOTICIA><CODIGO>c1</CODIGO><FECHA>21/01/2026</FECHA><HORA>18:16:04</HORA><ANTETITULO>Puerto</ANTETITULO><TITULAR>El muelle crece</TITULAR><CONTENIDO>VIGO, 21 Ene. (EUROPA PRESS) - ${prose}</CONTENIDO><FOTO><NOMBRE>a.jpg</NOMBRE><PIE>El muelle</PIE></FOTO></NOTICIA>`,
        'a.xml',
      ),
    );
    expect(item.identity.nativeId).toBe('c1');
    expect(item.article).toMatchObject({
      versionCreated: '2026-01-21T17:16:04Z',
      headlines: [{ value: 'El muelle crece' }, { role: 'kicker', value: 'Puerto' }],
      located: 'Vigo',
    });
    expect(item.attribution?.source).toBe('Europa Press');
    expect(describedAs(item, 'picture-1', 'caption')).toBe('El muelle');
  });

  test('is at no logo’s address, and a flag of a correction is not what was corrected', async () => {
    const item = acceptedOf(
      await readAs(
        `<release><id>r1</id><title>Ny bro</title><body>${prose}</body><logos><logo><url>https://x.example/logo.png</url></logo></logos><longurl>https://x.example/bro</longurl><correction>true</correction><korrektion>Afsnit 3</korrektion></release>`,
        'a.xml',
      ),
    );
    expect(item.attribution?.canonicalUrl).toBe('https://x.example/bro');
    expect(item.article.descriptions).toContainEqual({ role: 'correction', value: 'Afsnit 3' });
  });

  test('in the words of American desks has its headline, deck and cutline', async () => {
    const item = acceptedOf(
      await readAs(
        `<story id="7"><head><hed>Bridge opens</hed><dek>At last</dek></head><content><![CDATA[<p>${prose}</p>]]></content><photos><photo><src>https://x.example/1.jpg</src><cutline>The bridge</cutline></photo></photos></story>`,
        'a.xml',
      ),
    );
    expect(item.article.headlines).toEqual([
      { role: 'main', value: 'Bridge opens' },
      { role: 'subhead', value: 'At last' },
    ]);
    expect(describedAs(item, 'picture-1', 'caption')).toBe('The bridge');
  });
});

test.each(['urlset', 'sitemapindex', 'opml'])('a list of addresses (%s) is refused as what it is', async (root) => {
  const xml = `<?xml version="1.0"?><${root}><url><loc>https://x.example/a</loc></url></${root}>`;
  expect(codesOf(await readAs(xml, 'a.xml'))).toEqual(['FORMAT_UNSUPPORTED']);
});
