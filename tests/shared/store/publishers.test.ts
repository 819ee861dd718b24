import { expect, test } from 'vitest';
import type { Publisher } from '../../../shared/article/publisher.ts';
import { publisherStore } from '../../../shared/store/publishers.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();
const publisher: Publisher = { id: 'harbour-news', name: 'Harbour News', language: 'en', active: true };

test('a publisher is kept as it was registered', async () => {
  const store = publisherStore(await newTable());
  expect(await store.get('harbour-news')).toBeUndefined();
  await store.put(publisher);
  expect(await store.get('harbour-news')).toEqual(publisher);
  await store.put({ ...publisher, active: false });
  expect(await store.get('harbour-news')).toEqual({ ...publisher, active: false });
});

test('publishers of any number are read whole', async () => {
  const store = publisherStore(await newTable());
  // Together more than one answer of the table holds.
  const usageTerms = 'Publish with the credit. '.repeat(2_000);
  const publishers = Array.from({ length: 30 }, (_, number) => ({
    ...publisher,
    id: `publisher-${String(number).padStart(2, '0')}`,
    usageTerms,
  }));
  await Promise.all(publishers.map((one) => store.put(one)));
  expect((await store.all()).map(({ id }) => id)).toEqual(publishers.map(({ id }) => id));
});
