import { present } from '../article/present.ts';
import { bodyIn, entryBody } from './feed-body.ts';
import { feedElements, feedLine, feedLines, headOf, maxEntries } from './feed-fields.ts';
import { mediaOf } from './feed-media.ts';
import { authorsFrom } from './feed-people.ts';
import { languageFrom } from './feed-language.ts';
import { rightsFrom } from './feed-rights.ts';
import { listedWords, subjectsFrom } from './feed-subjects.ts';
import type { DraftItem, Format, ParsedDocument, Source } from './format.ts';
import { isRendered, linesOf, readRenderedModules, renderedBody, renderedSubjects } from './rendered-feed.ts';
import { renderedText, renderedTitle } from './rendered-text.ts';
import { safeUrl } from '../normalize/urls.ts';
import { attributeOf, childrenOf, firstOf, lineOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';
import { readXml } from './xml.ts';

/**
 * RSS 2.0 (https://www.rssboard.org/rss-specification), 0.9x, and 1.0 (RDF), with the modules in use: content, Dublin Core, Media RSS, Creative Commons,
 * RSL, PRISM, Atom, iTunes, GeoRSS. Each item is an article; what it does not say, its channel says for it.
 */
export const rss: Format = {
  id: 'rss',
  name: 'RSS 2.0, 1.0 and 0.9x',
  detect({ xmlRoot, head }: Source) {
    if (!xmlRoot) return 0;
    if (xmlRoot.localName.toLowerCase() === 'rss') return 80;
    const isFeed = /purl\.org\/(?:rss\/1\.0\/|net\/rss1\.1)|netscape\.com\/rdf\/simple/i.test(xmlRoot.startTag);
    return xmlRoot.localName === 'RDF' && (isFeed || /<(?:\w+:)?channel[\s>]/.test(head)) ? 80 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const { root, warnings } = await readXml(source.text);
    const [channel] = feedElements(root, 'feed', 'channel');
    // RSS 1.0 has its items beside the channel.
    const found = [...feedElements(channel, 'feed', 'item'), ...feedElements(root, 'feed', 'item')].slice(
      0,
      maxEntries,
    );
    const feed = feedOf(root, channel && headOf(channel));
    const items: DraftItem[] = [];
    const isOurs = isRendered(channel);
    for (const [index, item] of found.entries()) {
      const name = found.length === 1 ? '' : `item ${index + 1}`;
      items.push(isOurs ? readRendered(item, name, channel) : await readItem(item, name, feed));
    }
    return { items, warnings };
  },
};

/** An item that Byline rendered, with the tombstone of one that was retracted beside it. */
function readRendered(item: XmlElement, name: string, channel: XmlElement | undefined): DraftItem {
  const id = feedLine(item, 'feed', 'guid');
  const isDeleted = feedElements(channel, 'tombstones', 'deleted-entry').some(
    (gone) => attributeOf(gone, 'ref') === id,
  );
  return present<DraftItem>({
    item: name,
    nativeId: id,
    headline: feedLine(item, 'feed', 'title'),
    summary: isDeleted ? undefined : linesOf(feedElements(item, 'feed', 'description')[0]),
    canonicalUrl: feedLine(item, 'feed', 'link'),
    subjects: renderedSubjects(feedElements(item, 'feed', 'category')),
    ...readRenderedModules(item),
    ...(isDeleted ? { status: 'deleted' } : { body: renderedBody(feedElements(item, 'content', 'encoded')[0]) }),
  });
}

/** What the channel says for its items. */
interface Feed {
  readonly channel?: XmlElement;
  readonly provider?: string;
  readonly language?: string;
  /** `xml:base` of the channel or the root. */
  readonly base?: string;
  /** The site the channel is of. */
  readonly home?: string;
}

function feedOf(root: XmlElement, channel: XmlElement | undefined): Feed {
  return present({
    channel,
    provider: feedLine(channel, 'dc', 'publisher') ?? feedLine(channel, 'feed', 'title'),
    language:
      feedLine(channel, 'feed', 'language') ??
      feedLine(channel, 'dc', 'language') ??
      attributeOf(channel, 'xml:lang') ??
      attributeOf(root, 'xml:lang'),
    base: attributeOf(channel, 'xml:base') ?? attributeOf(root, 'xml:base'),
    home: addressIn(channel),
  });
}

async function readItem(item: XmlElement, name: string, feed: Feed): Promise<DraftItem> {
  const headline = await renderedTitle(
    feedLine(item, 'feed', 'title') ?? feedLine(item, 'dc', 'title') ?? feedLine(item, 'media', 'title'),
  );
  const link = linkOf(item);
  const baseUrl = baseOf(item, link, feed);
  const short = [...feedElements(item, 'feed', 'description'), ...feedElements(item, 'dc', 'description')];
  const {
    pictures: pictured,
    said,
    ...text
  } = await entryBody({
    full: fullTextOf(item),
    short: firstOf([...short, ...feedElements(item, 'atom', 'summary')], bodyIn),
    link,
    headline,
  });
  const media = await mediaOf(item, baseUrl ?? link);
  const source = sourceOf(item);
  const ownLanguage =
    feedLine(item, 'dc', 'language') ?? feedLine(item, 'feed', 'language') ?? attributeOf(item, 'xml:lang');
  const language = languageFrom(ownLanguage, feed.language, text.body?.value ?? text.summary);
  const location = feedLine(item, 'georss', 'featureName');
  const authors = await authorsOf(item);
  return present({
    ...said,
    ...(authors.authors ? { byline: undefined } : {}),
    item: name,
    nativeId: idOf(item, link),
    headline,
    ...present({ subheadline: await renderedText(feedLine(item, 'feed', 'subtitle')) }),
    ...authors,
    source,
    provider: feedLine(item, 'dc', 'publisher') ?? feed.provider ?? feedLine(item, 'prism', 'publicationName'),
    ...(await rightsFrom([item, feed.channel])),
    canonicalUrl: link,
    baseUrl,
    ...datesOf(item),
    status: statusOf(item),
    ...language.field,
    ...(await categoriesOf(item)),
    ...(location ? { places: [{ name: location }] } : {}),
    ...relatedOf(item),
    ...text,
    inferences: [...(authors.inferences ?? []), ...(text.inferences ?? [])],
    pictures: media.pictures ?? pictured,
    warnings: [...media.warnings, ...language.warnings, ...(text.warnings ?? [])],
  });
}

/** Relative addresses are the article's own, before they are its channel's: channels move. */
function baseOf(item: XmlElement, link: string | undefined, { base, home }: Feed): string | undefined {
  const own = attributeOf(item, 'xml:base') ?? base;
  if (own !== undefined) return safeUrl(own, home);
  return link === undefined || URL.parse(link) === null ? home : undefined;
}

/** The text where a feed means to give it whole. */
function fullTextOf(item: XmlElement): ReturnType<typeof bodyIn> {
  const candidates = [
    ...feedElements(item, 'content', 'encoded'),
    ...feedElements(item, 'xhtml', 'body'),
    ...feedElements(item, 'xhtml', 'div'),
    ...feedElements(item, 'atom', 'content'),
    ...feedElements(item, 'yandex', 'full-text'),
    ...feedElements(item, 'turbo', 'content'),
    ...['fulltext', 'full-text', 'body', 'content', 'story'].flatMap((name) => feedElements(item, 'feed', name)),
  ];
  return firstOf(candidates, bodyIn);
}

/** The address of the article: a proxy's own link last, a permanent id where there is no link. */
function linkOf(item: XmlElement): string | undefined {
  const atom = (rel: string): string | undefined =>
    firstOf(
      feedElements(item, 'atom', 'link').filter((link) => (attributeOf(link, 'rel') ?? 'alternate') === rel),
      (link) => attributeOf(link, 'href'),
    );
  const id = feedElements(item, 'feed', 'guid').find(
    (guid) => attributeOf(guid, 'isPermaLink')?.toLowerCase() !== 'false',
  );
  const permanent = id && lineOf(id);
  return (
    atom('canonical') ??
    feedLine(item, 'feedburner', 'origLink') ??
    addressIn(item) ??
    atom('alternate') ??
    (permanent && /^https?:\/\//i.test(permanent) ? permanent : undefined)
  );
}

/** `link`, as its text or, as some write it, its `href`. */
function addressIn(parent: XmlElement | undefined): string | undefined {
  return firstOf(feedElements(parent, 'feed', 'link'), (link) => lineOf(link) ?? attributeOf(link, 'href'));
}

function idOf(item: XmlElement, link: string | undefined): string | undefined {
  const about = attributeOf(item, 'rdf:about');
  return (
    feedLine(item, 'feed', 'guid') ??
    feedLine(item, 'atom', 'id') ??
    about ??
    (link ? undefined : feedLine(item, 'dc', 'identifier'))
  );
}

async function authorsOf(item: XmlElement): ReturnType<typeof authorsFrom> {
  const places = [
    feedElements(item, 'dc', 'creator'),
    feedElements(item, 'feed', 'author'),
    feedElements(item, 'atom', 'author'),
    feedElements(item, 'media', 'credit').filter((credit) =>
      /author|writer|reporter/i.test(attributeOf(credit, 'role') ?? ''),
    ),
    feedElements(item, 'itunes', 'author'),
  ];
  for (const elements of places) {
    const authors = await authorsFrom(elements);
    if (authors.byline ?? authors.authors) return authors;
  }
  return {};
}

/** Media RSS, as news readers' feeds have it of the item itself: one that was deleted is to go. */
function statusOf(item: XmlElement): string | undefined {
  const state = firstOf(feedElements(item, 'media', 'status'), (status) => attributeOf(status, 'state'))?.toLowerCase();
  return state === 'deleted' ? 'deleted' : state === 'blocked' ? 'private' : undefined;
}

/** Where an item was taken over from: the name, never an address. */
function sourceOf(item: XmlElement): string | undefined {
  const name = feedLine(item, 'feed', 'source') ?? feedLine(item, 'dc', 'source');
  return name === undefined || /^(?:https?:|urn:|info:)/i.test(name) ? undefined : name;
}

function datesOf(item: XmlElement): Pick<DraftItem, 'published' | 'modified' | 'firstCreated' | 'embargo' | 'expires'> {
  const valid = feedLine(item, 'dc', 'valid');
  return present({
    published:
      feedLine(item, 'feed', 'pubDate') ??
      feedLine(item, 'dc', 'issued', 'date') ??
      feedLine(item, 'atom', 'published') ??
      feedLine(item, 'prism', 'publicationDate') ??
      feedLine(item, 'feed', 'published', 'date'),
    modified:
      feedLine(item, 'dc', 'modified') ??
      feedLine(item, 'atom', 'updated') ??
      feedLine(item, 'prism', 'modificationDate') ??
      feedLine(item, 'feed', 'updated', 'lastBuildDate', 'modified'),
    firstCreated: feedLine(item, 'dc', 'created'),
    embargo: feedLine(item, 'prism', 'embargoDate'),
    expires: feedLine(item, 'prism', 'expirationDate') ?? /end=([^;]+)/.exec(valid ?? '')?.[1],
  });
}

function categoriesOf(item: XmlElement): ReturnType<typeof subjectsFrom> {
  const categories = feedElements(item, 'feed', 'category').flatMap((category) => {
    const [term, scheme] = [lineOf(category), attributeOf(category, 'domain')];
    return term ? [{ term, ...(scheme ? { scheme } : {}) }] : [];
  });
  const words = [
    ...feedLines(item, 'dc', 'subject').flatMap(listedWords),
    ...listedWords(feedLine(item, 'media', 'keywords')),
    ...listedWords(feedLine(item, 'itunes', 'keywords')),
    ...listedWords(feedLine(item, 'feed', 'keywords')),
    ...feedLines(item, 'prism', 'keyword'),
  ];
  return subjectsFrom(categories, words, [
    ...feedLines(item, 'prism', 'section'),
    ...feedLines(item, 'slash', 'section'),
  ]);
}

function relatedOf(item: XmlElement): Pick<DraftItem, 'related'> {
  const related = childrenOf(item, 'link').flatMap((link) => {
    const [url, title] = [attributeOf(link, 'href'), attributeOf(link, 'title')];
    return attributeOf(link, 'rel') === 'related' && url ? [{ url, ...(title ? { title } : {}) }] : [];
  });
  return related.length > 0 ? { related } : {};
}
