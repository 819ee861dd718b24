import { describe, expect, test } from 'vitest';
import { acceptedOf, codesOf, htmlOf, readAs, readSample, warningCodesOf } from '../../support/uploads.ts';

const nitf = (head: string, body: string): string =>
  `<?xml version="1.0"?><nitf><head>${head}</head><body>${body}</body></nitf>`;
const story = '<body.content><p>The ferry sailed on time, for once.</p><p>Nobody was on board.</p></body.content>';
const titled = (docdata: string): string => nitf(`<title>Ferry sails</title><docdata>${docdata}</docdata>`, story);

describe('NITF', () => {
  test('gives every field of its sample', async () => {
    const result = await readSample('nitf/tide-mill.xml');
    expect(result.format).toBe('nitf');
    const item = acceptedOf(result);
    expect(item.identity).toEqual({ nativeId: 'saltwire-2026-4417', from: 'document' });
    expect(item.article).toMatchObject({
      version: '3',
      language: 'en-GB',
      urgency: 5,
      by: 'Orla Teague, Bram Oyelaran',
      slugline: 'tide-mill-reopens',
      located: 'WENBRIDGE',
      expires: '2027-09-13T23:00:00Z',
      edNote: 'Check the width with the trust.',
      headlines: [
        { role: 'main', value: 'Tide mill grinds again after ninety years' },
        { role: 'subhead', value: 'Volunteers rebuilt the wheel from the drawings of 1788' },
      ],
      descriptions: [
        { role: 'summary', value: 'The last tide mill on the Wen is turning.' },
        { role: 'correction', value: 'An earlier version gave the wheel the wrong width.' },
      ],
      genres: [{ name: 'Feature' }],
      people: [{ name: 'Orla Teague' }],
      organisations: [{ name: 'Wenbridge Mill Trust' }],
      places: [{ name: 'Wenbridge' }, { name: 'Wenbridge', literal: 'GB' }],
    });
    expect(item.article.subjects).toEqual([
      { name: 'Heritage', uri: 'http://cv.iptc.org/newscodes/subjectcode/01011000' },
      { name: 'Local', literal: 'LOCAL' },
      ...['tide mill', 'Wenbridge', 'milling', 'heritage'].map((name) => ({ name, literal: name, rel: 'keyword' })),
    ]);
    expect(item.article.altIds).toContainEqual({ role: 'corrects', value: 'saltwire-2026-4410' });
    expect(item.attribution).toMatchObject({
      source: 'Saltwire',
      creditLine: 'Saltwire',
      copyrightHolder: 'Saltwire Co-operative',
      copyrightNotice: '© 2026 Saltwire Co-operative',
      canonicalUrl: 'https://saltwire.example/2026/09/tide-mill',
      firstPublished: '2026-09-14T06:15:00Z',
      lastModified: '2026-09-14T08:30:00Z',
      usageTerms: 'Print and web, once.\nNo resale.\nTerritory: United Kingdom, Ireland\nUntil: 20281231T235900Z',
    });
    expect(item.attribution?.chain.map(({ name }) => name)).toEqual(['Saltwire', 'Coast Desk', 'Demo News']);
  });

  test('becomes HTML by what its elements mean, without notes and marks of the desk', async () => {
    const item = acceptedOf(await readSample('nitf/tide-mill.xml'));
    const html = htmlOf(item);
    expect(html).toContain(
      '<p>WENBRIDGE, Sept 14 – The sluice opened at six in the morning, and by seven Wenbridge Mill Trust had flour.</p>',
    );
    expect(html).toContain('<h2>Two tides a day</h2>');
    expect(html).toContain('1/4 of what');
    expect(html).toMatch(/<blockquote>.*We had the drawings.*<\/blockquote>/);
    expect(html).not.toMatch(/Check the width|ends|960/);
    expect(JSON.stringify(item)).not.toContain('960');
    expect(warningCodesOf(item)).toEqual(expect.arrayContaining(['FURNITURE_REMOVED', 'FIELD_IGNORED']));
    expect(item.article.associations).toMatchObject([
      {
        descriptions: [
          { role: 'caption', value: 'The new wheel at half tide.' },
          { role: 'altText', value: 'A wooden wheel half under water' },
          { role: 'creditline', value: 'Ines Farrow/Saltwire' },
        ],
        renditions: [
          { href: 'https://saltwire.example/img/wheel.jpg', width: 1600, height: 1200, contentType: 'image/jpeg' },
          { href: 'https://saltwire.example/img/wheel-400.jpg', width: 400 },
        ],
      },
    ]);
  });

  test('that cancels another is a retraction of that one, without text or rights', async () => {
    const item = acceptedOf(await readSample('nitf/tide-mill.retraction.xml'));
    expect(item.disposition).toEqual({ kind: 'retract' });
    expect(item.identity.nativeId).toBe('saltwire-2026-4417');
  });

  test('with an empty body is a retraction where its own status says so', async () => {
    const kill = nitf('<docdata management-status="canceled"><doc-id id-string="x1"/></docdata>', '<body.content/>');
    expect(acceptedOf(await readAs(kill, 'kill.xml')).disposition).toEqual({ kind: 'retract' });
  });

  test('without text is rejected otherwise', async () => {
    expect(codesOf(await readAs('<nitf/>', 'a.xml'))).toEqual(['FIELD_MISSING', 'EMPTY_ARTICLE']);
  });

  test.each([
    ['20990101T000000Z', { kind: 'hold', untilMs: Date.UTC(2099, 0) }],
    ['Next Monday', { kind: 'hold' }],
    ['20200101T000000Z', { kind: 'send' }],
  ])('released %s obeys it', async (release, disposition) => {
    const text = titled(`<date.issue norm="20200101T010000Z"/><date.release norm="${release}"/>`);
    expect(acceptedOf(await readAs(text, 'a.xml')).disposition).toEqual(disposition);
  });

  test('embargoed without a date is held', async () => {
    const text = titled('<x/>').replace('<docdata>', '<docdata management-status="embargoed">');
    expect(acceptedOf(await readAs(text, 'a.xml')).disposition).toEqual({ kind: 'hold' });
  });

  test('whose licence begins later is held until then', async () => {
    const text = titled('<doc.rights startdate="20990101T000000Z"/>');
    expect(acceptedOf(await readAs(text, 'a.xml')).disposition).toEqual({ kind: 'hold', untilMs: Date.UTC(2099, 0) });
  });

  test('without a headline is called by its first sentence, with a warning', async () => {
    const item = acceptedOf(await readAs(nitf('', story), 'a.xml'));
    expect(item.article.headlines).toEqual([{ role: 'main', value: 'The ferry sailed on time, for once' }]);
    expect(item.warnings).toContainEqual(expect.objectContaining({ code: 'FIELD_INFERRED', path: 'headline' }));
  });

  test('with a sentence for a byline takes it for a second headline', async () => {
    const head = '<body.head><byline>Crew say the tide was to blame for it all</byline></body.head>';
    const item = acceptedOf(await readAs(nitf('<title>Ferry sails</title>', head + story), 'a.xml'));
    expect(item.article.by).toBeUndefined();
    expect(item.article.headlines?.[1]).toEqual({
      role: 'subhead',
      value: 'Crew say the tide was to blame for it all',
    });
  });

  test('signed by the desk’s initials names nobody, and a keyword in capitals is no second headline', async () => {
    const head =
      '<body.head><hedline><hl1>El puerto crece</hl1><hl2>PUERTO NORTE</hl2></hedline><rights>© 2026 Costa. <rights.owner>Costa</rights.owner></rights><byline>cae/tcr</byline></body.head>';
    const data = '<docdata><key-list><keyword key="PUERTO NORTE"/></key-list></docdata>';
    const item = acceptedOf(await readAs(nitf(data, head + story), 'a.xml'));
    expect(item.article.by).toBeUndefined();
    expect(item.article.headlines).toEqual([{ role: 'main', value: 'El puerto crece' }]);
    expect(item.article.slugline).toBe('PUERTO NORTE');
    expect(item.attribution?.copyrightNotice).toBe('© 2026 Costa.');
  });

  test('has a headline without a flash’s marks, and no agency’s name for a second one', async () => {
    const head = '<body.head><hedline><hl1>++ Ferry sails ++</hl1><hl2>ANSA</hl2></hedline></body.head>';
    const item = acceptedOf(await readAs(nitf('', head + story), 'a.xml'));
    expect(item.article.headlines).toEqual([{ role: 'main', value: 'Ferry sails' }]);
  });

  test('repeats neither headline nor byline in its text, and joins lines broken at the wire’s width', async () => {
    const content =
      '<body.content><p>Ferry sails</p><p>By Ann Author</p><p>The ferry sailed on time for once, and nobody was <br/>there to see it leave but a gull and two dogs on <br/>the pier.</p></body.content>';
    const item = acceptedOf(await readAs(nitf('<title>&gt;&gt;&gt;ANSA/Ferry sails</title>', content), 'a.xml'));
    expect(item.article.headlines?.[0]?.value).toBe('Ferry sails');
    expect(item.article.by).toBe('Ann Author');
    expect(htmlOf(item)).toBe(
      '<p>The ferry sailed on time for once, and nobody was there to see it leave but a gull and two dogs on the pier.</p>',
    );
  });

  test('keeps every deck and every paragraph of the abstract, and says what of body.end it left out', async () => {
    const text =
      '<nitf uno="u-1"><body><body.head><hedline><hl1>Ferry sails</hl1><hl2>One deck</hl2><hl2>Another</hl2></hedline>' +
      `<abstract><p>First.</p><p>Second.</p></abstract></body.head>${story}<body.end><tagline>Ann Author, ann@desk.example</tagline></body.end></body></nitf>`;
    const item = acceptedOf(await readAs(text, 'a.xml'));
    expect(item.identity.nativeId).toBe('u-1');
    expect(item.article.headlines?.slice(1)).toEqual([
      { role: 'subhead', value: 'One deck' },
      { role: 'subhead', value: 'Another' },
    ]);
    expect(item.article.descriptions).toEqual([{ role: 'summary', value: 'First.\nSecond.' }]);
    expect(item.warnings).toContainEqual(expect.objectContaining({ code: 'FURNITURE_REMOVED', path: 'body.end' }));
    expect(JSON.stringify(item)).not.toContain('desk.example');
  });

  test.each([
    ['HTML as text', '&lt;p&gt;The ferry &lt;b&gt;sailed&lt;/b&gt;.&lt;/p&gt;', '<p>The ferry <b>sailed</b>.</p>'],
    ['plain text', 'The ferry sailed.\n\nNobody came.', '<p>The ferry sailed.</p><p>Nobody came.</p>'],
  ])('reads a body of %s', async (_, content, html) => {
    const text = nitf('<title>Ferry</title>', `<body.content>${content}</body.content>`);
    expect(htmlOf(acceptedOf(await readAs(text, 'a.xml')))).toBe(html);
  });

  test('names the agency under its byline as its source where nothing else does', async () => {
    const head = '<body.head><byline>By Ann Author, <byttl>Reporter, Reuters</byttl></byline></body.head>';
    const item = acceptedOf(await readAs(nitf('<title>Ferry</title>', head + story), 'a.xml'));
    expect(item.attribution).toMatchObject({ source: 'Reuters', bylines: ['Ann Author'] });
  });

  test('in a wrapper without its namespace is found', async () => {
    const { format } = await readAs(
      `<feed-out><item>${nitf('<title>Ferry</title>', story).slice(21)}</item></feed-out>`,
      'a.xml',
    );
    expect(format).toBe('nitf');
  });

  test('that are several in one file are several articles', async () => {
    const two = `<batch xmlns="http://iptc.org/std/NITF/2006-10-18/">${titled('<doc-id id-string="1"/>').slice(21)}<nitf/></batch>`;
    const { items } = await readAs(two, 'batch.xml');
    expect(items.map(({ item, status }) => [item, status])).toEqual([
      ['nitf[0]', 'accepted'],
      ['nitf[1]', 'rejected'],
    ]);
  });

  test('never carries what another document would bring in', async () => {
    const text = nitf(
      '<title>T</title>',
      '<body.content><p>a<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd">x</xi:include>b</p></body.content>',
    );
    expect(htmlOf(acceptedOf(await readAs(text, 'a.xml')))).toBe('<p>ab</p>');
  });
});
