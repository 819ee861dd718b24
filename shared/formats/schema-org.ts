import { present } from '../article/present.ts';
import type { DraftAuthor, DraftItem, DraftPicture } from './format.ts';
import { isJsonObject } from './json-fields.ts';

type Node = Readonly<Record<string, unknown>>;

const articleTypes =
  /^(?:https?:\/\/schema\.org\/|schema:)?(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review|SocialMediaPosting|CreativeWork|WebPage\/Article)$/;

/** Every node of JSON-LD blocks, `@graph`s and lists unrolled, with `@id`s to look up. Bounded in number. */
export function nodesOf(blocks: readonly unknown[]): readonly Node[] {
  const found: Node[] = [];
  const open: unknown[] = [...blocks].reverse();
  while (open.length > 0 && found.length < 2_000) {
    const value = open.pop();
    if (Array.isArray(value)) open.push(...value.toReversed());
    if (!isJsonObject(value)) continue;
    found.push(value);
    for (const name of ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement']) {
      if (typeof value[name] === 'object') open.push(value[name]);
    }
  }
  return found;
}

/** The node that is the article: of an article's type, the one with the most to say. */
export function articleNode(nodes: readonly Node[]): Node | undefined {
  const articles = nodes.filter((node) => typesOf(node).some((type) => articleTypes.test(type)));
  const weight = (node: Node): number =>
    Object.keys(node).length +
    (typeof node.headline === 'string' ? 20 : 0) +
    (typesOf(node).includes('CreativeWork') ? -30 : 0);
  return articles.toSorted((a, b) => weight(b) - weight(a))[0];
}

/**
 * What a schema.org article says, as a draft. Authors come as text, object, list or reference, pictures likewise (https://schema.org/NewsArticle).
 * `articleBody` is plain text there; it is given as such.
 */
export function draftFromSchemaOrg(node: Node, nodes: readonly Node[]): Partial<DraftItem> {
  const lookUp = (value: unknown): unknown => {
    if (!isJsonObject(value) || typeof value['@id'] !== 'string' || Object.keys(value).length > 2) return value;
    return nodes.find((other) => other['@id'] === value['@id'] && Object.keys(other).length > 1) ?? value;
  };
  const name = (value: unknown): string | undefined => nameOf(lookUp(first(value)));
  const authors = list(node.author ?? node.creator).flatMap((value): DraftAuthor[] => authorsOf(lookUp(value)));
  const pictures = list(node.image).flatMap((value): DraftPicture[] => pictureOf(lookUp(value)));
  const body = text(node.articleBody) ?? text(node.text);
  const draft: Partial<DraftItem> = {
    nativeId: text(node.identifier),
    version: text(node.version),
    headline: text(node.headline) ?? text(node.name),
    subheadline: text(node.alternativeHeadline),
    summary: text(node.description) ?? text(node.abstract),
    ...(authors.length > 0 ? { authors } : {}),
    dateline: text(node.dateline),
    located: name(node.locationCreated),
    source: name(node.sourceOrganization),
    provider: name(node.publisher) ?? name(node.provider),
    creditLine: text(node.creditText),
    copyrightHolder: name(node.copyrightHolder),
    copyrightNotice: text(node.copyrightNotice),
    copyrightYear: /^\d{4}$/.test(text(node.copyrightYear) ?? '') ? text(node.copyrightYear) : undefined,
    usageTerms: usageOf(node) ?? text(node.conditionsOfAccess),
    licenseUrl: address(node.license),
    canonicalUrl: address(node.mainEntityOfPage) ?? address(node.url),
    published: text(node.datePublished),
    modified: text(node.dateModified),
    contentCreated: text(node.dateCreated),
    expires: text(node.expires),
    correction: list(node.correction)
      .map((value) => text(value) ?? (isJsonObject(value) ? text(value.text) : undefined))
      .find(Boolean),
    language: languageOf(first(node.inLanguage)) ?? name(node.inLanguage),
    ...listed(
      'subjects',
      [...list(node.articleSection), ...list(node.about)].flatMap((value) => conceptOf(lookUp(value)) ?? []),
    ),
    ...listed(
      'genres',
      list(node.genre).flatMap((value) => conceptOf(lookUp(value)) ?? []),
    ),
    ...listed('keywords', keywordsOf(node.keywords)),
    ...listed('pictures', pictures),
    ...(body === undefined ? {} : { body: { kind: 'text' as const, value: body } }),
  };
  return present(draft);
}

