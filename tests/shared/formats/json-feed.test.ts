import { describe, expect, test } from 'vitest';
import type { AcceptedItem, IntakeItem } from '../../../shared/intake/intake.ts';
import { acceptedOf, htmlOf, readAs, readSample, warningCodesOf } from '../../support/uploads.ts';

const accepted = (item: IntakeItem | undefined): AcceptedItem => {
  if (item?.status !== 'accepted') throw new Error(`rejected: ${JSON.stringify(item)}`);
  return item;
};

describe('a JSON Feed', () => {
  test('gives every entry an article with its own fields', async () => {
    const { format, items } = await readSample('json-feed/valley-notes.json');
    expect(format).toBe('json-feed');
    const first = accepted(items[0]);
    expect(first.identity.nativeId).toBe('https://valley.example/2026/weir');
    expect(first.article).toMatchObject({
      by: 'Nuala Keane, Piotr Zych',
      language: 'en-IE',
      versionCreated: '2026-10-03T09:30:00Z',
    });
    expect(first.attribution).toMatchObject({
      canonicalUrl: 'https://valley.example/2026/weir',
      firstPublished: '2026-10-03T07:00:00Z',
    });
    expect(first.article.descriptions).toContainEqual({ role: 'summary', value: 'Anglers are back at the Kell.' });
    expect(first.article.subjects?.map(({ name }) => name)).toEqual(['Kell', 'angling']);
    expect(first.article.associations?.map(({ renditions }) => renditions?.[0]?.href)).toEqual([
      'https://valley.example/img/weir.jpg',
      'https://valley.example/img/weir-2.png',
    ]);
  });

  test('stores an entry that only points elsewhere, with the feed’s author', async () => {
    const second = accepted((await readSample('json-feed/valley-notes.json')).items[1]);
    expect(second.disposition).toEqual({ kind: 'store' });
    expect(second.article.by).toBe('Valley desk');
    expect(warningCodesOf(second)).toContain('LINK_ONLY');
  });

  test('rejects an entry without a title alone', async () => {
    const { items } = await readSample('json-feed/valley-notes.json');
    expect(items[2]).toMatchObject({ status: 'rejected', reasons: [{ code: 'FIELD_MISSING', path: 'headline' }] });
  });

  test('is known without its version’s address, and the address elsewhere of a text is related', async () => {
    const feed = {
      version: '1.1',
      home_page_url: 'https://a.example',
      author: { name: 'Old' },
      items: [
        {
          id: 7,
          title: 'T',
          url: 'https://a.example/7',
          external_url: 'https://b.example/',
          content_html: '<p>x</p><script>1</script>',
        },
      ],
    };
    const item = acceptedOf(await readAs(JSON.stringify(feed), 'feed.json'));
    expect(item.identity.nativeId).toBe('7');
    expect(htmlOf(item)).toBe('<p>x</p>');
    expect(item.article.by).toBe('Old');
    expect(item.article.associations).toMatchObject([{ rel: 'related', uri: 'https://b.example/' }]);
  });

  test('with fields of another type names them', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      items: ['x', { id: '1', title: { $ne: null }, content_text: 'x' }],
    };
    const { items } = await readAs(JSON.stringify(feed), 'feed.json');
    expect(items[0]).toMatchObject({
      status: 'rejected',
      reasons: expect.arrayContaining([expect.objectContaining({ code: 'FIELD_INVALID', path: 'items[0]' })]),
    });
    expect(items[1]).toMatchObject({
      status: 'rejected',
      reasons: expect.arrayContaining([expect.objectContaining({ code: 'FIELD_INVALID', path: 'title' })]),
    });
  });

  test.each([
    ['a summary alone', { summary: 'What is in it.' }],
    ['a text that is cut', { content_html: '<p>The board met on Tuesday and […]</p>' }],
    ['a text that is its summary', { content_text: 'The board met. '.repeat(8), summary: 'The board met. '.repeat(8) }],
  ])('with %s points to its page, and is stored', async (_, texts) => {
    const entry = { id: '1', url: 'https://a.example/1', title: 'R&amp;D', ...texts };
    const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'F', items: [entry] };
    const item = acceptedOf(await readAs(JSON.stringify(feed), 'feed.json'));
    expect(item.disposition).toEqual({ kind: 'store' });
    expect(item.article.headlines?.[0]?.value).toBe('R&D');
    expect(item.article.bodies).toBeUndefined();
  });
});
