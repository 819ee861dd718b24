import { element, type XmlNode } from './xml-writer.ts';

/** Elements of a sanitized body without content. */
const voidTags = new Set(['br', 'hr', 'img']);
const token = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z-]*(?:="[^"]*")?)*)\s*\/?>|([^<]+|<)/g;
const attributePattern = /([a-z][a-z-]*)(?:="([^"]*)")?/g;
const references: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/**
 * A body's HTML as a tree. It reads what the sanitizer writes (lower-case names, attributes in double quotes, elements closed) and nothing wilder: that
 * needs no HTML parser, which deliver would pay for at each cold start. An end tag without a start is passed over, what is left open ends with its parent.
 */
export function bodyTree(html: string): readonly (XmlNode | string)[] {
  const root: Open = { name: '', attributes: {}, children: [] };
  const open: Open[] = [root];
  for (const [, slash, name = '', attributes = '', text] of html.matchAll(token)) {
    const parent = open.at(-1) ?? root;
    if (text !== undefined) parent.children.push(decoded(text));
    else if (slash === '/') {
      const index = open.findLastIndex((element) => element.name === name);
      if (index > 0) open.length = index;
    } else {
      const child: Open = { name, attributes: attributesOf(attributes), children: [] };
      parent.children.push(child);
      if (!voidTags.has(name)) open.push(child);
    }
  }
  return root.children;
}

/** The text inside, as it stands. */
export function textOf(node: XmlNode | string): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

/** The same tree without some elements, wherever they stand; `undefined` for one that goes. */
export function mapTree(
  nodes: readonly (XmlNode | string)[],
  change: (node: XmlNode) => XmlNode | string | undefined,
): readonly (XmlNode | string)[] {
  return nodes.flatMap((node) => {
    if (typeof node === 'string') return [node];
    const changed = change(element(node.name, node.attributes, mapTree(node.children, change)));
    return changed === undefined ? [] : [changed];
  });
}

interface Open extends XmlNode {
  readonly children: (XmlNode | string)[];
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(attributePattern)].map(([, name = '', value = '']) => [name, decoded(value)]),
  );
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined)
      return Object.hasOwn(references, name as string) ? (references[name as string] as string) : whole;
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
