import { describe, expect, test } from 'vitest';
import { readEdited, withoutMark } from '../../support/outgoing.ts';

// That everything comes back is in tests/properties/round-trip.property.test.ts.
describe('NewsML-G2 that Byline rendered', () => {
  test('gives each picture the rights that name it', async () => {
    const { article } = await readEdited('newsml-g2', (text) => text);
    const pictures = article.associations?.filter(({ rel }) => rel === 'picture') ?? [];
    expect(pictures.map(({ usageTerms }) => usageTerms)).toEqual(['With this article only.', undefined]);
  });

  test('is read by what NewsML-G2 says where its mark was taken out', async () => {
    const { article, attribution } = await readEdited('newsml-g2', withoutMark);
    const pictures = article.associations?.filter(({ rel }) => rel === 'picture') ?? [];
    expect(pictures.map(({ usageTerms }) => usageTerms)).toEqual(['With this article only.', undefined]);
    expect(attribution).toMatchObject({
      bylines: ['Mara Quay', 'Ida von Bergen'],
      creditLine: 'By Mara Quay and Ida von Bergen, Coast Wire via Harbour Gazette',
      source: 'Coast Wire',
      copyrightHolder: 'Coast Wire plc',
      usageTerms: 'Publish with credit and link.\nNo changes.',
      licenseUrl: 'https://coast-wire.example/terms',
      canonicalUrl: 'https://harbour-gazette.example/2026/night-ferry',
    });
  });
});
