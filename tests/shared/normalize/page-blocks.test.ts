import { describe, expect, it } from 'vitest';
import { collectBlocks, escapeHtml } from '../../../shared/normalize/page-blocks.ts';
import { parsePage } from '../../../shared/normalize/page-tree.ts';

const blocksOf = (html: string) => collectBlocks(parsePage(html)!.body);

describe('collectBlocks', () => {
  it('takes each run of inline content between block elements as a block', () => {
    const texts = blocksOf('<div>before<p>one <b>two</b></p>after <i>all</i></div>').map(({ text }) => text);
    expect(texts).toEqual(['before', 'one two', 'after all']);
  });

  it('makes two paragraphs of one with two line breaks, and keeps a single one', () => {
    const blocks = blocksOf('<p><b>one<br>two<br><br>three</b></p>');
    expect(blocks.map(({ text }) => text)).toEqual(['one\ntwo', 'three']);
    expect(blocks.map(({ html }) => html)).toEqual(['<b>one<br>two</b>', '<b>three</b>']);
  });

  it('counts what stands in links, also in links around whole blocks', () => {
    const [line, card] = blocksOf('<p>see <a href="/a">this</a></p><a href="/b"><h3>Title</h3></a>');
    expect(line).toMatchObject({ linkLength: 4, links: [{ text: 'this', href: '/a' }] });
    expect(card).toMatchObject({ linkLength: 5, links: [{ text: 'Title', href: '/b' }] });
  });

  it('knows the innermost inline element around all of a run, if there is one', () => {
    const [label, line, plain] = blocksOf(
      '<div><span class="date"><b>Monday</b></span></div><div><span>one</span> two</div><p>three</p>',
    );
    expect(label!.inner.tag).toBe('b');
    expect([line, plain].map((block) => block!.inner === block!.element)).toEqual([true, true]);
  });

  it('keeps emphasis and links in its HTML, escaped, and no other element', () => {
    const [block] = blocksOf(
      '<p><font color=red>a &lt; b</font> <a href="/x?a=1&amp;b=&quot;" onclick="y()">c</a></p>',
    );
    expect(block!.html).toBe('a &lt; b <a href="/x?a=1&amp;b=&quot;">c</a>');
  });

  it('leaves out inline parts that are not of the sentence', () => {
    expect(blocksOf('<p>Governor Quay<span class="rollover-people">Ann Quay MORE</span> said</p>')[0]!.text).toBe(
      'Governor Quay said',
    );
  });

  it('weighs ideographs above letters', () => {
    expect(blocksOf('<p>港口</p>')[0]!.size).toBe(6);
    expect(blocksOf('<p>ab</p>')[0]!.size).toBe(2);
  });
});

describe('escapeHtml', () => {
  it('escapes what HTML takes for markup', () => {
    expect(escapeHtml('<a href="&">')).toBe('&lt;a href=&quot;&amp;&quot;&gt;');
  });
});
