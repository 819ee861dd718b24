import { describe, expect, test } from 'vitest';
import type { AcceptedItem } from '../../../shared/intake/intake.ts';
import { acceptedOf, codesOf, htmlOf, readAs, readSample, warningCodesOf } from '../../support/uploads.ts';

const newsItem = ({ id = '1', management = '', component = '' } = {}): string =>
  `<NewsItem><Identification><NewsIdentifier><ProviderId>x.example</ProviderId><DateId>20260101</DateId><NewsItemId>${id}</NewsItemId><RevisionId>1</RevisionId></NewsIdentifier></Identification>` +
  `<NewsManagement><Status FormalName="Usable"/>${management}</NewsManagement>${component}</NewsItem>`;
const newsml = (...items: string[]): string => `<NewsML>${items.join('')}</NewsML>`;
const component = (inside: string, role = '', attributes = ''): string =>
  `<NewsComponent ${attributes}>${role ? `<Role FormalName="${role}"/>` : ''}${inside}</NewsComponent>`;
const text = (inside: string): string => `<ContentItem><DataContent>${inside}</DataContent></ContentItem>`;
const lines = (inside: string): string => `<NewsLines>${inside}</NewsLines>`;
const headline = lines('<HeadLine>Ferry sails</HeadLine>');
const story = component(headline + text('<p>It sailed.</p>'));
const read = async (parts: Parameters<typeof newsItem>[0]): Promise<AcceptedItem> =>
  acceptedOf(await readAs(newsml(newsItem(parts)), 'a.xml'));

