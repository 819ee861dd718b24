import { expect, test } from 'vitest';
import { entryKind, isSkipped, skippedEntries } from '../../../shared/formats/atom-kinds.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const kind = async (inside: string) =>
  entryKind(
    (
      await readXml(
        `<entry xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018" xmlns:thr="http://purl.org/syndication/thread/1.0">${inside}</entry>`,
      )
    ).root,
  );

test.each([
  ['', 'post'],
  ['<category term="sport"/>', 'post'],
  [
    '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#page"/>',
    'page',
  ],
  ['<blogger:type>COMMENT</blogger:type>', 'comment'],
  ['<thr:in-reply-to ref="tag:x.example,2026:1"/>', 'comment'],
])('an entry with “%s” is a %s', async (inside, expected) => {
  expect(await kind(inside)).toBe(expected);
});

test('only posts are articles; what was left out is counted by kind', () => {
  expect(isSkipped('post')).toBe(false);
  expect(skippedEntries(['post', 'comment', 'page', 'comment'])).toEqual([
    { code: 'ENTRY_SKIPPED', message: 'entries that are no articles were left out: 2 × comment, 1 × page' },
  ]);
  expect(skippedEntries(['post'])).toEqual([]);
});
