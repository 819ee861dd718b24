import { describe, expect, test } from 'vitest';
import { articleNode, draftFromSchemaOrg, nodesOf } from '../../../shared/formats/schema-org.ts';

const draftOf = (...blocks: readonly unknown[]) => {
  const nodes = nodesOf(blocks);
  const node = articleNode(nodes);
  return node && draftFromSchemaOrg(node, nodes);
};

describe('authors', () => {
  test.each([
    ['text', 'Ann Author', [{ name: 'Ann Author' }]],
    [
      'an object',
      { '@type': 'Person', name: 'Ann Author', url: 'https://a.example/ann' },
      [{ name: 'Ann Author', uri: 'https://a.example/ann' }],
    ],
    ['an organisation', { '@type': 'Organization', name: 'Wire' }, [{ name: 'Wire', isOrganisation: true }]],
    ['a list', ['Ann', { name: ['Ben', 'Cem'] }], [{ name: 'Ann' }, { name: 'Ben' }, { name: 'Cem' }]],
    ['a reference', { '@id': '#ann' }, [{ name: 'Ann Author' }]],
  ])('may be %s', (_, author, authors) => {
    expect(
      draftOf({
        '@graph': [
          { '@type': 'NewsArticle', headline: 'A', author },
          { '@id': '#ann', '@type': 'Person', name: 'Ann Author' },
        ],
      })?.authors,
    ).toEqual(authors);
  });
});

test('the article is found among other nodes, wherever it stands', () => {
  const article = {
    '@type': ['NewsArticle', 'Article'],
    headline: 'A',
    datePublished: '2026-05-03',
    image: ['https://a.example/b.jpg'],
    keywords: 'a, b',
  };
  expect(draftOf({ '@type': 'WebSite', name: 'Site' }, [{ '@type': 'WebPage', mainEntity: article }])).toMatchObject({
    headline: 'A',
    published: '2026-05-03',
    pictures: [{ url: 'https://a.example/b.jpg' }],
    keywords: ['a', 'b'],
  });
  expect(draftOf({ '@type': 'WebSite', name: 'Site' })).toBeUndefined();
});

test('rights are read where they are, of the text and of the picture', () => {
  const image = {
    '@type': 'ImageObject',
    url: 'https://a.example/b.jpg',
    creditText: 'Ann/Wire',
    copyrightNotice: '© Ann',
    license: 'https://l.example/',
  };
  const draft = draftOf({
    '@type': 'Article',
    headline: 'A',
    copyrightHolder: { name: 'News' },
    copyrightYear: 2026,
    license: { '@id': 'https://l.example/by' },
    creditText: 'News/Ann',
    image,
  });
  expect(draft).toMatchObject({
    copyrightHolder: 'News',
    copyrightYear: '2026',
    licenseUrl: 'https://l.example/by',
    creditLine: 'News/Ann',
  });
  expect(draft?.pictures).toEqual([
    { url: 'https://a.example/b.jpg', credit: 'Ann/Wire', copyrightNotice: '© Ann', licenseUrl: 'https://l.example/' },
  ]);
});

test('a language is a tag, or an object with its tag as the other name', () => {
  expect(draftOf({ '@type': 'Article', headline: 'A', inLanguage: 'de' })?.language).toBe('de');
  const language = { '@type': 'Language', name: 'English', alternateName: 'en' };
  expect(draftOf({ '@type': 'Article', headline: 'A', inLanguage: language })?.language).toBe('en');
});
