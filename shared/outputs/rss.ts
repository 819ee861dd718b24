import { generatorName } from '../article/attribution-mark.ts';
import { mailDateOf } from '../article/instant.ts';
import { creditParts, metadataParts, moduleNamespaces, nameOf, pictureParts, relatedLinks } from './feed-parts.ts';
import type { OutgoingArticle, OutputFormat } from './output.ts';
import { changedAt, descriptionOf, headlineOf, splitSubjects } from './output.ts';
import { creditedBodyHtml, retractionText } from './visible-attribution.ts';
import type { XmlNode } from './xml-writer.ts';
import { element, textElement, xmlDocument } from './xml-writer.ts';

/**
 * RSS 2.0 (https://www.rssboard.org/rss-specification): a channel of the one item, since an item alone is no document. Credits are Dublin Core, and visible at the
 * end of `content:encoded`; pictures are Media RSS. A retraction has no place in RSS: the item with the same `guid` says so where its text stood, and the
 * channel carries a tombstone (RFC 6721).
 */
export const rss: OutputFormat = {
  id: 'rss',
  name: 'RSS 2.0',
  mediaType: 'application/rss+xml',
  render: (outgoing) => rssDocument([outgoing]),
};

/** A channel of several articles, in the order given; it is named after the first one's provider. */
export function rssDocument(articles: readonly OutgoingArticle[]): string {
  const [first] = articles;
  const provider = articles.find(({ attribution }) => attribution)?.attribution?.provider;
  const address = provider?.url ?? first?.attribution?.canonicalUrl ?? first?.article.uri;
  return xmlDocument(
    element(
      'rss',
      {
        version: '2.0',
        ...moduleNamespaces,
        'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
        'xmlns:atom': 'http://www.w3.org/2005/Atom',
        'xmlns:at': 'http://purl.org/atompub/tombstones/1.0',
      },
      element(
        'channel',
        {},
        textElement('title', provider?.name ?? generatorName),
        textElement('link', address),
        element('description', {}, `Articles of ${provider?.name ?? generatorName}`),
        textElement('generator', generatorName),
        textElement('lastBuildDate', first && mailDateOf(changedAt(first))),
        articles.map(item),
        articles.map(tombstone),
      ),
    ),
  );
}

function item(outgoing: OutgoingArticle): XmlNode {
  const { article, attribution } = outgoing;
  const isRetraction = article.pubStatus === 'canceled';
  const published = attribution?.firstPublished;
  const sourceUrl = attribution?.canonicalUrl ?? attribution?.provider.url;
  return element(
    'item',
    {},
    textElement('title', headlineOf(article)),
    textElement('link', attribution?.canonicalUrl),
    element('guid', { isPermaLink: 'false' }, article.uri),
    textElement('pubDate', published === undefined ? undefined : mailDateOf(published)),
    textElement('description', isRetraction ? retractionText : descriptionOf(article, 'summary')),
    splitSubjects(article).subjects.map((subject) => textElement('category', nameOf(subject), { domain: subject.uri })),
    // Its address is required.
    sourceUrl === undefined ? undefined : textElement('source', attribution?.source, { url: sourceUrl }),
    element('content:encoded', {}, creditedBodyHtml(outgoing)),
    creditParts(outgoing),
    metadataParts(outgoing),
    relatedLinks(outgoing, 'atom:link'),
    pictureParts(outgoing),
  );
}

function tombstone({ article, acceptedAt }: OutgoingArticle): XmlNode | undefined {
  if (article.pubStatus !== 'canceled') return undefined;
  return element('at:deleted-entry', { ref: article.uri, when: acceptedAt });
}
