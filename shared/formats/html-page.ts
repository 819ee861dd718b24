import { attribute, collapseFormatting, depthOf, elementsOf, isElement, isText } from '../normalize/html-tree.ts';
import type { Element, Node, Parent } from '../normalize/html-tree.ts';
import { pageLimits } from '../contract/limits.ts';
import type { Warning, WarningCode } from '../contract/reasons.ts';
import type { ExtractedPage } from '../normalize/extract-page.ts';
import type { DraftItem, DraftPicture, Format, ParsedDocument, Source } from './format.ts';
import { Unreadable } from './format.ts';
import { exportedContent } from './microformats.ts';
import { readHtmlMetadata } from './html-metadata.ts';
import { readRenderedPage } from './rendered-page.ts';

/**
 * A web page or an HTML export. Metadata comes from its markup, the body from the reader-mode extraction; a document without page furniture around it is
 * taken whole, since there is nothing to cut away and every guess could only lose text.
 */
export const htmlPage: Format = {
  id: 'html-page',
  name: 'HTML page',
  detect(source: Source) {
    if (source.isBinary || source.xmlRoot?.namespace?.startsWith('http://www.w3.org/2005')) return 0;
    const head = source.head.trimStart();
    if (
      /^(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*<!doctype\s+html/i.test(head) ||
      source.xmlRoot?.localName.toLowerCase() === 'html'
    )
      return 80;
    if (/^(?:<!--(?:(?!-->)[^])*-->\s*)*<(?:html|head|body|meta|title|article|main|h1)[\s>]/i.test(head)) return 50;
    const isNamed = ['html', 'htm', 'xhtml'].includes(source.extension) || source.contentType === 'text/html';
    if (isNamed && /<[a-z][^<>]*>/i.test(source.head)) return 50;
    // A fragment: opens with an element of prose, and is no XML of another kind.
    return /^<(?:p|div|section|h[1-6]|figure|img|ul|ol|table|blockquote|header)[\s>]/i.test(head) ? 20 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    if (source.text.length > pageLimits.characters) {
      throw new Unreadable(
        'SIZE_EXCEEDED',
        `a page of ${source.text.length} characters; at most ${pageLimits.characters} are read`,
      );
    }
    const [{ serialize }, { parseHtmlPage }] = await Promise.all([
      import('parse5'),
      import('../normalize/parse-html.ts'),
    ]);
    const document = parseHtmlPage(source.text);
    if (!document) throw tooMuch();
    collapseFormatting(document);
    if (depthOf(document, maxDepth) > maxDepth)
      throw new Unreadable('HTML_TOO_DEEP', `elements nest deeper than ${maxDepth}`);
    const rendered = await readRenderedPage(document, serialize);
    if (rendered) return { items: [rendered] };
    const { item, warnings } = await readHtmlMetadata(document);
    const exported = exportedContent(elementsOf(document), item);
    const content: Content =
      exported === undefined ? await readContent(source.text, document, item) : { html: serialize(exported) };
    const draft: DraftItem = {
      item: '',
      ...(content.page ? fromPage(content.page) : {}),
      ...item,
      ...picturesOf(item, content),
      ...(content.html === undefined ? {} : { body: { kind: 'html', value: content.html } }),
      ...(exported !== undefined && /(?:^|\/)draft_[^/]*$/.test(source.key) ? { status: 'draft' } : {}),
      warnings: [...warnings, ...(exported === undefined ? removalsOf(content.page) : [aroundExport])],
    };
    return { items: [draft] };
  },
};

const aroundExport: Warning = {
  code: 'FURNITURE_REMOVED',
  message: 'what the export puts around the text (its title and summary once more, a footer) was left out',
  path: 'page export',
};

/** The deepest of 272 real pages nests under 100. */
const maxDepth = 500;

function tooMuch(): Unreadable {
  return new Unreadable('HTML_TOO_DEEP', 'the page nests deeper, or holds more elements, than any article');
}

interface Content {
  readonly html?: string;
  /** Absent when the document was taken whole. */
  readonly page?: ExtractedPage;
}

async function readContent(html: string, document: Parent, item: Partial<DraftItem>): Promise<Content> {
  const { serialize } = await import('parse5');
  const body = elementsOf(document).find(({ tagName }) => tagName === 'body');
  const whole = body === undefined ? undefined : serialize(withoutHeadline(body, item.headline));
  if (body === undefined || isBareDocument(body)) return { html: whole };
  const { extractPage } = await import('../normalize/extract-page.ts');
  const page = extractPage(html, item.canonicalUrl ? { url: item.canonicalUrl } : {});
  if (page.tooLarge) throw tooMuch();
  return page.bodyText.trim() === '' ? { html: whole } : { html: page.bodyHtml, page };
}

/** What the extraction saw where the markup said nothing. */
function fromPage({ title, byline, publishedRaw, language }: ExtractedPage): Partial<DraftItem> {
  return {
    ...(title === undefined ? {} : { headline: title }),
    ...(byline === undefined ? {} : { byline }),
    ...(publishedRaw === undefined ? {} : { published: publishedRaw }),
    ...(language === undefined ? {} : { language }),
  };
}

/** The pictures of the text; the page's own picture for sharing only where the text shows none, or where it is described. */
function picturesOf(item: Partial<DraftItem>, { html, page }: Content): Pick<DraftItem, 'pictures' | 'related'> {
  const shown: DraftPicture[] = (page?.pictures ?? []).map(({ src, alt, caption, credit }) => ({
    url: src,
    ...(alt ? { alternativeText: alt } : {}),
    ...(caption ? { caption } : {}),
    ...(credit ? { credit } : {}),
  }));
  const showsPictures = shown.length > 0 || /<img\s/i.test(html ?? '');
  const stated = (item.pictures ?? []).filter(
    ({ caption, credit, byline }) =>
      !showsPictures || caption !== undefined || credit !== undefined || byline !== undefined,
  );
  const pictures = [...stated, ...shown];
  const related = (page?.related ?? []).map(({ title, href }) => ({ title, ...(href ? { url: href } : {}) }));
  return { pictures: pictures.length > 0 ? pictures : undefined, related: related.length > 0 ? related : undefined };
}

/** What stood within the article and was no part of it, by kind: the texts themselves would fill a receipt. */
function removalsOf(page: ExtractedPage | undefined): readonly Warning[] {
  const kinds = new Map<string, number>();
  for (const { kind } of page?.removed ?? []) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return [...kinds].map(([kind, count]) => ({
    code: removalCode(kind),
    message: `${count} ${count === 1 ? 'piece' : 'pieces'} of the page (${kind}) were taken out of the text`,
    path: `page ${kind}`,
  }));
}

function removalCode(kind: string): WarningCode {
  if (kind === 'caption' || kind === 'credit') return 'CAPTION_REMOVED';
  return kind === 'promo' || kind === 'related' || kind === 'advertisement' ? 'PROMO_REMOVED' : 'FURNITURE_REMOVED';
}

/** What belongs to a page rather than to an article. */
const furniture = new Set(['nav', 'footer', 'aside', 'form', 'iframe', 'button', 'input', 'link', 'script']);

/** An export or a hand-written document: few elements, no furniture, hardly any classes. */
function isBareDocument(body: Element): boolean {
  const elements = elementsOf(body);
  const pieces = elements.filter(
    ({ tagName }) => furniture.has(tagName) && tagName !== 'script' && tagName !== 'iframe',
  ).length;
  const classed = elements.filter(({ attrs }) => attrs.some(({ name }) => name === 'class' || name === 'id')).length;
  const links = elements.filter(({ tagName }) => tagName === 'a').length;
  const prose = elements.filter(({ tagName }) => tagName === 'p').length;
  return (
    pieces === 0 &&
    !elements.some(isMenu) &&
    classed <= Math.max(3, elements.length * 0.1) &&
    links <= Math.max(5, prose * 2)
  );
}

/** A list of nothing but links to the site's own pages: a menu, or other stories. Notes of an article link to places in it, sources elsewhere. */
function isMenu({ tagName, childNodes }: Element): boolean {
  if (tagName !== 'ul' && tagName !== 'ol') return false;
  const items = childNodes.filter(isElement);
  return items.length > 1 && items.every((item) => leadsHome(item.childNodes.filter((child) => !isBlank(child))));
}

function leadsHome([only, ...more]: readonly Node[]): boolean {
  if (only === undefined || more.length > 0 || !isElement(only) || only.tagName !== 'a') return false;
  return /^(?!#|\/\/|[a-z][a-z0-9+.-]*:)./i.test(attribute(only, 'href') ?? '');
}

function isBlank(node: Node): boolean {
  return isText(node) && node.value.trim() === '';
}

/** The headline over the text is the article's, not the body's. */
function withoutHeadline(body: Element, headline: string | undefined): Element {
  const first = elementsOf(body).find(({ tagName }) => /^h[1-6]$/.test(tagName));
  if (first?.tagName !== 'h1' || headline === undefined) return body;
  const { parentNode } = first;
  if (parentNode) parentNode.childNodes = parentNode.childNodes.filter((child) => child !== first);
  return body;
}
