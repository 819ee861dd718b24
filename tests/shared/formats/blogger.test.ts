import { expect, test } from 'vitest';
import { acceptedOf, codesOf, readAs, readSample } from '../../support/uploads.ts';

test('a Blogger post is read, its entities resolved, under the id of Blogger’s feeds', async () => {
  const result = await readSample('blogger/posts.json');
  expect(result.format).toBe('blogger');
  const item = acceptedOf(result);
  expect(item.identity.nativeId).toBe('tag:blogger.com,1999:blog-77.post-501');
  expect(item.article).toMatchObject({ by: 'Rosa Pinto & Hijas', headlines: [{ value: 'Taller & Feria del Cobre' }] });
  expect(item.article.subjects?.map(({ name }) => name)).toEqual(['cobre', 'ferias & fiestas']);
  expect(item.attribution).toMatchObject({
    canonicalUrl: 'https://cerros.example/2026/07/taller.html',
    firstPublished: '2026-07-01T07:00:00Z',
  });
});

test('a draft of a list is not sent', async () => {
  const list = {
    kind: 'blogger#postList',
    items: [{ kind: 'blogger#post', id: '1', title: 'T', content: 'Text', status: 'DRAFT' }],
  };
  expect(codesOf(await readAs(JSON.stringify(list), 'b.json'))).toEqual(['STATUS_NOT_PUBLISHABLE']);
});
