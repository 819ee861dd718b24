import { expect, test } from 'vitest';
import { findXmlRoot } from '../../../shared/formats/xml-root.ts';

test.each([
  [
    '<?xml version="1.0"?>\n<!-- a > b -->\n<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x">',
    'newsItem',
    'http://iptc.org/std/nar/2006-10-01/',
  ],
  ['<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">', 'feed', 'http://www.w3.org/2005/Atom'],
  ['<!DOCTYPE NewsML [ <!ENTITY % x "y>z"> ]>\n<NewsML>', 'NewsML', undefined],
  ['\ufeff  <rss version="2.0">', 'rss', undefined],
  ['<html lang="en">', 'html', undefined],
])('%s has its root', (text, localName, namespace) => {
  expect(findXmlRoot(text)).toMatchObject({ localName, ...(namespace ? { namespace } : {}) });
});

test('the DOCTYPE stands as it is', () => {
  expect(findXmlRoot('<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf>')?.doctype).toBe('<!DOCTYPE nitf SYSTEM "nitf.dtd">');
});

test.each(['Headline\n\nText', '{"a":1}', '<', '< b', '<!--', ''])('“%s” is no XML', (text) => {
  expect(findXmlRoot(text)).toBeUndefined();
});

test('an endless prolog ends', () => {
  expect(findXmlRoot('<!DOCTYPE a ['.padEnd(5_000_000, '<!ELEMENT x ANY>'))).toBeUndefined();
});
