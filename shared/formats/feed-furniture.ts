import { folded } from '../normalize/clean-text.ts';
import { isTracker } from '../normalize/body-figures.ts';
import { attribute, depthOf, elementsOf, isElement, isText, removeElements, textOf } from '../normalize/html-tree.ts';
import type { Element, Node, Parent } from '../normalize/html-tree.ts';
import type { Warning } from '../contract/reasons.ts';
import type { InstantArticle, InstantFields } from './instant-article.ts';
import { instantArticle } from './instant-article.ts';

export interface WithoutFurniture {
  readonly html: string;
  readonly warnings: readonly Warning[];
  /** The text ends in a mark of where it was cut (“Continue reading”, “[…]”): it is no whole article. */
  readonly isCut: boolean;
  /** The same as a tree; absent for what is too deep or too much to be an article. */
  readonly root?: Parent;
  /** What an Instant Article says in its head and foot. */
  readonly fields?: InstantFields;
}

/** Deeper text, and one of too many elements, is refused by the cleaning. */
const maxDepth = 250;

/** Boxes that systems put under or into the text of their feeds. */
const boxes =
  /(?:^|\s)(?:feedflare|sharedaddy|sd-sharing\S*|jp-relatedposts|wpcnt|addtoany\S*|a2a_\S*|heateor\S*|yarpp\S*|crp_related|feed-footer|rss-footer|op-tracker|op-ad|op-related-articles|mc4wp-form\S*)(?:\s|$)/;

/** Fields of Drupal's node that its feeds print beside the text: title, author, time, terms, comments. */
const nodeFields =
  /(?:^|\s)(?:field--?name-(?:title|uid|created|changed|comment\S*|field-(?:tags?|categor(?:y|ies)|topics?|keywords?|sections?))|comment-wrapper|node__(?:links|submitted))(?:\s|$)/;

/** “The post X appeared first on Y” as WordPress says it. */
const appearedFirst =
  /appeared first on|first appeared on|was originally published (?:in|on|at)|originally appeared on|was first published on|erschien zuerst auf|est apparu en premier sur|se publicó primero en|aparece primero en|apareceu primeiro em|proviene da|è stato pubblicato su|verscheen eerst op|pochodzi z serwisu|dök först upp på|dukket først opp på|впервые появилась|kom først på|ilk önce|nejdříve se objevil|pertama kali/iu;

