import { tidy } from '../normalize/body-html.ts';
import { attribute, elementsOf, removeElements, textOf } from '../normalize/html-tree.ts';
import type { Element } from '../normalize/html-tree.ts';
import type { DraftItem } from './format.ts';

/** Classes of one element; tells `p-tag` from `p-tags`. */
function hasClass(element: Element, ...names: readonly string[]): boolean {
  const classes = (attribute(element, 'class') ?? '').split(/\s+/);
  return names.some((name) => classes.includes(name));
}

/**
 * What a page's `h-entry` (https://microformats.org/wiki/h-entry) says of its address, authors, subjects and summary: exports of Medium and pages of the indie web have no
 * other metadata. A page of several entries is a list, and says nothing.
 */
export function readHEntry(
  elements: readonly Element[],
): Pick<DraftItem, 'canonicalUrl' | 'keywords' | 'summary' | 'authors'> {
  const entries = elements.filter((element) => hasClass(element, 'h-entry'));
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) return {};
  const inside = elementsOf(entry);
  const address = (...names: readonly string[]): string | undefined =>
    inside
      .filter((element) => hasClass(element, ...names))
      .map((element) => attribute(element, 'href')?.trim())
      .find((href) => href !== undefined && /^https?:\/\//i.test(href));
  const canonicalUrl = address('p-canonical', 'u-canonical') ?? address('u-url', 'u-uid');
  const told = inside.find((element) => hasClass(element, 'p-summary'));
  const summary = told ? tidy(textOf(told)) : '';
  const authors = inside
    .filter((element) => hasClass(element, 'p-author'))
    .map((author) => tidy(textOf(elementsOf(author).find((part) => hasClass(part, 'p-name')) ?? author)))
    .filter((name) => name !== '' && name.length < 100);
  const keywords = inside
    .filter((element) => hasClass(element, 'p-category', 'p-tag'))
    .map((element) => tidy(textOf(element)))
    .filter((keyword) => keyword !== '' && keyword.length < 100);
  return {
    ...(canonicalUrl ? { canonicalUrl } : {}),
    ...(authors.length > 0 ? { authors: [...new Set(authors)].map((name) => ({ name })) } : {}),
    ...(keywords.length > 0 ? { keywords } : {}),
    ...(summary !== '' && summary.length < 2_000 ? { summary } : {}),
  };
}

/**
 * The marked text (`e-content`) of a document that is one entry and nothing of a site around it, as Medium exports a post: all of it is the article's, but
 * for the title and the summary once more at its top. Undefined for pages. Changes the tree.
 */
export function exportedContent(
  elements: readonly Element[],
  { headline, summary }: Pick<DraftItem, 'headline' | 'summary'>,
): Element | undefined {
  const contents = elements.filter((element) => hasClass(element, 'e-content'));
  const isPage = elements.some(({ tagName }) => ['nav', 'aside', 'form', 'script'].includes(tagName));
  const [content] = contents;
  const isEntry = elements.filter((element) => hasClass(element, 'h-entry')).length === 1;
  if (content === undefined || contents.length > 1 || isPage || !isEntry) return undefined;
  const folded = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const repeated = new Set([folded(headline ?? ''), folded(summary ?? '')].filter((text) => text !== ''));
  const inside = elementsOf(content);
  const blocks = inside.filter(({ tagName }) => /^(?:h[1-6]|p)$/.test(tagName)).slice(0, 3);
  // The rule parts sections of a post; over the first it parts nothing.
  const rule = inside.find(({ tagName }) => tagName !== 'section' && tagName !== 'div');
  const unwanted = blocks.filter((block) => repeated.has(folded(textOf(block))));
  removeElements(content, new Set(rule?.tagName === 'hr' ? [...unwanted, rule] : unwanted));
  return content;
}
