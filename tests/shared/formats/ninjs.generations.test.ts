import { describe, expect, test } from 'vitest';
import { acceptedOf, describedAs, htmlOf, readAs, readSample } from '../../support/uploads.ts';

describe('ninjs 1.x', () => {
  test('is read by its lower-case names', async () => {
    const result = await readSample('ninjs/bakery-1x.json');
    expect(result.format).toBe('ninjs');
    const item = acceptedOf(result);
    expect(item.identity.nativeId).toBe('tag:wire.example,2026:bakery');
    expect(item.article).toMatchObject({
      version: '4',
      urgency: 5,
      firstCreated: '2026-05-01T04:00:00Z',
      versionCreated: '2026-05-01T05:00:00Z',
      located: 'Orm',
      slugline: 'bakery-prize',
      altIds: [{ role: 'itemid', value: 'w-77' }],
      people: [{ name: 'Ida Brot' }],
      places: [{ name: 'Orm' }],
      subjects: [{ name: 'Food', uri: 'http://cv.iptc.org/newscodes/mediatopic/20000255' }],
    });
    expect(item.article.headlines).toEqual([
      { role: 'main', value: 'Bakery of Orm wins prize for rye' },
      { role: 'short', value: 'Prize for rye' },
    ]);
    expect(item.attribution).toMatchObject({
      bylines: ['Kai Storm', 'Lea Wirth'],
      source: 'Example Wire',
      creditLine: 'Example Wire',
      copyrightHolder: 'Example Wire',
      usageTerms: 'Editorial use only',
      licenseUrl: 'https://wire.example/rights/editorial',
    });
    expect(htmlOf(item)).toContain('<em>rye bread</em>');
  });

  test('has the largest picture first, with terms of its own, and texts as related', async () => {
    const item = acceptedOf(await readSample('ninjs/bakery-1x.json'));
    expect(item.article.associations).toMatchObject([
      {
        type: 'picture',
        usageTerms: 'No archive',
        renditions: [{ href: 'https://wire.example/p/h.jpg' }, { name: 'thumbnail' }],
      },
      { rel: 'related', uri: 'https://wire.example/rye-history' },
    ]);
    expect(describedAs(item, 'picture-1', 'caption')).toBe('Loaves on a rack in Orm.');
  });

  test('with a name of 2.x as text is refused: half of it would be lost', async () => {
    const mixed = {
      uri: 'urn:x',
      type: 'text',
      versioncreated: '2026-01-01T00:00:00Z',
      headlines: 'T',
      body_text: 'Text.',
    };
    expect((await readAs(JSON.stringify(mixed), 'm.json')).items[0]).toMatchObject({
      status: 'rejected',
      reasons: expect.arrayContaining([expect.objectContaining({ code: 'FIELD_INVALID', path: 'headlines' })]),
    });
  });
});

describe('ninjs 2.x', () => {
  test('is read by roles: headlines, sources, HTML before a longer plain copy', async () => {
    const result = await readSample('ninjs/canal-2x.json');
    expect(result.format).toBe('ninjs');
    const item = acceptedOf(result);
    expect(item.article.headlines?.map(({ role }) => role)).toEqual(['main', 'subhead', 'social']);
    expect(item.attribution).toMatchObject({
      bylines: ['Noor Vaal'],
      source: 'Example Wire',
      creditLine: 'Example Wire',
      copyrightHolder: 'Example Wire',
    });
    expect(htmlOf(item)).toBe('<p>The locks of the Vaal canal will open at night for six weeks.</p>');
    expect(item.article).toMatchObject({
      contentCreated: '2026-06-02T08:00:00Z',
      expires: '2027-01-01T00:00:00Z',
      embargoedUntil: '2026-06-02T10:00:00Z',
    });
    expect(item.disposition).toEqual({ kind: 'send' });
    expect(item.article.associations).toMatchObject([
      { type: 'picture', by: 'P Ree', renditions: [{ href: 'https://wire.example/c.jpg' }] },
    ]);
  });
});