function typesOf(node: Node): readonly string[] {
  return list(node['@type']).filter((type): type is string => typeof type === 'string');
}

function authorsOf(value: unknown): DraftAuthor[] {
  if (typeof value === 'string') return /^https?:/.test(value) || value.trim() === '' ? [] : [{ name: value.trim() }];
  if (!isJsonObject(value)) return [];
  const uri = address(value.url) ?? address(value.sameAs);
  return list(value.name).flatMap((entry) => {
    const authorName = text(entry);
    if (authorName === undefined || /^https?:/.test(authorName)) return [];
    return [
      {
        name: authorName,
        ...(uri ? { uri } : {}),
        ...(typesOf(value).includes('Organization') ? { isOrganisation: true } : {}),
      },
    ];
  });
}

function pictureOf(value: unknown): DraftPicture[] {
  if (typeof value === 'string') return /^(?:https?:)?\/\//.test(value) ? [{ url: value }] : [];
  if (!isJsonObject(value)) return [];
  const url = address(value.contentUrl) ?? address(value.url) ?? address(value['@id']);
  const picture: DraftPicture = {
    url,
    caption: text(value.caption) ?? text(value.description),
    alternativeText: text(value.alternateName),
    credit: text(value.creditText),
    byline: nameOf(first(value.creator)) ?? nameOf(first(value.author)),
    copyrightHolder: nameOf(first(value.copyrightHolder)),
    copyrightNotice: text(value.copyrightNotice),
    usageTerms: usageOf(value),
    title: text(value.name) ?? text(value.headline),
    contentType: text(value.encodingFormat),
    licenseUrl: address(value.license),
    width: pixels(value.width),
    height: pixels(value.height),
  };
  return url === undefined ? [] : [present<DraftPicture>(picture)];
}

/** Terms as text, or as a work of their own with the text in it (`usageInfo` is a CreativeWork or an address). */
function usageOf(node: Node): string | undefined {
  const usage = first(node.usageInfo);
  return isJsonObject(usage) ? text(usage.text) : text(usage);
}

/** A thing by its name, and by its address in a vocabulary where it has one. */
function conceptOf(value: unknown): { name: string; uri?: string } | undefined {
  const named = nameOf(value);
  if (named === undefined) return undefined;
  const uri = isJsonObject(value) ? address(value.sameAs) : undefined;
  return { name: named, ...(uri !== undefined && /^https?:/.test(uri) ? { uri } : {}) };
}

function keywordsOf(value: unknown): readonly string[] {
  return list(value)
    .flatMap((entry) => (typeof entry === 'string' ? entry.split(/\s*[,;]\s*/) : (nameOf(entry) ?? [])))
    .map((keyword) => keyword.trim())
    .filter((keyword) => keyword !== '');
}

function listed<Name extends keyof DraftItem>(name: Name, values: readonly unknown[]): Partial<DraftItem> {
  return values.length > 0 ? { [name]: values } : {};
}

/** A tag, or a `Language` with its tag as the other name. */
function languageOf(value: unknown): string | undefined {
  return text(isJsonObject(value) ? value.alternateName : value);
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return /^https?:/.test(value) ? undefined : text(value);
  return isJsonObject(value) ? text(first(value.name)) : undefined;
}

function address(value: unknown): string | undefined {
  const single = first(value);
  if (typeof single === 'string') return single.trim() === '' ? undefined : single.trim();
  return isJsonObject(single) ? (address(single['@id']) ?? address(single.url)) : undefined;
}

/** Text, a number as text, or a value object (`{"@value": …}`). */
function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return isJsonObject(value) && value['@value'] !== undefined ? text(value['@value']) : undefined;
}

function pixels(value: unknown): number | undefined {
  const found =
    typeof value === 'number' ? value : Number.parseInt(text(isJsonObject(value) ? value.value : value) ?? '', 10);
  return Number.isSafeInteger(found) && found > 0 ? found : undefined;
}

function list(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? (value as unknown[])[0] : value;
}
