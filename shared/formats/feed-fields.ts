import { uploadLimits } from '../contract/limits.ts';
import { childrenOf, firstOf, lineOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** The vocabularies feeds are written in; `feed` is the feed's own, without a prefix or as RSS. */
export type Vocabulary = keyof typeof namespaces;

/** By telling part: feeds write these addresses with and without a slash, a fragment or `https`. */
const namespaces = {
  feed: /^$|purl\.org\/(?:rss\/1\.0\/?$|net\/rss1\.1)|netscape\.com\/rdf|userland\.com\/rss|harvard\.edu\/tech\/rss/i,
  atom: /w3\.org\/2005\/atom|purl\.org\/atom\/ns|purl\.org\/atom\/app|w3\.org\/2007\/app/i,
  media: /yahoo\.com\/mrss/i,
  content: /rss\/1\.0\/modules\/content/i,
  excerpt: /wordpress\.org\/export\/(?:[\d.]+\/)?excerpt/i,
  wp: /wordpress\.org\/export\/(?:[\d.]+\/?)?$/i,
  dc: /purl\.org\/dc\/(?:elements|terms)|rss\/1\.0\/modules\/dcterms/i,
  cc: /web\.resource\.org\/cc|creativecommons\.org\/ns|userland\.com\/creativecommons|cyber\.law\.harvard\.edu\/rss\/creativecommons/i,
  rsl: /rslstandard\.org/i,
  prism: /prismstandard\.org|rss\/1\.0\/modules\/prism/i,
  georss: /georss\.org|opengis\.net\/gml/i,
  itunes: /itunes\.com\/dtds/i,
  feedburner: /rssnamespace\.org\/feedburner|feedburner\.com/i,
  enc: /rss_2\.0\/enc/i,
  slash: /modules\/slash/i,
  xhtml: /w3\.org\/1999\/xhtml/i,
  blogger: /schemas\.google\.com\/blogger/i,
  thread: /syndication\/thread/i,
  yandex: /news\.yandex\./i,
  turbo: /turbo\.yandex\./i,
  tombstones: /purl\.org\/atompub\/tombstones/i,
} as const;

/** Whether an element belongs to a vocabulary. Feeds declare defaults of their own: what has no prefix and is no XHTML is the feed's. */
function isOf(element: XmlElement, vocabulary: Vocabulary): boolean {
  if (vocabulary === 'feed' && element.prefix === '') return !namespaces.xhtml.test(element.namespace);
  // Home-made Atom forgets its namespace.
  if (vocabulary === 'atom' && element.prefix === '' && element.namespace === '') return true;
  return namespaces[vocabulary].test(element.namespace);
}

/** The children of one vocabulary and name, in document order. Names are told without regard to case, as feeds write them. */
export function feedElements(
  parent: XmlElement | undefined,
  vocabulary: Vocabulary,
  name: string,
): readonly XmlElement[] {
  const folded = name.toLowerCase();
  return childrenOf(parent).filter((child) => child.name.toLowerCase() === folded && isOf(child, vocabulary));
}

/** The text of the first of the named children that has one; earlier names before later ones. */
export function feedLine(
  parent: XmlElement | undefined,
  vocabulary: Vocabulary,
  ...names: readonly string[]
): string | undefined {
  return firstOf(names, (name) => firstOf(feedElements(parent, vocabulary, name), lineOf));
}

/** The text of every child of that name that has one, each once. */
export function feedLines(parent: XmlElement | undefined, vocabulary: Vocabulary, name: string): readonly string[] {
  return [...new Set(feedElements(parent, vocabulary, name).flatMap((element) => lineOf(element) ?? []))];
}

/** What a feed says of itself stands at its top, among few elements; more would be looked through for every entry. */
const maxHeadElements = 300;
const notHead = new Set(['item', 'entry', 'deleted-entry', 'category', 'tag', 'term']);

/** A feed without its entries and lists of terms, so that what it says for each of its entries is found at the same cost, however many there are. */
export function headOf(feed: XmlElement): XmlElement {
  const isHead = (child: XmlElement): boolean =>
    !notHead.has(child.name.toLowerCase()) && !(child.name === 'author' && isOf(child, 'wp'));
  return { ...feed, children: childrenOf(feed).filter(isHead).slice(0, maxHeadElements) };
}

/** Entries that are read: one more than an upload may have, which refuses it. */
export const maxEntries = uploadLimits.itemsPerUpload + 1;
