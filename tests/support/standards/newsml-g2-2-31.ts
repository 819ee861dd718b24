import type { Model } from './xml-model.ts';
import { types } from './xml-model.ts';

/**
 * NewsML-G2 2.31, newsItem, level power (IPTC, XML Schema of 2022-10-19), as far as Byline writes it: order, cardinality and types of the schema. The content
 * of `inlineXML` is XHTML, which the schema leaves alone.
 */

const power = { id: types.id, how: types.qcode };
const labelled = { ...power, role: types.qcode, 'xml:lang': types.language };
const flexible = {
  ...power,
  qcode: types.qcode,
  uri: types.uri,
  literal: types.some,
  type: types.qcode,
  role: types.qcode,
};
const party = { children: '(?:name )*', attributes: flexible };
const dateTime = { mixed: true, text: types.dateTime, attributes: power };
const label = { mixed: true, attributes: labelled };
const block = { children: '(?:br )*', mixed: true, attributes: labelled };
const administrative =
  '(?:urgency )?(?:contentCreated )?(?:contentModified )?(?:digitalSourceType )?(?:located |infoSource |creator |contributor |audience |exclAudience |altId |rating |userInteraction )*';
const descriptive =
  '(?:language |genre |keyword |subject |slugline |headline |dateline |by |creditline |description )*';

export const newsmlG2: Model = {
  newsItem: {
    children:
      '(?:catalogRef |catalog )+(?:hopHistory )?(?:pubHistory )?(?:rightsInfo )*itemMeta (?:contentMeta )?(?:partMeta )*(?:assert )*(?:inlineRef )*(?:derivedFrom |derivedFromValue )*(?:contentSet )?',
    attributes: {
      'guid!': types.uri,
      version: types.positive,
      'standard!': /^NewsML-G2$/,
      'standardversion!': /^2\.3\d$/,
      conformance: /^power$/,
      'xml:lang': types.language,
    },
  },
  catalogRef: { attributes: { 'href!': types.web } },
  catalog: { children: '(?:scheme )+' },
  scheme: { attributes: { 'alias!': /^[^\s:]+$/, 'uri!': types.uri } },
  hopHistory: { children: '(?:hop )+' },
  hop: { children: '(?:party )?(?:action )*', attributes: { ...power, seq: types.number, timestamp: types.dateTime } },
  party,
  pubHistory: { children: '(?:published )+' },
  published: {
    children: 'timestamp (?:name )*(?:related )*(?:publishedExtProperty )*',
    attributes: { ...power, qcode: types.qcode, uri: types.uri, literal: types.some },
  },
  timestamp: dateTime,
  name: label,
  rightsInfo: {
    children:
      '(?:accountable )?(?:copyrightHolder )*(?:copyrightNotice )*(?:usageTerms )*(?:link )*(?:rightsInfoExtProperty )*(?:rightsExpressionXML )*(?:rightsExpressionData )*',
    attributes: { ...power, idrefs: types.id },
  },
  copyrightHolder: party,
  copyrightNotice: block,
  usageTerms: block,
  link: { children: '(?:title )?', attributes: { ...power, rel: types.qcode, href: types.web } },
  itemMeta: {
    children:
      'itemClass provider versionCreated (?:firstCreated )?(?:embargoed )?(?:pubStatus )?(?:role )?(?:fileName )?(?:generator )*(?:profile )?(?:service )*(?:title )*(?:edNote )*(?:memberOf )*(?:instanceOf )*(?:signal )*(?:altRep )*(?:deliverableOf )*(?:hash )*(?:expires )*(?:origRep )*(?:incomingFeedId )*(?:metadataCreator )?(?:link )*(?:itemMetaExtProperty )*',
  },
  itemClass: { attributes: { ...power, qcode: /^ninat:text$/ } },
  provider: party,
  versionCreated: dateTime,
  firstCreated: dateTime,
  embargoed: dateTime,
  expires: dateTime,
  pubStatus: { attributes: { ...power, 'qcode!': /^stat:(?:usable|withheld|canceled)$/ } },
  generator: { mixed: true, text: types.some, attributes: power },
  title: label,
  edNote: block,
  signal: { attributes: { ...power, 'qcode!': /^sig:(?:update|correction)$/ } },
  contentMeta: { children: administrative + descriptive, attributes: power },
  partMeta: {
    children: `(?:icon )*(?:role )?${administrative}${descriptive}(?:partMetaExtProperty )*(?:signal )*(?:edNote )*(?:link )*`,
    attributes: { partid: types.id, contentrefs: types.id },
  },
  urgency: { mixed: true, text: /^[1-9]$/, attributes: power },
  contentCreated: dateTime,
  contentModified: dateTime,
  located: party,
  infoSource: party,
  creator: party,
  altId: { mixed: true, text: types.some, attributes: { ...power, type: types.qcode } },
  language: { attributes: { ...power, 'tag!': types.language } },
  genre: party,
  keyword: label,
  subject: party,
  slugline: label,
  headline: label,
  by: label,
  creditline: label,
  description: block,
  br: {},
  contentSet: { children: '(?:inlineXML |inlineData |remoteContent )*', attributes: power },
  inlineXML: { any: true, attributes: { id: types.id, contenttype: types.some } },
  remoteContent: {
    attributes: {
      id: types.id,
      href: types.web,
      contenttype: types.some,
      width: types.positive,
      height: types.positive,
    },
  },
};
