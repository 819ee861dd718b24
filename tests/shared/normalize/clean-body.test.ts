import { describe, expect, test } from 'vitest';
import type { CleanBody } from '../../../shared/normalize/clean-body.ts';
import { cleanBody } from '../../../shared/normalize/clean-body.ts';
import { plainTextOf } from '../../../shared/normalize/plain-text.ts';
import { Warnings } from '../../../shared/normalize/warnings.ts';

interface Cleaned extends CleanBody {
  readonly codes: readonly string[];
}

async function clean(html: string, baseUrl?: string): Promise<Cleaned> {
  const warnings = new Warnings();
  const body = await cleanBody(html, { baseUrl, warnings });
  return { ...body, codes: warnings.list().map(({ code }) => code) };
}

describe('the structure of a body', () => {
  test.each([
    [
      'headings, lists and quotations stay',
      '<h3>A</h3><ul><li>b</li></ul><blockquote><p>c</p></blockquote>',
      '<h3>A</h3><ul><li>b</li></ul><blockquote><p>c</p></blockquote>',
    ],
    ['the first heading is one below the headline', '<h1>A</h1><p>b</p>', '<h2>A</h2><p>b</p>'],
    ['loose text becomes a paragraph', 'a <b>b</b><div>c<p>d</p>e</div>', '<p>a <b>b</b></p><p>c</p><p>d</p><p>e</p>'],
    [
      'a picture among words stands before their paragraph',
      '<p>By <a href="https://a.example/"><img src="https://a.example/p.jpg"> Ann</a>, Berlin</p>',
      '<figure><img src="https://a.example/p.jpg" alt="" /></figure><p>By <a href="https://a.example/"> Ann</a>, Berlin</p>',
    ],
    [
      'pictograms are the characters they draw',
      '<p>Rain <img class="emoji" alt="☔" src="https://a.example/2614.png"> and <b>sun <img alt="🌞" src="https://a.example/s.png"></b></p>',
      '<p>Rain ☔ and <b>sun 🌞</b></p>',
    ],
    ['two line breaks part paragraphs, one does not', '<p>a<br>b<br><br>c</p>', '<p>a<br />b</p><p>c</p>'],
    ['of an empty element one space stays', '<p><b>a</b><i>\t</i> <b>b</b></p>', '<p><b>a</b> <b>b</b></p>'],
    ['empty paragraphs go', '<p>a</p><p>&nbsp;</p><p></p><p><br></p><p>b</p>', '<p>a</p><p>b</p>'],
    [
      'tables keep their cells',
      '<table><tr><th>a</th><td></td></tr></table>',
      '<table><tbody><tr><th>a</th><td></td></tr></tbody></table>',
    ],
    ['a table of one cell is layout', '<table><tr><td><p>a</p></td></tr></table>', '<p>a</p>'],
    [
      'nested lists stay nested',
      '<ol start="3"><li>a<ul><li>b</li></ul></li></ol>',
      '<ol start="3"><li><p>a</p><ul><li>b</li></ul></li></ol>',
    ],
    [
      'foreign wrappers are unwrapped',
      '<section><font color="red">a</font> <span style="x">b</span></section>',
      '<p>a b</p>',
    ],
    ['deleted text goes, inserted text stays', '<p>a <del>b</del><ins>c</ins></p>', '<p>a c</p>'],
    ['right-to-left text keeps its direction', '<p dir="rtl" onclick="x">שלום</p>', '<p dir="rtl">שלום</p>'],
    ['ruby stays', '<p><ruby>漢<rt>kan</rt></ruby></p>', '<p><ruby>漢<rt>kan</rt></ruby></p>'],
  ])('%s', async (_, html, expected) => {
    expect((await clean(html)).html).toBe(expected);
  });

  test('is not lost to tags that are never closed', async () => {
    const { html } = await clean(`${'<b><i>'.repeat(3000)}${'<p>x'.repeat(50)}`);
    expect(html.match(/x/g)).toHaveLength(50);
  });

  test('may not nest without end', async () => {
    await expect(clean(`${'<div>'.repeat(10_000)}x`)).rejects.toMatchObject({ code: 'HTML_TOO_DEEP' });
  });
});

