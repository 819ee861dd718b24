import { expect, test } from 'vitest';
import { atom } from '../../../shared/outputs/atom.ts';
import { outgoingExample } from '../../support/outgoing.ts';

test('an entry has what RFC 4287 has names for, the rest is Dublin Core', async () => {
  const xml = String(atom.render(await outgoingExample()));
  for (const part of [
    '<author><name>Mara Quay</name></author><author><name>Ida von Bergen</name></author>',
    '<link rel="alternate" href="https://harbour-gazette.example/2026/night-ferry"/>',
    '<link rel="license" href="https://coast-wire.example/terms"/>',
    '<rights type="text">© 2026 Coast Wire plc</rights>',
    '<title type="text">Coast Wire</title>',
    '<category term="20000337" scheme="http://cv.iptc.org/newscodes/mediatopic/" label="transport"/>',
    '<dcterms:bibliographicCitation>By Mara Quay and Ida von Bergen, Coast Wire via Harbour Gazette',
  ])
    expect(xml).toContain(part);
});

test('the house answers for an article without a byline', async () => {
  expect(String(atom.render(await outgoingExample({ authors: undefined })))).toContain(
    '<author><name>Harbour Gazette</name></author>',
  );
});

test('a retraction is a tombstone document', async () => {
  expect(String(atom.render(await outgoingExample({}, 'retraction')))).toMatch(
    /^<\?xml[^\n]*\n<at:deleted-entry [^>]*ref="https:\/\/harbour-gazette\.example\/2026\/night-ferry" when="2026-11-24T12:00:00Z">/,
  );
});
