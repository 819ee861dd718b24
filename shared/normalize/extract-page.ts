/** Reads the article out of a whole web page, by general rules, never by site. */
import { findArticle, insideOf } from './page-article.ts';
import { collectBlocks, escapeHtml } from './page-blocks.ts';
import type { Block } from './page-blocks.ts';
import { cleanBlocks } from './page-clean.ts';
import type { RemovedBlock } from './page-clean.ts';
import { findByline, linkedArticleBody, readPageMetadata } from './page-metadata.ts';
import type { PageMetadata } from './page-metadata.ts';
import { markFurniture, measureMass } from './page-furniture.ts';
import type { Marks, Mass, Strictness } from './page-furniture.ts';
import { collectPictures } from './page-pictures.ts';
import type { PagePicture } from './page-pictures.ts';
import { renderHtml, renderText } from './page-render.ts';
import { parsePage } from './page-tree.ts';
import type { PageElement, PageSource, PageTree } from './page-tree.ts';
import type { CleanContext } from './page-verdicts.ts';
import type { RemovedKind } from './page-words.ts';

export interface RelatedLink {
  readonly title: string;
  /** As written in the page, or absolute where the page's address is known. */
  readonly href?: string;
}

export interface RemovedText {
  readonly kind: RemovedKind;
  readonly text: string;
}

export interface ExtractedPage extends PageMetadata {
  /** The body's content elements (headings, paragraphs, lists, quotes, tables, emphasis, links, pictures as figures); still to be sanitized. */
  readonly bodyHtml: string;
  /** The same as plain text without the figures, paragraphs separated by blank lines. */
  readonly bodyText: string;
  readonly pictures: readonly PagePicture[];
  readonly related: readonly RelatedLink[];
  /** What stood inside the article's place on the page and was taken out, in order. */
  readonly removed: readonly RemovedText[];
  /** Set when the page exceeds the bounds of `pageLimits` and was not read; all else is empty then. */
  readonly tooLarge?: true;
}

const maxRelated = 50;

/**
 * Extracts the article of a whole web page: its body without navigation, promotions, captions, comments and the like,
 * and what the page says of itself (title, byline, time, language), by the rules of Mozilla's Readability.
 * Pictures stand as figures where they stood, and are listed with their own captions and credits. Pure and total: any text gives an answer;
 * a page beyond `pageLimits` (nesting, elements, size) gives an empty one with `tooLarge`.
 * `source` is the page's text, or parse5's tree of it where the caller has parsed it already (it is not changed).
 * `url` is the page's address, by which relative addresses are resolved.
 */
export function extractPage(source: PageSource, options: { readonly url?: string } = {}): ExtractedPage {
  const page = parsePage(source);
  if (page === undefined) {
    return { bodyHtml: '', bodyText: '', pictures: [], related: [], removed: [], tooLarge: true };
  }
  const metadata = readPageMetadata(page);
  const url = pageAddress(page, options.url);
  const article = readArticle(page, metadata, url);
  const pictures = collectPictures(pictureScope(article.roots), article.marks, url);
  return {
    ...metadata,
    byline: metadata.byline ?? findByline(page.body, article.roots),
    bodyHtml: renderHtml(article.kept, article.roots, pictures),
    bodyText: renderText(article.kept),
    pictures,
    related: relatedLinks(article.removed, url),
    removed: article.removed.map(({ kind, block }) => ({ kind, text: block.text })),
  };
}

interface Article {
  readonly kept: readonly Block[];
  readonly removed: readonly RemovedBlock[];
  readonly roots: ReadonlySet<PageElement>;
  readonly marks: Marks;
}

/** The page's address: as given, or as the page declares it. */
function pageAddress(page: PageTree, given: string | undefined): string | undefined {
  const declared = page.metas.find((meta) => meta.get('property') === 'og:url')?.get('content');
  return [given, page.canonical, declared].find(
    (url) => url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url),
  );
}

/** An article shorter than this, in characters, may have been taken for furniture: it is looked for again. */
const shortArticle = 250;
/** What is found by looking less strictly counts when it is this many times as long. */
const muchLonger = 2;

function readArticle(page: PageTree, metadata: PageMetadata, url: string | undefined): Article {
  const all = collectBlocks(page.body);
  const mass = measureMass(page, all);
  const context = { title: metadata.title, excerpt: metadata.excerpt, url };
  let best = attempt(page, all, mass, context, 'names');
  for (const strictness of ['elements', 'none'] as const) {
    if (best.length >= shortArticle) break;
    const other = attempt(page, all, mass, context, strictness);
    if (other.length > best.length * muchLonger) best = other;
  }
  const repeated = linkedArticleBody(page);
  if (repeated === undefined || best.length > repeated.length * trustedShare || repeated.length < shortArticle)
    return best;
  return { ...best, ...cleanBlocks(blocksOfText(repeated), context) };
}

/** A page whose own text is less than this share of what its JSON-LD says is written by a script later: JSON-LD has it. */
const trustedShare = 0.3;

function blocksOfText(text: string): Block[] {
  const markup = /<(?:p|br|div)\b/i.test(text) ? text : escapeHtml(text).replaceAll(/\s*\n\s*/g, '<p>');
  const page = parsePage(markup);
  return page === undefined ? [] : collectBlocks(page.body);
}

function attempt(
  page: PageTree,
  all: readonly Block[],
  mass: Mass,
  context: CleanContext,
  strictness: Strictness,
): Article & { readonly length: number } {
  const marks = markFurniture(page, mass, strictness);
  const free = all.filter((block) => !marks.has(block.element));
  const roots = findArticle(page, free, mass);
  const inside = insideOf(page, roots);
  const chosen = free.filter((block) => inside[block.element.index] === 1);
  const { kept, removed } = cleanBlocks(chosen, context);
  const kinds = new Map(removed.map(({ kind, block }) => [block, kind]));
  const inOrder = all.flatMap((block): RemovedBlock[] => {
    const kind = inside[block.element.index] === 1 ? (kinds.get(block) ?? marks.get(block.element)) : undefined;
    return kind === undefined ? [] : [{ kind, block }];
  });
  const length = kept.reduce((sum, block) => sum + block.size, 0);
  return { kept, removed: inOrder, roots, marks, length };
}

/** Pictures are looked for in the whole article, of which the text's container is often only a part. */
function pictureScope(roots: ReadonlySet<PageElement>): PageElement {
  const top = [...roots][0]!;
  for (let element: PageElement | undefined = top; element !== undefined; element = element.parent) {
    if (element.tag === 'article' || element.attrs.get('itemtype')?.includes('schema.org/') === true) return element;
  }
  return top.parent?.tag === 'body' ? top : (top.parent ?? top);
}

function relatedLinks(removed: readonly RemovedBlock[], url: string | undefined): RelatedLink[] {
  const links = new Map<string, RelatedLink>();
  for (const { kind, block } of removed) {
    if (kind !== 'related') continue;
    for (const { text, href } of block.links) {
      if (text.length < 12 || links.size >= maxRelated) continue;
      const resolved = URL.parse(href, url)?.href;
      links.set(text, resolved === undefined ? { title: text } : { title: text, href: resolved });
    }
  }
  return [...links.values()];
}
