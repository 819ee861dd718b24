/**
 * Title, byline, publishing time, language, summary and site name of a page, found in the order and by the rules of
 * Mozilla's Readability 0.6 (Apache-2.0), whose test pages are the yardstick for them.
 */
import { collapse, isElement, textContent } from './page-tree.ts';
import type { PageElement, PageTree } from './page-tree.ts';
import { isHidden } from './page-words.ts';

export interface PageMetadata {
  readonly title?: string;
  /** As the page words it, with its “By”. */
  readonly byline?: string;
  /** As the page words it: not read as a date here. */
  readonly publishedRaw?: string;
  /** BCP 47 as declared by the page, not checked. */
  readonly language?: string;
  readonly excerpt?: string;
  readonly siteName?: string;
}

interface LinkedData {
  title?: string;
  byline?: string;
  excerpt?: string;
  siteName?: string;
  publishedRaw?: string;
}

type Json = Readonly<Record<string, unknown>>;

const articleType = /Article|Report|SocialMediaPosting|BlogPosting|DiscussionForumPosting|APIReference$/;
const schemaOrg = /^https?:\/\/schema\.org\/?$/;

export function isJsonObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isArticle(value: unknown): value is Json {
  return isJsonObject(value) && typeof value['@type'] === 'string' && articleType.test(value['@type']);
}

/** JSON, or undefined where it is broken. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '')) as unknown;
  } catch {
    // Broken JSON-LD (a few per cent of real pages) says nothing here; the tolerant reader is the metadata module's.
    return undefined;
  }
}

/** The first article among the JSON-LD of a page: an object, one of a list, or one of a graph. */
function findLinkedArticle(scripts: readonly string[]): Json | undefined {
  for (const script of scripts) {
    const parsed = parseJson(script);
    const item = Array.isArray(parsed) ? (parsed as unknown[]).find(isArticle) : parsed;
    if (!isJsonObject(item)) continue;
    const context = item['@context'];
    const vocabulary = isJsonObject(context) ? context['@vocab'] : context;
    if (typeof vocabulary !== 'string' || !schemaOrg.test(vocabulary)) continue;
    const graph = item['@graph'];
    const article = item['@type'] === undefined && Array.isArray(graph) ? (graph as unknown[]).find(isArticle) : item;
    if (isArticle(article)) return article;
  }
  return undefined;
}

function trimmed(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim() : undefined;
}

function authorNames(author: unknown): string | undefined {
  if (isJsonObject(author)) return trimmed(author['name']);
  if (!Array.isArray(author)) return undefined;
  const names = (author as unknown[]).flatMap((one) =>
    isJsonObject(one) && typeof one['name'] === 'string' ? [one['name'].trim()] : [],
  );
  return names.length > 0 ? names.join(', ') : undefined;
}

/** Share of the second text's length made of words that stand in the first, too. */
function similarity(first: string, second: string): number {
  const tokens = (text: string): string[] => text.toLowerCase().split(/\W+/).filter(Boolean);
  const known = new Set(tokens(first));
  const all = tokens(second);
  if (known.size === 0 || all.length === 0) return 0;
  const unknown = all.filter((token) => !known.has(token));
  return 1 - unknown.join(' ').length / all.join(' ').length;
}

function readLinkedData(page: PageTree, documentTitle: () => string): LinkedData {
  const article = findLinkedArticle(page.jsonLd);
  if (article === undefined) return {};
  const name = trimmed(article['name']);
  const headline = trimmed(article['headline']);
  let title = name ?? headline;
  if (name !== undefined && headline !== undefined && name !== headline) {
    // Some publishers put their own name into `name`: the page's title decides.
    const wanted = documentTitle();
    if (similarity(headline, wanted) > 0.75 && similarity(name, wanted) <= 0.75) title = headline;
  }
  const publisher = article['publisher'];
  return {
    title,
    byline: authorNames(article['author']),
    excerpt: trimmed(article['description']),
    siteName: isJsonObject(publisher) ? trimmed(publisher['name']) : undefined,
    publishedRaw: trimmed(article['datePublished']),
  };
}

/** `meta` values by their name or property, lower case, dots as colons; the last of a name wins. */
function readMetas(page: PageTree): Map<string, string> {
  const property =
    /\s*(article|dc|dcterm|og|twitter)\s*:\s*(author|creator|description|published_time|title|site_name)\s*/i;
  const name =
    /^\s*(?:(dc|dcterm|og|twitter|parsely|weibo:(article|webpage))\s*[-.:]\s*)?(author|creator|pub-date|description|title|site_name)\s*$/i;
  const values = new Map<string, string>();
  for (const meta of page.metas) {
    const content = meta.get('content');
    if (content === undefined || content === '') continue;
    const found = meta.get('property')?.match(property)?.[0];
    const named = meta.get('name');
    if (found !== undefined) values.set(found.toLowerCase().replaceAll(/\s/g, ''), content.trim());
    else if (named !== undefined && name.test(named)) {
      values.set(named.toLowerCase().replaceAll(/\s/g, '').replaceAll('.', ':'), content.trim());
    }
  }
  return values;
}

function wordCount(text: string): number {
  return text.split(/\s+/).length;
}

function headingsOf(body: PageElement, tags: readonly string[]): PageElement[] {
  const found: PageElement[] = [];
  const visit = (element: PageElement): void => {
    if (tags.includes(element.tag)) found.push(element);
    for (const child of element.children) if (isElement(child)) visit(child);
  };
  visit(body);
  return found;
}

