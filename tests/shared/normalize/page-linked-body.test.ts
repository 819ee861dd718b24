import { describe, expect, it } from 'vitest';
import { linkedArticleBody } from '../../../shared/normalize/page-linked-body.ts';
import { parsePage } from '../../../shared/normalize/page-tree.ts';

const told = (...scripts: readonly unknown[]): string | undefined =>
  linkedArticleBody(
    parsePage(
      scripts.map((value) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`).join('') + '<p>x',
    )!,
  );
const article = { '@context': 'https://schema.org', '@type': ['Article', 'NewsArticle'], articleBody: 'All sail.' };

describe('linkedArticleBody', () => {
  it.each([
    ['an article', article],
    ['one of a list', [{ '@type': 'WebSite' }, article]],
    ['one of a graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, article] }],
    ['what a page is about', { '@type': 'WebPage', mainEntity: article }],
  ])('reads the text of %s', (_, value) => {
    expect(told(value)).toBe('All sail.');
  });

  it('takes the first of several, and nothing where none is told, it is empty or too deep', () => {
    expect(told({ '@type': 'WebSite' }, article, { ...article, articleBody: 'None sail, and not for long.' })).toBe(
      'All sail.',
    );
    expect(told({ '@type': 'WebSite' })).toBeUndefined();
    expect(told({ ...article, articleBody: ' ' })).toBeUndefined();
    let deep: unknown = article;
    for (let level = 0; level < 9; level++) deep = [deep];
    expect(told(deep)).toBeUndefined();
  });
});
