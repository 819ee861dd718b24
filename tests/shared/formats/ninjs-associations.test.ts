import { expect, test } from 'vitest';
import { JsonFields } from '../../../shared/formats/json-fields.ts';
import { readNinjsAssociations } from '../../../shared/formats/ninjs-associations.ts';

test('associations by name, as before 2.0, are read like those in a list', () => {
  const picture = {
    type: 'picture',
    headline: 'A bridge',
    description_caption: 'At dusk',
    byline: 'Ann',
    renditions: { big: { href: 'https://a.example/b.jpg', width: 900 } },
  };
  expect(readNinjsAssociations(new JsonFields({ associations: { featured: picture } })).pictures).toMatchObject([
    { title: 'A bridge', caption: 'At dusk', byline: 'Ann', url: 'https://a.example/b.jpg', width: 900 },
  ]);
});

test('what is no picture is related, by title, address or id', () => {
  const associations = [
    { type: 'text', uri: 'https://a.example/x', headlines: [{ value: 'X' }] },
    { type: 'video', uri: 'urn:v:1' },
    { type: 'text' },
  ];
  expect(readNinjsAssociations(new JsonFields({ associations }))).toEqual({
    related: [{ title: 'X', url: 'https://a.example/x', nativeId: 'https://a.example/x' }, { nativeId: 'urn:v:1' }],
  });
});
