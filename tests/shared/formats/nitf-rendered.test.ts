import { describe, expect, test } from 'vitest';
import { readEdited, withoutMark } from '../../support/outgoing.ts';

// That everything comes back is in tests/properties/round-trip.property.test.ts.
describe('NITF that Byline rendered', () => {
  test('has lead pictures in the list, and not in the text', async () => {
    const { article } = await readEdited('nitf', (text) => text);
    expect(article.associations?.filter(({ rel }) => rel === 'picture')).toHaveLength(2);
    expect(article.bodies?.[0]?.value.match(/<img/g)).toHaveLength(1);
  });

  test('is read by what NITF says where its mark was taken out', async () => {
    const { article, attribution } = await readEdited('nitf', withoutMark);
    expect(article.headlines?.[0]?.value).toBe('Ferry adds a night crossing');
    expect(article.subjects).toContainEqual(
      expect.objectContaining({ uri: 'http://cv.iptc.org/newscodes/mediatopic/20000337' }),
    );
    expect(attribution).toMatchObject({
      bylines: ['Mara Quay', 'Ida von Bergen'],
      copyrightHolder: 'Coast Wire plc',
      copyrightNotice: '© 2026 Coast Wire plc',
      usageTerms: 'Publish with credit and link.\nNo changes.',
      canonicalUrl: 'https://harbour-gazette.example/2026/night-ferry',
      firstPublished: '2026-11-20T09:00:00Z',
    });
  });
});
