import { expect, test } from 'vitest';
import { acceptedOf, codesOf, readAs, textOf } from '../../support/uploads.ts';

const feed = (
  status: string,
): string => `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:nm="http://feed.wenn.com/xmlns/2010/03/wenn_nm"
  xmlns:cm="http://feed.wenn.com/xmlns/2010/03/wenn_cm" xml:lang="en"><title>WENN Feed</title><author><name>WENN Newsdesk</name></author>
  <entry><id>urn:feed:1</id><title>Singer opens a bakery</title><updated>2026-05-03T10:00:00+00:00</updated><content type="text">Singer opens.</content>
  <nm:NewsManagement><nm:published>2026-05-03T10:00:00+00:00</nm:published><nm:updated>2026-05-03T12:00:00+00:00</nm:updated>
  <nm:publishing_status>${status}</nm:publishing_status></nm:NewsManagement>
  <cm:ContentMetadata lang="en-GB"><cm:first_line>Singer ANN BELL has opened a bakery.</cm:first_line><cm:body>  She bakes on Mondays.

  Her rolls sold out.</cm:body><cm:tags><cm:tag value="Ann Bell" type_value="Singer"/><cm:tag value="Compton" type_value="Place"/></cm:tags>
  <cm:categories><cm:catagory value="Showbiz Music"/></cm:categories></cm:ContentMetadata></entry></feed>`;

test('an entry of WENN has its whole text, times and subjects from the agency’s own elements', async () => {
  const item = acceptedOf(await readAs(feed('Published'), 'wenn.xml'));
  expect(textOf(item)).toBe('Singer ANN BELL has opened a bakery.\n\nShe bakes on Mondays.\n\nHer rolls sold out.');
  expect(item.article).toMatchObject({
    language: 'en-GB',
    by: 'WENN Newsdesk',
    subjects: [{ name: 'Showbiz Music' }, { name: 'Ann Bell' }],
    places: [{ name: 'Compton' }],
  });
  expect(item.attribution).toMatchObject({ source: 'WENN', lastModified: '2026-05-03T12:00:00Z' });
});

test('an entry of WENN that it withdrew is a kill', async () => {
  const result = await readAs(feed('Withdrawn'), 'wenn.xml');
  expect(result.items[0]).toMatchObject({ status: 'accepted', disposition: { kind: 'retract' } });
  expect(codesOf(await readAs(feed('Draft'), 'wenn.xml'))).toEqual(['STATUS_NOT_PUBLISHABLE']);
});
