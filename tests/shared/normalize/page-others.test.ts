import { describe, expect, it } from 'vitest';
import { collectBlocks } from '../../../shared/normalize/page-blocks.ts';
import { measureMass } from '../../../shared/normalize/page-furniture.ts';
import { findOtherStories } from '../../../shared/normalize/page-others.ts';
import { parsePage, textContent } from '../../../shared/normalize/page-tree.ts';

const prose = `<p>${'The ferry left the harbour late because the tide, the crew said, was low. '.repeat(2)}</p>`;

/** First words of the other articles found on a page titled “Low tide”. */
function others(body: string): string[] {
  const page = parsePage(`<title>Low tide | Post</title>${body}`)!;
  const blocks = collectBlocks(page.body);
  const context = { title: 'Low tide', excerpt: undefined, url: 'https://harbour.example/low-tide' };
  return [...findOtherStories(page, blocks, measureMass(page, blocks), context)].map((element) =>
    textContent(element).slice(0, 5),
  );
}

describe('findOtherStories', () => {
  const own = `<article><h1>Low tide</h1>${prose}</article>`;

  it('finds articles beside the page’s own with titles of their own, below it and above', () => {
    const next = `<article><h1>Gulls</h1>${prose}</article>`;
    expect(others(`<main>${own}${next}${next}</main>`)).toEqual(['Gulls', 'Gulls']);
    expect(others(`<main>${next}${own}</main>`)).toEqual(['Gulls']);
  });

  it('finds those of a blog, whose titles link to their pages', () => {
    const post = (title: string): string => `<div class="post hentry">${title}${prose}</div>`;
    expect(others(`${post('<h1>Low tide</h1>')}${post('<h2><a href="/gulls">Gulls</a></h2>')}`)).toEqual(['Gulls']);
  });

  it('leaves sections of one story, entries without titles of their own, and pages whose title is elsewhere', () => {
    const section = (title: string): string => `<section class="part"><h1>${title}</h1>${prose}</section>`;
    expect(others(`${section('Low tide')}${section('Gulls')}`)).toEqual([]);
    expect(others(`${own}<article><h2>At noon</h2>${prose}</article>`)).toEqual([]);
    expect(others(`<h1>Low tide</h1><article><h2><a href="/g">Gulls</a></h2>${prose}</article>`)).toEqual([]);
  });
});
