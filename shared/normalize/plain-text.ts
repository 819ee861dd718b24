import { Unreadable } from '../article/unreadable.ts';
import { bodyLimits } from '../contract/limits.ts';
import type { Element, Node, Parent } from './html-tree.ts';
import { elementsOf, isElement, isText, textOf } from './html-tree.ts';

/**
 * The plain-text rendering of HTML: paragraphs parted by a blank line, list items behind “- ” or their number, table rows with tabs.
 * Figures are left out: their words are not the article's. Throws `Unreadable` (`OUTPUT_TOO_LARGE`).
 */
export async function plainTextOf(html: string): Promise<string> {
  const { parseHtml } = await import('./parse-html.ts');
  const root = parseHtml(html);
  if (!root) throw new Unreadable('OUTPUT_TOO_LARGE', `a text holds more than ${bodyLimits.elements} elements`);
  return textBelow(root);
}

/** The same of a body as `sanitizeHtml` writes it, in a fraction of the time and memory. */
export async function plainTextOfClean(html: string): Promise<string> {
  const { cleanTree } = await import('./clean-tree.ts');
  return textBelow(cleanTree(html));
}

function textBelow(root: Parent): string {
  const blocks: string[] = [];
  collect(root, blocks, '');
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** Words as readers count them; for scripts without spaces, characters. */
export function wordCount(text: string): number {
  const word = new RegExp(wordPattern, 'gu');
  let count = 0;
  // One after the other: an array of a long text's words takes several times its memory.
  while (word.test(text)) count++;
  return count;
}

const unspaced = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}`;
const wordPattern = String.raw`[${unspaced}]|[\p{L}\p{N}][^\s${unspaced}]*`;

function collect(parent: Parent, blocks: string[], prefix: string): void {
  for (const child of parent.childNodes) {
    if (!isElement(child)) {
      if (isText(child)) blocks.push(prefix + inline(child));
      continue;
    }
    switch (child.tagName) {
      case 'figure':
      case 'hr':
        break;
      case 'blockquote':
        collect(child, blocks, prefix);
        break;
      case 'ul':
      case 'ol':
        blocks.push(list(child, ''));
        break;
      case 'dl':
        blocks.push(
          elementsOf(child)
            .filter(({ tagName }) => tagName === 'dt' || tagName === 'dd')
            .map(inline)
            .join('\n'),
        );
        break;
      case 'table':
        blocks.push(table(child));
        break;
      case 'pre':
        blocks.push(textOf(child).replace(/\n+$/, ''));
        break;
      default:
        blocks.push(prefix + inline(child));
    }
  }
}

function list(element: Element, indent: string): string {
  const items = element.childNodes.filter((child): child is Element => isElement(child) && child.tagName === 'li');
  return items
    .map((item, index) => {
      const isList = (child: Node): child is Element =>
        isElement(child) && (child.tagName === 'ul' || child.tagName === 'ol');
      const nested = item.childNodes.filter(isList);
      const own = item.childNodes.filter((child) => !isList(child));
      const mark = element.tagName === 'ol' ? `${index + 1}. ` : '- ';
      const line = own
        .map((child) => inline(child))
        .filter((part) => part !== '')
        .join(' ');
      return [indent + mark + line, ...nested.map((inner) => list(inner, `${indent}  `))].join('\n');
    })
    .join('\n');
}

function table(element: Element): string {
  const rows = elementsOf(element).filter(({ tagName }) => tagName === 'tr' || tagName === 'caption');
  return rows
    .map((row) => (row.tagName === 'caption' ? inline(row) : row.childNodes.filter(isElement).map(inline).join('\t')))
    .join('\n');
}

/** Inline content on one line, but for its line breaks. */
function inline(node: Node): string {
  return linesOf(node)
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

function linesOf(node: Node): string {
  if (isText(node)) return node.value.replace(/\n/g, ' ');
  if (!isElement(node) || node.tagName === 'figure' || node.tagName === 'rt' || node.tagName === 'rp') return '';
  if (node.tagName === 'br') return '\n';
  const content = node.childNodes.map(linesOf).join('');
  return node.tagName === 'p' || node.tagName === 'blockquote' ? `${content}\n` : content;
}
