import type { Association, Concept } from '../article/article.ts';
import type { OutgoingArticle } from './output.ts';
import { bylinesOf, descriptionOf, handlersOf, headlineOf, relatedAddress, splitSubjects } from './output.ts';
import type { XmlNode } from './xml-writer.ts';
import { element, textElement } from './xml-writer.ts';

/** What RSS and Atom leave to modules: Dublin Core for credits, terms and dates, Media RSS for pictures. */

export const moduleNamespaces = {
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:dcterms': 'http://purl.org/dc/terms/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
} as const;

type Parts = readonly (XmlNode | undefined)[];

/** Who is credited, and on what terms. `dcterms:bibliographicCitation` is how the article is to be cited: its credit line. */
export function creditParts(outgoing: OutgoingArticle): Parts {
  const { attribution } = outgoing;
  if (!attribution) return [];
  return [
    ...bylinesOf(outgoing).map((name) => textElement('dc:creator', name)),
    textElement('dc:publisher', attribution.provider.name),
    textElement('dc:source', attribution.source),
    ...handlersOf(outgoing).map(({ name }) => textElement('dcterms:provenance', name)),
    textElement('dc:rights', attribution.copyrightNotice),
    textElement('dcterms:rightsHolder', attribution.copyrightHolder),
    textElement('dcterms:accessRights', attribution.usageTerms),
    textElement('dcterms:license', attribution.licenseUrl),
    textElement('dcterms:bibliographicCitation', attribution.creditLine),
  ];
}

/** What the article says of itself, and when it was what. */
export function metadataParts({ article, attribution }: OutgoingArticle): Parts {
  const { keywords } = splitSubjects(article);
  return [
    textElement('dcterms:alternative', headlineOf(article, 'subhead')),
    textElement('dc:language', article.language),
    textElement('dcterms:issued', attribution?.firstPublished),
    textElement('dcterms:modified', attribution?.lastModified),
    textElement('dcterms:created', article.contentCreated),
    textElement('dcterms:available', article.embargoedUntil),
    textElement('dcterms:valid', article.expires === undefined ? undefined : `end=${article.expires};`),
    textElement('dcterms:spatial', article.located),
    ...(article.genres ?? []).map((genre) => textElement('dcterms:type', nameOf(genre))),
    ...keywords.map((keyword) => textElement('dc:subject', keyword)),
  ];
}

export function pictureParts({ article }: OutgoingArticle): Parts {
  return (article.associations ?? []).filter(({ rel }) => rel === 'picture').map(pictureElement);
}

/** Media RSS 1.5.1; what it has no name for is Dublin Core within it. A picture without an address cannot be shown. */
function pictureElement(picture: Association): XmlNode | undefined {
  const [main] = picture.renditions ?? [];
  if (main?.href === undefined) return undefined;
  return element(
    'media:content',
    { url: main.href, type: main.contentType, medium: 'image', width: main.width, height: main.height },
    textElement('media:title', headlineOf(picture), { type: 'plain' }),
    textElement('media:description', descriptionOf(picture, 'caption'), { type: 'plain' }),
    textElement('media:credit', descriptionOf(picture, 'creditline')),
    textElement('media:copyright', picture.copyrightNotice),
    picture.rightsInfo?.linkedRights === undefined
      ? undefined
      : element('media:license', { href: picture.rightsInfo.linkedRights }),
    textElement('dc:description', descriptionOf(picture, 'altText')),
    textElement('dc:creator', picture.by),
    textElement('dcterms:rightsHolder', picture.copyrightHolder),
    textElement('dcterms:accessRights', picture.usageTerms),
  );
}

/** Items this one points to, by their address. */
export function relatedLinks({ article }: OutgoingArticle, name: 'link' | 'atom:link'): Parts {
  return (article.associations ?? [])
    .filter((item) => item.rel !== 'picture' && relatedAddress(article, item) !== undefined)
    .map((item) => element(name, { rel: 'related', href: relatedAddress(article, item), title: headlineOf(item) }));
}

export function nameOf({ name, literal, uri }: Concept): string | undefined {
  return name ?? literal ?? uri;
}
