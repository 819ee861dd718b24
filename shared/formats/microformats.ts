import { attribute, elementsOf, textOf } from '../normalize/html-tree.ts';
import type { Element } from '../normalize/html-tree.ts';
import type { DraftItem } from './format.ts';

/** Classes of one element; tells `p-tag` from `p-tags`. */
function hasClass(element: Element, ...names: readonly string[]): boolean {
  const classes = (attribute(element, 'class') ?? '').split(/\s+/);
  return names.some((name) => classes.includes(name));
}

/**
 * What a page's `h-entry` (https://microformats.org/wiki/h-entry) says of its address, subjects and summary: exports of Medium and pages of the indie web have no
 * other metadata. A page of several entries is a list, and says nothing.
 */
export function readHEntry(elements: readonly Element[]): Pick<DraftItem, 'canonicalUrl' | 'keywords' | 'summary'> {
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
  const keywords = inside
    .filter((element) => hasClass(element, 'p-category', 'p-tag'))
    .map((element) => tidy(textOf(element)))
    .filter((keyword) => keyword !== '' && keyword.length < 100);
  return {
    ...(canonicalUrl ? { canonicalUrl } : {}),
    ...(keywords.length > 0 ? { keywords } : {}),
    ...(summary !== '' && summary.length < 2_000 ? { summary } : {}),
  };
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
