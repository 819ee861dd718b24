import type { Association, Concept } from '../article/article.ts';
import { generatorName } from '../article/attribution-mark.ts';
import { bodyTree } from './body-tree.ts';
import type { OutgoingArticle, OutputFormat, Signal } from './output.ts';
import {
  bodyHtmlOf,
  bylinesOf,
  correctionOf,
  descriptionOf,
  handlersOf,
  headlineOf,
  relatedAddress,
  signalOf,
  splitSubjects,
} from './output.ts';
import { retractionHtml } from './visible-attribution.ts';
import type { XmlNode } from './xml-writer.ts';
import { element, textElement, xmlDocument } from './xml-writer.ts';

/**
 * An IPTC NewsML-G2 2.31 newsItem, conformance level power (https://iptc.org/std/NewsML-G2/). Rights are `rightsInfo`, hands `hopHistory`, the original's
 * publication `pubHistory`; the text is XHTML, pictures are parts of the content, each with rights and descriptions of its own (`partMeta`).
 */
export const newsmlG2: OutputFormat = {
  id: 'newsml-g2',
  name: 'IPTC NewsML-G2 2.31',
  mediaType: 'application/vnd.iptc.g2.newsitem+xml',
  render: (outgoing) => xmlDocument(newsItem(outgoing)),
};

/** Codes that IPTC has no vocabulary for: roles of headlines, the relation to the original. */
const ownScheme = { alias: 'byline', uri: 'urn:x-byline:code:' };

export function newsItem(outgoing: OutgoingArticle): XmlNode {
  const { article, revision } = outgoing;
  const pictures = (article.associations ?? []).filter(
    ({ rel, renditions }) => rel === 'picture' && renditions?.[0]?.href !== undefined,
  );
  return element(
    'newsItem',
    {
      xmlns: 'http://iptc.org/std/nar/2006-10-01/',
      guid: article.uri,
      version: revision,
      standard: 'NewsML-G2',
      standardversion: '2.31',
      conformance: 'power',
      'xml:lang': article.language,
    },
    element('catalogRef', { href: 'http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_32.xml' }),
    element('catalog', {}, element('scheme', ownScheme)),
    hopHistory(outgoing),
    pubHistory(outgoing),
    rightsInfo(outgoing),
    pictures.map(pictureRights),
    itemMeta(outgoing),
    contentMeta(outgoing),
    pictures.map(pictureMeta),
    element('contentSet', {}, inlineText(outgoing), pictures.map(remoteContent)),
  );
}

function hopHistory(outgoing: OutgoingArticle): XmlNode | undefined {
  const hands = handlersOf(outgoing);
  if (hands.length === 0) return undefined;
  return element(
    'hopHistory',
    {},
    hands.map(({ name, at }, index) =>
      element('hop', { seq: index + 1, timestamp: at }, element('party', {}, element('name', {}, name))),
    ),
  );
}

/** Where and when the original was published. */
function pubHistory({ attribution }: OutgoingArticle): XmlNode | undefined {
  const { firstPublished, canonicalUrl, provider } = attribution ?? {};
  if (firstPublished === undefined) return undefined;
  return element(
    'pubHistory',
    {},
    element(
      'published',
      { uri: canonicalUrl },
      element('timestamp', {}, firstPublished),
      textElement('name', provider?.name),
    ),
  );
}

function rightsInfo({ attribution }: OutgoingArticle): XmlNode | undefined {
  if (!attribution) return undefined;
  const { copyrightHolder, copyrightNotice, usageTerms, licenseUrl } = attribution;
  return element(
    'rightsInfo',
    {},
    element('copyrightHolder', {}, element('name', {}, copyrightHolder)),
    element('copyrightNotice', {}, copyrightNotice),
    usageTerms.split('\n').map((line) => element('usageTerms', {}, line)),
    licenseUrl === undefined ? undefined : element('link', { rel: `${ownScheme.alias}:license`, href: licenseUrl }),
  );
}

function itemMeta(outgoing: OutgoingArticle): XmlNode {
  const { article, attribution, acceptedAt } = outgoing;
  const { provider, canonicalUrl } = attribution ?? {};
  const { versionCreated } = article;
  return element(
    'itemMeta',
    {},
    element('itemClass', { qcode: 'ninat:text' }),
    element('provider', { literal: provider?.id ?? generatorName }, textElement('name', provider?.name)),
    // Required; where the article does not say when it was changed, the time is concluded.
    attribution?.lastModified === undefined
      ? element('versionCreated', { how: 'howextr:tool' }, versionCreated ?? acceptedAt)
      : element('versionCreated', {}, versionCreated ?? attribution.lastModified),
    textElement('firstCreated', article.firstCreated),
    textElement('embargoed', article.embargoedUntil),
    element('pubStatus', { qcode: `stat:${article.pubStatus}` }),
    element('generator', {}, generatorName),
    textElement('title', headlineOf(article)),
    blockElement('edNote', correctionOf(article), `${ownScheme.alias}:correction`),
    signalElement(signalOf(outgoing)),
    textElement('expires', article.expires),
    canonicalUrl === undefined
      ? undefined
      : element('link', { rel: `${ownScheme.alias}:canonical`, href: canonicalUrl }),
    (article.associations ?? [])
      .filter(({ rel }) => rel !== 'picture')
      .map((item) =>
        element(
          'link',
          { rel: 'irel:seeAlso', href: relatedAddress(article, item) },
          textElement('title', headlineOf(item)),
        ),
      ),
  );
}

