import { describe, expect, test } from 'vitest';
import { acceptedOf, codesOf, htmlOf, readAs, rejectedOf } from '../../support/uploads.ts';

const read = (value: unknown) => readAs(JSON.stringify(value), 'a.json');

test('an article in plain JSON is read by the names everybody uses', async () => {
  const item = acceptedOf(
    await read({
      id: 17,
      title: 'A &amp; B',
      author: { name: 'Ann Author' },
      published_at: '2026-05-03T10:00:00Z',
      content: 'One.\n\nTwo.',
    }),
  );
  expect(item.identity).toEqual({ nativeId: '17', from: 'document' });
  expect(item.article.headlines?.[0]?.value).toBe('A & B');
  expect(item.attribution).toMatchObject({ bylines: ['Ann Author'], firstPublished: '2026-05-03T10:00:00Z' });
  expect(htmlOf(item)).toBe('<p>One.</p><p>Two.</p>');
});

test('tags or entities make a body HTML, and an HTML body wins over a text', async () => {
  expect(htmlOf(acceptedOf(await read({ title: 'T', body: '&lt;b&gt; &amp; <i>c</i>' })))).toBe(
    '<p>&lt;b&gt; &amp; <i>c</i></p>',
  );
  expect(htmlOf(acceptedOf(await read({ title: 'T', text: 'plain', body_html: '<p>html</p>' })))).toBe('<p>html</p>');
});

test('lists may stand under a name, with what is about the list beside it', async () => {
  const { items } = await read({
    total: 2,
    articles: [
      { title: 'A', body: 'a' },
      { title: 'B', body: 'b' },
    ],
  });
  expect(items.map(({ item }) => item)).toEqual(['[0]', '[1]']);
});

describe('a field of another shape', () => {
  test.each([
    [{ id: ['1'], title: 'T', body: 'b' }, 'id'],
    [{ id: '  ', title: 'T', body: 'b' }, 'id'],
    [{ title: { $ne: null }, body: 'b' }, 'headline'],
    [{ title: 'T', body: 123 }, 'body'],
    [{ title: 'T', body: 'b', version: -1 }, 'version'],
    [{ title: 'T', body: 'b', status: 'spiked??' }, 'status'],
    [{ title: 'T', body: 'b', updated: '2026-02-30T25:61:00Z' }, 'updated'],
  ])('%j is invalid', async (value, path) => {
    expect(rejectedOf(await read(value)).reasons.map((reason) => [reason.code, reason.path])).toContainEqual([
      'FIELD_INVALID',
      path,
    ]);
  });
});

test('an empty object lacks everything', async () => {
  expect(codesOf(await read({}))).toEqual(['FIELD_MISSING', 'EMPTY_ARTICLE']);
});

test('the publisher is who uploads, not who the file names', async () => {
  const item = acceptedOf(await read({ title: 'T', body: 'b', publisher: 'someone-else' }));
  expect(item.attribution?.provider).toMatchObject({ id: 'demo', name: 'Demo News' });
});
