import { bodyLimits } from '../contract/limits.ts';
import { Unreadable } from './format.ts';
import { isXmlElement, rawTextOf } from './xml-tree.ts';
import type { XmlElement, XmlNode } from './xml.ts';

/** As deep as bodies are read. */
const maxDepth = 250;

/**
 * The blocks of a story: its elements where it has any, else what its text means. Agencies put HTML into XML as text (escaped, or as CDATA), or plain
 * text. Throws `Unreadable` (`HTML_TOO_DEEP`, `OUTPUT_TOO_LARGE`).
 */
export async function storyNodes(nodes: readonly XmlNode[]): Promise<readonly XmlNode[]> {
  if (nodes.some(isXmlElement)) return nodes.some(hasLeftover) ? nodes.map(withoutLeftovers) : nodes;
  const text = unescaped(nodes.map(rawTextOf).join(''));
  if (text.trim() === '') return [];
  return isHtml(text) ? htmlNodes(text) : textNodes(text);
}

/** Names and numbers of characters that are left in a text once XML has been read: it was escaped twice. */
const leftover =
  /&(?:amp;)?(#\d{2,5}|#x[\da-f]{2,4}|quot|apos|amp|nbsp|[lr]squo|[lr]dquo|[mn]dash|hellip|euro|[aeiounyc](?:acute|grave|circ|uml|tilde|cedil));/gi;

function hasLeftover(node: XmlNode): boolean {
  return isXmlElement(node) ? node.children.some(hasLeftover) : node.search(leftover) >= 0;
}

function withoutLeftovers(node: XmlNode): XmlNode {
  return isXmlElement(node) ? { ...node, children: node.children.map(withoutLeftovers) } : unescapedLine(node);
}

/** A line without what escaping it twice left in it (“Rock &amp;amp; roll”). */
export function unescapedLine(line: string): string {
  return line.replace(leftover, (whole, name: string) => characterOf(name) ?? whole);
}

const named: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: '&',
  nbsp: '\u00a0',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  euro: '€',
};
const marks: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  cedil: '\u0327',
};

function characterOf(name: string): string | undefined {
  if (name.startsWith('#')) {
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code >= 32 && code < 0xd800 ? String.fromCharCode(code) : undefined;
  }
  const mark = marks[name.slice(1).toLowerCase()];
  return named[name.toLowerCase()] ?? (mark === undefined ? undefined : `${name[0]}${mark}`.normalize('NFC'));
}

/** HTML that was escaped once more than it had to be, as systems do that escape what they were given escaped. */
function unescaped(text: string): string {
  if (/<[a-z!/]/i.test(text) || !/&lt;\/?(?:p|br|div|h[1-6])\b[^&<>]{0,200}&gt;/i.test(text)) return text;
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** Whether a text holds HTML: a tag it could end or begin with, or the name of a character. */
export function isHtml(text: string): boolean {
  return /<\/?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|table|blockquote|html|body|img|figure|pre|section|article)(?:\s[^<>]*)?\/?>|&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/i.test(
    text,
  );
}

async function htmlNodes(html: string): Promise<readonly XmlNode[]> {
  const [{ parseHtml }, { collapseFormatting, depthOf, isElement, isText }] = await Promise.all([
    import('../normalize/parse-html.ts'),
    import('../normalize/html-tree.ts'),
  ]);
  const root = parseHtml(html);
  if (!root) throw new Unreadable('OUTPUT_TOO_LARGE', `more than ${bodyLimits.elements} elements`, 'body');
  collapseFormatting(root);
  if (depthOf(root, maxDepth) > maxDepth)
    throw new Unreadable('HTML_TOO_DEEP', `elements nest deeper than ${maxDepth}`, 'body');
  const convert = (node: (typeof root.childNodes)[number]): readonly XmlNode[] => {
    if (isText(node)) return [node.value];
    if (!isElement(node)) return [];
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
    return [elementOf(node.tagName, node.childNodes.flatMap(convert), attributes)];
  };
  return root.childNodes.flatMap(convert);
}

/** Paragraphs are parted by blank lines, else by indented first lines, else by line breaks; lines broken at the wire's width are joined. */
function textNodes(text: string): readonly XmlNode[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd());
  const written = lines.filter((line) => line !== '');
  const [first, last] = [lines.findIndex((line) => line !== ''), lines.findLastIndex((line) => line !== '')];
  const hasBlank = lines.some((line, index) => line === '' && index > first && index < last);
  const indented = written.filter(opensIndented).length;
  const isIndented = !hasBlank && indented > 0 && indented < written.length;
  const isOne = isWrapped(written);
  const paragraphs: string[][] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const before = lines[index - 1] ?? '';
    const isInset = indented > 0 && indented < written.length && opensIndented(line) && !opensIndented(before);
    const opens = hasBlank ? before === '' || isInset : isIndented ? opensIndented(line) : !isOne;
    if (opens || paragraphs.length === 0) paragraphs.push([]);
    paragraphs.at(-1)?.push(line.trim());
  }
  return paragraphs.map((paragraph) =>
    elementOf(
      'p',
      isWrapped(paragraph) || isIndented
        ? [paragraph.join(' ')]
        : paragraph.flatMap((line, index) => (index === 0 ? [line] : [elementOf('br', []), line])),
    ),
  );
}

/** The first line of a paragraph where others are not set in. */
function opensIndented(line: string): boolean {
  return /^(?: {2,}|\t)/.test(line);
}

/** Lines broken at a wire's width are one paragraph: all but the last are about as long. */
export function isWrapped(lines: readonly string[]): boolean {
  if (lines.length < 2) return false;
  const all = lines.slice(0, -1).map((line) => line.trim().length);
  return all.every((length) => length >= 40 && length <= 90) && Math.max(...all) - Math.min(...all) <= 25;
}

/** An element of a story that no document had. */
export function elementOf(
  name: string,
  children: readonly XmlNode[],
  attributes: ReadonlyMap<string, string> = new Map(),
): XmlElement {
  return { name, namespace: '', prefix: '', attributes, children, line: 0 };
}