describe('NewsML 1.x', () => {
  test('gives every field of its sample', async () => {
    const result = await readSample('newsml-1/salt-road.xml');
    expect(result.format).toBe('newsml-1');
    const item = acceptedOf(result);
    expect(item.identity).toEqual({ nativeId: 'urn:newsml:saltwire.example:20261005:sw-road-7', from: 'document' });
    expect(item.article).toMatchObject({
      version: '2',
      firstCreated: '2026-10-05T05:30:00Z',
      versionCreated: '2026-10-05T06:00:00Z',
      embargoedUntil: '2026-10-05T07:00:00Z',
      expires: '2028-12-31T22:59:00Z',
      urgency: 4,
      language: 'en-GB',
      by: 'Ann Frost, Per Holm',
      slugline: 'road-salt',
      located: 'Northaven',
      edNote: 'Replaces: SALT ROAD CLOSED',
      headlines: [
        { role: 'main', value: 'Salt road opens to lorries' },
        { role: 'subhead', value: 'First convoy before dawn' },
        { role: 'kicker', value: 'Transport' },
      ],
      genres: [{ name: 'Current' }],
      people: [{ name: 'Hanna Lund', literal: 'lund' }],
      organisations: [{ name: 'Northern Salt' }],
      places: [{ name: 'Saltby', literal: 'SWE' }],
    });
    expect(item.article.subjects).toEqual([
      { uri: 'http://cv.iptc.org/newscodes/subjectcode/04000000' },
      { name: 'transport', uri: 'http://cv.iptc.org/newscodes/subjectcode/04015000' },
      { name: 'ROAD', literal: 'ROAD' },
      ...['lorries', 'roads', 'salt'].map((name) => ({ name, literal: name, rel: 'keyword' })),
    ]);
    expect(item.article.altIds).toContainEqual({
      role: 'publicIdentifier',
      value: 'urn:newsml:saltwire.example:20261005:sw-road-7:2N',
    });
    expect(item.attribution).toMatchObject({
      source: 'Coast Press',
      creditLine: 'Coast Press/Saltwire',
      copyrightHolder: 'Saltwire Co-operative',
      copyrightNotice: '© 2026 Saltwire',
      usageTerms: 'Print and web\nNo archives.\nTerritory: Norway, Sweden\nUntil: 20281231T235900+0100',
    });
  });

  test('puts the printed dateline before its text, and leaves the desk’s marks out', async () => {
    const item = acceptedOf(await readSample('newsml-1/salt-road.xml'));
    expect(htmlOf(item)).toBe(
      '<p>NORTHAVEN, Oct 5 (Coast Press) - The salt road opened to lorries on Monday, said Hanna Lund of Northern Salt.</p><h2>Ice on the bends</h2><p>Two turned back.</p>',
    );
    expect(warningCodesOf(item)).toContain('FURNITURE_REMOVED');
  });

  test('makes one picture of its sizes, with the caption, credit and rights that stand with it', async () => {
    const item = acceptedOf(await readSample('newsml-1/salt-road.xml'));
    expect(item.article.associations).toMatchObject([
      {
        rel: 'picture',
        by: 'Ines Farrow',
        copyrightNotice: '© Ines Farrow',
        usageTerms: 'With this article',
        descriptions: [
          { role: 'caption', value: 'Lorries on the salt road.' },
          { role: 'creditline', value: 'Ines Farrow/Saltwire' },
        ],
        renditions: [{ width: 2400, height: 1600 }, { width: 120 }],
      },
      { rel: 'related', uri: 'urn:newsml:saltwire.example:20261004:sw-road-6' },
    ]);
  });

  test('has the names of its codes, and its places, from the text where the item gives codes alone', async () => {
    const meta =
      '<DescriptiveMetadata><SubjectCode><SubjectDetail FormalName="02001010"/></SubjectCode><Location><Property FormalName="Country" Value="BEL"/></Location></DescriptiveMetadata>';
    const inner =
      '<nitf><head><tobject><tobject.subject tobject.subject.refnum="02001010" tobject.subject.detail="Crime"/></tobject><docdata><evloc city="Tolm" iso-cc="BEL"/></docdata></head><body><body.content><p>It sailed.</p></body.content></body></nitf>';
    const { article } = await read({ component: component(headline + meta + text(inner)) });
    expect(article.subjects).toEqual([{ name: 'Crime', uri: 'http://cv.iptc.org/newscodes/subjectcode/02001010' }]);
    expect(article.places).toEqual([{ name: 'Tolm', literal: 'BEL' }]);
  });

  test('reads a text that stands as HTML in a body of its own', async () => {
    const inner = '<body><body.content><![CDATA[It sailed.<BR>It came.]]></body.content></body>';
    expect(htmlOf(await read({ component: component(headline + text(inner)) }))).toBe(
      '<p>It sailed.<br />It came.</p>',
    );
  });

  test('says nothing of how to reach its sender, and no article does', async () => {
    const contact = component(text('<p>Ann Author, +44 1632 960 114</p>'), 'Contact');
    const result = await readAs(newsml(newsItem({ component: component(story + contact) })), 'a.xml');
    expect(JSON.stringify(result)).not.toContain('960');
    expect(result.items).toHaveLength(1);
    expect(warningCodesOf(acceptedOf(result))).toContain('FIELD_IGNORED');
  });

  test('that is canceled is a retraction of all its revisions', async () => {
    const item = acceptedOf(await readSample('newsml-1/salt-road.retraction.xml'));
    expect(item.disposition).toEqual({ kind: 'retract' });
    expect(item.identity.nativeId).toBe('urn:newsml:saltwire.example:20261005:sw-road-7');
  });

  const change = (status: string, at: string): string =>
    `<StatusWillChange><FutureStatus FormalName="${status}"/><DateAndTime>${at}</DateAndTime></StatusWillChange>`;
  test.each([
    ['Embargoed', '', { kind: 'hold' }],
    ['Embargoed', change('Usable', '20990101T000000Z'), { kind: 'hold', untilMs: Date.UTC(2099, 0) }],
    ['Withheld', change('Usable', '20990101T000000Z'), { kind: 'hold', untilMs: Date.UTC(2099, 0) }],
    ['Withheld', '', { kind: 'hold' }],
    ['Embargoed', change('Usable', '20200101T000000Z'), { kind: 'send' }],
  ])('of the status %s that changes by %s obeys it', async (status, management, disposition) => {
    const item = newsItem({ management, component: story }).replace('"Usable"/>', `"${status}"/>`);
    expect(acceptedOf(await readAs(newsml(item), 'a.xml')).disposition).toEqual(disposition);
  });

  test('expires when its status will no longer be usable', async () => {
    expect((await read({ management: change('Canceled', '20990101T000000Z'), component: story })).article.expires).toBe(
      '2099-01-01T00:00:00Z',
    );
  });

  test('is put together from components that hold title, lead, body, byline and keywords', async () => {
    const parts = [
      component(text('Ferry sails'), 'Title'),
      component(text('By Ann Author'), 'Byline'),
      component(text('It sailed on time.'), 'Lead'),
      component(text('<p>Nobody was on board.</p>'), 'Body'),
      component(text('ferry, sea'), 'Keywords'),
    ];
    const item = await read({ component: component(parts.join('')) });
    expect(item.article).toMatchObject({
      by: 'Ann Author',
      headlines: [{ value: 'Ferry sails' }],
      descriptions: [{ role: 'summary', value: 'It sailed on time.' }],
      subjects: [{ name: 'ferry' }, { name: 'sea' }],
    });
    expect(htmlOf(item)).toBe('<p>It sailed on time.</p><p>Nobody was on board.</p>');
  });

  test('in two languages, each put together from such components, is two articles', async () => {
    const version = (language: string, title: string, body: string): string =>
      component(component(text(title), 'Title') + component(text(body), 'Body'), 'Text', `xml:lang="${language}"`);
    const inside = component(
      version('fr', 'Le bac part', 'Il est parti.') + version('nl', 'De pont vaart', 'Zij voer.'),
    );
    const { items } = await readAs(newsml(newsItem({ component: inside })), 'a.xml');
    expect(items).toMatchObject([
      { article: { language: 'fr', headlines: [{ value: 'Le bac part' }] } },
      { article: { language: 'nl', headlines: [{ value: 'De pont vaart' }] } },
    ]);
  });

  test('takes the richest of texts that are equivalent', async () => {
    const both =
      component(text('It sailed, plain.')) +
      component(text('<html><body><p>It sailed, <b>rich</b>.</p></body></html>'));
    const item = await read({ component: component(headline + both, '', 'EquivalentsList="yes"') });
    expect(htmlOf(item)).toBe('<p>It sailed, <b>rich</b>.</p>');
  });

  test('with a second story beside the main one is two articles', async () => {
    const side = component(
      lines('<HeadLine>The gull</HeadLine>') + text('<p>It watched.</p>'),
      'Supporting',
      'Duid="s2"',
    );
    const main = component(headline + text('<p>It sailed.</p>'), 'Main');
    const { items } = await readAs(newsml(newsItem({ component: component(side + main) })), 'a.xml');
    expect(items).toMatchObject([
      {
        item: '',
        status: 'accepted',
        identity: { nativeId: 'urn:newsml:x.example:20260101:1' },
        article: { headlines: [{ value: 'Ferry sails' }] },
      },
      {
        item: 'story[1]',
        status: 'accepted',
        identity: { nativeId: 'urn:newsml:x.example:20260101:1#s2' },
        article: { headlines: [{ value: 'The gull' }] },
      },
    ]);
  });

  test('gives an item that is a picture to the only story beside it', async () => {
    const photo = '<ContentItem Href="https://x.example/1.jpg"><MediaType FormalName="Photo"/></ContentItem>';
    const picture = newsItem({ id: '2', component: component(lines('<CreditLine>Ann/X</CreditLine>') + photo) });
    const item = acceptedOf(await readAs(newsml(newsItem({ component: story }), picture), 'a.xml'));
    expect(item.article.associations).toMatchObject([
      { rel: 'picture', renditions: [{ href: 'https://x.example/1.jpg' }] },
    ]);
    expect(codesOf(await readAs(newsml(picture), 'a.xml'))).toContain('TYPE_UNSUPPORTED');
  });

  test.each([
    ['refers to its text', component(`${headline}<NewsItemRef NewsItem="other.xml"/>`), 'NO_INLINE_CONTENT'],
    [
      'has its text elsewhere',
      component(
        `${headline}<ContentItem Href="http://169.254.169.254/a.txt"><MediaType FormalName="Text"/></ContentItem>`,
      ),
      'NO_INLINE_CONTENT',
    ],
    ['changes parts of another', '<Update><Replace DuidRef="a"/></Update>', 'TYPE_UNSUPPORTED'],
    ['is empty', component(headline), 'EMPTY_ARTICLE'],
  ])('that %s is refused', async (_, inside, code) => {
    expect(codesOf(await readAs(newsml(newsItem({ component: inside })), 'a.xml'))).toContain(code);
  });

  test('of more components than any item has is refused, however they are nested', async () => {
    const many = text('It sailed.').repeat(4_000);
    expect(codesOf(await readAs(newsml(newsItem({ component: component(headline + many) })), 'a.xml'))).toEqual([
      'XML_TOO_MANY_NODES',
    ]);
  });

  test.each([
    ['plain text', 'It sailed.\n\nLate.', '<p>It sailed.</p><p>Late.</p>'],
    ['HTML as text', '<![CDATA[<p>It <b>sailed</b>.</p>]]>', '<p>It <b>sailed</b>.</p>'],
    ['NITF’s content alone', '<body.content><p>It sailed.</p></body.content>', '<p>It sailed.</p>'],
  ])('reads %s', async (_, content, html) => {
    expect(htmlOf(await read({ component: component(headline + text(content)) }))).toBe(html);
  });

  test('reads Base64', async () => {
    const data = Buffer.from('<p>Été.</p>').toString('base64');
    const encoded = `<ContentItem><Encoding Notation="Base64"><DataContent>${data}</DataContent></Encoding></ContentItem>`;
    expect(htmlOf(await read({ component: component(headline + encoded) }))).toBe('<p>Été.</p>');
  });

  test('names its source by party, credit, provider or the provider’s host; its licence by dates that are dates', async () => {
    const admin = (inside: string): string => `<AdministrativeMetadata>${inside}</AdministrativeMetadata>`;
    const sourceOf = async (inside: string): Promise<unknown> =>
      (await read({ component: component(headline + inside + text('<p>It sailed.</p>')) })).attribution?.source;
    expect(await sourceOf(admin('<Provider><Party FormalName="KYODONEWS"/></Provider>'))).toBe('KYODONEWS');
    expect(await sourceOf('')).toBe('x.example');
    const rights =
      '<RightsMetadata><UsageRights><UsageType>Once</UsageType><EndDate>At midnight</EndDate></UsageRights></RightsMetadata>';
    const item = await read({ component: component(headline + rights + text('<p>It sailed.</p>')) });
    expect(item.article.usageTerms).toBe('Once\nAt midnight');
    expect(item.article.expires).toBeUndefined();
  });
});