/** The title element without the site's name: parts at separators are cut where enough words remain. */
function titleFromDocument(page: PageTree): string {
  const original = collapse(page.titleText ?? '');
  let title = original;
  let hierarchical = false;
  const separators = [...original.matchAll(/ [|\-\\/>»] /g)];
  const last = separators.at(-1);
  if (last !== undefined) {
    hierarchical = / [\\/>»] /.test(original);
    title = original.slice(0, last.index);
    if (wordCount(title) < 3) title = original.replace(/^[^|\-\\/>»]*[|\-\\/>»]/, '');
  } else if (original.includes(': ')) {
    const isHeading = headingsOf(page.body, ['h1', 'h2']).some((heading) => textContent(heading) === original);
    if (!isHeading) {
      title = original.slice(original.lastIndexOf(':') + 1);
      if (wordCount(title) < 3) title = original.slice(original.indexOf(':') + 1);
      else if (wordCount(original.slice(0, original.indexOf(':'))) > 5) title = original;
    }
  } else if (original.length > 150 || original.length < 15) {
    const headings = headingsOf(page.body, ['h1']);
    if (headings.length === 1 && headings[0] !== undefined) title = textContent(headings[0]);
  }
  title = collapse(title);
  const count = wordCount(title);
  const shortened = count !== wordCount(original.replaceAll(/[|\-\\/>»]+/g, '')) - 1;
  return count <= 4 && (!hierarchical || shortened) ? original : title;
}

const bylineName = /byline|author|dateline|writtenby|p-author/i;
const unlikely =
  /-ad-|ai2html|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination|pager|popup|yom-remote/i;
const unlikelyUnless = /and|article|body|column|content|main|shadow/i;
const unlikelyRoles = new Set('menu menubar complementary navigation alert alertdialog dialog'.split(' '));

/** Longer texts under an author's class are notes about them, not bylines. */
const bylineLength = 100;

/**
 * The first element of the page that claims by its name, relation or microdata to be the byline. Parts unlikely to hold
 * the article are passed over, but not those it stands in.
 */
export function findByline(body: PageElement, articleParts: ReadonlySet<PageElement>): string | undefined {
  const aroundArticle = new Set<PageElement>();
  for (const part of articleParts) {
    for (let element: PageElement | undefined = part; element !== undefined; element = element.parent) {
      aroundArticle.add(element);
    }
  }
  const nameWithin = (element: PageElement): PageElement | undefined => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      if (child.attrs.get('itemprop')?.includes('name')) return child;
      const found = nameWithin(child);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const visit = (element: PageElement, inTable: boolean): string | undefined => {
    const holdsArticle = aroundArticle.has(element);
    if (isHidden(element) && !holdsArticle) return undefined;
    const names = `${element.attrs.get('class') ?? ''} ${element.attrs.get('id') ?? ''}`;
    const claims =
      element.attrs.get('rel') === 'author' ||
      element.attrs.get('itemprop')?.includes('author') === true ||
      bylineName.test(names);
    if (claims) {
      const text = textContent(element);
      if (text !== '' && text.length < bylineLength) return textContent(nameWithin(element) ?? element);
    }
    const passedOver = unlikely.test(names) && !unlikelyUnless.test(names) && !inTable && element.tag !== 'a';
    const unlikelyRole = unlikelyRoles.has(element.attrs.get('role') ?? '');
    if ((passedOver || unlikelyRole) && !holdsArticle) return undefined;
    for (const child of element.children) {
      if (!isElement(child)) continue;
      const found = visit(child, inTable || element.tag === 'table' || element.tag === 'code');
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return visit(body, false);
}

const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Many pages escape the values of their metas once more. */
export function unescapeTwice(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const unescaped = text
    .replaceAll(/&(quot|amp|apos|lt|gt);/g, (_, name: string) => namedEntities[name] ?? '')
    .replaceAll(/&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/gi, (_, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      const valid = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
      return String.fromCodePoint(valid ? code : 0xff_fd);
    });
  return collapse(unescaped);
}

function isUrl(text: string): boolean {
  return URL.canParse(text);
}

/** What a page's head says of itself; `byline` is absent where only the body has it. Absent fields are not told. */
export function readPageMetadata(page: PageTree): PageMetadata {
  let documentTitle: string | undefined;
  const fromDocument = (): string => (documentTitle ??= titleFromDocument(page));
  const linked = readLinkedData(page, fromDocument);
  const values = readMetas(page);
  const first = (...names: string[]): string | undefined => {
    for (const name of names) {
      const value = values.get(name);
      if (value !== undefined && value !== '') return value;
    }
    return undefined;
  };
  const articleAuthor = values.get('article:author');
  const byline =
    linked.byline ||
    first('dc:creator', 'dcterm:creator', 'author', 'parsely-author') ||
    (articleAuthor !== undefined && !isUrl(articleAuthor) ? articleAuthor : undefined);
  const title =
    linked.title ||
    first(
      'dc:title',
      'dcterm:title',
      'og:title',
      'weibo:article:title',
      'weibo:webpage:title',
      'title',
      'twitter:title',
      'parsely-title',
    );
  const excerpt =
    linked.excerpt ||
    first(
      'dc:description',
      'dcterm:description',
      'og:description',
      'weibo:article:description',
      'weibo:webpage:description',
      'description',
      'twitter:description',
    );
  return {
    title: unescapeTwice(title) ?? (fromDocument() || undefined),
    byline: unescapeTwice(byline),
    publishedRaw: unescapeTwice(linked.publishedRaw || first('article:published_time', 'parsely-pub-date')),
    language: page.language?.trim() || undefined,
    excerpt: unescapeTwice(excerpt),
    siteName: unescapeTwice(linked.siteName || first('og:site_name')),
  };
}
