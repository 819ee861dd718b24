import { escapeHtml } from '../article/escape-html.ts';
import type { Warning } from '../contract/reasons.ts';
import { cardHtml } from './ghost-cards.ts';
import { isJsonObject, type JsonObject } from './json-fields.ts';
import { readJson } from './read-json.ts';

export interface EditorText {
  readonly html: string;
  readonly warnings: readonly Warning[];
}

/**
 * The text of a post as Ghost's editors keep it, for posts without HTML: the Admin API gives no HTML unless it is asked to, and import files need
 * none. `lexical` is the editor of Ghost 5 and later, `mobiledoc` (0.3, https://github.com/bustle/mobiledoc-kit) the one before. Undefined where neither can be read.
 */
export async function editorText(
  lexical: string | undefined,
  mobiledoc: string | undefined,
): Promise<EditorText | undefined> {
  const state = documentOf(lexical);
  const root = isJsonObject(state?.root) ? state.root : undefined;
  const unknown = new Set<string>();
  const html = root ? await lexicalHtml(root, unknown) : await mobiledocHtml(documentOf(mobiledoc), unknown);
  if (html === undefined) return undefined;
  const warnings = [...unknown].map((name): Warning => {
    const shown = name.slice(0, 40);
    return { code: 'HTML_REMOVED', message: `a card of the editor (“${shown}”) was removed`, path: `body ${shown}` };
  });
  return { html, warnings };
}

function documentOf(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  try {
    const { value } = readJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Bits of a text's `format` in Lexical, and the elements that show them. */
const lexicalFormats: readonly (readonly [number, string])[] = [
  [1, 'strong'],
  [2, 'em'],
  [4, 's'],
  [8, 'u'],
  [16, 'code'],
  [32, 'sub'],
  [64, 'sup'],
];

async function lexicalHtml(node: JsonObject, unknown: Set<string>): Promise<string> {
  const type = String(node.type ?? '').replace(/^extended-/, '');
  if (type === 'text') return lexicalText(node);
  if (type === 'linebreak') return '<br>';
  if (type === 'tab') return ' ';
  if (!Array.isArray(node.children)) {
    const card = await cardHtml(type, node);
    if (card === undefined && type !== 'zwnj') unknown.add(type);
    return card ?? '';
  }
  const parts: string[] = [];
  for (const child of node.children.filter(isJsonObject)) parts.push(await lexicalHtml(child, unknown));
  const content = parts.join('');
  switch (type) {
    case 'paragraph':
      return `<p>${content}</p>`;
    case 'heading':
      return element(node.tag, /^h[1-6]$/, 'h2', content);
    case 'quote':
    case 'aside':
      return `<blockquote><p>${content}</p></blockquote>`;
    case 'list':
      return element(node.tag, /^[uo]l$/, 'ul', content);
    case 'listitem':
      return `<li>${content}</li>`;
    case 'link':
    case 'autolink':
    case 'at-link':
      return typeof node.url === 'string' ? `<a href="${escapeHtml(node.url)}">${content}</a>` : content;
    default:
      return content;
  }
}

function lexicalText({ text, format }: JsonObject): string {
  const bits = typeof format === 'number' ? format : 0;
  const plain = escapeHtml(typeof text === 'string' ? text : '');
  return lexicalFormats.reduce((html, [bit, tag]) => ((bits & bit) === 0 ? html : `<${tag}>${html}</${tag}>`), plain);
}

function element(name: unknown, allowed: RegExp, otherwise: string, content: string): string {
  const tag = typeof name === 'string' && allowed.test(name) ? name : otherwise;
  return `<${tag}>${content}</${tag}>`;
}

/** Kinds of sections, by the number that stands first in them. */
const section = { markup: 1, image: 2, list: 3, card: 10 } as const;

async function mobiledocHtml(document: JsonObject | undefined, unknown: Set<string>): Promise<string | undefined> {
  if (!Array.isArray(document?.sections)) return undefined;
  const cards = listOfLists(document.cards);
  const parts: string[] = [];
  for (const [kind, first, second] of listOfLists(document.sections)) {
    if (kind === section.markup)
      parts.push(element(first, /^(?:p|h[1-6]|blockquote)$/, 'p', markersHtml(second, document)));
    else if (kind === section.image) parts.push((await cardHtml('image', { src: first })) ?? '');
    else if (kind === section.list) {
      const items = listOfLists(second).map((item) => `<li>${markersHtml(item, document)}</li>`);
      parts.push(element(first, /^[uo]l$/, 'ul', items.join('')));
    } else if (kind === section.card) {
      const [name, payload] = cards[Number(first)] ?? [];
      const card = await cardHtml(String(name), isJsonObject(payload) ? payload : {});
      if (card === undefined) unknown.add(String(name));
      parts.push(card ?? '');
    }
  }
  return parts.join('');
}

/** Markers open markups by their number in the document, and say how many end with them. */
function markersHtml(markers: unknown, document: JsonObject): string {
  const [markups, atoms] = [listOfLists(document.markups), listOfLists(document.atoms)];
  const open: string[] = [];
  let html = '';
  for (const [kind, opened, closed, value] of listOfLists(markers)) {
    for (const number of Array.isArray(opened) ? (opened as readonly unknown[]) : []) {
      const [name, attributes] = markups[Number(number)] ?? [];
      const tag = typeof name === 'string' && /^(?:a|b|strong|i|em|u|s|code|sub|sup)$/.test(name) ? name : 'span';
      const list: readonly unknown[] = Array.isArray(attributes) ? attributes : [];
      const href: unknown = list[list.indexOf('href') + 1];
      html += tag === 'a' && list.includes('href') ? `<a href="${escapeHtml(String(href))}">` : `<${tag}>`;
      open.push(tag);
    }
    const [atom, atomText] = kind === 1 ? (atoms[Number(value)] ?? []) : [];
    if (kind !== 1) html += escapeHtml(String(value ?? ''));
    else html += atom === 'soft-return' ? '<br>' : escapeHtml(String(atomText ?? ''));
    for (let left = Math.min(Number(closed) || 0, open.length); left > 0; left--) html += `</${open.pop()}>`;
  }
  return (
    html +
    open
      .reverse()
      .map((tag) => `</${tag}>`)
      .join('')
  );
}

function listOfLists(value: unknown): readonly (readonly unknown[])[] {
  return Array.isArray(value) ? value.filter((entry): entry is unknown[] => Array.isArray(entry)) : [];
}
