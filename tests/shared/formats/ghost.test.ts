import { describe, expect, test } from 'vitest';
import { acceptedOf, codesOf, describedAs, htmlOf, readAs, readSample } from '../../support/uploads.ts';

const post = {
  id: '1',
  uuid: 'u-1',
  title: 'A title',
  slug: 'a-title',
  html: '<p>Text.</p>',
  status: 'published',
  published_at: '2026-01-01T00:00:00.000Z',
};

describe('Ghost', () => {
  test('exports join authors and tags from their tables', async () => {
    const { format, items } = await readSample('ghost/export.json');
    expect(format).toBe('ghost');
    expect(items.map(({ item, status }) => [item, status])).toEqual([
      ['posts[0]', 'accepted'],
      ['posts[1]', 'rejected'],
      ['posts[2]', 'rejected'],
    ]);
    const [first] = items;
    if (first?.status !== 'accepted') throw new Error('rejected');
    expect(first.article).toMatchObject({
      by: 'Anaïs Roche, Yann Le Goff',
      language: 'fr',
      altIds: [{ role: 'ghost', value: 'p1' }],
    });
    expect(first.identity.nativeId).toBe('2f0e-phare-1');
    expect(first.article.subjects?.map(({ name }) => name)).toEqual(['Mer']);
    expect(htmlOf(first)).toContain('href="https://phare.example/archives/"');
    expect(JSON.stringify(first)).not.toContain('@phare.example');
    expect(first.article.associations?.[0]?.descriptions).toContainEqual({
      role: 'altText',
      value: 'Un phare sous la pluie',
    });
  });

  test('a post without HTML has the text of its editor', async () => {
    const { html: _, ...bare } = post;
    const paragraph = { type: 'paragraph', children: [{ type: 'text', text: 'The ferry is back.', format: 0 }] };
    const lexical = JSON.stringify({ root: { children: [paragraph] } });
    const result = await readAs(JSON.stringify({ posts: [{ ...bare, lexical }] }), 'post.json');
    expect(htmlOf(acceptedOf(result))).toBe('<p>The ferry is back.</p>');
  });

  test('drafts and pages are rejected with their reasons', async () => {
    const { items } = await readSample('ghost/export.json');
    expect(
      items.slice(1).map((item) => (item.status === 'rejected' ? item.reasons.map(({ code }) => code) : [])),
    ).toEqual([['STATUS_NOT_PUBLISHABLE'], ['TYPE_UNSUPPORTED']]);
  });

  test('answers, webhooks and import files are posts as well', async () => {
    const author = { name: 'Io Rey', url: 'https://a.example/io' };
    for (const value of [
      { posts: [{ ...post, authors: [author] }] },
      { post: { current: { ...post, authors: [author] }, previous: {} } },
      { posts: [{ url: 'https://old.example/a', data: { ...post, author: { url: 'x', data: author } } }] },
      { data: { posts: [{ ...post, author_id: 9 }], users: [{ id: 9, ...author }] } },
    ]) {
      const result = await readAs(JSON.stringify(value), 'g.json');
      expect(result.format).toBe('ghost');
      expect(acceptedOf(result).article.by).toBe('Io Rey');
    }
  });

  test('posts sent as newsletters only, or scheduled, are not sent', async () => {
    for (const changes of [{ status: 'sent' }, { email_only: true }, { status: 'scheduled' }]) {
      expect(codesOf(await readAs(JSON.stringify({ posts: [{ ...post, ...changes }] }), 'g.json'))).toEqual([
        'STATUS_NOT_PUBLISHABLE',
      ]);
    }
  });

  test('a post that the API shows a part of only is stored, with its beginning as the summary', async () => {
    const teaser = { ...post, url: 'https://g.example/a/', access: false, visibility: 'paid', excerpt: 'Text.' };
    const item = acceptedOf(await readAs(JSON.stringify({ posts: [teaser] }), 'g.json'));
    expect(item.disposition).toEqual({ kind: 'store' });
    expect(item.article.bodies).toBeUndefined();
    expect(item.article.descriptions).toContainEqual({ role: 'summary', value: 'Text.' });
    expect(item.warnings).toContainEqual(expect.objectContaining({ code: 'FIELD_IGNORED', path: 'visibility' }));
  });

  test('the credit that closes a picture’s caption is its credit', async () => {
    const pictured = {
      ...post,
      feature_image: 'https://g.example/p.jpg',
      feature_image_caption:
        'The pier. Photo by <a href="https://u.example">Jo Lens</a> / <a href="https://u.example">Unsplash</a>',
    };
    const item = acceptedOf(await readAs(JSON.stringify({ posts: [pictured] }), 'g.json'));
    expect(describedAs(item, 'picture-1', 'caption')).toBe('The pier.');
    expect(describedAs(item, 'picture-1', 'creditline')).toBe('Jo Lens / Unsplash');
  });
});
