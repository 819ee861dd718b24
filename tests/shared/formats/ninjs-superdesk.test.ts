import { expect, test } from 'vitest';
import { acceptedOf, describedAs, readAs, readSample } from '../../support/uploads.ts';

test('Superdesk’s ninjs is read by its own names', async () => {
  const result = await readSample('ninjs-superdesk/tram-depot.json');
  expect(result.format).toBe('ninjs-superdesk');
  const item = acceptedOf(result);
  expect(item.identity.nativeId).toBe('urn:newsml:desk.example:2026-11-02T08:15:00:1f7a');
  expect(item.article).toMatchObject({
    by: 'Mara Feld',
    version: '3',
    slugline: 'strassenbahn-depot',
    language: 'de',
    versionCreated: '2026-11-02T09:40:00Z',
  });
  expect(item.attribution).toMatchObject({
    copyrightHolder: 'Seeblick Presse',
    usageTerms: 'Nur für Abonnenten des Dienstes.',
  });
  expect(item.article.subjects?.map(({ name }) => name)).toEqual(['Nahverkehr', 'Lokales', 'Straßenbahn', 'Lindau']);
});

test('the featured picture comes first, with alternative text and credit', async () => {
  const item = acceptedOf(await readSample('ninjs-superdesk/tram-depot.json'));
  expect(item.article.associations?.map(({ renditions }) => renditions?.[0]?.href)).toEqual([
    'https://bilder.desk.example/1.jpg',
    'https://bilder.desk.example/2.jpg',
  ]);
  expect(describedAs(item, 'picture-1', 'altText')).toBe('Kräne über einer Halle am Wasser');
  expect(describedAs(item, 'picture-1', 'creditline')).toBe('Ole Brandt/Seeblick');
});

test('without a byline the writers are credited, not photographers or editors', async () => {
  const value = {
    guid: 'tag:x',
    type: 'text',
    headline: 'T',
    body_html: '<p>x</p>',
    pubstatus: 'usable',
    versioncreated: '2026-01-01T00:00:00+0000',
    authors: [
      { name: 'W', role: 'writer' },
      { name: 'P', role: 'photographer' },
      { name: 'E', role: 'editor' },
    ],
  };
  expect(acceptedOf(await readAs(JSON.stringify(value), 's.json')).article.by).toBe('W');
});

test('a kill may be empty', async () => {
  const value = {
    guid: 'tag:x',
    type: 'text',
    pubstatus: 'canceled',
    versioncreated: '2026-01-01T00:00:00+0000',
    profile: 'story',
  };
  expect(acceptedOf(await readAs(JSON.stringify(value), 's.json')).disposition).toEqual({ kind: 'retract' });
});

test('lines that the editor keeps as HTML are text, and its signals and first publication are read', async () => {
  const item = {
    guid: 'urn:a:2',
    type: 'text',
    language: 'en',
    versioncreated: '2026-03-03T09:30:00+0000',
    firstpublished: '2026-03-03T09:00:00+0000',
    pubstatus: 'usable',
    service: [],
    priority: 6,
    headline: 'Harbour &amp; <em>sea</em>',
    body_html: '<p>It opens.</p>',
    signal: [{ code: 'sig:correction' }],
    associations: {
      featuremedia: {
        type: 'picture',
        guid: 'p',
        alt_text: 'A boat',
        renditions: { original: { href: 'https://x.example/1.jpg' } },
      },
    },
  };
  const accepted = acceptedOf(await readAs(JSON.stringify(item), 'a.json'));
  expect(accepted.article.headlines?.[0]?.value).toBe('Harbour & sea');
  expect(accepted.attribution?.firstPublished).toBe('2026-03-03T09:00:00Z');
  expect(describedAs(accepted, 'picture-1', 'altText')).toBe('A boat');
});
