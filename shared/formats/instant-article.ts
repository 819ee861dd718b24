import { attribute, elementsOf, isElement, removeElements, textOf } from '../normalize/html-tree.ts';
import type { Element, Node, Parent } from '../normalize/html-tree.ts';
import type { DraftItem } from './format.ts';

/** What the head and foot of an Instant Article say of it; its feed may leave that unsaid. */
export type InstantFields = Pick<DraftItem, 'subheadline' | 'kicker' | 'byline' | 'copyrightNotice' | 'modified'>;

export interface InstantArticle {
  readonly article: Parent;
  readonly fields?: InstantFields;
}

/**
 * The article of a page within a feed (Instant Articles; GMX and MSN take the like), without what repeats its fields: the title, the times and the authors of its
 * head, the notice of its foot. Subtitle, kicker, authors, time of change and notice are given as fields. Credits in the foot stay in the text. Changes the tree.
 */
export function instantArticle(page: Parent): InstantArticle {
  const article = elementsOf(page).find(({ tagName }) => tagName === 'article');
  if (!article) return { article: elementsOf(page).find(({ tagName }) => tagName === 'body') ?? page };
  const inside = elementsOf(article);
  const headers = inside.filter(({ tagName }) => tagName === 'header');
  const footers = inside.filter(({ tagName }) => tagName === 'footer');
  const head = headers.flatMap((header) => elementsOf(header));
  const foot = footers.flatMap((footer) => elementsOf(footer));
  const fields = fieldsOf(head, foot);
  const repeats = head.filter(({ tagName }) => /^(?:h[1-6]|time|address)$/.test(tagName));
  const isCredits = (child: Node): boolean => isElement(child) && child.tagName === 'aside';
  for (const footer of footers) {
    footer.childNodes = footer.childNodes.filter(isCredits);
    if (footer.childNodes.length === 0) repeats.push(footer);
  }
  removeElements(article, new Set(repeats));
  return { article, fields };
}

function fieldsOf(head: readonly Element[], foot: readonly Element[]): InstantFields {
  const isKicker = (element: Element): boolean => /(?:^|\s)op-kicker(?:\s|$)/.test(attribute(element, 'class') ?? '');
  const kicker = lineOf(head.find(isKicker));
  const subheadline = lineOf(head.find((element) => element.tagName === 'h2' && !isKicker(element)));
  const changed = head.find(
    (element) => element.tagName === 'time' && /op-modified/.test(attribute(element, 'class') ?? ''),
  );
  const modified = changed && (attribute(changed, 'datetime') ?? lineOf(changed));
  const names = head.filter(({ tagName }) => tagName === 'address').flatMap((address) => nameIn(address) ?? []);
  const notice = lineOf(foot.find(({ tagName }) => tagName === 'small'));
  return {
    ...(subheadline ? { subheadline } : {}),
    ...(kicker ? { kicker } : {}),
    ...(modified ? { modified } : {}),
    ...(names.length > 0 ? { byline: names.join(', ') } : {}),
    ...(notice && /©|\(c\)|copyright|rights/i.test(notice) ? { copyrightNotice: notice } : {}),
  };
}

/** An author is a link, with words about the author beside it. */
function nameIn(address: Element): string | undefined {
  return lineOf(elementsOf(address).find(({ tagName }) => tagName === 'a')) ?? lineOf(address);
}

/** Longer is no line of a head. */
const maxLine = 500;

function lineOf(element: Element | undefined): string | undefined {
  const line = element === undefined ? '' : textOf(element).replace(/\s+/g, ' ').trim();
  return line === '' || line.length > maxLine ? undefined : line;
}
