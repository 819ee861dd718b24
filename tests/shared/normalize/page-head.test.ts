import { describe, expect, it } from 'vitest';
import { collectBlocks } from '../../../shared/normalize/page-blocks.ts';
import { readHead } from '../../../shared/normalize/page-head.ts';
import { parsePage } from '../../../shared/normalize/page-tree.ts';

const story = '<p class="s">The ferry left the harbour late because the tide was low.</p>';

function headOf(html: string, title = 'Low tide'): unknown {
  const blocks = collectBlocks(parsePage(html)!.body);
  return readHead(
    blocks,
    title,
    blocks.find(({ element }) => element.hint === ' s '),
  );
}

describe('readHead', () => {
  it.each([
    ['<h1>Low tide</h1><p>By Ann Quay</p>', { byline: 'By Ann Quay' }],
    ['<b>Low tide</b><br><br>Von Anna Kai und Ben Dock<br>Dienstag', { byline: 'Von Anna Kai und Ben Dock' }],
    ['<h1>Low tide</h1><i>Published March 3, 2026 9:40 PM</i>', { publishedRaw: 'Published March 3, 2026 9:40 PM' }],
    ['<h1>Low tide</h1><i>Publié le 3 mars 2026 à 21h40</i>', { publishedRaw: 'Publié le 3 mars 2026 à 21h40' }],
  ])('reads what stands in words over the story: %s', (html, head) => {
    expect(headOf(`<div>${html}</div>${story}`)).toEqual(head);
  });

  it.each([
    ['above the title', `<p>By Ann Quay</p><h1>Low tide</h1>${story}`],
    ['in the story', `<h1>Low tide</h1>${story}<p>By Ann Quay</p>`],
    ['on a page without its title', `<p>By Ann Quay</p>${story}`],
    ['that names nobody', `<h1>Low tide</h1><p>By the numbers: nine ferries</p>${story}`],
    ['that is the day of something else', `<h1>Low tide</h1><p>Saturday, May 4, 2030, at 7 pm</p>${story}`],
    ['of an update', `<h1>Low tide</h1><p>Updated March 3, 2026</p>${story}`],
  ])('reads no line %s', (_, html) => {
    expect(headOf(html)).toEqual({});
  });
});
