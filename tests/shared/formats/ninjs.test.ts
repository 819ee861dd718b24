import { describe, expect, test } from 'vitest';
import {
  acceptedOf,
  codesOf,
  describedAs,
  htmlOf,
  readAs,
  readSample,
  rejectedOf,
  warningCodesOf,
} from '../../support/uploads.ts';

const item = {
  uri: 'urn:a:1',
  type: 'text',
  versionCreated: '2026-03-03T09:30:00Z',
  pubStatus: 'usable',
  language: 'en',
  headlines: [{ role: 'main', value: 'A title' }],
  bodies: [{ role: 'main', contentType: 'text/plain', value: 'Some text.' }],
};
const read = (changes: object) => readAs(JSON.stringify({ ...item, ...changes }), 'a.json');

test('ninjs 3 is read field by field', async () => {
  const { article, attribution, identity, versionMs } = acceptedOf(await readSample('ninjs/ferry-fares.json'));
  expect(identity).toEqual({ nativeId: 'tag:islandwire.example,2026:ferry-fares', from: 'document' });
  expect(article).toMatchObject({
    uri: 'tag:islandwire.example,2026:ferry-fares',
    version: '1',
    firstCreated: '2026-03-03T09:02:11Z',
    versionCreated: '2026-03-03T09:30:00Z',
    pubStatus: 'usable',
    urgency: 4,
    language: 'en-GB',
    by: 'Rowan Tait, Elspeth Munro',
    slugline: 'ferry-fares',
    located: 'Port Ansel',
    headlines: [
      { role: 'main', value: 'Island ferries to be free for under-18s from June' },
      { role: 'subhead', value: 'Council sets aside 1.2 million for the first year' },
    ],
    descriptions: [{ role: 'summary', value: 'Children and young people will travel free on all six lines.' }],
    subjects: [{ name: 'transport', uri: 'http://cv.iptc.org/newscodes/mediatopic/20000337' }],
    places: [{ name: 'Port Ansel', rel: 'about' }],
    copyrightHolder: 'Island Wire Cooperative',
    usageTerms: 'For subscribers of Island Wire. Not for resale.',
  });
  expect(versionMs).toBe(Date.UTC(2026, 2, 3, 9, 30));
  expect(attribution).toMatchObject({
    bylines: ['Rowan Tait', 'Elspeth Munro'],
    source: 'Island Wire',
    creditLine: 'By Rowan Tait and Elspeth Munro, Island Wire via Demo News',
    origins: { creditLine: 'inferred' },
  });
});

test('a picture keeps its own terms, its sizes and its words', async () => {
  const accepted = acceptedOf(await readSample('ninjs/ferry-fares.json'));
  expect(accepted.article.associations?.[0]).toMatchObject({
    uri: 'tag:islandwire.example,2026:picture-881',
    by: 'Callum Reid',
    usageTerms: 'Editorial use with this article only',
    renditions: [
      {
        name: 'main',
        href: 'https://islandwire.example/pictures/881.jpg',
        contentType: 'image/jpeg',
        width: 1600,
        height: 1067,
      },
      { name: 'thumbnail', width: 320 },
    ],
  });
  expect(describedAs(accepted, 'picture-1', 'altText')).toBe(
    'Children with school bags walking up a ramp onto a small ferry',
  );
  expect(warningCodesOf(accepted)).not.toContain('PICTURE_RIGHTS_UNKNOWN');
});

describe('the body', () => {
  test('is the HTML where there is text beside it', async () => {
    expect(
      htmlOf(
        acceptedOf(
          await read({
            bodies: [...item.bodies, { role: 'xhtml', contentType: 'text/html', value: '<p>Rich <b>text</b>.</p>' }],
          }),
        ),
      ),
    ).toBe('<p>Rich <b>text</b>.</p>');
  });

  test('is never a caption or a credit', async () => {
    expect(
      codesOf(await read({ bodies: [{ role: 'caption', contentType: 'text/plain', value: 'A crowd.' }] })),
    ).toEqual(['EMPTY_ARTICLE']);
  });
});

