/** Parses a whole web page into a small tree that the page extractor can measure and mark, within fixed bounds. */
import { defaultTreeAdapter, html as htmlNames, parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { pageLimits } from '../contract/limits.ts';

export interface PageText {
  readonly tag: '#text';
  readonly value: string;
  readonly parent: PageElement;
}

export interface PageElement {
  readonly tag: string;
  readonly attrs: ReadonlyMap<string, string>;
  readonly parent: PageElement | undefined;
  readonly children: PageNode[];
  /** Words of class, id and a few telling attributes, lower case, split at punctuation and camel case, with a blank at both ends. */
  readonly hint: string;
  /** Place in `PageTree.elements`: a parent's comes before its children's. */
  readonly index: number;
  /** Which of the tags in `heldTags` stand below, a bit for each. */
  holds: number;
  /** Whether a block element stands below: then this is a container, whatever its own tag. */
  holdsBlocks: boolean;
}

export type PageNode = PageText | PageElement;

export interface PageTree {
  readonly body: PageElement;
  /** The body's elements in document order, the body first. */
  readonly elements: readonly PageElement[];
  /** The page's `html` element's `lang`, where declared. */
  readonly language: string | undefined;
  readonly titleText: string | undefined;
  /** The page's own address as it declares it: `link rel=canonical`. */
  readonly canonical: string | undefined;
  /** `meta` elements in order. */
  readonly metas: readonly ReadonlyMap<string, string>[];
  /** Texts of the JSON-LD scripts in order. */
  readonly jsonLd: readonly string[];
}

class PageTooLarge extends Error {
  override name = 'PageTooLarge';
}

/** Elements whose content is never text of the page. */
const skipped = new Set(
  'script style noscript template svg math iframe frame frameset object embed applet canvas audio video map area select option optgroup datalist textarea input button link meta base head dialog param source track progress meter'.split(
    ' ',
  ),
);

const unread = new Set(['script', 'style', 'noscript', 'textarea', 'template']);

export function isElement(node: PageNode): node is PageElement {
  return node.tag !== '#text';
}

/** parse5 with the bounds built in: its hooks see every element as it is opened, so a hostile page ends early. */
function parseBounded(html: string): DefaultTreeAdapterTypes.Document {
  let depth = 0;
  let elements = 0;
  let text = 0;
  return parse(html, {
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement: (tagName, namespaceURI, attrs) => {
        if (++elements > pageLimits.elements) throw new PageTooLarge('too many elements');
        return defaultTreeAdapter.createElement(tagName, namespaceURI, attrs);
      },
      insertText: (parent, added) => {
        if (!('tagName' in parent && unread.has(parent.tagName))) text += added.length;
        if (text > pageLimits.text) throw new PageTooLarge('too much text');
        defaultTreeAdapter.insertText(parent, added);
      },
      onItemPush: () => {
        if (++depth > pageLimits.depth) throw new PageTooLarge('nested too deeply');
      },
      onItemPop: () => {
        depth--;
      },
    },
  });
}

/** Names of what a container has or lacks (`has-sidebar`, `no-comments`), which is not what it is. */
const possessions = / (?:has|no|with|without) [a-z0-9]+(?= )/g;
/** An article as blog systems name it, and the words of its categories and authors, which stand among its names: `post hentry category-legal`. */
const postNames = /(?:^|\s)(?:post|hentry)(?:\s|$)/;
const postTerms = /(?:^|\s)(?:category|tag|author)-\S+/g;

/** Splits class names and ids into words: `td-postShareBox` gives ` td post share box `. */
export function hintWords(...values: readonly (string | undefined)[]): string {
  const joined = values.filter((value) => value !== undefined && value !== '').join(' ');
  if (joined === '') return '';
  const names = joined.slice(0, 400);
  const words = (postNames.test(names) ? names.replace(postTerms, '') : names)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return ` ${words} `.replace(possessions, '');
}

const heldTags = 'a h1 h2 h3 h4 li ul nav form time address blockquote img aside'.split(' ');
const heldBits: ReadonlyMap<string, number> = new Map(heldTags.map((tag, bit) => [tag, 1 << bit]));

/** A test for elements below which one of these tags stands; each must be one of `heldTags`. */
export function holdsAny(...tags: readonly string[]): (element: PageElement) => boolean {
  const mask = tags.reduce((bits, tag) => bits | (heldBits.get(tag) ?? 0), 0);
  return (element) => (element.holds & mask) !== 0;
}

const noAttributes: ReadonlyMap<string, string> = new Map();
const hintAttributes = ['class', 'id', 'data-component', 'data-module', 'data-testid', 'data-type'];

/** An element's hint; the names of a page repeat, so each is split but once. */
function hintOf(attrs: ReadonlyMap<string, string>, hints: Map<string, string>): string {
  let names = '';
  for (const attribute of hintAttributes) {
    const value = attrs.get(attribute);
    if (value !== undefined && value !== '') names = names === '' ? value : `${names} ${value}`;
  }
  if (names === '') return '';
  let hint = hints.get(names);
  if (hint === undefined) hints.set(names, (hint = hintWords(names)));
  return hint;
}

