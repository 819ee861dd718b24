import { expect, test } from 'vitest';
import type { Article } from '../../../shared/article/article.ts';
import { contentHashOf } from '../../../shared/article/content-hash.ts';

const article: Article = {
  uri: 'urn:a:1',
  type: 'text',
  pubStatus: 'usable',
  version: '1',
  versionCreated: '2026-01-01T00:00:00Z',
  bodies: [{ contentType: 'text/html', value: '<img src="https://s.example/p.jpg?a=1&amp;Signature=x" />' }],
  associations: [{ name: 'picture-1', renditions: [{ name: 'main', href: 'https://s.example/p.jpg?Signature=x' }] }],
};
const unsigned = (address: string): string => address.replace(/[?&]Signature=\w+/, '');

test('the hash holds over what an export changes by itself', () => {
  const again: Article = {
    ...article,
    version: '7',
    versionCreated: '2026-02-01T00:00:00Z',
    bodies: [{ contentType: 'text/html', value: '<img src="https://s.example/p.jpg?a=1&amp;Signature=y" />' }],
    associations: [{ renditions: [{ href: 'https://s.example/p.jpg?Signature=y', name: 'main' }], name: 'picture-1' }],
  };
  expect(contentHashOf(again, undefined, unsigned)).toBe(contentHashOf(article, undefined, unsigned));
});

test('the hash changes with anything else', () => {
  const base = contentHashOf(article, undefined);
  expect(base).toMatch(/^[0-9a-f]{64}$/);
  expect(contentHashOf({ ...article, language: 'en' }, undefined)).not.toBe(base);
  expect(contentHashOf({ ...article, embargoedUntil: '2026-05-01T00:00:00Z' }, undefined)).not.toBe(base);
});
