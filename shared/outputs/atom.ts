import { generatorName } from '../article/attribution-mark.ts';
import { creditParts, metadataParts, moduleNamespaces, nameOf, pictureParts, relatedLinks } from './feed-parts.ts';
import type { OutgoingArticle, OutputFormat } from './output.ts';
import { bylinesOf, changedAt, descriptionOf, headlineOf, splitSubjects } from './output.ts';
import { creditedBodyHtml, retractionText } from './visible-attribution.ts';
import type { XmlNode } from './xml-writer.ts';
import { element, textElement, xmlDocument } from './xml-writer.ts';

/**
 * An Atom entry document (RFC 4287 §2), with Dublin Core for what Atom has no name for and Media RSS for pictures; the credit is also visible at the
 * end of the content. A retraction is a tombstone document (RFC 6721 §4).
 */
export const atom: OutputFormat = {
  id: 'atom',
  name: 'Atom entry, RFC 4287',
  mediaType: 'application/atom+xml;type=entry',
  retractionMediaType: 'application/atomdeleted+xml',
  render: (outgoing) => xmlDocument(outgoing.article.pubStatus === 'canceled' ? tombstone(outgoing) : entry(outgoing)),
};

const atomNamespace = 'http://www.w3.org/2005/Atom';

function entry(outgoing: OutgoingArticle): XmlNode {
  const { article, attribution } = outgoing;
  const authors = bylinesOf(outgoing);
  const house = attribution?.provider;
  return element(
    'entry',
    { xmlns: atomNamespace, ...moduleNamespaces, 'xml:lang': article.language },
    element('id', {}, article.uri),
    element('title', { type: 'text' }, headlineOf(article) ?? ''),
    element('updated', {}, changedAt(outgoing)),
    textElement('published', attribution?.firstPublished),
    // An entry without an author is not valid: the house answers for it.
    (authors.length > 0 ? authors : [house?.name ?? generatorName]).map((name) =>
      element('author', {}, element('name', {}, name)),
    ),
    link('alternate', attribution?.canonicalUrl),
    link('license', attribution?.licenseUrl),
    relatedLinks(outgoing, 'link'),
    splitSubjects(article).subjects.map(category),
    textElement('rights', attribution?.copyrightNotice, { type: 'text' }),
    element(
      'source',
      {},
      element('generator', {}, generatorName),
      textElement('title', attribution?.source, { type: 'text' }),
      house?.url === undefined ? undefined : link('alternate', house.url),
    ),
    textElement('summary', descriptionOf(article, 'summary'), { type: 'text' }),
    element('content', { type: 'html' }, creditedBodyHtml(outgoing)),
    creditParts(outgoing),
    metadataParts(outgoing),
    pictureParts(outgoing),
  );
}

function tombstone({ article, attribution, acceptedAt }: OutgoingArticle): XmlNode {
  return element(
    'at:deleted-entry',
    { 'xmlns:at': 'http://purl.org/atompub/tombstones/1.0', xmlns: atomNamespace, ref: article.uri, when: acceptedAt },
    attribution ? element('at:by', {}, element('name', {}, attribution.provider.name)) : undefined,
    element('at:comment', {}, retractionText),
  );
}

function link(relation: string, address: string | undefined): XmlNode | undefined {
  return address === undefined ? undefined : element('link', { rel: relation, href: address });
}

/** A code by its vocabulary (`scheme`) and its `term`; what has none is its own term. */
function category(subject: { readonly name?: string; readonly uri?: string; readonly literal?: string }): XmlNode {
  const [, scheme, code] = /^(https?:\/\/.*[/#])([^/#]+)$/.exec(subject.uri ?? '') ?? [];
  return code === undefined
    ? element('category', { term: nameOf(subject) })
    : element('category', { term: code, scheme, label: subject.name });
}