describe('what could run or hide', () => {
  test.each([
    ['<p>a</p><script>alert(1)</script>', 'HTML_REMOVED'],
    ['<p>a</p><style>p{}</style>', 'HTML_REMOVED'],
    ['<p onclick="x()">a</p>', 'HTML_REMOVED'],
    ['<p>a</p><p style="display:none">secret</p>', 'HTML_REMOVED'],
    ['<p>a</p><p hidden>secret</p>', 'HTML_REMOVED'],
    ['<p><a href="javascript:x">a</a></p>', 'LINK_REMOVED'],
    ['<p>a</p><img src="https://t.example/pixel.gif" width="1" height="1">', 'TRACKER_REMOVED'],
    ['<p>a</p><img src="https://t.example/p.gif?id=1">', 'TRACKER_REMOVED'],
    ['<p>\u202ea</p>', 'BIDI_REMOVED'],
  ])('%s is cleaned, and told', async (html, code) => {
    const cleaned = await clean(html);
    expect(cleaned.html).toBe('<p>a</p>');
    expect(cleaned.codes).toContain(code);
  });

  test('in a frame becomes a link to it', async () => {
    const { html } = await clean('<iframe src="//player.example/v/1" title="The film"></iframe>');
    expect(html).toBe('<p><a href="https://player.example/v/1">The film</a></p>');
  });
});

describe('pictures', () => {
  test('keep alternative text, caption and credit apart, and stand as figures', async () => {
    const { html, pictures } = await clean(
      '<figure><img src="/a.jpg" alt="Alt" width="800" height="600" onerror="x"><figcaption>A crowd waits. <span class="credit">Ann/AP</span></figcaption></figure>',
      'https://a.example/x',
    );
    expect(pictures).toEqual([
      {
        url: 'https://a.example/a.jpg',
        alternativeText: 'Alt',
        width: 800,
        height: 600,
        caption: 'A crowd waits.',
        credit: 'Ann/AP',
      },
    ]);
    expect(html).toBe(
      '<figure><img src="https://a.example/a.jpg" alt="Alt" width="800" height="600" /><figcaption>A crowd waits. | Ann/AP</figcaption></figure>',
    );
  });

  test('are found behind lazy loading, in links and in paragraphs', async () => {
    const { pictures } = await clean(
      '<p>a <a href="https://a.example/"><img src="data:image/gif;base64,R0" data-src="https://a.example/b.jpg" alt="b"></a></p>',
    );
    expect(pictures).toEqual([{ url: 'https://a.example/b.jpg', alternativeText: 'b' }]);
  });

  test('take a credit that stands in the paragraph after them', async () => {
    const { html, pictures, codes } = await clean(
      '<img src="https://a.example/b.jpg" alt="b"><p>Photo: Ann Author</p><p>Text.</p>',
    );
    expect(pictures[0]?.credit).toBe('Ann Author');
    expect(html).not.toContain('Photo:');
    expect(codes).toContain('CAPTION_REMOVED');
  });
});

test('a promotion leaves the text and is kept as a related item', async () => {
  const { html, related, codes } = await clean(
    '<p>a</p><p><b>Also read:</b> <a href="https://a.example/t">A title</a></p>',
  );
  expect(html).toBe('<p>a</p>');
  expect(related).toEqual([{ title: 'A title', url: 'https://a.example/t' }]);
  expect(codes).toEqual(['PROMO_REMOVED']);
});

test('relative links are resolved where the article’s address is known, and only then kept', async () => {
  expect((await clean('<p><a href="/x?a=1&amp;b=2">a</a></p>', 'https://a.example/y')).html).toBe(
    '<p><a href="https://a.example/x?a=1&amp;b=2">a</a></p>',
  );
  expect((await clean('<p><a href="/x">a</a></p>')).html).toBe('<p>a</p>');
});

test('cleaning what was cleaned changes nothing', async () => {
  const once = await clean(
    '<h1>A &amp; B</h1>x<p>a<br>b</p><figure><img src="https://a.example/b.jpg"><figcaption>c</figcaption></figure><ul><li><p>d</p></ul>',
  );
  expect((await clean(once.html)).html).toBe(once.html);
});

describe('a body that is no article', () => {
  test.each([
    ['of its text', 'x'.repeat(5_500_001)],
    ['that have to be spelt out', '&lt;'.repeat(1_400_000)],
  ])('for its number of characters %s is refused', async (_, html) => {
    await expect(clean(html)).rejects.toMatchObject({ code: 'OUTPUT_TOO_LARGE' });
  });

  test('for its number of elements is refused', async () => {
    await expect(clean('<p>a</p>'.repeat(60_001))).rejects.toMatchObject({ code: 'OUTPUT_TOO_LARGE' });
  });

  test('is one list item with ten thousand lists in it, and read all the same', async () => {
    const { html } = await clean(`<ul><li>a${'<ul><li>b</li></ul>'.repeat(10_000)}</li></ul>`);
    expect((await plainTextOf(html)).split('\n')).toHaveLength(10_001);
  });
});
