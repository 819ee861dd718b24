import { expect, test } from 'vitest';
import { uploadLimits } from '../../../shared/contract/limits.ts';
import { feedElements, feedLine, feedLines, headOf, maxEntries } from '../../../shared/formats/feed-fields.ts';
import { childrenOf, lineOf } from '../../../shared/formats/xml-tree.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const channel = async (inside: string) =>
  (
    await readXml(
      `<channel xmlns:dc="https://purl.org/dc/elements/1.1" xmlns:a="http://www.w3.org/2005/Atom#" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:r="http://purl.org/rss/1.0/">${inside}</channel>`,
    )
  ).root;

test('elements are told by vocabulary, however its address and their names are written', async () => {
  const feed = await channel(
    '<r:Title>own</r:Title><dc:title>Dublin</dc:title><a:title>Atom</a:title><h:title>page</h:title>',
  );
  const titles = (['feed', 'dc', 'atom'] as const).map((vocabulary) =>
    feedElements(feed, vocabulary, 'title').map(lineOf),
  );
  expect(titles).toEqual([['own'], ['Dublin'], ['Atom']]);
});

test('an earlier name counts before a later one, and what is empty does not count', async () => {
  const feed = await channel('<copyright>second</copyright><rights> </rights><rights>first</rights>');
  expect(feedLine(feed, 'feed', 'rights', 'copyright')).toBe('first');
  expect(feedLine(feed, 'feed', 'license')).toBeUndefined();
  expect(feedLine(undefined, 'feed', 'rights')).toBeUndefined();
});

test('a text that stands twice is one', async () => {
  const feed = await channel('<dc:creator>Ann</dc:creator><dc:creator>Ben</dc:creator><dc:creator>Ann</dc:creator>');
  expect(feedLines(feed, 'dc', 'creator')).toEqual(['Ann', 'Ben']);
});

test('the head of a feed leaves out entries and terms, and is short however long the feed is', async () => {
  const feed = await channel(`<title>t</title><item/><category/>${'<link/>'.repeat(1_000)}`);
  const names = childrenOf(headOf(feed)).map(({ name }) => name);
  expect(names).not.toContain('item');
  expect(names).not.toContain('category');
  expect(names[0]).toBe('title');
  expect(names.length).toBeLessThan(1_000);
});

test('one entry more than an upload may have is read, which refuses it', () => {
  expect(maxEntries).toBe(uploadLimits.itemsPerUpload + 1);
});
