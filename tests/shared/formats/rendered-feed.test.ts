import { describe, expect, test } from 'vitest';
import { readEdited, withoutMark } from '../../support/outgoing.ts';

// That everything comes back is in tests/properties/round-trip.property.test.ts.
describe.each(['rss', 'atom'])('%s that Byline rendered', (id) => {
  test('is read without the credit under its text', async () => {
    const { article } = await readEdited(id, (text) => text);
    expect(article.bodies?.[0]?.value).toMatch(/<\/figure>$/);
  });

  test('is read by what its modules say where its mark was taken out', async () => {
    const { article, attribution } = await readEdited(id, withoutMark);
    expect(article.bodies?.[0]?.value).toMatch(/<\/figure>$/);
    expect(article.subjects).toContainEqual(expect.objectContaining({ name: 'transport' }));
    expect(attribution).toMatchObject({
      bylines: ['Mara Quay', 'Ida von Bergen'],
      source: 'Coast Wire',
      copyrightHolder: 'Coast Wire plc',
      copyrightNotice: '© 2026 Coast Wire plc',
      usageTerms: 'Publish with credit and link. No changes.',
      licenseUrl: 'https://coast-wire.example/terms',
      canonicalUrl: 'https://harbour-gazette.example/2026/night-ferry',
    });
  });
});
