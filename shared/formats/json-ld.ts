import { generatorName } from '../article/attribution-mark.ts';
import type { DraftItem, DraftRelated, Format, ParsedDocument, Source } from './format.ts';
import { isJsonObject } from './json-fields.ts';
import { renderedText } from './rendered-text.ts';
import { draftFromSchemaOrg, nodesOf } from './schema-org.ts';

/**
 * schema.org documents: articles as JSON-LD outside any page, alone, in an array, an `@graph` or an `ItemList`. The same fields as in pages
 * (schema-org.ts), and what only whole documents say: status, what the article is based on, a live blog's updates.
 */
export const jsonLd: Format = {
  id: 'json-ld',
  name: 'schema.org JSON-LD',
  detect(source: Source) {
    const value = source.json();
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (!isJsonObject(first)) return 0;
    const saysContext = JSON.stringify(first['@context'] ?? '').includes('schema.org');
    if (saysContext) return 100;
    return first['@type'] !== undefined || Array.isArray(first['@graph']) ? 80 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const nodes = nodesOf([source.json()]).flatMap((node) => [node, ...listedNodes(node)]);
    const articles = nodes.filter((node, index) => isArticle(node) && nodes.indexOf(node) === index);
    const items: DraftItem[] = [];
    for (const [index, node] of articles.entries()) {
      items.push(await readSchemaArticle(node, nodes, articles.length === 1 ? '' : `article ${index + 1}`));
    }
    return { items };
  },
};

type Node = Readonly<Record<string, unknown>>;

/** An `ItemList` holds its entries one level down. */
function listedNodes(node: Node): readonly Node[] {
  return isJsonObject(node.item) ? [node.item] : [];
}

const articleType = /(?:^|[/:])(?:\w*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)$/;

/** A type alone is no article: references (“see also”) have a type and an address. */
function isArticle(node: Node): boolean {
  const types = [node['@type']].flat();
  return (
    types.some((type) => typeof type === 'string' && articleType.test(type)) &&
    ['headline', 'name', 'articleBody', 'datePublished', 'creativeWorkStatus'].some((name) => Object.hasOwn(node, name))
  );
}

/** One article of the vocabulary; `nodes` are what it may refer to. Also what pages carry. */
export async function readSchemaArticle(node: Node, nodes: readonly Node[], item: string): Promise<DraftItem> {
  const draft = draftFromSchemaOrg(node, nodes);
  const body = bodyOf(node, draft);
  const works = [node.mentions].flat().filter((value) => isJsonObject(value) && value['@type'] === 'CreativeWork');
  const related = [node.relatedLink, node.hasPart, node.isRelatedTo, works].flat().flatMap((value) => relatedOf(value));
  const basis = [node.isBasedOn, node.isBasedOnUrl].flat().map(addressOf).find(Boolean);
  const status = textOf(node.creativeWorkStatus);
  return {
    ...draft,
    item,
    nativeId: idOf(node) ?? draft.nativeId,
    ...(isRendered(node)
      ? {}
      : { headline: await renderedText(draft.headline), summary: await renderedText(draft.summary) }),
    ...altIdsOf(node),
    ...(status ? { status } : {}),
    // A copy names its original: that is where the article stands.
    ...(basis ? { canonicalUrl: basis } : {}),
    ...(body ? { body } : {}),
    ...(related.length > 0 ? { related } : {}),
    ...concepts('people', node.mentions, 'Person'),
    ...concepts('organisations', node.mentions, 'Organization'),
    ...concepts('places', [node.mentions, node.contentLocation, node.spatialCoverage].flat(), 'Place'),
  };
}

/** Content systems write HTML and its entities into fields of text; what Byline rendered is text. */
function isRendered(node: Node): boolean {
  return isJsonObject(node.sdPublisher) && node.sdPublisher.name === generatorName;
}

/** Identifiers beyond the first, each with the property it is of. */
function altIdsOf(node: Node): Pick<DraftItem, 'altIds'> {
  const altIds = [node.identifier]
    .flat()
    .slice(1)
    .flatMap((entry) => {
      const value = isJsonObject(entry) ? textOf(entry.value) : textOf(entry);
      const role = isJsonObject(entry) ? textOf(entry.propertyID) : undefined;
      return value === undefined ? [] : [{ ...(role ? { role } : {}), value }];
    });
  return altIds.length > 0 ? { altIds } : {};
}

/** `identifier` may be a text, or a property with a value; `@id` is an id where it is an address. */
function idOf(node: Node): string | undefined {
  const own = typeof node['@id'] === 'string' && /^[a-z][a-z0-9+.-]*:/i.test(node['@id']) ? node['@id'] : undefined;
  const [identifier] = [node.identifier].flat();
  const value = isJsonObject(identifier) ? (identifier.value ?? identifier['@id']) : identifier;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : own;
}

/** The article's encoding as HTML; else `articleBody`, which is text by the vocabulary, and HTML in many systems. A live blog's text is its updates. */
function bodyOf(node: Node, draft: Partial<DraftItem>): DraftItem['body'] {
  const encoded = [node.encoding].flat().find((value) => isJsonObject(value) && value.encodingFormat === 'text/html');
  const html = isJsonObject(encoded) ? textOf(encoded.text) : undefined;
  if (html) return { kind: 'html', value: html };
  if (draft.body)
    return /<\/(?:p|div|h\d|li|blockquote)>|<br/i.test(draft.body.value)
      ? { kind: 'html', value: draft.body.value }
      : draft.body;
  const updates = [node.liveBlogUpdate].flat().filter(isJsonObject);
  const parts = updates.flatMap((update) => {
    const [headline, text] = [textOf(update.headline), textOf(update.articleBody)];
    return text ? [`${headline ? `${headline}\n\n` : ''}${text}`] : [];
  });
  return parts.length > 0 ? { kind: 'text', value: parts.join('\n\n') } : undefined;
}

function relatedOf(value: unknown): readonly DraftRelated[] {
  const url = addressOf(value);
  const title = isJsonObject(value) ? (textOf(value.headline) ?? textOf(value.name)) : undefined;
  return url || title ? [{ ...(url ? { url } : {}), ...(title ? { title } : {}) }] : [];
}

function concepts(field: 'people' | 'organisations' | 'places', value: unknown, type: string): Partial<DraftItem> {
  const found = [value].flat().flatMap((entry) => {
    if (!isJsonObject(entry) || ![entry['@type']].flat().some((name) => String(name).endsWith(type))) return [];
    const name = textOf(entry.name);
    const uri = addressOf(entry.sameAs);
    return name ? [{ name, ...(uri ? { uri } : {}) }] : [];
  });
  return found.length > 0 ? { [field]: found } : {};
}

function addressOf(value: unknown): string | undefined {
  const [single] = [value].flat();
  if (typeof single === 'string') return /^https?:\/\//.test(single) ? single : undefined;
  return isJsonObject(single) ? (addressOf(single.url) ?? addressOf(single['@id'])) : undefined;
}

function textOf(value: unknown): string | undefined {
  const [single] = [value].flat();
  return typeof single === 'string' && single.trim() !== '' ? single.trim() : undefined;
}
