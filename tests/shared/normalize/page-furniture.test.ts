import { describe, expect, it } from 'vitest';
import { collectBlocks } from '../../../shared/normalize/page-blocks.ts';
import { markFurniture, markOf, measureMass } from '../../../shared/normalize/page-furniture.ts';
import type { Strictness } from '../../../shared/normalize/page-furniture.ts';
import { parsePage, textContent } from '../../../shared/normalize/page-tree.ts';

const prose = (count: number): string =>
  `<p>${'The ferry left the harbour late because the tide, the crew said, was low. '.repeat(count)}</p>`;

/** Kinds of the outermost marked elements, each with its first words. */
function kindsOf(html: string, strictness: Strictness = 'names'): string[] {
  const page = parsePage(html)!;
  const marks = markFurniture(page, measureMass(page, collectBlocks(page.body)), strictness);
  return page.elements
    .filter((element) => marks.has(element) && !(element.parent && marks.has(element.parent)))
    .map((element) => `${marks.get(element)}: ${textContent(element).slice(0, 12)}`);
}

describe('markFurniture', () => {
  it.each([
    ['navigation', '<nav>Menu</nav>'],
    ['navigation', '<div role="navigation">Menu</div>'],
    ['comment', '<section id="comments">First!</section>'],
    ['related', '<div class="relatedPosts">Tides</div>'],
    ['advertisement', '<div class="ad">Buy</div>'],
    ['share', '<div class="post-share-buttons">Tweet</div>'],
    ['caption', '<p class="wp-caption-text">A pier</p>'],
    ['byline', '<span itemprop="author"><p>Ann</p></span>'],
    ['date', '<p class="published">Monday</p>'],
    ['summary', '<h2 class="dek">All at sea</h2>'],
    ['header', '<header><h1>Ferries</h1></header>'],
    ['hidden', '<div hidden>Secret</div>'],
  ])('marks %s in %s', (kind, html) => {
    expect(kindsOf(`<div>${prose(5)}${html}</div>`).map((mark) => mark.split(':')[0])).toEqual([kind]);
  });

  it('does not mark what holds much of the page’s text, whatever its name', () => {
    expect(
      kindsOf(`<div class="content-with-sidebar">${prose(9)}</div><div class="sidebar">${prose(1)}</div>`),
    ).toEqual(['aside: The ferry le']);
  });

  it('does not mark a long text under the name of a small part', () => {
    expect(kindsOf(`<div>${prose(20)}</div><div class="category tags">${prose(8)}</div>`)).toEqual([]);
  });

  it('marks comments though they outweigh a short story', () => {
    expect(kindsOf(`<div>${prose(3)}</div><div class="comments">${prose(9)}</div>`)).toEqual(['comment: The ferry le']);
  });

  it('does not take words for others that only begin alike, nor a theme’s widgets for a sidebar', () => {
    expect(
      kindsOf(`<div>${prose(9)}<div class="header-adventure commentary elementor-widget shadow">Ann</div></div>`),
    ).toEqual([]);
  });

  it('keeps posts of social networks, pull quotes and openings in a header of their own', () => {
    const kept =
      '<div class="social-embed"><blockquote>Ahoy</blockquote></div><aside>“Ahoy”</aside><header>At sea.</header><blockquote>Ahoy<footer>Ann</footer></blockquote>';
    expect(kindsOf(`<div>${prose(5)}${kept}</div>`)).toEqual([]);
  });

  it('takes only elements and roles for furniture when told to be less strict, then next to nothing', () => {
    const html = `<div>${prose(5)}</div><div class="sidebar">a</div><footer>b</footer><nav>c</nav>`;
    expect(kindsOf(html)).toHaveLength(3);
    expect(kindsOf(html, 'elements')).toEqual(['footer: b', 'navigation: c']);
    expect(kindsOf(html, 'none')).toEqual(['navigation: c']);
  });
});

describe('what is not furniture', () => {
  it('does not mark what the page’s title stands in, but does mark the head of a site', () => {
    const rest = `<div>${prose(30)}</div>`;
    const named = (name: string): string[] =>
      kindsOf(`<title>Low tide | Post</title>${rest}<div class="${name}"><h1>Low tide</h1>${prose(5)}</div>`);
    expect(named('sidebar-layout')).toEqual([]);
    expect(named('site-header')).toEqual(['header: Low tide The']);
  });

  it('does not mark a plain text as soon as one with links, nor others of its make', () => {
    const box = (html: string): string => `<div class="promo">${html}</div>`;
    const linked = prose(3).replace('ferry', '<a href="/f">ferry</a>');
    expect(kindsOf(`<div>${prose(6)}</div>${box(prose(3))}${box('At sea.')}`)).toEqual([]);
    expect(kindsOf(`<div>${prose(6)}</div>${box(linked)}`)).toEqual(['promo: The ferry le']);
  });

  it('marks teasers with texts and links, though they are most of the text together', () => {
    const teaser = `<div class="teaser"><a href="/a">Gulls</a>${prose(2)}</div>`;
    expect(kindsOf(`<div>${prose(4)}</div>${teaser.repeat(6)}`)).toHaveLength(6);
  });

  it('does not mark small kinds whose pieces are most of the text', () => {
    const piece = '<p class="summary-text excerpt">'.concat(prose(2).slice(3));
    expect(kindsOf(`<div>${piece.repeat(6)}</div>${prose(3)}`)).toEqual([]);
    expect(kindsOf(`<div>${piece}</div>${prose(9)}`)).toHaveLength(1);
  });
});

describe('markOf', () => {
  it('takes a line for what the inline element around all of it is named, and a long text never', () => {
    const kind = (html: string): string | undefined => {
      const page = parsePage(`<div>${prose(9)}</div><div>${html}</div>`)!;
      const blocks = collectBlocks(page.body);
      return markOf(blocks.at(-1)!, markFurniture(page, measureMass(page, blocks), 'names'));
    };
    expect(kind('<span class="caption">The pier in May</span>')).toBe('caption');
    expect(kind('<span class="caption">The pier</span> in May')).toBeUndefined();
    expect(kind(`<span class="author-d-1gg9uz65z">${prose(2).replace(/<\/?p>/g, '')}</span>`)).toBeUndefined();
  });
});

describe('measureMass', () => {
  it('counts running text, and neither short lines nor lists of links', () => {
    const page = parsePage(
      `<div>Short line</div><p><a href="/a">${'A long headline in a link. '.repeat(5)}</a></p>${prose(2)}`,
    )!;
    const mass = measureMass(page, collectBlocks(page.body));
    expect(mass[0]).toBe(
      prose(2)
        .replace(/<\/?p>/g, '')
        .trim().length,
    );
  });
});