/** What a link at the end of a text says when the text goes on elsewhere. */
const goesOn =
  /^[\s[(]*(?:…|\.\.\.)?\s*(?:continue reading|read (?:the )?(?:rest|more|full|whole)|keep reading|full (?:story|article)|more\b|weiterlesen|mehr lesen|lesen sie weiter|lire la suite|continuer la lecture|sigue leyendo|seguir leyendo|leer más|continue lendo|leia mais|continua a leggere|leggi tutto|lees verder|läs mer|les mer|læs mere|czytaj (?:dalej|więcej)|читать (?:далее|полностью)|celý článek|devamını oku)/iu;

/**
 * Takes out of a feed's HTML what the feed adds to the article: sharing boxes, “appeared first on”, rows of links under the text, the headline
 * once more above it. `link` and `headline` are the entry's. An Instant Article (a page within the feed) gives its article.
 */
export async function withoutFurniture(
  html: string,
  entry: { readonly headline?: string; readonly link?: string },
): Promise<WithoutFurniture> {
  const [{ serialize }, { parseHtml, parseHtmlPage }] = await Promise.all([
    import('parse5'),
    import('../normalize/parse-html.ts'),
  ]);
  const isPage = /<html[\s>]/i.test(html.slice(0, 2000));
  const whole: Parent | undefined = isPage ? parseHtmlPage(html) : parseHtml(html);
  if (!whole || depthOf(whole, maxDepth) > maxDepth) return { html, warnings: [], isCut: false };
  const { article: root, fields }: InstantArticle = isPage ? instantArticle(whole) : { article: whole };
  const around = elementsOf(root).filter((element) => {
    const named = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`;
    // Menus within a text are its site's (Yandex Turbo).
    return element.tagName === 'menu' || boxes.test(named) || nodeFields.test(named);
  });
  removeElements(root, new Set(around));
  let removed = around.length;
  const headline = folded(entry.headline ?? '');
  const first = elementsOf(root).find(({ tagName }) => /^h[1-3]$/.test(tagName));
  if (first && headline !== '' && folded(textOf(first)) === headline && isFirst(root, first)) {
    removeElements(root, new Set([first]));
    removed++;
  }
  let isCut = false;
  for (let looked = 0; looked < 4; looked++) {
    const last = lastBlock(root);
    if (!last) break;
    const kind = endKind(last, entry.link);
    if (kind === undefined) break;
    isCut ||= kind === 'cut';
    removeElements(root, new Set([last]));
    removed++;
  }
  const tail = textOf(root).trimEnd();
  isCut ||= /[[(]\s*(?:…|\.\.\.)\s*[\])]$/u.test(tail);
  if (removed === 0 && !isPage) return { html, warnings: [], isCut, root };
  const warning: Warning = {
    code: 'FURNITURE_REMOVED',
    message: 'what the feed adds around the text (links back, sharing, its title once more) was left out',
    path: 'body',
  };
  return { html: serialize(root as never), warnings: removed > 0 ? [warning] : [], isCut, root, fields };
}

/** What the last block of a text is, when it is none of the text. */
function endKind(block: Element, link: string | undefined): 'furniture' | 'cut' | undefined {
  const text = textOf(block).replace(/\s+/g, ' ').trim();
  if (text.length > 400) return undefined;
  const links = [block, ...elementsOf(block)].filter(({ tagName }) => tagName === 'a');
  const linked = links.map((found) => textOf(found)).join('');
  const loose = text.length - linked.replace(/\s+/g, ' ').trim().length;
  const toEntry = links.filter((found) => isSameAddress(attribute(found, 'href'), link));
  if (appearedFirst.test(text) && (links.length > 0 || text.length < 250)) return 'furniture';
  if (links.length === 0) return undefined;
  if (goesOn.test(text) && loose <= 12)
    return links.some((found) => isElsewhere(attribute(found, 'href'), link)) ? undefined : 'cut';
  const toSite = links.some((found) => isSiteOf(attribute(found, 'href'), link));
  if (links.length === 2 && toEntry.length > 0 && toSite && loose < 120) return 'furniture';
  const isRow = links.length >= 2 && loose <= links.length * 4 && links.every((found) => textOf(found).length <= 24);
  return isRow && toEntry.length > 0 ? 'furniture' : undefined;
}

function isSameAddress(href: string | undefined, link: string | undefined): boolean {
  const [a, b] = [URL.parse(href ?? ''), URL.parse(link ?? '')];
  return a !== null && b !== null && a.host === b.host && a.pathname === b.pathname && b.pathname !== '/';
}

/** A link to another site says where to read about it, not where the text goes on. */
function isElsewhere(href: string | undefined, link: string | undefined): boolean {
  const [a, b] = [URL.parse(href ?? ''), URL.parse(link ?? '')];
  return a !== null && b !== null && siteOf(a.hostname) !== siteOf(b.hostname);
}

function siteOf(host: string): string {
  return host.split('.').slice(-2).join('.');
}

function isSiteOf(href: string | undefined, link: string | undefined): boolean {
  const [a, b] = [URL.parse(href ?? ''), URL.parse(link ?? '')];
  return (
    a !== null && b !== null && a.host === b.host && /^\/[\w-]{0,20}\/?$/.test(a.pathname) && a.pathname !== b.pathname
  );
}

/** The last element of the text that holds anything, looked for inside wrappers. */
function lastBlock(parent: Parent): Element | undefined {
  const last = [...parent.childNodes].reverse().find((node) => !isBlank(node));
  if (!last || !isElement(last)) return undefined;
  const isWrapper = ['div', 'section', 'article', 'body', 'main'].includes(last.tagName);
  const inner = isWrapper ? lastBlock(last) : undefined;
  return inner && ['p', 'div', 'ul'].includes(inner.tagName) ? inner : last;
}

function isBlank(node: Node): boolean {
  if (isText(node)) return node.value.trim() === '';
  if (!isElement(node)) return true;
  if (node.tagName === 'br') return true;
  const hasMedia = [node, ...elementsOf(node)].some(
    (element) =>
      ['iframe', 'video', 'audio', 'hr', 'table'].includes(element.tagName) ||
      (element.tagName === 'img' && !isTracker(element, attribute(element, 'src'))),
  );
  return !hasMedia && textOf(node).trim() === '';
}

/** Nothing but white space and pictures stands before it. */
function isFirst(root: Parent, element: Element): boolean {
  const all = textOf(root).trimStart();
  return all.startsWith(textOf(element).trimStart());
}
