import { expect, test } from 'vitest';
import { readSample } from '../../support/uploads.ts';

test('LDRS stories are read one by one; an embargo that cannot be read holds its story only', async () => {
  const { format, items } = await readSample('ninjs-bbc-ldrs/council.json');
  expect(format).toBe('ninjs-bbc-ldrs');
  expect(items).toMatchObject([
    {
      item: 'item[0]',
      status: 'accepted',
      disposition: { kind: 'send' },
      identity: { nativeId: 'https://ldrs.example/stories/901' },
    },
    { item: 'item[1]', status: 'accepted', disposition: { kind: 'hold' } },
  ]);
});

test('subjects are taken in English, pictures from the array of associations', async () => {
  const [first] = (await readSample('ninjs-bbc-ldrs/council.json')).items;
  if (first?.status !== 'accepted') throw new Error('rejected');
  expect(first.article.subjects?.map(({ name }) => name)).toEqual(['Transport']);
  expect(first.article.associations).toMatchObject([
    { type: 'picture', renditions: [{ href: 'https://ldrs.example/img/n7.jpg' }] },
  ]);
});
