/** Writes chosen blocks as plain text and as HTML that holds content elements only. */
import { escapeHtml } from './page-blocks.ts';
import type { Block } from './page-blocks.ts';
import type { PagePicture } from './page-pictures.ts';
import type { PageElement } from './page-tree.ts';

/** Elements that give a block its place; everything else around a block is dropped. */
const structural = new Set(
  'h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd blockquote pre table caption thead tbody tfoot tr td th'.split(' '),
);
/** Structural elements that take inline content themselves. */
const leaves = new Set('h1 h2 h3 h4 h5 h6 p li dt dd pre caption td th'.split(' '));

function structure(block: Block, until: ReadonlySet<PageElement>): PageElement[] {
  const chain: PageElement[] = [];
  for (let element: PageElement | undefined = block.element; element !== undefined; element = element.parent) {
    if (structural.has(element.tag)) chain.push(element);
    if (until.has(element)) break;
  }
  return chain.reverse();
}

/** A list, or a table's parts, cut loose from their parent by the choice of blocks stand without it. */
function withoutOrphans(chain: PageElement[]): PageElement[] {
  return chain.filter((element, index) => {
    const parent = chain[index - 1]?.tag;
    if (element.tag === 'li') return parent === 'ul' || parent === 'ol';
    if (element.tag === 'dt' || element.tag === 'dd') return parent === 'dl';
    if (element.tag === 'td' || element.tag === 'th')
      return parent === 'tr' && chain.some(({ tag }) => tag === 'table');
    if (['tr', 'tbody', 'thead', 'tfoot', 'caption'].includes(element.tag)) {
      return chain.some(({ tag }) => tag === 'table');
    }
    return true;
  });
}

/** A picture as a figure. The credit is marked, so that it is told from the caption when the figure is read again. */
function figureOf({ src, alt = '', caption, credit }: PagePicture): string {
  const words = [
    ...(caption ? [escapeHtml(caption)] : []),
    ...(credit ? [`<span class="credit">${escapeHtml(credit)}</span>`] : []),
  ].join(' ');
  const image = `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">`;
  return `<figure>${image}${words === '' ? '' : `<figcaption>${words}</figcaption>`}</figure>`;
}

/**
 * Chosen blocks as HTML: their structure reopened around them, in order. Pictures stand between the blocks they stand between on the page; one within a
 * list, a table or a quotation, behind it.
 */
export function renderHtml(
  blocks: readonly Block[],
  roots: ReadonlySet<PageElement>,
  pictures: readonly PagePicture[] = [],
): string {
  const parts: string[] = [];
  const open: PageElement[] = [];
  const waiting = [...pictures].sort((a, b) => a.at - b.at);
  const showUntil = (index: number): void => {
    while (waiting[0] !== undefined && waiting[0].at < index) parts.push(figureOf(waiting.shift()!));
  };
  const closeTo = (length: number): void => {
    while (open.length > length) parts.push(`</${open.pop()!.tag}>`);
  };
  for (const block of blocks) {
    const chain = withoutOrphans(structure(block, roots));
    let shared = 0;
    while (shared < open.length && open[shared] === chain[shared]) shared++;
    const again = shared === chain.length && shared === open.length && shared > 0;
    // A second run of the same paragraph (two line breaks in it) is a paragraph of its own.
    if (again && ['p', 'pre'].includes(chain.at(-1)!.tag)) shared--;
    closeTo(shared);
    if (open.length === 0) showUntil(block.element.index);
    for (const element of chain.slice(shared)) {
      parts.push(`<${element.tag}>`);
      open.push(element);
    }
    const leaf = chain.at(-1);
    if (leaf !== undefined && leaves.has(leaf.tag))
      parts.push(again && shared === chain.length ? '<br>' : '', block.html);
    else parts.push(`<p>${block.html}</p>`);
  }
  closeTo(0);
  showUntil(Infinity);
  return parts.join('');
}

function nearest(block: Block, tags: readonly string[]): PageElement | undefined {
  let element: PageElement | undefined = block.element;
  while (element !== undefined && !tags.includes(element.tag)) element = element.parent;
  return element;
}

/** Chosen blocks as plain text: blank lines between paragraphs, line ends in lists, tabs between a table's cells. */
export function renderText(blocks: readonly Block[]): string {
  let text = '';
  let previous: Block | undefined;
  for (const block of blocks) {
    if (previous !== undefined) text += separator(previous, block);
    text += block.text;
    previous = block;
  }
  return text;
}

function separator(before: Block, after: Block): string {
  const row = nearest(after, ['tr']);
  if (row !== undefined && nearest(before, ['tr']) === row) return '\t';
  const list = nearest(after, ['ul', 'ol', 'table', 'dl']);
  if (list !== undefined && nearest(before, ['ul', 'ol', 'table', 'dl']) === list) return '\n';
  return '\n\n';
}
