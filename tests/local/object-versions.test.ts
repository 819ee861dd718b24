import { expect, test } from 'vitest';
import { listVersionsXml } from '../../local/object-versions.ts';

const at = new Date(Date.UTC(2026, 10, 24));
const object = (key: string) => ({ key, etag: '"e"', contentLength: 1, lastModified: at });
const keysIn = (xml: string): string[] => [...xml.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = '']) => key);

test('keys come in the order of their bytes, from the marker on, and no more than asked for', () => {
  const objects = ['b', '\u{1F600}', '\uFF5E', 'a', 'c'].map(object);
  expect(keysIn(listVersionsXml('uploads', new URLSearchParams(), objects, []))).toEqual([
    'a',
    'b',
    'c',
    '%EF%BD%9E',
    '%F0%9F%98%80',
  ]);
  const page = listVersionsXml('uploads', new URLSearchParams({ 'key-marker': 'a', 'max-keys': '2' }), objects, []);
  expect(keysIn(page)).toEqual(['b', 'c']);
  expect(page).toContain('<IsTruncated>true</IsTruncated>\n<NextKeyMarker>c</NextKeyMarker>');
});

test('a removal that was cut short leaves the object', () => {
  const xml = listVersionsXml(
    'uploads',
    new URLSearchParams(),
    [object('a')],
    [
      { key: 'a', atMs: 0 },
      { key: 'b', atMs: 0 },
    ],
  );
  expect(xml.match(/<DeleteMarker>/g)).toHaveLength(1);
  expect(keysIn(xml)).toEqual(['a', 'b']);
});
