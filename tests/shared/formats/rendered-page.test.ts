import { describe, expect, test } from 'vitest';
import { readEdited, withoutMark } from '../../support/outgoing.ts';

// That everything comes back is in tests/properties/round-trip.property.test.ts.
describe('a page that Byline rendered', () => {
  test('has its text alone for a body: no headline, byline or credit', async () => {
    const { article } = await readEdited('html', (text) => text);
    expect(article.bodies?.[0]?.value).toMatch(/^<p>The last boat[^]*<\/figure>$/);
  });

  test.each([
    ['the mark', withoutMark],
    ['the element around the text', (text: string) => text.replace('class="byline-body"', '')],
    ['the JSON-LD', (text: string) => text.replace(/\{"@context".*?(?=<\/script>)/, '{')],
  ])('is read as any page where %s was taken out', async (_, edit) => {
    const { article, attribution } = await readEdited('html', edit);
    expect(article.headlines?.[0]?.value).toBe('Ferry adds a night crossing');
    expect(article.bodies?.[0]?.value).toContain('The last boat');
    expect(attribution).toMatchObject({
      copyrightHolder: 'Coast Wire plc',
      licenseUrl: 'https://coast-wire.example/terms',
      canonicalUrl: 'https://harbour-gazette.example/2026/night-ferry',
    });
  });
});
