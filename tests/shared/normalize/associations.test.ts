import { expect, test } from 'vitest';
import { pictureAssociations, relatedAssociations } from '../../../shared/normalize/associations.ts';
import { Warnings } from '../../../shared/normalize/warnings.ts';

test('a picture listed and shown is one, whatever size it is shown in', () => {
  const found = pictureAssociations(
    [{ url: 'https://a.example/p.jpg', credit: 'Ann/AP', usageTerms: 'Once' }],
    [{ url: 'https://a.example/p-1024x768.jpg', caption: 'A crowd' }, { url: '/q.jpg' }],
    'https://a.example/x',
    new Warnings(),
  );
  expect(found.map(({ name, descriptions, usageTerms }) => ({ name, descriptions, usageTerms }))).toEqual([
    {
      name: 'picture-1',
      descriptions: [
        { role: 'caption', value: 'A crowd' },
        { role: 'creditline', value: 'Ann/AP' },
      ],
      usageTerms: 'Once',
    },
    { name: 'picture-2', descriptions: undefined, usageTerms: undefined },
  ]);
  expect(found[1]?.renditions).toEqual([{ name: 'main', href: 'https://a.example/q.jpg' }]);
});

test('a picture whose address or rights are not known is flagged', () => {
  const warnings = new Warnings();
  pictureAssociations(
    [{ credit: 'Ann/AP' }, { url: 'https://a.example/p.jpg', credit: 'Ann', licenseUrl: 'https://a.example/terms' }],
    [],
    undefined,
    warnings,
  );
  expect(warnings.list().map(({ code, path }) => [code, path])).toEqual([
    ['PICTURE_URL_MISSING', 'picture-1'],
    ['PICTURE_RIGHTS_UNKNOWN', 'picture-1'],
  ]);
});

test('related items stand once, by address or else by title', () => {
  const found = relatedAssociations(
    [{ title: 'A', url: '/a' }, { url: 'https://a.example/a' }, { title: 'B' }, { title: 'B' }, {}],
    'https://a.example/',
    new Warnings(),
  );
  expect(found.map(({ name, uri, headlines }) => [name, uri, headlines?.[0]?.value])).toEqual([
    ['related-1', 'https://a.example/a', 'A'],
    ['related-2', undefined, 'B'],
  ]);
});
