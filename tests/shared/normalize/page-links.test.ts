import { describe, expect, it } from 'vitest';
import { collectBlocks } from '../../../shared/normalize/page-blocks.ts';
import { findTeasers, judgeCards, judgeLinks, staysHome } from '../../../shared/normalize/page-links.ts';
import { parsePage, textContent } from '../../../shared/normalize/page-tree.ts';
import type { Verdicts } from '../../../shared/normalize/page-verdicts.ts';

const context = { title: undefined, excerpt: undefined, url: 'https://www.harbour.co.uk/f' };
const blocksOf = (html: string) => collectBlocks(parsePage(html)!.body);

function judged(judge: typeof judgeLinks, html: string, url: string | undefined = context.url): Verdicts {
  const blocks = blocksOf(html);
  const verdicts: Verdicts = Array.from({ length: blocks.length });
  judge(blocks, { ...context, url }, verdicts);
  return verdicts;
}

describe('staysHome', () => {
  it.each([
    ['/a', true],
    ['https://video.harbour.co.uk/a', true],
    ['https://tides.co.uk/a', false],
    ['mailto:ann@harbour.co.uk', true],
    ['whatsapp://send?text=a', true],
    ['https://network.example/sharer.php?x=1', true],
    ['https://[broken', true],
  ])('says of a link to %s: %s', (href, stays) => {
    expect(staysHome(blocksOf(`<p><a href="${href}">a</a></p>`)[0]!, context)).toBe(stays);
  });
});

describe('judgeLinks', () => {
  it('removes a line that is one link to the own site, unless it is a sentence, an address or a heading', () => {
    expect(judged(judgeLinks, '<p><a href="/a">Gulls return</a></p>')).toEqual(['promo']);
    expect(judged(judgeLinks, '<p><a href="/a">Gulls have returned.</a></p>')).toEqual([undefined]);
    expect(judged(judgeLinks, '<p><a href="/a">www.harbour.co.uk/a</a></p>')).toEqual([undefined]);
    expect(judged(judgeLinks, '<h3><a href="/a">Gulls return</a></h3>')).toEqual([undefined]);
  });

  it('removes a list of which every item leads on, and keeps others', () => {
    expect(judged(judgeLinks, '<ul><li><a href="/a">One</a></li><li><a href="/b">Two</a></li></ul>')).toEqual([
      'related',
      'related',
    ]);
    expect(judged(judgeLinks, '<ul><li><a href="/a">One</a></li><li>Two</li></ul>')).toEqual([undefined, undefined]);
    expect(judged(judgeLinks, '<ul><li><a href="https://tides.example/a">Source</a></li></ul>')).toEqual([undefined]);
  });
});

describe('findTeasers', () => {
  const teaser = (end: string): string =>
    `<div class="x"><h2><a href="/a">Gulls return to the quay</a></h2><p>They are back, and hungrier than${end}</p></div>`;
  const found = (html: string): string[] => {
    const page = parsePage(html)!;
    const teasers = findTeasers(page, collectBlocks(page.body), context);
    return [...teasers].map((element) => textContent(element).slice(-12));
  };

  it('finds boxes side by side whose texts break off or lead on', () => {
    expect(found(teaser(' ever…').repeat(2))).toHaveLength(2);
    expect(found(teaser(' ever before.</p><p><a href="/a">Continue reading</a>').repeat(3))).toHaveLength(3);
  });

  it('leaves one alone, boxes of whole texts, texts without a link over them, and what holds the title', () => {
    expect(found(teaser(' ever…'))).toEqual([]);
    expect(found(teaser(' ever before.').repeat(3))).toEqual([]);
    expect(found('<div><p>So it went on…</p></div><div><p>And on…</p></div>')).toEqual([]);
    expect(found(`<section><h1>Gulls</h1>${teaser(' ever…')}</section><section>${teaser(' ever…')}</section>`)).toEqual(
      [],
    );
  });
});

describe('judgeCards', () => {
  const card = (to: string): string =>
    `<div class="card"><h4><a href="${to}">Gulls return</a></h4><p>They are back.</p></div>`;
  const story = `<p>${'The ferry left late. '.repeat(40)}</p>`;

  it('removes rows of teasers for the same site', () => {
    expect(judged(judgeCards, `<div>${story}<div>${card('/a').repeat(3)}</div></div>`)).toEqual([
      undefined,
      ...Array.from({ length: 6 }, () => 'related'),
    ]);
  });

  it('removes them however deep their lines stand in them', () => {
    const deep = card('/a').replace(/<p>(.*)<\/p>/, '<div><div><div><p>$1</p></div></div></div>');
    expect(judged(judgeCards, `<div>${story}<div>${deep.repeat(3)}</div></div>`)).toContain('related');
  });

  it('keeps two in a row, links to others, and a page that is made of such boxes', () => {
    expect(judged(judgeCards, `<div>${story}<div>${card('/a').repeat(2)}</div></div>`)).not.toContain('related');
    expect(
      judged(judgeCards, `<div>${story}<div>${card('https://shop.example/a').repeat(3)}</div></div>`),
    ).not.toContain('related');
    expect(judged(judgeCards, `<div>${card('/a').repeat(9)}</div>`)).not.toContain('related');
  });
});