describe('the status comes before the body', () => {
  test.each(['canceled', 'cancelled', 'killed'])('%s needs no body', async (pubStatus) => {
    expect(acceptedOf(await read({ pubStatus, bodies: undefined, headlines: undefined })).disposition).toEqual({
      kind: 'retract',
    });
  });

  test('an embargo without a value, or an unreadable one, holds', async () => {
    expect(acceptedOf(await read({ embargoedUntil: '' })).disposition).toEqual({ kind: 'hold' });
    expect(acceptedOf(await read({ embargoedUntil: 'Next Monday' })).disposition).toEqual({ kind: 'hold' });
  });
});

describe('an item that breaks the standard', () => {
  test.each([
    [{ uri: undefined }, 'FIELD_MISSING', 'uri'],
    [{ uri: 7 }, 'FIELD_INVALID', 'uri'],
    [{ urgency: 0.1 }, 'FIELD_INVALID', 'urgency'],
    [{ headlines: 'A title' }, 'FIELD_INVALID', 'headlines'],
    [{ usageTerms: { a: 1 } }, 'FIELD_INVALID', 'usageTerms'],
    [{ type: 'picture' }, 'TYPE_UNSUPPORTED', 'type'],
    [{ pubStatus: 'whatever' }, 'FIELD_INVALID', 'status'],
  ])('%j is refused where it breaks', async (changes, code, path) => {
    expect(rejectedOf(await read(changes)).reasons).toContainEqual(expect.objectContaining({ code, path }));
  });
});

test('rights in links are a licence, and unknown members are named', async () => {
  const accepted = acceptedOf(await read({ rightsInfo: { linkedRights: 'https://l.example/terms' }, shoeSize: 43 }));
  expect(accepted.attribution?.licenseUrl).toBe('https://l.example/terms');
  expect(accepted.warnings).toContainEqual({ code: 'FIELD_IGNORED', message: 'not understood and left out: shoeSize' });
});

test('of headlines in several languages the item’s own counts', async () => {
  const headlines = [
    { role: 'main', lang: 'fr', value: 'Un titre' },
    { role: 'main', lang: 'en-GB', value: 'A title' },
  ];
  expect(acceptedOf(await read({ headlines })).article.headlines?.[0]?.value).toBe('A title');
});

test('a signal of a kill retracts, by code or by address', async () => {
  for (const signals of [['sig:kill'], [{ qcode: 'sig:update' }, { uri: 'http://cv.iptc.org/newscodes/signal/kill' }]])
    expect(acceptedOf(await read({ signals })).disposition).toEqual({ kind: 'retract' });
  expect(acceptedOf(await read({ signals: ['sig:update'] })).disposition).toEqual({ kind: 'send' });
});

test('ids that are numbers are kept, and what has no place in an article is told', async () => {
  const item = acceptedOf(await read({ altIds: undefined, altids: { desk: 3 }, events: [{ name: 'x' }] }));
  expect(item.article.altIds).toEqual([{ role: 'desk', value: '3' }]);
  expect(item.warnings).toContainEqual(
    expect.objectContaining({ code: 'FIELD_IGNORED', message: expect.stringContaining('events') }),
  );
});

test('a body that is a whole page gives its story, without what repeats the item’s fields', async () => {
  const value =
    '<html><head><title>A title</title></head><body><article><h1>A title</h1><div class="dat"><span>News</span></div><div class="bodytext"><p>Some text.</p></div><div class="byline">Ann Author</div></article></body></html>';
  const accepted = acceptedOf(await read({ bodies: [{ role: 'main', contentType: 'text/html', value }] }));
  expect(htmlOf(accepted)).toBe('<p>Some text.</p>');
  expect(accepted.article.by).toBe('Ann Author');
});
