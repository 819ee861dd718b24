import { describe, expect, it } from 'vitest';
import { collectBlocks } from '../../../shared/normalize/page-blocks.ts';
import { cleanBlocks } from '../../../shared/normalize/page-clean.ts';
import { parsePage } from '../../../shared/normalize/page-tree.ts';
import type { CleanContext } from '../../../shared/normalize/page-verdicts.ts';

const prose =
  '<p>The ferry left the harbour late because the tide, the crew said, was lower than in any year before.</p>';
const context = { title: 'Ferries to sail at night', excerpt: 'At sea, all night.', url: 'https://harbour.example/f' };

/** What was removed from the body, as `kind: text`. */
function removed(html: string, known: Partial<CleanContext> = {}): string[] {
  const blocks = collectBlocks(parsePage(html)!.body);
  return cleanBlocks(blocks, { ...context, ...known }).removed.map(({ kind, block }) => `${kind}: ${block.text}`);
}

describe('cleanBlocks', () => {
  it('removes the title, wherever it is repeated as such', () => {
    expect(
      removed(`<h1>Ferries to sail at night | Post</h1>${prose}<h2>Ferries to Sail at Night</h2>${prose}`),
    ).toEqual(['title: Ferries to sail at night | Post', 'title: Ferries to Sail at Night']);
  });

  it('removes dates, bylines and standfirsts above the first sentence, and not within the story', () => {
    const lines = '<div>Nov 24, 2026, 9:05 a.m.</div><div>By Ann Quay</div><div>24.11.2026 - Redaktion: Ann</div>';
    expect(removed(`${lines}${prose}<h3>November 24, 2026</h3>${prose}`)).toEqual([
      'date: Nov 24, 2026, 9:05 a.m.',
      'byline: By Ann Quay',
      'date: 24.11.2026 - Redaktion: Ann',
    ]);
  });

  it('removes a standfirst that repeats the description from a place of its own, not a first paragraph', () => {
    const standfirst = '<p>All of the harbour’s ferries are to sail at night, the office said.</p>';
    const excerpt = 'All of the harbour’s ferries are to sail at night, the office said.';
    expect(removed(`<div>${standfirst}</div><div>${prose}${prose}</div>`, { excerpt })).toHaveLength(1);
    expect(removed(`<div>${standfirst}${prose}${prose}</div>`, { excerpt })).toEqual([]);
    expect(
      removed(`<div>${standfirst}</div><div>${prose}</div><div>${prose}</div>`, { excerpt }),
      'each paragraph in a box',
    ).toEqual([]);
  });

  it('removes links under a heading for related stories, up to the next text', () => {
    const links = '<p><a href="/a">Gulls return</a></p><p><a href="/b">Crabs, too.</a></p>';
    expect(removed(`${prose}<h3>Related stories</h3>${links}${prose}`)).toEqual([
      'related: Related stories',
      'related: Gulls return',
      'related: Crabs, too.',
    ]);
  });

  it('removes comments and notes on the author after their heading at the end, never a story after a comment counter', () => {
    const end = '<h3>Comments</h3><p>What a ferry that was, I say.</p>';
    expect(removed(`${prose.repeat(4)}${end}`)).toEqual([
      'comment: Comments',
      'comment: What a ferry that was, I say.',
    ]);
    expect(removed(`<p>3 comments</p>${prose.repeat(4)}`)).toEqual(['comment: 3 comments']);
    expect(removed(`${prose.repeat(4)}<h4>About the author</h4><p>Ann lives by the sea.</p>`)).toContain(
      'author-note: Ann lives by the sea.',
    );
  });

  it('removes headings and own links left over at the end', () => {
    expect(
      removed(`${prose}<h3>Coming soon</h3><p><a href="/sea">All about the sea</a></p>`).map(
        (one) => one.split(':')[0],
      ),
    ).toEqual(['promo', 'promo']);
  });

  it('takes the text of a figure, and a short text alone in a box with a picture, for captions', () => {
    expect(removed(`${prose}<figure><img src="a.jpg"><p>The pier in May</p></figure>${prose}`)).toEqual([
      'caption: The pier in May',
    ]);
    expect(removed(`${prose}<div><img src="a.jpg"><div>The pier in May</div></div>${prose}`)).toEqual([
      'caption: The pier in May',
    ]);
    expect(removed(`${prose}<figure><blockquote>A quotation</blockquote></figure>${prose}`)).toEqual([]);
  });

  it('takes no paragraph of a whole story with a picture for a caption, however deep each stands', () => {
    const deep = (html: string): string => `<div><div><div>${html}</div></div></div>`;
    expect(removed(`<div><img src="a.jpg">${deep(prose)}${deep(prose)}</div>`)).toEqual([]);
  });

  it('removes a line, much of it a link, that invites to a subscription, and no sentence on one', () => {
    const line = '<p>Start the day well: <a href="/mail">Get the Tide in your inbox</a></p>';
    expect(removed(`${prose}${line}${prose}`).map((one) => one.split(':')[0])).toEqual(['newsletter']);
    expect(removed(`${prose}<p>The office’s newsletter was founded in 1904.</p>${prose}`)).toEqual([]);
  });

  it('removes a pointer to another story where it links to one', () => {
    expect(removed(`${prose}<p>Also read: <a href="/t">Tides run high</a>, at last</p>${prose}`)).toHaveLength(1);
    expect(removed(`${prose}<p>Listen: I have seen the tide come in twice.</p>${prose}`)).toEqual([]);
  });

  it('removes a note that begins with the author’s name from a box of its own at the end', () => {
    const note = '<p>Ann Quay covers the sea for this paper.</p>';
    const byline = 'By Ann Quay';
    expect(removed(`<div>${prose}${prose}</div><div>${note}</div>`, { byline })).toEqual([
      'author-note: Ann Quay covers the sea for this paper.',
    ]);
    expect(removed(`<div>${prose}${note}</div>`, { byline })).toEqual([]);
    expect(removed(`<div>${note}</div><div>${prose}${prose}${prose}</div>`, { byline })).toEqual([]);
  });

  it('keeps captions where the page is told to have no other text', () => {
    const html = '<figure><img src="a.jpg"><figcaption>The pier in May</figcaption></figure>';
    expect(removed(html)).toHaveLength(1);
    expect(removed(html, { captionsAreText: true })).toEqual([]);
  });

  it('keeps the values of a table, which read like labels', () => {
    expect(removed(`${prose}<table><tr><td>Home</td><td>3</td></tr></table>${prose}`)).toEqual([]);
    expect(removed(`${prose}<div>Home</div><div>3</div>${prose}`)).toHaveLength(2);
  });

  it('removes a heading with all that stood under it, and none over a text', () => {
    const links = '<ul><li><a href="/a">Gulls return</a></li><li><a href="/b">Crabs, too</a></li></ul>';
    expect(removed(`${prose}<h2>Key events</h2>${links}<h2>At noon</h2>${prose}`)[0]).toBe('related: Key events');
    expect(removed(`${prose}<h2>Key events</h2>${links}${prose}`)).toHaveLength(2);
    expect(removed(`${prose}<h2>The pier</h2><figure><p>In May</p></figure><h2>At noon</h2>${prose}`)).toEqual([
      'caption: In May',
    ]);
  });

  it('keeps a box of several lines with a picture: a product, a recipe', () => {
    expect(removed(`${prose}<div><img src="a.jpg"><div>Oilskin coat</div><div>$40</div></div>${prose}`)).toEqual([]);
  });

  it('removes rows of teasers for the same site', () => {
    const card = '<div class="card"><h4><a href="/a">Gulls return</a></h4><p>They are back.</p></div>';
    expect(removed(`${prose.repeat(9)}<div>${card.repeat(3)}</div>${prose}`)).toHaveLength(6);
  });
});
