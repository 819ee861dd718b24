import { describe, expect, test } from 'vitest';
import { acceptedOf, codesOf, readAs, readSample } from '../../support/uploads.ts';

const post = (changes: object): string =>
  JSON.stringify({
    id: 5,
    type: 'post',
    status: 'publish',
    guid: { rendered: 'https://a.example/?p=5' },
    link: 'https://a.example/five/',
    date: '2026-01-02T10:00:00',
    title: { rendered: 'Five' },
    content: { rendered: '<p>Text.</p>', protected: false },
    ...changes,
  });

describe('WordPress posts', () => {
  test('are read with what is embedded', async () => {
    const { format, items } = await readSample('wordpress-rest/posts.json');
    expect(format).toBe('wordpress-rest');
    expect(items[0]).toMatchObject({
      status: 'accepted',
      identity: { nativeId: 'https://blatt.example/?p=71' },
      article: {
        by: 'Jule Ahrens',
        headlines: [{ role: 'main', value: 'Imkerei & Obstwiese: Ein Sommer – drei Ernten' }],
        descriptions: [{ role: 'summary', value: 'Acht Völker, drei Ernten' }],
        subjects: [{ name: 'Natur & Garten', rel: 'section' }, { name: 'Bienen' }],
      },
      attribution: { canonicalUrl: 'https://blatt.example/2026/08/imkerei/', firstPublished: '2026-08-11T07:00:00Z' },
    });
    const picture = items[0]?.status === 'accepted' ? items[0].article.associations?.[0] : undefined;
    expect(picture).toMatchObject({
      copyrightNotice: '© Blatt',
      renditions: [{ href: 'https://blatt.example/bilder/bienen.jpg', width: 1600 }],
    });
    expect(picture?.descriptions).toEqual(
      expect.arrayContaining([
        { role: 'caption', value: 'Die erste Wabe.' },
        { role: 'altText', value: 'Bienen an einer Wabe' },
        { role: 'creditline', value: 'Jule Ahrens' },
      ]),
    );
  });

  test('that are drafts or behind a password are rejected one by one; link posts are stored', async () => {
    const { items } = await readSample('wordpress-rest/posts.json');
    expect(items.map((item) => (item.status === 'rejected' ? item.reasons[0]?.code : item.disposition.kind))).toEqual([
      'send',
      'STATUS_NOT_PUBLISHABLE',
      'STATUS_NOT_PUBLISHABLE',
      'store',
    ]);
  });

  test.each(['future', 'private', 'pending', 'trash'])('with the status %s are not sent', async (status) => {
    expect(codesOf(await readAs(post({ status }), 'p.json'))).toEqual(['STATUS_NOT_PUBLISHABLE']);
  });

  test.each(['page', 'attachment', 'revision'])('of the type %s are no articles', async (type) => {
    expect(codesOf(await readAs(post({ type }), 'p.json'))).toEqual(['TYPE_UNSUPPORTED']);
  });

  test('without GMT have the zone of the profile, with a warning', async () => {
    const item = acceptedOf(await readAs(post({ date_gmt: '0000-00-00T00:00:00' }), 'p.json'));
    expect(item.attribution?.firstPublished).toBe('2026-01-02T09:00:00Z');
    expect(item.warnings).toContainEqual(expect.objectContaining({ code: 'DATE_WITHOUT_ZONE', path: 'published' }));
  });

  test('name several authors where a plugin does, and the original where the SEO plugin knows it', async () => {
    const item = acceptedOf(
      await readAs(
        post({
          coauthors: [{ display_name: 'A Bee' }, { display_name: 'C Dee' }],
          yoast_head_json: { canonical: 'https://first.example/five/', og_locale: 'de_DE' },
        }),
        'p.json',
      ),
    );
    expect(item.attribution).toMatchObject({
      bylines: ['A Bee', 'C Dee'],
      canonicalUrl: 'https://first.example/five/',
    });
    expect(item.article.language).toBe('de-DE');
  });

  test('whose author may not be read have none of their own', async () => {
    const item = acceptedOf(
      await readAs(
        post({ _embedded: { author: [{ code: 'rest_user_invalid_id', message: 'Invalid user ID.' }] } }),
        'p.json',
      ),
    );
    expect(item.article.by).toBeUndefined();
  });
});
