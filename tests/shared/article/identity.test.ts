import { describe, expect, test } from 'vitest';
import { articleIdOf, publisherIdOfKey } from '../../../shared/article/identity.ts';
import { casesOf } from '../../support/material.ts';

describe('the id of an article', () => {
  test('is the same for the same publisher and native id, for ever', () => {
    // Written down: ids stand in partners' systems, so a change of this function would publish everything anew.
    expect(articleIdOf('harbour-news', 'urn:harbour:ferry')).toBe('harbour-news-f8b2062afbf928b8a5238566');
  });

  test('can stand in keys, messages, addresses and webhook ids, whatever the document calls itself', () => {
    const natives = [
      '',
      ' ',
      'a#b',
      'a/../b',
      '日本語',
      'a\u0000b',
      '😀',
      'x'.repeat(4096),
      '../../etc/passwd',
      'HEAD',
    ];
    const ids = natives.map((native) => articleIdOf('harbour-news', native));
    for (const id of ids) expect(id).toMatch(/^harbour-news-[0-9a-f]{24}$/);
    expect(new Set(ids).size).toBe(natives.length);
  });

  test('tells publishers apart, even where a part moves from one name to the other', () => {
    expect(articleIdOf('a', 'b')).not.toBe(articleIdOf('b', 'a'));
    expect(articleIdOf('a', 'b-c')).not.toBe(articleIdOf('a-b', 'c'));
    expect(articleIdOf('a', '\u0000b')).not.toBe(articleIdOf('a', 'b'));
  });

  test('is the same for the same letters composed in another way, and for nothing else', () => {
    expect(articleIdOf('a', 'cafe\u0301')).toBe(articleIdOf('a', 'caf\u00e9'));
    expect(articleIdOf('a', 'ﬁ')).not.toBe(articleIdOf('a', 'fi'));
    expect(articleIdOf('a', 'ID')).not.toBe(articleIdOf('a', 'id'));
    expect(articleIdOf('a', 'id ')).not.toBe(articleIdOf('a', 'id'));
  });
});

describe('the publisher of an upload', () => {
  test.each<[string, string | undefined]>([
    ['publishers/acme/a.json', 'acme'],
    ['publishers/acme/deep/er/a.json', 'acme'],
    ['publishers/acme/a\nb.json', 'acme'],
    ['publishers/acme/publishers/other/a.json', 'acme'],
    ['publishers/acme/../other/a.json', 'acme'],
    ['publishers/acme//a.json', 'acme'],
    ['publishers/0-9/a', '0-9'],
    [`publishers/${'a'.repeat(63)}/a`, 'a'.repeat(63)],
    [`publishers/${'a'.repeat(64)}/a`, undefined],
    ['publishers/acme/', undefined],
    ['publishers/acme', undefined],
    ['publishers//a.json', undefined],
    ['publishers/', undefined],
    ['', undefined],
    ['acme/a.json', undefined],
    ['/publishers/acme/a.json', undefined],
    [' publishers/acme/a.json', undefined],
    ['Publishers/acme/a.json', undefined],
    ['x/publishers/acme/a.json', undefined],
    ['\npublishers/acme/a.json', undefined],
    ['publishers/Acme/a.json', undefined],
    ['publishers/-acme/a.json', undefined],
    ['publishers/ac me/a.json', undefined],
    ['publishers/acme\u200b/a.json', undefined],
    ['publishers/аcme/a.json', undefined],
    ['publishers/acme\\a.json', undefined],
    ['publishers/../acme/a.json', undefined],
    ['publishers/__proto__/a.json', undefined],
  ])('under %j is %s', (key, publisherId) => {
    expect(publisherIdOfKey(key)).toBe(publisherId);
  });

  const cases = casesOf<{ key: string; publisher_prefix: string; code: string }>('badinputs/s3keys/keys.json');

  test.skipIf(cases.length === 0)('is never another’s, under keys collected elsewhere', () => {
    const wrong = cases.filter(({ key, code }) => {
      const publisherId = publisherIdOfKey(`publishers/${key}`);
      return code === 'KEY_PREFIX' ? publisherId === 'acme' : !['acme', undefined].includes(publisherId);
    });
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(50);
  });
});
