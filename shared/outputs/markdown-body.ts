import { escapeHtml } from '../article/escape-html.ts';
import { textOf } from './body-tree.ts';
import type { XmlNode } from './xml-writer.ts';

type Nodes = readonly (XmlNode | string)[];

/**
 * A body as CommonMark 0.31 that reads back as the same HTML. What Markdown has no words for (tables with heads, figures with captions, lists of several
 * blocks, text in another direction) is raw HTML, which it allows; every character that could be a mark is escaped.
 */
export function markdownOf(nodes: Nodes): string {
  const blocks: string[] = [];
  let lists = 0;
  for (const node of nodes) {
    if (typeof node === 'string') {
      if (node.trim() !== '') blocks.push(atLineStart(inline([node], 'line').trim()));
      continue;
    }
    // Neighbouring lists would run into one: every other one has another mark.
    lists = node.name === 'ul' || node.name === 'ol' ? lists + 1 : 0;
    blocks.push(block(node, lists % 2 === 0));
  }
  return blocks.filter((text) => text !== '').join('\n\n');
}

function block(node: XmlNode, isOther: boolean): string {
  if (!isPlain(node)) return rawHtml(node);
  switch (node.name) {
    case 'p':
      return paragraph(node.children);
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      // A closing run of `#` would be taken off.
      return `${'#'.repeat(Number(node.name[1]))} ${inline(node.children, 'line')
        .trim()
        .replace(/(?<!&)#/g, '\\#')}`;
    case 'hr':
      return '***';
    case 'blockquote':
      return markdownOf(node.children)
        .split('\n')
        .map((line) => (line === '' ? '>' : `> ${line}`))
        .join('\n');
    case 'ul':
    case 'ol':
      return list(node, isOther);
    default:
      return rawHtml(node);
  }
}

/** Whether Markdown can say it: no attributes beside those it has a place for, no blocks where lines are due. */
function isPlain({ name, attributes, children }: XmlNode): boolean {
  const names = Object.keys(attributes);
  if (name === 'ol' ? names.some((attribute) => attribute !== 'start') : names.length > 0) return false;
  // A list that says it starts at 1 would no longer say it.
  if (attributes.start !== undefined && !/^(?:0|[2-9]|[1-9]\d{1,5})$/.test(String(attributes.start))) return false;
  if (name === 'ul' || name === 'ol') {
    return children.every(
      (item) => typeof item !== 'string' && Object.keys(item.attributes).length === 0 && item.children.every(isInline),
    );
  }
  if (name === 'blockquote') return children.every((child) => typeof child !== 'string' && !holdsHtmlBlock(child));
  return children.every(isInline);
}

/** Raw HTML within a quotation would need its own marks on each line. */
function holdsHtmlBlock(node: XmlNode): boolean {
  return !isPlain(node) || !['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'ul', 'ol', 'blockquote'].includes(node.name);
}

const blockNames = new Set(
  'p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre hr figure figcaption img table caption thead tbody tfoot tr th td'.split(
    ' ',
  ),
);

function isInline(node: XmlNode | string): boolean {
  return typeof node === 'string' || (!blockNames.has(node.name) && node.children.every(isInline));
}

function paragraph(children: Nodes): string {
  return inline(children, 'paragraph').trim().split('\n').map(atLineStart).join('\n');
}

function list(node: XmlNode, isOther: boolean): string {
  const start = Number(node.attributes.start ?? 1);
  return node.children
    .map((item, index) => {
      const mark = node.name === 'ul' ? (isOther ? '*' : '-') : `${start + index}${isOther ? ')' : '.'}`;
      return `${mark} ${atLineStart(inline(typeof item === 'string' ? [] : item.children, 'line').trim())}`;
    })
    .join('\n');
}

/** `line`: where no line may end (headings, items). */
function inline(nodes: Nodes, place: 'paragraph' | 'line'): string {
  let written = '';
  for (const [index, node] of nodes.entries()) {
    if (typeof node === 'string') written += escapeMarkdown(node);
    else if (node.name === 'br') written += place === 'paragraph' ? '\\\n' : '<br>';
    else written += inlineElement(node, place, written.at(-1), nodes[index + 1]);
  }
  return written;
}

function inlineElement(
  node: XmlNode,
  place: 'paragraph' | 'line',
  before: string | undefined,
  next: XmlNode | string | undefined,
): string {
  const content = inline(node.children, place);
  const { href, ...others } = node.attributes;
  const hasOthers = Object.keys(others).length > 0;
  if (node.name === 'a' && typeof href === 'string' && !hasOthers && isPlainAddress(href)) {
    return `[${content}](<${href.replace(/&/g, '&amp;')}>)`;
  }
  const mark = node.name === 'strong' ? '**' : node.name === 'em' ? '*' : undefined;
  if (mark !== undefined && !hasOthers && href === undefined && canBeMarked(node, before, next)) {
    return `${mark}${content}${mark}`;
  }
  return `<${node.name}${attributesOf(node)}>${content}</${node.name}>`;
}

/** Marks of emphasis count only where words begin and end (CommonMark §6.2): elsewhere the element is written out. */
function canBeMarked(node: XmlNode, before: string | undefined, next: XmlNode | string | undefined): boolean {
  const text = node.children.every((child) => typeof child === 'string') ? textOf(node) : '';
  const after = typeof next === 'string' ? next[0] : next === undefined ? ' ' : 'x';
  return (
    /^[\p{L}\p{N}](?:[^]*[\p{L}\p{N}])?$/u.test(text) &&
    (before === undefined || /[ \n]/.test(before)) &&
    (after === undefined || /[ .,;:!?]/.test(after))
  );
}

/** Readers write other characters of an address in another way. */
function isPlainAddress(address: string): boolean {
  return (
    /^(?:https?:\/\/|mailto:)[A-Za-z0-9;/?:@&=+$,\-_.!~*'()#%]+$/.test(address) && !/%(?![0-9A-F]{2})/.test(address)
  );
}

/** On one line: a blank one would end it (CommonMark §4.6). */
function rawHtml(node: XmlNode | string): string {
  if (typeof node === 'string') return escapeRaw(node);
  const open = `<${node.name}${attributesOf(node)}>`;
  if (['br', 'hr', 'img'].includes(node.name)) return open;
  return `${open}${node.children.map(rawHtml).join('')}</${node.name}>`;
}

function attributesOf({ attributes }: XmlNode): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeRaw(String(value))}"`)
    .join('');
}

function escapeRaw(text: string): string {
  return withoutBraces(escapeHtml(text).replace(/\n/g, '&#10;'));
}

/** Hugo, Liquid and MDX run what stands in braces (`{{ … }}`, `{% … %}`, `{ … }`), before Markdown is read and within code, too: no text may hold one. */
function withoutBraces(text: string): string {
  return text.replace(/\{/g, '&#123;');
}

/** Every ASCII punctuation may be escaped (CommonMark §2.4); white space but the blank is written as a reference, or it would be trimmed. */
export function escapeMarkdown(text: string): string {
  const escaped = text
    .replace(/[\\`*_[\]<>~|!]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/[\n\t]+/g, ' ')
    .replace(/[^\S ]/g, (space) => `&#${space.charCodeAt(0)};`);
  return withoutBraces(escaped);
}

/** What would open a heading, a list, a rule or an underline at the start of a line. */
function atLineStart(line: string): string {
  return line.replace(/^([#+=:-])/, '\\$1').replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
