import { expect, test } from 'vitest';
import { asUri, partOf } from '../../../shared/article/uri.ts';

test.each([
  ['urn:newsml:a.example:2026:1', 'urn:newsml:a.example:2026:1'],
  ['tag:a.example,2026:grün', 'tag:a.example,2026:gr%C3%BCn'],
  ['https://a.example/漢?q=ä#ö', 'https://a.example/%E6%BC%A2?q=%C3%A4#%C3%B6'],
  ['https://a.example/%C3%BC?100%', 'https://a.example/%C3%BC?100%25'],
  ['https://a.example/a[1]#x#y', 'https://a.example/a%5B1%5D#x%23y'],
  ['http://[2001:db8::1]/a', 'http://[2001:db8::1]/a'],
  [' medtop:20000822 ', 'medtop:20000822'],
  ['https://a.example/\ud800', 'https://a.example/%EF%BF%BD'],
  ['ABCDEFG', undefined],
  ['some other id: 7', undefined],
  ['C:\\story.doc', undefined],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['', undefined],
])('%s is %s', (text, uri) => expect(asUri(text)).toBe(uri));

test('a part has one fragment', () => {
  expect(partOf('urn:a:1', 'picture-1')).toBe('urn:a:1#picture-1');
  expect(partOf('https://a.example/#s', 'picture-1')).toBe('https://a.example/#s.picture-1');
});
