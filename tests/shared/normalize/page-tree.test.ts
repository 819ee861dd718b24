import { describe, expect, it } from 'vitest';
import { collapse, hintWords, holdsAny, parsePage, sumUp, textContent } from '../../../shared/normalize/page-tree.ts';

describe('parsePage', () => {
  it('reads language, title, metas, canonical address and JSON-LD', () => {
    const page = parsePage(`<html lang="de"><head><title>Fähren</title><meta name="author" content="Ann">
      <link rel="canonical" href="https://harbour.example/f"></head><body><script type="application/ld+json">{"a":1}</script></body>`);
    expect(page).toMatchObject({
      language: 'de',
      titleText: 'Fähren',
      canonical: 'https://harbour.example/f',
      jsonLd: ['{"a":1}'],
    });
    expect(page?.metas[0]?.get('content')).toBe('Ann');
  });

  it('leaves out scripts, styles, drawings and comments', () => {
    const page = parsePage('<body>a<script>b</script><style>c</style><svg><title>d</title></svg><!-- e --><p>f');
    expect(textContent(page!.body)).toBe('a f');
  });

  it('numbers elements so that parents come before children', () => {
    const page = parsePage('<div><p>a</p><ul><li>b</li></ul></div>')!;
    for (const element of page.elements) {
      expect(page.elements[element.index]).toBe(element);
      if (element.parent) expect(element.parent.index).toBeLessThan(element.index);
    }
  });

  it('knows which tags stand below an element, and whether blocks do', () => {
    const [body, div, span] = parsePage('<div><span><blockquote>a</blockquote></span></div>')!.elements;
    expect(holdsAny('blockquote')(div!)).toBe(true);
    expect(holdsAny('h1', 'img')(body!)).toBe(false);
    expect(span!.holdsBlocks).toBe(true);
  });

  it('gives nothing for a page beyond its bounds, however it is nested', () => {
    expect(parsePage('<div>'.repeat(300))).toBeUndefined();
    expect(parsePage('<div>'.repeat(100))).toBeDefined();
  });

  it('reads a page of framesets as empty', () => {
    expect(parsePage('<frameset><frame src="a"></frameset>')!.body.children).toEqual([]);
  });
});

describe('hintWords', () => {
  it('splits names at punctuation and camel case', () => {
    expect(hintWords('td-postShareBox main_2', 'sideBar')).toBe(' td post share box main 2 side bar ');
    expect(hintWords(undefined, '')).toBe('');
  });

  it('leaves out what a container has or lacks, and the categories among the names of a post', () => {
    expect(hintWords('content has-sidebar no-comments')).toBe(' content ');
    expect(hintWords('post hentry category-legal tag-advertising')).toBe(' post hentry ');
    expect(hintWords('category-label tag-list')).toBe(' category label tag list ');
  });
});

describe('sumUp', () => {
  it('adds the values of all elements below', () => {
    const { elements } = parsePage('<div><p>a</p><p>b</p></div>')!;
    const values = new Float64Array([0, 1, 10, 100]);
    sumUp(elements, values);
    expect([...values]).toEqual([111, 111, 10, 100]);
  });
});

describe('collapse', () => {
  it('makes one blank of any run of white space', () => {
    expect(collapse(' a\u00a0\n\u200b b ')).toBe('a b');
  });
});
