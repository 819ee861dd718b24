import { describe, expect, test } from 'vitest';
import { acceptedOf, codesOf, describedAs, readAs, readSample } from '../../support/uploads.ts';

const story = (changes: object): string =>
  JSON.stringify({
    _id: 'S1',
    type: 'story',
    version: '0.10.9',
    headlines: { basic: 'A title' },
    content_elements: [{ type: 'text', content: 'Text.' }],
    ...changes,
  });

describe('an ANS story', () => {
  test('keeps its people, its wire and its original apart', async () => {
    const result = await readSample('arc-ans/orchard.json');
    expect(result.format).toBe('arc-ans');
    const item = acceptedOf(result);
    expect(item.identity.nativeId).toBe('ARCORCHARD1');
    expect(item.attribution).toMatchObject({
      bylines: ['Lena Ortiz'],
      source: 'Orchard Wire',
      copyrightNotice: '© 2026 Orchard Wire',
      canonicalUrl: 'https://origin.example/orchard/',
      firstPublished: '2026-09-12T07:00:00Z',
    });
    expect(item.article).toMatchObject({
      located: 'Perry Hill',
      slugline: 'orchard-0912',
      altIds: [{ role: 'composer', value: 'c-99' }],
    });
    expect(item.article.version).toBeUndefined();
    expect(item.article.descriptions).toEqual(
      expect.arrayContaining([
        { role: 'vanity-credit', value: 'Lena Ortiz for Orchard Wire' },
        { role: 'correction', value: 'An earlier version misstated the sum.' },
      ]),
    );
    expect(item.article.headlines?.map(({ role }) => role)).toEqual(['main', 'subhead', 'kicker', 'print']);
    expect(item.article.people?.map(({ name }) => name)).toEqual(['Ida Crane']);
    expect(describedAs(item, 'picture-1', 'creditline')).toBe('Sam Doyle/Orchard Wire');
  });

  test('under an embargo without an end is held; one that is over or switched off is not', async () => {
    const held = acceptedOf(
      await readAs(story({ content_restrictions: { embargo: { active: true, description: 'wait' } } }), 's.json'),
    );
    expect(held.disposition).toEqual({ kind: 'hold' });
    const open = acceptedOf(await readAs(story({ content_restrictions: { embargo: { active: false } } }), 's.json'));
    expect(open.disposition).toEqual({ kind: 'send' });
    const dated = acceptedOf(
      await readAs(
        story({ content_restrictions: { embargo: { active: true, end_time: '2030-01-01T00:00:00Z' } } }),
        's.json',
      ),
    );
    expect(dated.disposition).toEqual({ kind: 'hold', untilMs: Date.UTC(2030, 0, 1) });
  });

  test('that is unpublished, or kept from outside, is not sent', async () => {
    for (const changes of [
      { revision: { published: false } },
      { status: 'working' },
      { syndication: { external_distribution: false } },
    ]) {
      expect(codesOf(await readAs(story(changes), 's.json'))).toContain('STATUS_NOT_PUBLISHABLE');
    }
  });

  test('is published whatever number its newsroom’s workflow has', async () => {
    expect(acceptedOf(await readAs(story({ workflow: { status_code: 6 } }), 's.json')).disposition).toEqual({
      kind: 'send',
    });
  });

  test('with corrections of another type is refused at their place', async () => {
    expect((await readAs(story({ corrections: ['x'] }), 's.json')).items[0]).toMatchObject({
      reasons: [{ code: 'FIELD_INVALID', path: 'corrections[0]' }],
    });
  });

  test('is one of many in a search result; videos are no articles', async () => {
    const { items } = await readAs(
      JSON.stringify({
        type: 'results',
        content_elements: [JSON.parse(story({})), { ...JSON.parse(story({ _id: 'V' })), type: 'video' }],
      }),
      'r.json',
    );
    expect(items.map(({ item, status }) => [item, status])).toEqual([
      ['content_elements[0]', 'accepted'],
      ['content_elements[1]', 'rejected'],
    ]);
  });
});
