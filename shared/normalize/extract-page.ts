/** Reads the article out of a whole web page, by general rules, never by site. */
import { readArticle } from './page-attempts.ts';
import type { RemovedBlock } from './page-clean.ts';
import { readHead } from './page-head.ts';
import { findByline, readPageMetadata } from './page-metadata.ts';
import type { PageMetadata } from './page-metadata.ts';
import { collectPictures } from './page-pictures.ts';
import type { PagePicture } from './page-pictures.ts';
import { renderHtml, renderText } from './page-render.ts';
import { parsePage } from './page-tree.ts';
import type { PageElement, PageSource, PageTree } from './page-tree.ts';
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
  const { title, excerpt, byline } = metadata;
  const article = readArticle(page, { title, excerpt, byline, url });
  const head = readHead(article.blocks, title, article.kept[0]);
  const pictures = collectPictures(pictureScope(article.roots), article.marks, url);
  return {
    ...metadata,
    byline: byline ?? findByline(page.body, article.roots) ?? head.byline,
    publishedRaw: metadata.publishedRaw ?? head.publishedRaw,
    bodyHtml: renderHtml(article.kept, article.roots, pictures),
    bodyText: renderText(article.kept),
    pictures,
    related: relatedLinks(article.removed, url),
    removed: article.removed.map(({ kind, block }) => ({ kind, text: block.text })),
  };
}

/** The page's address: as given, or as the page declares it. */
function pageAddress(page: PageTree, given: string | undefined): string | undefined {
  const declared = page.metas.find((meta) => meta.get('property') === 'og:url')?.get('content');
  return [given, page.canonical, declared].find(
    (url) => url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url),
  );
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
