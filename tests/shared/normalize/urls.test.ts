import { describe, expect, test } from 'vitest';
import { canonicalUrl, safeUrl, unsignedUrl } from '../../../shared/normalize/urls.ts';

describe('a safe address', () => {
  test('is http or https, absolute or resolved', () => {
    expect(safeUrl(' https://a.example/x ')).toBe('https://a.example/x');
    expect(safeUrl('../y', 'https://a.example/b/c/')).toBe('https://a.example/b/y');
    expect(safeUrl('https://a.example/x', '/no/base')).toBe('https://a.example/x');
    expect(safeUrl('//cdn.example/p.jpg', 'https://a.example/')).toBe('https://cdn.example/p.jpg');
  });

  test.each([
    'javascript:alert(1)',
    'JaVa\tScript:alert(1)',
    '\u00a0javascript:alert(1)',
    '\u3000javascript:alert(1)',
    '\ufeffjavascript:alert(1)',
    ' \u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'https://user:word@a.example/',
    'mailto:ann@a.example',
    '/relative',
    '',
  ])('is never made of %j', (address) => {
    expect(safeUrl(address)).toBeUndefined();
    expect(
      safeUrl(address.startsWith('/') || address === '' ? 'javascript:x' : address, 'https://a.example/'),
    ).toBeUndefined();
  });

  test('may be a mailbox where that is asked for', () => {
    expect(safeUrl('mailto:ann@a.example', undefined, { mail: true })).toBe('mailto:ann@a.example');
  });
});

describe('a canonical address', () => {
  test('has no fragment and no tracking, and keeps what tells the page', () => {
    expect(canonicalUrl('https://a.example/x?utm_source=y&id=7&fbclid=z#top')).toBe('https://a.example/x?id=7');
    expect(canonicalUrl('https://a.example/x?source=rss-1------2')).toBe('https://a.example/x');
    expect(canonicalUrl('https://a.example/x?partner=rss&emc=rss&ref=7')).toBe('https://a.example/x?ref=7');
    expect(canonicalUrl('https://a.example/x?q=a%20b')).toBe('https://a.example/x?q=a%20b');
  });

  test('is not a bare site, which identifies no article', () => {
    expect(canonicalUrl('https://a.example/')).toBeUndefined();
    expect(canonicalUrl('https://a.example/?p=12')).toBe('https://a.example/?p=12');
  });
});

test('an expiring address is told by what does not expire', () => {
  expect(unsignedUrl('https://s3.example/p.jpg?w=800&X-Amz-Expires=60&X-Amz-Signature=ab')).toBe(
    'https://s3.example/p.jpg?w=800',
  );
  expect(unsignedUrl('not an address')).toBe('not an address');
});
