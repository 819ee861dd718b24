import { expect, test } from 'vitest';
import { contextOf } from '../../../shared/formats/newsml-g2-concepts.ts';
import { readItemMeta } from '../../../shared/formats/newsml-g2-meta.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const meta = async (item: string, content: string) => {
  const { root } = await readXml(
    `<newsItem guid="urn:x:1" version="3" xml:lang="en"><itemMeta>${item}</itemMeta><contentMeta>${content}</contentMeta></newsItem>`,
  );
  return readItemMeta(root, contextOf(root, undefined));
};

test('headlines have their role’s field, in the item’s language', async () => {
  const draft = await meta(
    '',
    '<headline role="hl:main" xml:lang="de">Fähre</headline><headline role="hl:main" xml:lang="en">Ferry</headline><headline role="hl:kicker">Ports</headline><headline role="hl:subhead">A boat more</headline><headline role="hl:short">Boat</headline>',
  );
  expect(draft).toMatchObject({
    nativeId: 'urn:x:1',
    version: '3',
    headline: 'Ferry',
    kicker: 'Ports',
    subheadline: 'A boat more',
    otherHeadlines: [{ role: 'short', value: 'Boat' }],
  });
});

test('a description that repeats the headline, even behind the slugline, is no summary', async () => {
  const draft = await meta(
    '',
    '<slugline>FERRY</slugline><headline>Ferry adds a night crossing</headline><description>FERRY: Ferry adds a night crossing</description><description role="d:summary">A boat more.</description>',
  );
  expect(draft).toMatchObject({ slugline: 'FERRY', summary: 'A boat more.' });
  expect(draft.otherDescriptions).toBeUndefined();
});

test('an embargo without a time has no end', async () => {
  expect((await meta('<embargoed/>', '')).embargo).toBe('');
  expect((await meta('<embargoed>2026-12-01T00:00:00Z</embargoed>', '')).embargo).toBe('2026-12-01T00:00:00Z');
  expect((await meta('', '')).embargo).toBeUndefined();
});

test('subjects are parted by what they are', async () => {
  const subject = (type: string, name: string): string =>
    `<subject type="${type}" literal="${name}"><name>${name}</name></subject>`;
  const draft = await meta(
    '',
    subject('cpnat:person', 'Ann') +
      subject('cpnat:organisation', 'Gazette') +
      subject('cpnat:geoArea', 'Port') +
      subject('cpnat:abstract', 'sea'),
  );
  const names = [draft.people, draft.organisations, draft.places, draft.subjects].map((list) => list?.[0]?.name);
  expect(names).toEqual(['Ann', 'Gazette', 'Port', 'sea']);
});

test('of links those to the page and to what is related are kept, files are not', async () => {
  const draft = await meta(
    '<pubStatus qcode="stat:Canceled"/><link rel="irel:alternate" href="file:///a"/><link rel="irel:canonical" href="https://x.example/1"/><link rel="irel:seeAlso" residref="urn:x:2"><title>Two</title></link>',
    '',
  );
  expect(draft).toMatchObject({
    status: 'canceled',
    canonicalUrl: 'https://x.example/1',
    related: [{ title: 'Two', nativeId: 'urn:x:2' }],
  });
});
