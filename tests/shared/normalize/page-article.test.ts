import { describe, expect, it } from 'vitest';
import { findArticle, findBulk, insideOf } from '../../../shared/normalize/page-article.ts';
import { collectBlocks } from '../../../shared/normalize/page-blocks.ts';
import { measureMass } from '../../../shared/normalize/page-furniture.ts';
import { parsePage } from '../../../shared/normalize/page-tree.ts';

const paragraph = (word: string): string =>
  `<p>${word} said the crew, the harbour office and the town had, at last, agreed on the piers, the fares and the hours.</p>`;
const many = (word: string, count: number): string => paragraph(word).repeat(count);

/** First words of the blocks chosen. */
function chosen(html: string): string[] {
  const page = parsePage(html)!;
  const blocks = collectBlocks(page.body);
  const inside = insideOf(page, findArticle(page, blocks, measureMass(page, blocks)));
  return blocks.filter(({ element }) => inside[element.index] === 1).map(({ text }) => text.split(' ', 1)[0]!);
}

describe('findArticle', () => {
  it('chooses the container of the most running text', () => {
    const links =
      '<ul>' + '<li><a href="/a">Gulls, crabs, tides and other things of the sea</a></li>'.repeat(9) + '</ul>';
    const words = chosen(`<div>${links}</div><div>${many('Ann', 12)}</div><div>${many('Ben', 1)}</div>`);
    expect(words).toEqual(Array.from({ length: 12 }, () => 'Ann'));
  });

  it('prefers a place named for the story over another as long', () => {
    expect(
      chosen(`<div class="promo-box">${many('Ben', 3)}</div><hr><div class="article-body">${many('Ann', 3)}</div>`),
    ).toEqual(['Ann', 'Ann', 'Ann']);
  });

  it('joins sibling paragraphs and parts of the same make-up', () => {
    const part = (word: string, count: number): string =>
      `<section><div class="text-part">${many(word, count)}</div></section>`;
    expect(chosen(`<main>${part('Ann', 2)}<figure></figure>${part('Ben', 6)}${part('Cid', 1)}</main>`)).toEqual([
      'Ann',
      'Ann',
      'Ben',
      'Ben',
      'Ben',
      'Ben',
      'Ben',
      'Ben',
      'Cid',
    ]);
  });

  it('joins an opening set apart right before the container, and no line with a link', () => {
    const body = `<div>${many('Ann', 15)}</div>`;
    expect(chosen(`<div><div class="x">${paragraph('Ben')}</div>${body}</div>`)[0]).toBe('Ben');
    const titled = `<div><h1>Low tide</h1>${many('Ann', 15)}</div>`;
    expect(chosen(`<div><div class="x">${paragraph('Ben')}</div>${titled}</div>`)[0], 'above the title').not.toBe(
      'Ben',
    );
    const linked = paragraph('Ben').replace('fares', '<a href="/f">fares</a>');
    expect(chosen(`<div><div class="x">${linked}</div>${body}</div>`)[0]).toBe('Ann');
  });

  it('joins a sentence beside the container, but not a label', () => {
    expect(chosen(`<div><div>${many('Ann', 5)}</div><p>So it ends.</p><p>Share</p></div>`)).toEqual([
      'Ann',
      'Ann',
      'Ann',
      'Ann',
      'Ann',
      'So',
    ]);
  });

  it('reads text set with line breaks in a table of an old page', () => {
    const text = Array.from({ length: 5 }, () => paragraph('Ann').replace(/<\/?p>/g, '')).join('<br><br>');
    expect(chosen(`<table><tr><td><a href="/">Home</a></td><td>${text}</td></tr></table>`)).toContain('Ann');
  });

  it('reads the cell of the story alone where cells beside it hold links parted by line breaks', () => {
    const text = Array.from({ length: 5 }, () => paragraph('Ann').replace(/<\/?p>/g, '')).join('<br><br>');
    const links = '<a href="/a">Gulls, crabs and tides of the sea</a><br><br>'.repeat(5);
    expect(new Set(chosen(`<table><tr><td>${links}</td><td>${text}</td><td>Rain</td></tr></table>`))).toEqual(
      new Set(['Ann']),
    );
  });

  it('falls back to the whole body where nothing stands out', () => {
    expect(chosen('<b>Hello</b>')).toEqual(['Hello']);
  });
});

describe('findBulk', () => {
  it('finds the smallest container of most of the text, whatever its name', () => {
    const page = parsePage(
      `<div class="x"><div class="y">${many('Ann', 3)}</div><div class="article-body">${paragraph('Ben')}</div></div>`,
    )!;
    const [root] = findBulk(page, collectBlocks(page.body));
    expect(root!.hint).toBe(' y ');
  });

  it('finds the container of a page of one paragraph, and the body of an empty page', () => {
    const tagOf = (html: string): string => {
      const page = parsePage(html)!;
      return [...findBulk(page, collectBlocks(page.body))][0]!.tag;
    };
    expect([tagOf(`<main>${paragraph('Ann')}</main>`), tagOf('')]).toEqual(['main', 'body']);
  });
});
