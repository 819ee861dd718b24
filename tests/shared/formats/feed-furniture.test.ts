import { expect, test } from 'vitest';
import { withoutFurniture } from '../../../shared/formats/feed-furniture.ts';

const link = 'https://paper.example/2026/a';
const clean = async (html: string, headline?: string): Promise<string> =>
  (await withoutFurniture(html, { link, ...(headline ? { headline } : {}) })).html;

test.each([
  ['a link back in any language', `<p>Y <a href="${link}">X</a> zzz <a href="https://paper.example/">Paper</a>.</p>`],
  [
    'where it was published first',
    `<p><a href="${link}">X</a> was originally published in <a href="https://paper.example/p">Paper</a> on a site, where people are continuing the conversation by highlighting and responding.</p>`,
  ],
  ['“appeared first on” without links', '<p>The post X appeared first on Paper.</p>'],
  ['a row of links under the text', `<p><a href="${link}#c">Comments</a> | <a href="https://s.example">Share</a></p>`],
  ['a sharing box', '<div class="sharedaddy sd-sharing-enabled"><a href="https://s.example">Share</a></div>'],
  [
    'a field that Drupal prints beside the text',
    '<span class="field field--name-uid field--type-entity-reference">Ann Author</span><section class="field field--name-comment comment-wrapper"><h2>Add new comment</h2></section>',
  ],
  [
    'a flare before a counting pixel',
    '<div class="feedflare">x</div><img src="https://f.example/p" width="1" height="1">',
  ],
])('%s leaves the text', async (_, furniture) => {
  expect((await clean(`<p>Text.</p>${furniture}`)).replace(/<img[^>]*>/, '')).toBe('<p>Text.</p>');
});

test.each([
  [
    'a last sentence with links',
    `<p>See <a href="${link}">this</a>, ${'and more of it, '.repeat(10)} <a href="https://paper.example/">that</a>.</p>`,
  ],
  ['a list of sources', '<p><a href="https://a.example">A</a>, <a href="https://b.example">B</a></p>'],
  ['a last picture', '<p><a href="https://paper.example/2026/a"><img src="https://paper.example/p.jpg"></a></p>'],
])('%s stays', async (_, last) => {
  const html = `<p>Text.</p>${last}`;
  expect(await clean(html)).toBe(html);
});

test('the headline is not printed twice, another heading is no headline', async () => {
  expect(await clean('<img src="p.jpg"><h2>The  Headline</h2><p>Text.</p>', 'The headline')).toBe(
    '<img src="p.jpg"><p>Text.</p>',
  );
  const later = '<p>Text.</p><h2>The headline</h2><p>More.</p>';
  expect(await clean(later, 'The headline')).toBe(later);
});

test('a page within a feed gives its article, without the head that repeats its fields', async () => {
  const page =
    '<!doctype html><html><body><article><header><figure><img src="l.jpg"></figure><h1>H</h1><time>3 May</time></header>' +
    '<p>Text.</p><figure class="op-tracker"><iframe></iframe></figure><footer>©</footer></article></body></html>';
  expect(await clean(page)).toBe('<header><figure><img src="l.jpg"></figure></header><p>Text.</p>');
});

test('what nests too deeply is left to be refused', async () => {
  const deep = '<div>'.repeat(2_000);
  expect(await withoutFurniture(deep, {})).toEqual({ html: deep, warnings: [], isCut: false });
});
