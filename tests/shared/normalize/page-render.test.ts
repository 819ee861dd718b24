import { describe, expect, it } from 'vitest';
import { collectBlocks } from '../../../shared/normalize/page-blocks.ts';
import { collectPictures } from '../../../shared/normalize/page-pictures.ts';
import { renderHtml, renderText } from '../../../shared/normalize/page-render.ts';
import { parsePage } from '../../../shared/normalize/page-tree.ts';

const blocksOf = (html: string) => collectBlocks(parsePage(html)!.body);
const htmlOf = (html: string): string => renderHtml(blocksOf(html), new Set());

describe('renderHtml', () => {
  it('keeps the structure of text and drops what only arranges it', () => {
    expect(htmlOf('<div class="a"><section><h2 id="x">One</h2><div>Two <b>three</b></div></section></div>')).toBe(
      '<h2>One</h2><p>Two <b>three</b></p>',
    );
    expect(htmlOf('<ul><li>a</li><li><p>b</p><p>c</p></li></ul>')).toBe('<ul><li>a</li><li><p>b</p><p>c</p></li></ul>');
    expect(htmlOf('<blockquote><p>a</p>b</blockquote>')).toBe('<blockquote><p>a</p><p>b</p></blockquote>');
  });

  it('keeps tables', () => {
    expect(htmlOf('<table><tr><th>a</th><td>b</td></tr></table>')).toBe(
      '<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>',
    );
  });

  it('makes two paragraphs of one cut by two line breaks, and a line break of a cut in a list item', () => {
    expect(htmlOf('<p>a<br><br>b</p>')).toBe('<p>a</p><p>b</p>');
    expect(htmlOf('<ul><li>a<br><br>b</li></ul>')).toBe('<ul><li>a<br>b</li></ul>');
  });

  it('does not continue an element after one between its parts was taken out', () => {
    const [first, , last] = blocksOf('<ul><li>a</li><li>b</li><li>c</li></ul>');
    expect(renderHtml([first!, last!], new Set())).toBe('<ul><li>a</li><li>c</li></ul>');
  });

  it('drops list items and cells of what lies outside the container', () => {
    const page = parsePage('<table><tr><td><p>a</p>b</td></tr></table>')!;
    const cell = page.elements.find(({ tag }) => tag === 'td')!;
    expect(renderHtml(collectBlocks(page.body), new Set([cell]))).toBe('<p>a</p><p>b</p>');
  });
});

describe('renderText', () => {
  it('parts paragraphs by blank lines, list items by line ends, cells by tabs', () => {
    expect(
      renderText(
        blocksOf(
          '<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul><table><tr><td>e</td><td>f</td></tr><tr><td>g</td></tr></table>',
        ),
      ),
    ).toBe('a\n\nb\n\nc\nd\n\ne\tf\ng');
  });
});

describe('pictures', () => {
  const rendered = (html: string): string => {
    const page = parsePage(html)!;
    return renderHtml(collectBlocks(page.body), new Set(), collectPictures(page.body, new Map(), undefined));
  };

  it('stand between the blocks they stand between on the page, with caption and credit', () => {
    expect(
      rendered(
        '<img src="/a.jpg" alt="A"><p>One</p><figure><img src="/b.jpg"><figcaption>B <i class="credit">Ann</i></figcaption></figure><p>Two</p>',
      ),
    ).toContain(
      '<figure><img src="/a.jpg" alt="A"></figure><p>One</p><figure><img src="/b.jpg" alt=""><figcaption>B <span class="credit">Ann</span></figcaption></figure>',
    );
  });

  it('cut no list in two, and close the page', () => {
    expect(rendered('<ul><li>One <img src="/a.jpg"></li><li>Two</li></ul><p>Three</p><img src="/b.jpg">')).toBe(
      '<ul><li>One</li><li>Two</li></ul><figure><img src="/a.jpg" alt=""></figure><p>Three</p><figure><img src="/b.jpg" alt=""></figure>',
    );
  });
});
