import { tidy } from '../normalize/body-html.ts';
import { present } from '../article/present.ts';
import { readHEntry } from './microformats.ts';
import type { Warning } from '../contract/reasons.ts';
import type { Element, Node, Parent } from '../normalize/html-tree.ts';
import { attribute, elementsOf, isElement, isText, textOf } from '../normalize/html-tree.ts';
import { unescapeTwice } from '../normalize/page-metadata.ts';
import type { DraftItem, DraftPicture, Inference } from './format.ts';
import { articleNode, draftFromSchemaOrg, nodesOf } from './schema-org.ts';

export interface HtmlMetadata {
  readonly item: Partial<DraftItem>;
  readonly warnings: readonly Warning[];
}

/**
 * What a page's markup says of its article: JSON-LD first, then OpenGraph and the news sites' own metas, Dublin Core and `citation_`, microdata, and at last
 * `title`, `h1` and `time`. The first that says a field wins; what had to be concluded is an inference. `document` is parsed, of bounded depth.
 */
export async function readHtmlMetadata(document: Parent): Promise<HtmlMetadata> {
  const warnings: Warning[] = [];
  const elements = elementsOf(document);
  const nodes = nodesOf(await readJsonLd(elements, warnings));
  const node = articleNode(nodes);
  const structured = node ? draftFromSchemaOrg(node, nodes) : {};
  const metas = new Metas(elements);
  const inferences: Inference[] = [];
  const { authors: entryAuthors, ...entry } = readHEntry(elements);
  const said: Partial<DraftItem> = {
    ...entry,
    ...present(fromMetas(metas, elements, inferences)),
    ...withoutBody(structured),
    ...present({ headline: unescapeTwice(headlineOf(structured.headline, metas, elements)) }),
    ...present({ language: languageOf(structured.language, metas, elements) }),
    ...present({ canonicalUrl: canonicalOf(structured.canonicalUrl, metas, elements) }),
  };
  const isUnsigned = said.byline === undefined && said.authors === undefined;
  const item = isUnsigned && entryAuthors ? { ...said, authors: entryAuthors } : said;
  const byline = item.byline ?? (item.authors ? undefined : bylineOf(elements, inferences));
  return {
    item: {
      ...item,
      ...present({
        byline: item.authors ? undefined : byline,
        inferences: inferences.length > 0 ? inferences : undefined,
      }),
    },
    warnings,
  };
}

/** JSON-LD's `articleBody` is text without its structure; the page's own body is better. */
function withoutBody({ body: _body, nativeId: _nativeId, ...rest }: Partial<DraftItem>): Partial<DraftItem> {
  return rest;
}

/** More blocks than any page has; a bound on work. */
const maxJsonLdBlocks = 50;

async function readJsonLd(elements: readonly Element[], warnings: Warning[]): Promise<readonly unknown[]> {
  const scripts = elements.filter(
    ({ tagName, attrs }) =>
      tagName === 'script' && attrs.some(({ name, value }) => name === 'type' && /ld\+json/i.test(value)),
  );
  const blocks: unknown[] = [];
  for (const script of scripts.slice(0, maxJsonLdBlocks)) {
    const source = textOf(script)
      .replace(/^\s*(?:\/\/\s*)?(?:<!\[CDATA\[|<!--)|(?:\/\/\s*)?(?:\]\]>|-->)\s*$/g, '')
      .trim();
    if (source === '') continue;
    try {
      blocks.push(JSON.parse(source));
    } catch {
      const repaired = await repairJson(source);
      if (repaired !== undefined) blocks.push(repaired);
      const outcome = repaired === undefined ? 'could not be read' : 'was broken, and read after a repair';
      warnings.push({
        code: 'FIELD_IGNORED',
        message: `a JSON-LD block ${outcome}`,
        path: 'script[type=application/ld+json]',
      });
    }
  }
  return blocks;
}

/** Browsers' developers see no error when JSON-LD is broken, so one block in thirty is. */
async function repairJson(source: string): Promise<unknown> {
  if (source.length > 500_000) return undefined;
  const { jsonrepair } = await import('jsonrepair');
  // Doubled commas are the one common fault that the repairer gives up on.
  for (const attempt of [source, source.replace(/,(?:\s*,)+/g, ',')]) {
    try {
      return JSON.parse(jsonrepair(attempt));
    } catch {
      continue;
    }
  }
  return undefined;
}

/** `meta` elements by `name`, `property` or `itemprop`, lower case, in document order. */
class Metas {
  readonly #values = new Map<string, string[]>();

