import { describe, expect, test } from 'vitest';
import { draftFromMatter } from '../../../shared/formats/matter-fields.ts';
import type { MatterValue } from '../../../shared/formats/front-matter.ts';

const read = (fields: Readonly<Record<string, MatterValue>>) => draftFromMatter(new Map(Object.entries(fields)));

test('fields are known in any spelling of their names', () => {
  expect(
    read({ Title: 'A', 'publish-date': '2026-05-03', CANONICAL_URL: 'https://a.example/x', lang: 'en' }).item,
  ).toEqual({
    headline: 'A',
    published: '2026-05-03',
    canonicalUrl: 'https://a.example/x',
    language: 'en',
  });
});

describe('authors', () => {
  test('are names, objects, or slugs, which are concluded', () => {
    expect(read({ author: 'Ann Author' }).item.authors).toEqual([{ name: 'Ann Author' }]);
    expect(
      read({
        authors: [
          new Map([
            ['name', 'Ann'],
            ['url', 'https://a.example/ann'],
          ]),
        ],
      }).item.authors,
    ).toEqual([{ name: 'Ann', uri: 'https://a.example/ann' }]);
    expect(read({ author: '[Ann Author](https://a.example/ann)' }).item.authors).toEqual([{ name: 'Ann Author' }]);
    const { item } = read({ authors: ['ann-author'] });
    expect(item.authors).toEqual([{ name: 'Ann Author' }]);
    expect(item.inferences).toMatchObject([{ field: 'bylines' }]);
  });
});

describe('the status', () => {
  test('is what the file says in one of its ways', () => {
    expect(read({ draft: 'true' }).item.status).toBe('draft');
    expect(read({ published: 'false' }).item).toEqual({ status: 'draft' });
    expect(read({ published: '2026-05-03' }).item).toEqual({ published: '2026-05-03' });
    expect(read({ status: 'private', draft: 'false' }).item.status).toBe('private');
  });

  test('an embargo may have no end, or be none', () => {
    expect(read({ embargo: 'true' }).item.embargo).toBe('');
    expect(read({ embargo: 'false' }).item.embargo).toBeUndefined();
  });
});

test('pictures are addresses or described, never bare ids', () => {
  expect(read({ image: '/a.jpg', image_alt: 'A', image_credit: 'Ann' }).item.pictures).toEqual([
    { url: '/a.jpg', alternativeText: 'A', credit: 'Ann' },
  ]);
  expect(
    read({
      featured_image: new Map([
        ['src', 'https://a.example/a.jpg'],
        ['caption', 'C'],
      ]),
    }).item.pictures,
  ).toEqual([{ url: 'https://a.example/a.jpg', caption: 'C' }]);
  expect(read({ primary_image: 'card-17' }).item.pictures).toBeUndefined();
});

test.each([
  ['a list for a title', { title: ['a', 'b'] }, 'headline'],
  ['a day that does not exist', { title: 'A', date: '2026-02-30' }, 'date'],
  ['an empty id', { title: 'A', id: '' }, 'id'],
])('%s is invalid', (_, fields, path) => {
  expect(read(fields).rejections).toMatchObject([{ code: 'FIELD_INVALID', path }]);
});

test('what nobody knows is named, what is of the site is not', () => {
  expect(read({ title: 'A', layout: 'post', shoe_size: '43' }).warnings).toEqual([
    { code: 'FIELD_IGNORED', message: 'not understood and left out: shoe_size' },
  ]);
});

test('every list of subjects and keywords counts, nested or labelled', () => {
  const labelled = new Map([
    ['label', 'Pier'],
    ['permalink', '/pier'],
  ]);
  expect(
    read({
      categories: [['News', 'Local'], 'Sport'],
      topics: ['Harbour'],
      tags: ['boats', labelled],
      keywords: 'boats, sea',
    }).item,
  ).toEqual({
    subjects: [{ name: 'Harbour' }, { name: 'News' }, { name: 'Local' }, { name: 'Sport' }],
    keywords: ['boats', 'Pier', 'sea'],
  });
});

test('generators’ own names for times and for what is not listed are known', () => {
  expect(read({ pubDate: '2026-05-03', updatedDate: '2026-05-04', created: '2026-05-02' }).item).toEqual({
    published: '2026-05-03',
    modified: '2026-05-04',
    firstCreated: '2026-05-02',
  });
  expect(read({ last_update: new Map([['date', '2026-05-04']]) }).item.modified).toBe('2026-05-04');
  expect(read({ unlisted: 'true' }).item.status).toBe('private');
});

test('the credit that closes the caption of a picture is its credit', () => {
  const cover = new Map([
    ['image', '/a.jpg'],
    ['caption', 'The pier. Photo: Jo Lens'],
  ]);
  expect(read({ cover }).item.pictures).toEqual([{ url: '/a.jpg', caption: 'The pier.', credit: 'Jo Lens' }]);
});
