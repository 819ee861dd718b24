import { expect, test } from 'vitest';
import { jsonLd, newsArticle } from '../../../shared/outputs/json-ld.ts';
import { outgoingExample } from '../../support/outgoing.ts';

test('credit, holder, notice, terms, licence and original stand under the vocabulary’s names', async () => {
  expect(jsonLd.render(await outgoingExample())).toMatchObject({
    '@type': 'NewsArticle',
    identifier: ['https://harbour-gazette.example/2026/night-ferry', { propertyID: 'desk', value: 'HG-1147' }],
    author: [
      { '@type': 'Person', name: 'Mara Quay' },
      { '@type': 'Person', name: 'Ida von Bergen' },
    ],
    publisher: { '@type': 'Organization', name: 'Harbour Gazette' },
    sourceOrganization: { name: 'Coast Wire' },
    creditText: 'By Mara Quay and Ida von Bergen, Coast Wire via Harbour Gazette',
    copyrightHolder: { name: 'Coast Wire plc' },
    copyrightNotice: '© 2026 Coast Wire plc',
    usageInfo: { '@type': 'CreativeWork', text: 'Publish with credit and link.\nNo changes.' },
    license: 'https://coast-wire.example/terms',
    isBasedOn: 'https://harbour-gazette.example/2026/night-ferry',
    correction: { '@type': 'CorrectionComment', text: 'An earlier version gave a wrong hour.' },
  });
});

test('a picture has its own credit and licence', async () => {
  const { image } = jsonLd.render(await outgoingExample()) as { image: readonly object[] };
  expect(image[0]).toMatchObject({
    contentUrl: 'https://img.example/ferry.jpg',
    creditText: 'Ann Lens / Coast Wire',
    license: 'https://coast-wire.example/pictures',
    width: { value: 1600, unitCode: 'E37' },
  });
});

test('the text is plain, and the HTML its encoding; within a page it has neither', async () => {
  const outgoing = await outgoingExample();
  const { articleBody, encoding } = jsonLd.render(outgoing) as Record<string, Record<string, string> & string>;
  expect(articleBody).toMatch(/^The last boat now leaves/);
  expect(encoding).toMatchObject({
    encodingFormat: 'text/html',
    text: expect.stringContaining('<strong>now</strong>'),
  });
  expect(newsArticle(outgoing, { withBody: false })).not.toHaveProperty('articleBody');
});

test('a house that signs is an organization', async () => {
  const { author } = jsonLd.render(await outgoingExample({ authors: [{ name: 'Coast Wire' }] })) as { author: unknown };
  expect(author).toEqual([{ '@type': 'Organization', name: 'Coast Wire' }]);
});

test('a retraction says so, and carries no text', async () => {
  const retraction = jsonLd.render(await outgoingExample({}, 'retraction'));
  expect(retraction).toMatchObject({ creativeWorkStatus: 'Retracted' });
  expect(JSON.stringify(retraction)).not.toContain('quarter past eleven, the');
});