function convert(
  source: DefaultTreeAdapterTypes.Element,
  parent: PageElement | undefined,
  elements: PageElement[],
  depth: number,
  hints: Map<string, string>,
): PageElement {
  if (depth > pageLimits.depth || elements.length >= pageLimits.elements)
    throw new PageTooLarge('too deep or too many');
  const attrs =
    source.attrs.length === 0 ? noAttributes : new Map(source.attrs.map(({ name, value }) => [name, value]));
  const element: PageElement = {
    tag: source.tagName,
    attrs,
    parent,
    children: [],
    hint: attrs.size === 0 ? '' : hintOf(attrs, hints),
    index: elements.length,
    holds: 0,
    holdsBlocks: false,
  };
  elements.push(element);
  for (const child of source.childNodes) {
    if (child.nodeName === '#text') {
      element.children.push({
        tag: '#text',
        value: (child as DefaultTreeAdapterTypes.TextNode).value,
        parent: element,
      });
    } else if ('tagName' in child && !skipped.has(child.tagName)) {
      const converted = convert(child, element, elements, depth + 1, hints);
      element.children.push(converted);
      element.holds |= converted.holds | (heldBits.get(converted.tag) ?? 0);
      if (converted.holdsBlocks || blockTags.has(converted.tag)) element.holdsBlocks = true;
    }
  }
  return element;
}

/** Sums values of elements up the tree, in place: afterwards each holds its own and all below it. */
export function sumUp(elements: readonly PageElement[], values: Float64Array): void {
  for (let index = elements.length - 1; index > 0; index--) {
    const parent = elements[index]!.parent;
    if (parent !== undefined) values[parent.index]! += values[index]!;
  }
}

function textOf(element: DefaultTreeAdapterTypes.Element): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}

/** What stands in the head, and in scripts and metas wherever they stand. */
function collectMetadata(document: DefaultTreeAdapterTypes.Document): Omit<PageTree, 'body' | 'elements'> {
  const metas: ReadonlyMap<string, string>[] = [];
  const jsonLd: string[] = [];
  let titleText: string | undefined;
  let language: string | undefined;
  let canonical: string | undefined;
  const visit = (node: DefaultTreeAdapterTypes.ParentNode, depth: number): void => {
    if (depth > pageLimits.depth) return;
    for (const child of node.childNodes) {
      if (!('tagName' in child)) continue;
      const attribute = (name: string): string | undefined => child.attrs.find((attr) => attr.name === name)?.value;
      if (child.tagName === 'html') language = attribute('lang');
      if (child.tagName === 'meta') metas.push(new Map(child.attrs.map(({ name, value }) => [name, value])));
      else if (child.tagName === 'link') {
        if (attribute('rel')?.trim().toLowerCase() === 'canonical') canonical ??= attribute('href')?.trim();
      } else if (child.tagName === 'title' && child.namespaceURI.endsWith('xhtml')) titleText ??= textOf(child);
      else if (child.tagName === 'script') {
        if (attribute('type')?.trim().toLowerCase() === 'application/ld+json') jsonLd.push(textOf(child));
      } else visit(child, depth + 1);
    }
  };
  visit(document, 0);
  return { metas, jsonLd, titleText, language, canonical };
}

/** A page as text, or as parse5's tree of it where a caller has it already. */
export type PageSource = string | DefaultTreeAdapterTypes.Document;

/** The parsed page, or `undefined` when it exceeds `pageLimits`. Never throws on any text; a tree given is not changed. */
export function parsePage(source: PageSource): PageTree | undefined {
  if (typeof source === 'string' && source.length > pageLimits.characters) return undefined;
  try {
    return readTree(typeof source === 'string' ? parseBounded(source) : source);
  } catch (error) {
    if (error instanceof PageTooLarge) return undefined;
    throw error;
  }
}

function readTree(document: DefaultTreeAdapterTypes.Document): PageTree {
  const childNamed = (
    node: DefaultTreeAdapterTypes.ParentNode,
    name: string,
  ): DefaultTreeAdapterTypes.Element | undefined =>
    node.childNodes.find((child): child is DefaultTreeAdapterTypes.Element => child.nodeName === name);
  const body = childNamed(childNamed(document, 'html') ?? document, 'body');
  const elements: PageElement[] = [];
  return {
    ...collectMetadata(document),
    body: convert(body ?? emptyBody(), undefined, elements, 0, new Map()),
    elements,
  };
}

/** Pages made of framesets have no body. */
function emptyBody(): DefaultTreeAdapterTypes.Element {
  return defaultTreeAdapter.createElement('body', htmlNames.NS.HTML, []);
}

/** All text below a node, blanks collapsed, with blanks between blocks. */
export function textContent(node: PageNode): string {
  const parts: string[] = [];
  const visit = (current: PageNode): void => {
    if (!isElement(current)) {
      parts.push(current.value);
      return;
    }
    const breaks = current.tag === 'br' || blockTags.has(current.tag);
    if (breaks) parts.push(' ');
    for (const child of current.children) visit(child);
    if (breaks) parts.push(' ');
  };
  visit(node);
  return collapse(parts.join(''));
}

export function collapse(text: string): string {
  return text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();
}

/** Elements that stand on lines of their own. */
export const blockTags: ReadonlySet<string> = new Set(
  'address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table caption tbody td tfoot th thead tr ul amp-ad'.split(
    ' ',
  ),
);
