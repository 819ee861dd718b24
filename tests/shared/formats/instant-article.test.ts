import { expect, test } from 'vitest';
import { instantArticle } from '../../../shared/formats/instant-article.ts';
import { parseHtmlPage } from '../../../shared/normalize/parse-html.ts';
import { textOf } from '../../../shared/normalize/html-tree.ts';

const read = (article: string): ReturnType<typeof instantArticle> => {
  const page = parseHtmlPage(`<!doctype html><html><head><title>H</title></head><body>${article}</body></html>`);
  if (!page) throw new Error('too much to be a page');
  return instantArticle(page);
};

test('head and foot are read as fields, and leave the text', () => {
  const { article, fields } = read(
    '<article><header><h1>Ferry sails again</h1><h2>Two years after the fire</h2><h3 class="op-kicker">Harbour</h3>' +
      '<address><a rel="author">Ann Author</a> writes of the sea.</address><address><a>Ben Penn</a></address>' +
      '<time class="op-published" datetime="2026-05-04T08:00:00Z">4 May</time>' +
      '<time class="op-modified" datetime="2026-05-04T09:00:00Z">later</time></header>' +
      '<p>Text.</p><footer><aside>Pictures by Jo Lens</aside><small>© 2026 Paper</small></footer></article>',
  );
  expect(fields).toEqual({
    subheadline: 'Two years after the fire',
    kicker: 'Harbour',
    byline: 'Ann Author, Ben Penn',
    modified: '2026-05-04T09:00:00Z',
    copyrightNotice: '© 2026 Paper',
  });
  expect(textOf(article)).toBe('Text.Pictures by Jo Lens');
});

test('a page without an article is its body, and says nothing', () => {
  const { article, fields } = read('<p>Text.</p>');
  expect(textOf(article)).toBe('Text.');
  expect(fields).toBeUndefined();
});
