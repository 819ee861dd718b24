import { present } from '../article/present.ts';
import type { Warning } from '../contract/reasons.ts';
import { safeUrl } from '../normalize/urls.ts';
import { entryKind, isSkipped, skippedEntries } from './atom-kinds.ts';
import { atomBody, atomText } from './atom-text.ts';
import { wennFields } from './atom-wenn.ts';
import { entryBody } from './feed-body.ts';
import { feedElements, feedLine, headOf, maxEntries } from './feed-fields.ts';
import { languageFrom } from './feed-language.ts';
import { mediaOf } from './feed-media.ts';
import { authorsFrom } from './feed-people.ts';
import { rightsFrom } from './feed-rights.ts';
import { listedWords, subjectsFrom } from './feed-subjects.ts';
import type { DraftItem, Format, ParsedDocument, Source } from './format.ts';
import { isRendered, linesOf, readRenderedModules, renderedBody, renderedSubjects } from './rendered-feed.ts';
import { attributeOf, childrenOf, firstOf, lineOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';
import { readXml } from './xml.ts';

/**
 * Atom 1.0 (RFC 4287) and 0.3, with Media RSS, Dublin Core, Creative Commons, publishing control (RFC 5023) and tombstones (RFC 6721); exports of
 * Blogger, which are Atom with posts, comments and settings in one. Each entry is an article; what it does not say, its source or its feed says for it.
 */
export const atom: Format = {
  id: 'atom',
  name: 'Atom 1.0 and 0.3, Blogger exports',
  detect({ xmlRoot }: Source) {
    if (!xmlRoot || !['feed', 'entry', 'deleted-entry'].includes(xmlRoot.localName)) return 0;
    if (xmlRoot.namespace?.includes('purl.org/atompub/tombstones')) return 80;
    if (/w3\.org\/2005\/Atom|purl\.org\/atom\/ns/i.test(xmlRoot.startTag)) return 80;
    return xmlRoot.localName === 'feed' ? 50 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const { root, warnings } = await readXml(source.text);
    const feed = root.name === 'feed' ? root : undefined;
    const found = feed ? childrenOf(feed).filter(({ name }) => name === 'entry' || name === 'deleted-entry') : [root];
    const kinds = found.map(entryKind);
    const articles = [...found.entries()].filter(([index]) => !isSkipped(kinds[index] as string));
    const head = feed && headOf(feed);
    const items: DraftItem[] = [];
    for (const [index, entry] of articles.slice(0, maxEntries)) {
      const name = articles.length === 1 ? '' : `entry ${index + 1}`;
      items.push(entry.name === 'deleted-entry' ? tombstone(entry, name) : await readEntry(entry, name, head));
    }
    return { items, warnings: [...warnings, ...skippedEntries(kinds)] };
  },
};

/** A withdrawn entry: a kill of the article it names. */
function tombstone(entry: XmlElement, item: string): DraftItem {
  return present({
    item,
    nativeId: attributeOf(entry, 'ref'),
    status: 'deleted',
    versionCreated: attributeOf(entry, 'when'),
  });
}

async function readEntry(entry: XmlElement, item: string, feed: XmlElement | undefined): Promise<DraftItem> {
  const [origin] = feedElements(entry, 'atom', 'source');
  if (isRendered(origin)) return readRendered(entry, item);
  const levels = [entry, origin, feed];
  const base = baseOf(entry, feed);
  const link = linkOf(entry, base);
  const headline = await atomText(feedElements(entry, 'atom', 'title')[0]);
  const content = contentOf(entry);
  const warnings: Warning[] = [];
  const {
    pictures: pictured,
    said,
    ...text
  } = await entryBody({
    full: await atomBody(content, warnings),
    short: await atomBody(feedElements(entry, 'atom', 'summary')[0], warnings),
    link: link ?? outOfLine(content, base),
    headline,
  });
  const media = await mediaOf(entry, base ?? link);
  const own =
    firstOf([content, entry], (element) => attributeOf(element, 'xml:lang')) ?? feedLine(entry, 'dc', 'language');
  const language = languageFrom(own, languageOf(feed), text.body?.value ?? text.summary);
  const authors = await authorsOf(levels);
  return present({
    ...said,
    ...(authors.authors ? { byline: undefined } : {}),
    item,
    nativeId: feedLine(entry, 'atom', 'id'),
    headline,
    ...authors,
    source: await atomText(feedElements(origin, 'atom', 'title')[0]),
    provider: feedLine(entry, 'dc', 'publisher') ?? (await atomText(feedElements(feed, 'atom', 'title')[0])),
    ...(await rightsFrom(levels)),
    canonicalUrl: link,
    baseUrl: safeUrl(attributeOf(content, 'xml:base') ?? '', base) ?? base,
    ...datesOf(entry),
    status: statusOf(entry),
    ...language.field,
    ...(await categoriesOf(entry)),
    ...placesOf(entry),
    ...relatedOf(entry, base),
    ...text,
    inferences: [...(authors.inferences ?? []), ...(text.inferences ?? [])],
    ...describedOf(entry, text.summary),
    ...wennFields(entry, text.body),
    pictures: media.pictures ?? pictured,
    warnings: [...warnings, ...media.warnings, ...language.warnings, ...(text.warnings ?? [])],
  });
}

/** An entry that Byline rendered. */
function readRendered(entry: XmlElement, item: string): DraftItem {
  const text = (name: string): string | undefined => feedLine(entry, 'atom', name);
  return present<DraftItem>({
    item,
    nativeId: text('id'),
    headline: text('title'),
    summary: linesOf(feedElements(entry, 'atom', 'summary')[0]),
    canonicalUrl: hrefOf(entry, 'alternate'),
    subjects: renderedSubjects(feedElements(entry, 'atom', 'category')),
    ...readRenderedModules(entry),
    body: renderedBody(feedElements(entry, 'atom', 'content')[0]),
  });
}

/** Where relative addresses start: `xml:base` from the inside out, else where the feed says that it stands. */
function baseOf(entry: XmlElement, feed: XmlElement | undefined): string | undefined {
  const site = firstOf(['alternate', 'self'], (rel) => hrefOf(feed, rel));
  const outer = attributeOf(feed, 'xml:base');
  const feedBase = outer === undefined ? site : safeUrl(outer, site);
  const inner = attributeOf(entry, 'xml:base');
  return inner === undefined ? feedBase : safeUrl(inner, feedBase);
}

/** The page of the entry. A feed's proxy keeps the true address beside its own; of several, the one for people is taken. */
function linkOf(entry: XmlElement, base: string | undefined): string | undefined {
  const href = hrefOf(entry, 'canonical') ?? feedLine(entry, 'feedburner', 'origLink') ?? hrefOf(entry, 'alternate');
  if (href !== undefined) return safeUrl(href, base);
  const id = feedLine(entry, 'atom', 'id');
  return id !== undefined && /^https?:\/\//i.test(id) ? id : undefined;
}

function hrefOf(parent: XmlElement | undefined, rel: string): string | undefined {
  const links = feedElements(parent, 'atom', 'link')
    .concat(feedElements(parent, 'feed', 'link'))
    .filter((link) => (attributeOf(link, 'rel') ?? 'alternate').toLowerCase() === rel);
  const forPeople = links.filter((link) =>
    /^(?:text\/html|application\/xhtml\+xml)?$/.test(attributeOf(link, 'type') ?? ''),
  );
  return firstOf([...forPeople, ...links], (link) => attributeOf(link, 'href'));
}

/** Atom 0.3 allows several contents in alternative types: HTML is taken before text. */
function contentOf(entry: XmlElement): XmlElement | undefined {
  const contents = feedElements(entry, 'atom', 'content').concat(feedElements(entry, 'feed', 'content'));
  return contents.find((content) => /html/i.test(attributeOf(content, 'type') ?? '')) ?? contents[0];
}

/** Content that stands elsewhere (`src`): nothing is fetched. */
function outOfLine(content: XmlElement | undefined, base: string | undefined): string | undefined {
  const source = attributeOf(content, 'src');
  return source === undefined ? undefined : safeUrl(source, base);
}

async function authorsOf(levels: readonly (XmlElement | undefined)[]): ReturnType<typeof authorsFrom> {
  const [entry] = levels;
  for (const level of levels) {
    const authors = await authorsFrom(
      feedElements(level, 'atom', 'author').concat(feedElements(level, 'feed', 'author')),
    );
    if (authors.byline ?? authors.authors) return authors;
    if (level !== entry) continue;
    const creators = await authorsFrom(feedElements(entry, 'dc', 'creator'));
    if (creators.byline ?? creators.authors) return creators;
  }
  return {};
}

function languageOf(feed: XmlElement | undefined): string | undefined {
  return attributeOf(feed, 'xml:lang') ?? feedLine(feed, 'dc', 'language') ?? feedLine(feed, 'feed', 'language');
}

/** `issued` and `modified` are those of Atom 0.3. */
function datesOf(entry: XmlElement): Pick<DraftItem, 'published' | 'modified' | 'firstCreated' | 'expires'> {
  return present({
    published: feedLine(entry, 'atom', 'published', 'issued') ?? feedLine(entry, 'dc', 'issued', 'date'),
    modified: feedLine(entry, 'atom', 'updated', 'modified') ?? feedLine(entry, 'dc', 'modified'),
    firstCreated: feedLine(entry, 'atom', 'created'),
    expires: /end=([^;]+)/.exec(feedLine(entry, 'dc', 'valid') ?? '')?.[1],
  });
}

/** What Blogger's newer exports have for search engines. */
function describedOf(entry: XmlElement, summary: string | undefined): Pick<DraftItem, 'summary'> {
  const described = summary ?? feedLine(entry, 'blogger', 'metaDescription');
  return described === undefined ? {} : { summary: described };
}

/** `app:draft`, and what Blogger's newer exports say. */
function statusOf(entry: XmlElement): string | undefined {
  const control = childrenOf(entry, 'control')[0];
  if (childrenOf(control, 'draft').map(lineOf).includes('yes')) return 'draft';
  return feedLine(entry, 'blogger', 'status')
    ?.toLowerCase()
    .replace(/^soft_trashed$/, 'trash');
}

function categoriesOf(entry: XmlElement): ReturnType<typeof subjectsFrom> {
  const categories = feedElements(entry, 'atom', 'category')
    .concat(feedElements(entry, 'feed', 'category'))
    .flatMap((category) => {
      const [term, label, scheme] = [
        attributeOf(category, 'term') ?? lineOf(category),
        attributeOf(category, 'label'),
        attributeOf(category, 'scheme'),
      ];
      if (term === undefined || scheme?.includes('schemas.google.com/g/2005#kind')) return [];
      return [{ term, ...(label ? { label } : {}), ...(scheme ? { scheme } : {}) }];
    });
  const words = [
    ...feedElements(entry, 'dc', 'subject').flatMap((subject) => listedWords(lineOf(subject))),
    ...listedWords(feedLine(entry, 'media', 'keywords')),
  ];
  return subjectsFrom(categories, words);
}

function placesOf(entry: XmlElement): Pick<DraftItem, 'places'> {
  const name = feedLine(entry, 'georss', 'featureName') ?? feedLine(entry, 'blogger', 'location');
  return name ? { places: [{ name }] } : {};
}

function relatedOf(entry: XmlElement, base: string | undefined): Pick<DraftItem, 'related'> {
  const related = feedElements(entry, 'atom', 'link').flatMap((link) => {
    const [rel, href, title] = [attributeOf(link, 'rel'), attributeOf(link, 'href'), attributeOf(link, 'title')];
    const url = rel === 'related' && href ? safeUrl(href, base) : undefined;
    return url ? [{ url, ...(title ? { title } : {}) }] : [];
  });
  return related.length > 0 ? { related } : {};
}