  constructor(elements: readonly Element[]) {
    for (const element of elements) {
      if (element.tagName !== 'meta') continue;
      const content = attribute(element, 'content')?.trim();
      if (!content) continue;
      for (const key of ['name', 'property', 'itemprop', 'http-equiv']) {
        for (const name of (attribute(element, key) ?? '').toLowerCase().split(/\s+/)) {
          if (name === '') continue;
          // Dublin Core is written with a dot and with a colon.
          const spelt = name.replace(/^(dc|dcterms):/, '$1.');
          this.#values.set(spelt, [...(this.#values.get(spelt) ?? []), content]);
        }
      }
    }
  }

  first(...names: readonly string[]): string | undefined {
    return names.map((name) => this.#values.get(name)?.[0]).find((value) => value !== undefined);
  }

  all(...names: readonly string[]): readonly string[] {
    return names.map((name) => this.#values.get(name)).find((values) => values !== undefined) ?? [];
  }
}

function fromMetas(metas: Metas, elements: readonly Element[], inferences: Inference[]): Partial<DraftItem> {
  const cited = metas.all('citation_author').map((name) => uninverted(name, true));
  const authors = cited.length > 0 ? cited : authorMetas(metas).map((name) => uninverted(name, false));
  const keywords = metas
    .first('news_keywords', 'keywords', 'parsely-tags', 'sailthru.tags')
    ?.split(/\s*[,;]\s*/)
    .filter((word) => word !== '');
  const sections = [...metas.all('article:section'), ...metas.all('article:tag')];
  const picture = pictureOf(metas);
  return {
    ...(authors.length > 0 ? { byline: unescapeTwice(authors.join(', ')) } : {}),
    summary: metas.first('og:description', 'description', 'dc.description', 'twitter:description'),
    source: metas.first('dc.source', 'sourceorganization', 'page.content.source', 'syndication-source-name'),
    provider: metas.first('og:site_name', 'application-name', 'dc.publisher', 'citation_publisher', 'publisher'),
    copyrightHolder: metas.first('dcterms.rightsholder', 'copyrightholder', 'dc.rights.holder'),
    copyrightNotice: metas.first('copyright', 'dcterms.rights', 'dc.rights', 'rights'),
    licenseUrl: linkOf(elements, 'license'),
    published: metas.first(...publishedNames) ?? timeOf(elements, inferences),
    modified: metas.first(
      'article:modified_time',
      'datemodified',
      'og:updated_time',
      'dcterms.modified',
      'dc.date.modified',
      'last-modified',
      'lastmod',
      'revised',
    ),
    expires: metas.first('article:expiration_time'),
    ...(keywords && keywords.length > 0 ? { keywords } : {}),
    ...(sections.length > 0 ? { subjects: sections.map((name) => ({ name })) } : {}),
    ...(picture ? { pictures: [picture] } : {}),
  };
}

/**
 * “Author, Ann” as “Ann Author”: so libraries and scholars name people, each in an element of its own. Elsewhere only where nobody could be meant by either
 * part alone.
 */
function uninverted(name: string, isScholars: boolean): string {
  const match = /^((?:\p{L}[\p{L}\p{M}.'’-]*\s?){1,4}),\s*((?:\p{Lu}[\p{L}\p{M}.'’-]*\s?){1,4})$/u.exec(name.trim());
  const [last, first] = [match?.[1]?.trim() ?? '', match?.[2]?.trim() ?? ''];
  if (match === null || /^(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|esq)\.?$/i.test(first)) return name;
  return isScholars || (!last.includes(' ') && !first.includes(' ')) ? `${first} ${last}` : name;
}

const publishedNames = [
  'article:published_time',
  'og:article:published_time',
  'og:published_time',
  'datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'citation_publication_date',
  'citation_online_date',
  'citation_date',

  'dcterms.created',
  'dcterms.date',
  'dcterms.issued',
  'dc.date.issued',
  'dc.date',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'article.published',
  'originalpublicationdate',
  'date',
  'weibo:article:create_at',
];

function authorMetas(metas: Metas): readonly string[] {
  const names = [
    'author',
    'article:author',
    'parsely-author',
    'sailthru.author',
    'byl',
    'byline',
    'dc.creator',
    'dcterms.creator',
    'twitter:data1',
  ];
  for (const name of names.slice(0, -1)) {
    // `article:author` is a profile's address as often as a name.
    const found = metas.all(name).filter((value) => !/^(?:https?:)?\/\/|^@|^www\./i.test(value) && value.length < 200);
    if (found.length > 0) return found;
  }
  return [];
}

function pictureOf(metas: Metas): DraftPicture | undefined {
  const url = metas.first(
    'og:image:secure_url',
    'og:image',
    'og:image:url',
    'twitter:image',
    'twitter:image:src',
    'parsely-image-url',
  );
  if (!url) return undefined;
  const alternativeText = metas.first('og:image:alt', 'twitter:image:alt');
  const [width, height] = [metas.first('og:image:width'), metas.first('og:image:height')].map((value) =>
    /^\d{1,5}$/.test(value ?? '') ? Number(value) : undefined,
  );
  return { url, ...present({ alternativeText, width, height }) };
}

/** A headline of the page's data, unless it was cut; else the title without the site's name. */
function headlineOf(structured: string | undefined, metas: Metas, elements: readonly Element[]): string | undefined {
  const heads = elements
    .filter(({ tagName }) => tagName === 'h1')
    .map((element) => tidy(textOf(element)))
    .filter((text) => text !== '');
  const titles = elements.filter(({ tagName }) => tagName === 'title').map((element) => tidy(textOf(element)));
  const stated = [
    structured,
    metas.first(
      'og:title',
      'parsely-title',
      'sailthru.title',
      'dc.title',
      'dcterms.title',
      'citation_title',
      'twitter:title',
    ),
    itemText(elements, 'headline'),
    titles[0],
  ];
  const isCut = (text: string): boolean => /(?:…|\.\.\.)$/.test(text);
  const best =
    stated.filter((text): text is string => text !== undefined && text.trim() !== '' && !isCut(text))[0] ??
    stated.find((text) => text);
  if (best === undefined || best === '') return heads[0];
  const sites = [metas.first('og:site_name'), metas.first('application-name'), hostOf(metas, elements)];
  const without = sites.reduce<string>((title, site) => withoutSiteName(title, site), tidy(best));
  const isTitle = tidy(best) === titles[0];
  // What the reader sees over the text is the headline, if the title is that and more.
  const shown = heads.filter((head) => head.length >= 10 && isHeadlineIn(without, head, isTitle));
  return shown[0] ?? without;
}

/** “Headline – Section”; of the title element, “Example Review: Headline” too: elsewhere that is the headline's own first part. */
function isHeadlineIn(title: string, head: string, isTitle: boolean): boolean {
  const [whole, part] = [title.toLowerCase(), head.toLowerCase()];
  if (whole.startsWith(part) && /^[\s|–—-]/.test(title.slice(head.length))) return true;
  return isTitle && whole.endsWith(part) && /\s?[:|–—»·•-]\s+$/.test(title.slice(0, -head.length));
}

/** The name a site goes by in its address: `example-news` of `www.example-news.co.uk`. */
function hostOf(metas: Metas, elements: readonly Element[]): string | undefined {
  const address = linkOf(elements, 'canonical') ?? metas.first('og:url');
  const labels =
    URL.parse(address ?? '')
      ?.hostname.replace(/^www\./, '')
      .split('.') ?? [];
  return labels.length < 2 ? undefined : labels.find((label) => label.length > 3);
}

/** “Headline - Example News”, “Example News | Headline”. */
function withoutSiteName(title: string, site: string | undefined): string {
  if (site === undefined) return title;
  const fold = (text: string): string =>
    text.toLowerCase().replace(/^the(?:\s+|(?=\w{6}))|\.(?:com|org|net|co\.uk|de|fr)$|[^\p{L}\p{N}]/gu, '');
  const opening = /^([^:]{3,60}):\s+(?=\S)/.exec(title);
  if (opening?.[1] && fold(opening[1]) === fold(site)) return title.slice(opening[0].length);
  const parts = title.split(/\s+(?:[|–—»·•]|-|::)\s+/);
  if (parts.length < 2) return title;
  const [first, last] = [parts[0] ?? '', parts.at(-1) ?? ''];
  if (fold(last) === fold(site)) return title.slice(0, title.lastIndexOf(last)).replace(/\s+(?:[|–—»·•]|-|::)\s+$/, '');
  if (fold(first) === fold(site)) return title.slice(first.length).replace(/^\s+(?:[|–—»·•]|-|::)\s+/, '');
  return title;
}

function languageOf(structured: string | undefined, metas: Metas, elements: readonly Element[]): string | undefined {
  const html = elements.find(({ tagName }) => tagName === 'html');
  const declared = html ? (attribute(html, 'lang') ?? attribute(html, 'xml:lang')) : undefined;
  return (
    declared?.trim() ||
    structured ||
    metas.first('content-language', 'dc.language', 'dcterms.language', 'language', 'og:locale', 'citation_language')
  );
}

function canonicalOf(structured: string | undefined, metas: Metas, elements: readonly Element[]): string | undefined {
  const absolute = (value: string | undefined): string | undefined =>
    value !== undefined && /^https?:\/\//i.test(value.trim()) ? value.trim() : undefined;
  return (
    absolute(linkOf(elements, 'canonical')) ??
    absolute(metas.first('og:url', 'parsely-link', 'twitter:url')) ??
    absolute(structured)
  );
}

function linkOf(elements: readonly Element[], relation: string): string | undefined {
  const link = elements.find(
    ({ tagName, attrs }) =>
      (tagName === 'link' || (tagName === 'a' && relation === 'license')) &&
      attrs.some(({ name, value }) => name === 'rel' && value.toLowerCase().split(/\s+/).includes(relation)),
  );
  return link ? attribute(link, 'href')?.trim() : undefined;
}

function itemText(elements: readonly Element[], property: string): string | undefined {
  const element = elements.find(
    (found) => found.tagName !== 'meta' && (attribute(found, 'itemprop') ?? '').split(/\s+/).includes(property),
  );
  return element ? tidy(textOf(element)) || undefined : undefined;
}

/** The texts of an element as a reader sees them: blocks and line breaks part them, without a blank between in the markup. */
function linesIn(element: Element): readonly string[] {
  const lines = [''];
  const visit = (node: Node): void => {
    if (isText(node)) lines[lines.length - 1] += node.value;
    if (!isElement(node)) return;
    const parts = lineTags.has(node.tagName);
    if (parts) lines.push('');
    node.childNodes.forEach(visit);
    if (parts) lines.push('');
  };
  element.childNodes.forEach(visit);
  return lines.map(tidy).filter((line) => line !== '');
}

const lineTags = new Set('br p div li ul ol h1 h2 h3 h4 h5 h6 section header footer td tr time'.split(' '));

/** What a reader may do with the page, beside the author's name. */
const pageAction =
  /^(?:print|share|follow|e-?mail|save|subscribe|tweet|listen|comments?|contact|view|see|more|read|teilen|drucken|folgen|partager|imprimer|suivre|compartir|imprimir|seguir|condividi|stampa)\b/i;

/** Longer is a biography. */
const maxBylineCharacters = 150;

function bylineOf(elements: readonly Element[], inferences: Inference[]): string | undefined {
  const marked = elements.find(
    (element) =>
      element.tagName !== 'meta' &&
      ((attribute(element, 'itemprop') ?? '').split(/\s+/).includes('author') ||
        (attribute(element, 'rel') ?? '').split(/\s+/).includes('author')),
  );
  const classed = elements.find((element) =>
    /(?:^|[\s_-])(?:byline|author-?name|article-author)(?:$|[\s_-])/i.test(
      `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`,
    ),
  );
  for (const [element, method] of [
    [marked, 'an element marked as the author'],
    [classed, 'an element whose class says byline'],
  ] as const) {
    const lines = element === undefined ? [] : linesIn(element).filter((line) => !pageAction.test(line));
    const text = lines.join(' | ').replaceAll(', | ', ', ');
    if (text === '' || text.length > maxBylineCharacters) continue;
    inferences.push({ field: 'byline', method, confidence: 0.8 });
    return text;
  }
  return undefined;
}

/** `time` elements tell many things; the one marked, or the first with a date and a year, tells when. */
function timeOf(elements: readonly Element[], inferences: Inference[]): string | undefined {
  const times = elements.filter(
    ({ tagName, attrs }) =>
      (tagName === 'time' || attrs.some(({ name, value }) => name === 'itemprop' && value === 'datePublished')) &&
      tagName !== 'meta',
  );
  const marked = times.find(
    (time) => attribute(time, 'itemprop') === 'datePublished' || attribute(time, 'pubdate') !== undefined,
  );
  const chosen = marked ?? times.find((time) => /^\d{4}-\d{2}-\d{2}/.test(attribute(time, 'datetime') ?? ''));
  const value = chosen
    ? (attribute(chosen, 'datetime') ?? attribute(chosen, 'content') ?? tidy(textOf(chosen)))
    : undefined;
  if (value && !marked)
    inferences.push({ field: 'published', method: 'the first time element of the page', confidence: 0.6 });
  return value || undefined;
}
