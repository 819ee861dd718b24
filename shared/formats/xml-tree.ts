import { uploadLimits } from '../contract/limits.ts';
import { Unreadable } from './format.ts';
import type { XmlElement, XmlNode } from './xml.ts';

export function isXmlElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

/** Whether an element holds elements, beside its text or instead of it. */
export function holdsElements(parent: XmlElement): boolean {
  return parent.children.some(isXmlElement);
}

/** The elements right under `parent`; of one local name, where given. */
export function childrenOf(parent: XmlElement | undefined, name?: string): readonly XmlElement[] {
  return (parent?.children ?? []).filter(isXmlElement).filter((child) => name === undefined || child.name === name);
}

/** The first element at a path of local names (`docdata/doc-id`). */
export function findAt(parent: XmlElement | undefined, path: string): XmlElement | undefined {
  return allAt(parent, path)[0];
}

/** Every element at a path of local names, in document order. */
export function allAt(parent: XmlElement | undefined, path: string): readonly XmlElement[] {
  let found: readonly XmlElement[] = parent ? [parent] : [];
  for (const name of path.split('/')) found = found.flatMap((element) => childrenOf(element, name));
  return found;
}

/** Every element of a local name below `parent`, in document order. The tree's depth is bounded. */
export function descendantsOf(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return childrenOf(parent).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendantsOf(child, name),
  ]);
}

/** All text inside, as it stands. */
export function rawTextOf(node: XmlNode): string {
  return isXmlElement(node) ? node.children.map(rawTextOf).join('') : node;
}

/** All text inside, on one line; undefined when there is none. */
export function lineOf(node: XmlNode | undefined): string | undefined {
  const line = node === undefined ? '' : rawTextOf(node).replace(/\s+/g, ' ').trim();
  return line === '' ? undefined : line;
}

/** The first text at a path that is not empty. */
export function lineAt(parent: XmlElement | undefined, path: string): string | undefined {
  return firstOf(allAt(parent, path), lineOf);
}

/** An attribute, trimmed; undefined when absent or empty. */
export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  const value = element?.attributes.get(name)?.trim();
  return value === '' ? undefined : value;
}

/** The first attribute at a path that is not empty. */
export function attributeAt(parent: XmlElement | undefined, path: string, name: string): string | undefined {
  return firstOf(allAt(parent, path), (element) => attributeOf(element, name));
}

export function firstOf<Item, Value>(
  items: readonly Item[],
  read: (item: Item) => Value | undefined,
): Value | undefined {
  for (const item of items) {
    const value = read(item);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Each text once, in the order of its first. */
export function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/**
 * Of elements that say the same in several languages, those in the item's own; else those in none, in English, in whatever comes first. Several in one
 * language stay several.
 */
export function inLanguage(elements: readonly XmlElement[], language: string | undefined): readonly XmlElement[] {
  const filled = elements.filter((element) => lineOf(element) !== undefined);
  const tongue = (element: XmlElement): string =>
    (attributeOf(element, 'xml:lang') ?? '').split('-')[0]?.toLowerCase() ?? '';
  const wanted = [language?.split('-')[0]?.toLowerCase() ?? '', '', 'en'];
  const found = wanted
    .map((tag) => filled.filter((element) => tongue(element) === tag))
    .find((list) => list.length > 0);
  return found ?? filled.filter((element) => tongue(element) === tongue(filled[0] as XmlElement));
}

/** Adds a value to the list of a key. */
export function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Refuses a document with more articles than are taken, before each is read. Throws `Unreadable` (`TOO_MANY_ARTICLES`). */
export function refuseTooMany(items: readonly unknown[]): void {
  if (items.length > uploadLimits.itemsPerUpload)
    throw new Unreadable(
      'TOO_MANY_ARTICLES',
      `${items.length} articles; at most ${uploadLimits.itemsPerUpload} are taken from one upload`,
    );
}
