import { expect, test } from 'vitest';
import { rss, rssDocument } from '../../../shared/outputs/rss.ts';
import { outgoingExample } from '../../support/outgoing.ts';

test('who wrote it, whose it is, and on what terms stand in their modules', async () => {
  const xml = String(rss.render(await outgoingExample()));
  for (const part of [
    '<dc:creator>Mara Quay</dc:creator><dc:creator>Ida von Bergen</dc:creator>',
    '<source url="https://harbour-gazette.example/2026/night-ferry">Coast Wire</source>',
    '<dc:rights>© 2026 Coast Wire plc</dc:rights>',
    '<dcterms:rightsHolder>Coast Wire plc</dcterms:rightsHolder>',
    '<dcterms:license>https://coast-wire.example/terms</dcterms:license>',
    '<media:credit>Ann Lens / Coast Wire</media:credit>',
    '<pubDate>Fri, 20 Nov 2026 09:00:00 GMT</pubDate>',
    '&lt;div class="byline-attribution"&gt;',
  ])
    expect(xml).toContain(part);
});

test('a retraction takes the place of the item with the same id, and is a tombstone beside it', async () => {
  const xml = String(rss.render(await outgoingExample({}, 'retraction')));
  expect(xml).toContain('<guid isPermaLink="false">https://harbour-gazette.example/2026/night-ferry</guid>');
  expect(xml).toContain('<description>This article has been retracted. Take it down.</description>');
  expect(xml).toContain(
    '<at:deleted-entry ref="https://harbour-gazette.example/2026/night-ferry" when="2026-11-24T12:00:00Z"/>',
  );
});

test('several articles are one channel', async () => {
  const outgoing = await outgoingExample();
  expect(rssDocument([outgoing, outgoing]).match(/<item>/g)).toHaveLength(2);
});
