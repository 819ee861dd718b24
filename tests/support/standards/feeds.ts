import type { Model } from './xml-model.ts';
import { types } from './xml-model.ts';

/** RSS 2.0 (RSS Advisory Board), Atom (RFC 4287), tombstones (RFC 6721), with Dublin Core and Media RSS 1.5.1, as far as Byline writes them. */

const text = { mixed: true, text: types.some };
const address = { mixed: true, text: types.web };
const date = { mixed: true, text: types.dateTime };
/** RFC 822 with four digits of the year. */
const mailDate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;
const plain = { ...text, attributes: { type: /^plain$/ } };

const modules: Model = {
  'dc:creator': text,
  'dc:publisher': text,
  'dc:source': text,
  'dc:rights': text,
  'dc:language': { mixed: true, text: types.language },
  'dc:subject': text,
  'dc:description': text,
  'dcterms:provenance': text,
  'dcterms:rightsHolder': text,
  'dcterms:accessRights': text,
  'dcterms:license': address,
  'dcterms:bibliographicCitation': text,
  'dcterms:alternative': text,
  'dcterms:issued': date,
  'dcterms:modified': date,
  'dcterms:created': date,
  'dcterms:available': date,
  'dcterms:valid': { mixed: true, text: /^end=\d{4}-\d\d-\d\dT[\d:]+Z;$/ },
  'dcterms:spatial': text,
  'dcterms:type': text,
  'media:content': {
    children:
      '(?:media:title )?(?:media:description )?(?:media:credit )*(?:media:copyright )?(?:media:license )?(?:dc:description )?(?:dc:creator )?(?:dcterms:rightsHolder )?(?:dcterms:accessRights )?',
    attributes: {
      'url!': types.web,
      type: /^\w+\/\S+$/,
      medium: /^(?:image|audio|video|document|executable)$/,
      width: types.positive,
      height: types.positive,
    },
  },
  'media:title': plain,
  'media:description': plain,
  'media:credit': text,
  'media:copyright': text,
  'media:license': { attributes: { href: types.web } },
};
const moduleNames = '(?:dc:\\w+ |dcterms:\\w+ |media:content )*';

export const rss20: Model = {
  ...modules,
  rss: { children: 'channel ', attributes: { 'version!': /^2\.0$/ } },
  // Title, link and description are required.
  channel: {
    children: 'title link description (?:generator )?(?:lastBuildDate )?(?:item )+(?:at:deleted-entry )*',
  },
  title: text,
  link: { mixed: true, text: types.uri },
  description: text,
  generator: text,
  lastBuildDate: { mixed: true, text: mailDate },
  // At least a title or a description.
  item: {
    children: `(?:title |(?=.*description ))(?:link )?guid (?:pubDate )?(?:description )?(?:category )*(?:source )?content:encoded ${'(?:dc:\\w+ |dcterms:\\w+ )*'}(?:atom:link )*(?:media:content )*`,
  },
  guid: { ...text, attributes: { isPermaLink: /^(?:true|false)$/ } },
  pubDate: { mixed: true, text: mailDate },
  category: { ...text, attributes: { domain: types.string } },
  source: { ...text, attributes: { 'url!': types.web } },
  'content:encoded': { mixed: true },
  'atom:link': { attributes: { 'rel!': types.some, 'href!': types.uri, title: types.string } },
  'at:deleted-entry': { attributes: { 'ref!': types.uri, 'when!': types.dateTime } },
};

const atomText = { mixed: true, attributes: { type: /^(?:text|html|xhtml)$/ } };

export const atomEntry: Model = {
  ...modules,
  // RFC 4287 §4.1.2: id, title and updated once, an author; any order, and Byline's own is this.
  entry: {
    children: `id title updated (?:published )?(?:author )+(?:link )*(?:category )*(?:rights )?(?:source )?(?:summary )?content ${moduleNames}`,
    attributes: { 'xml:lang': types.language },
  },
  id: { mixed: true, text: types.uri },
  title: atomText,
  updated: date,
  published: date,
  author: { children: 'name ' },
  name: text,
  link: { attributes: { rel: types.some, 'href!': types.uri, title: types.string } },
  category: { attributes: { 'term!': types.string, scheme: types.uri, label: types.string } },
  rights: atomText,
  source: { children: '(?:generator )?(?:title )?(?:link )*' },
  generator: text,
  summary: atomText,
  content: { mixed: true, attributes: { type: /^html$/ } },
};

export const tombstone: Model = {
  'at:deleted-entry': {
    children: '(?:at:by )?(?:at:comment )?',
    attributes: { 'ref!': types.uri, 'when!': types.dateTime },
  },
  'at:by': { children: 'name ' },
  name: text,
  'at:comment': text,
};
