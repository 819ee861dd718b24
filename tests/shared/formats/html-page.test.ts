import { describe, expect, test } from 'vitest';
import { htmlPage } from '../../../shared/formats/html-page.ts';
import { openSource } from '../../../shared/formats/source.ts';
import { acceptedOf, codesOf, htmlOf, readAs, readSample, textOf } from '../../support/uploads.ts';

test('it claims pages, exports and fragments, and no other XML', async () => {
  const confidence = async (text: string, key = 'a') =>
    htmlPage.detect((await openSource(new TextEncoder().encode(text), key)).source);
  expect(await confidence('<!DOCTYPE html><p>x')).toBe(80);
  expect(await confidence('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>')).toBe(80);
  expect(await confidence('<!-- saved --><article><p>x')).toBe(50);
  expect(await confidence('<p>x</p>')).toBe(20);
  expect(await confidence('<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>', 'a.html')).toBe(0);
  expect(await confidence('Text', 'a.html')).toBe(0);
});

test('hundreds of comments are looked at once each, whatever follows them', async () => {
  const { source } = await openSource(new TextEncoder().encode(`${'<!-- a -->'.repeat(400)}text`), 'a.txt');
  expect(htmlPage.detect(source)).toBe(0);
});

describe('a document without a page around it', () => {
  test('is read as a page where it has a menu, though no class names one', async () => {
    const story =
      'The bridge over the lock will be closed to carts from Monday on, the council said, until it is painted.';
    const body = async (list: string): Promise<string> =>
      textOf(
        acceptedOf(
          await readAs(
            `<html><head><title>A bridge</title></head><body>${list}<h1>A bridge</h1><p>${story}</p><p>Anzeige</p><p>${story.replace('bridge', 'lock')}</p></body></html>`,
            'a.html',
          ),
        ),
      );
    const menu = '<ul><li><a href="/">Start</a></li><li> <a href="sport.html">Sport</a></li></ul>';
    expect(await body(menu)).not.toMatch(/Sport|Anzeige/);
    const sources = '<ul><li><a href="https://lock.example/a">Plan</a></li><li><a href="#note">Note</a></li></ul>';
    expect(await body(sources)).toMatch(/Plan[^]*Anzeige/);
  });

  test('is taken whole, without its headline', async () => {
    const item = acceptedOf(
      await readAs(
        '<html><head><title>A bridge</title></head><body><h1>A bridge</h1><p>Short.</p><p>Text.</p></body></html>',
        'a.html',
      ),
    );
    expect(item.article.headlines).toEqual([{ role: 'main', value: 'A bridge' }]);
    expect(htmlOf(item)).toBe('<p>Short.</p><p>Text.</p>');
  });

  test('of white space alone is empty', async () => {
    expect(codesOf(await readAs('<article><h1>T</h1><p>&nbsp;</p></article>', 'a.html'))).toEqual(['EMPTY_ARTICLE']);
  });
});

describe('a page', () => {
  test('gives its pictures with their credits, and its own for sharing only where the text shows none', async () => {
    const { article } = acceptedOf(await readSample('html-page/greve-du-port.html'));
    const pictures = article.associations?.filter(({ rel }) => rel === 'picture') ?? [];
    expect(pictures).toHaveLength(1);
    expect(pictures[0]?.descriptions).toContainEqual({
      role: 'creditline',
      value: 'Yann Le Goff / Le Courrier du Large',
    });
    const bare = acceptedOf(
      await readAs(
        '<title>A</title><meta property="og:image" content="https://a.example/b.jpg"><p>Text.</p>',
        'a.html',
      ),
    );
    expect(bare.article.associations?.[0]?.renditions?.[0]?.href).toBe('https://a.example/b.jpg');
  });

  test('gives what it promotes as related items', async () => {
    const { article } = acceptedOf(await readSample('html-page/greve-du-port.html'));
    expect(article.associations?.filter(({ rel }) => rel === 'related').map(({ uri }) => uri)).toEqual([
      'https://courrier.example/economie/port-file-d-attente',
    ]);
  });

  test('that nests without end, or is too long, is refused', async () => {
    expect(codesOf(await readAs(`<h1>T</h1>${'<div>'.repeat(5_000)}x`, 'a.html'))).toEqual(['HTML_TOO_DEEP']);
    expect(codesOf(await readAs(`<h1>T</h1><p>${'word '.repeat(1_700_000)}`, 'a.html'))).toEqual(['SIZE_EXCEEDED']);
  });

  test('without script says what it says to readers', async () => {
    const item = acceptedOf(
      await readAs('<title>A bridge</title><p>Text.</p><noscript><p>Please enable scripts.</p></noscript>', 'a.html'),
    );
    expect(textOf(item)).toBe('Text.');
  });
});