/** IPTC's signals: a cancelled item is an update of it, whose status says the rest. */
function signalElement(signal: Signal): XmlNode | undefined {
  if (signal === 'new') return undefined;
  return element('signal', { qcode: signal === 'correction' ? 'sig:correction' : 'sig:update' });
}

function contentMeta(outgoing: OutgoingArticle): XmlNode {
  const { article, attribution } = outgoing;
  const { subjects, keywords } = splitSubjects(article);
  return element(
    'contentMeta',
    {},
    textElement('urgency', article.urgency?.toString()),
    textElement('contentCreated', article.contentCreated),
    textElement('contentModified', attribution?.lastModified),
    named('located', article.located),
    named('infoSource', attribution?.source),
    bylinesOf(outgoing).map((name) => named('creator', name)),
    (article.altIds ?? []).map(({ role, value }) =>
      element('altId', { type: isCode(role) ? `${ownScheme.alias}:${role}` : undefined }, value),
    ),
    article.language === undefined ? undefined : element('language', { tag: article.language }),
    (article.genres ?? []).map((genre) => concept('genre', genre)),
    keywords.map((keyword) => element('keyword', {}, keyword)),
    subjects.map((subject) => concept('subject', subject)),
    (article.people ?? []).map((person) => concept('subject', person, 'cpnat:person')),
    (article.organisations ?? []).map((organisation) => concept('subject', organisation, 'cpnat:organisation')),
    (article.places ?? []).map((place) => concept('subject', place, 'cpnat:geoArea')),
    textElement('slugline', article.slugline),
    headlineElement(article, 'main', undefined),
    headlineElement(article, 'subhead', `${ownScheme.alias}:subhead`),
    headlineElement(article, 'kicker', `${ownScheme.alias}:kicker`),
    textElement('by', article.by),
    textElement('creditline', attribution?.creditLine),
    blockElement('description', descriptionOf(article, 'summary'), 'drol:summary'),
  );
}

function headlineElement(
  article: OutgoingArticle['article'],
  name: string,
  role: string | undefined,
): XmlNode | undefined {
  return textElement('headline', headlineOf(article, name), { role });
}

/** A block of several lines parts them with `br`. */
function blockElement(name: string, text: string | undefined, role: string): XmlNode | undefined {
  if (text === undefined) return undefined;
  const lines = text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [element('br'), line]));
  return element(name, { role }, lines);
}

function named(name: string, value: string | undefined): XmlNode | undefined {
  return value === undefined ? undefined : element(name, {}, element('name', {}, value));
}

/** By its address, or in words alone. */
function concept(property: 'subject' | 'genre', { name, uri, literal }: Concept, type?: string): XmlNode {
  const identifier = isWebAddress(uri) ? { uri } : { literal: literal ?? name };
  return element(property, { type, ...identifier }, textElement('name', name ?? literal));
}

function inlineText({ article }: OutgoingArticle): XmlNode {
  const html = article.pubStatus === 'canceled' ? retractionHtml : bodyHtmlOf(article);
  return element(
    'inlineXML',
    { id: 'text', contenttype: 'application/xhtml+xml' },
    element(
      'html',
      { xmlns: 'http://www.w3.org/1999/xhtml' },
      element('head', {}, element('title', {}, headlineOf(article) ?? '')),
      element('body', {}, bodyTree(html)),
    ),
  );
}

function remoteContent({ name, renditions }: Association): XmlNode {
  const [main] = renditions ?? [];
  return element('remoteContent', {
    id: name,
    href: main?.href,
    contenttype: main?.contentType,
    width: main?.width,
    height: main?.height,
  });
}

function pictureMeta(picture: Association): XmlNode {
  return element(
    'partMeta',
    { partid: `part-${picture.name}`, contentrefs: picture.name },
    named('creator', picture.by),
    textElement('headline', headlineOf(picture)),
    textElement('creditline', descriptionOf(picture, 'creditline')),
    blockElement('description', descriptionOf(picture, 'caption'), 'drol:caption'),
    blockElement('description', descriptionOf(picture, 'altText'), `${ownScheme.alias}:altText`),
  );
}

/** A picture's own rights: the article's never apply to it. */
function pictureRights({
  name,
  copyrightHolder,
  copyrightNotice,
  usageTerms,
  rightsInfo: rights,
}: Association): XmlNode {
  return element(
    'rightsInfo',
    { idrefs: name },
    named('copyrightHolder', copyrightHolder),
    textElement('copyrightNotice', copyrightNotice),
    textElement('usageTerms', usageTerms),
    rights?.linkedRights === undefined
      ? undefined
      : element('link', { rel: `${ownScheme.alias}:license`, href: rights.linkedRights }),
  );
}

function isWebAddress(uri: string | undefined): uri is string {
  return uri !== undefined && /^https?:/.test(uri);
}

/** What may follow the alias in a QCode, as far as ASCII words go. */
function isCode(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]+$/.test(text);
}