describe('what a page says of itself', () => {
  const pageWith = (head: string, byline: string): string =>
    `<html lang="en"><head>${head}</head><body><nav><a href="/">Quay Post</a></nav><h1>Old crane &amp; pier stay</h1>
    <div class="byline">${byline}</div>${'<p>The council decided on Tuesday that the crane would be mended, and not taken down.</p>'.repeat(4)}</body></html>`;

  test.each([
    ['by <b>Ann Quay</b><br>Monday, May 4, 2026', 'Ann Quay'],
    ['<div>ANN QUAY and BEN HOLT</div><div>Harbour Wire</div>', 'ANN QUAY, BEN HOLT, Harbour Wire'],
    ['<span>Ann</span> <span>Quay</span><time datetime="2026-05-04">4 May</time>', 'Ann Quay'],
    ['<div>Ann Quay</div><div>Chief reporter</div>', 'Ann Quay'],
    ['<div>Ann Quay</div><div><a href="#">Print this article</a></div>', 'Ann Quay'],
  ])('lines of a byline are read one by one: %s', async (byline, expected) => {
    const item = acceptedOf(await readAs(pageWith('<title>Old crane &amp; pier stay</title>', byline), 'a.html'));
    expect(item.article.by).toBe(expected);
  });

  test('a title that was escaped twice is read as it was meant', async () => {
    const head = '<meta property="og:title" content="Old crane &amp;amp; pier stay &amp;#8211; for now">';
    const item = acceptedOf(await readAs(pageWith(head, 'Ann Quay'), 'a.html'));
    expect(item.article.headlines?.[0]?.value).toBe('Old crane & pier stay – for now');
  });
});

test('a post that Medium exported keeps its players, and its drafts are not sent', async () => {
  const post =
    '<!DOCTYPE html><html><head><title>A crane</title></head><body><article class="h-entry"><header><h1 class="p-name">A crane</h1></header>' +
    '<section data-field="body" class="e-content"><section><h3 class="graf graf--title">A crane</h3><p>The crane stays.</p>' +
    '<figure class="graf graf--iframe"><iframe src="https://www.youtube.com/embed/abc123XYZ_0"></iframe></figure>' +
    '<div class="graf graf--mixtapeEmbed"><a href="https://o.example/r"><strong class="markup--strong markup--mixtapeEmbed-strong">The report</strong><br><em>Long</em>o.example</a></div>' +
    '</section></section><footer><p>By <a class="p-author h-card" href="https://m.example/@ann">Ann Author</a></p></footer></article></body></html>';
  const item = acceptedOf(await readAs(post, '2026-05-04_A-crane-abc.html'));
  expect(item.article.by).toBe('Ann Author');
  expect(htmlOf(item)).toBe(
    '<p>The crane stays.</p><p><a href="https://www.youtube.com/watch?v=abc123XYZ_0">https://www.youtube.com/watch?v=abc123XYZ_0</a></p>' +
      '<p><a href="https://o.example/r">The report</a></p>',
  );
  expect(codesOf(await readAs(post, 'posts/draft_A-crane-abc.html'))).toEqual(['STATUS_NOT_PUBLISHABLE']);
});
