import type { Model } from './xml-model.ts';
import { types } from './xml-model.ts';

/**
 * NITF 3.6 (IPTC, XML Schema of 2010-11-03) as far as Byline writes it: element order, required attributes and types from the schema's content models. Elements of the
 * standard that Byline never writes are unknown here.
 */

const global = { id: types.id };
const common = { id: types.id, class: types.string, style: types.string, 'xml:lang': types.language };
const enriched =
  'chron |classifier |copyrite |event |function |location |money |num |object.title |org |person |postaddr |virtloc |a |br |em |lang |pronounce |q ';
const blocks = 'p |hl2 |table |nitf-table |media |ol |ul |dl |bq |fn |note |pre |hr ';
/** `@norm`: ISO 8601, basic form. */
const norm = /^\d{8}T\d{6}(?:Z|[+-]\d{4})$/;
const inline = { children: `(?:${enriched})*`, mixed: true, attributes: common };
const flow = { children: `(?:${enriched}|${blocks})*`, mixed: true };
const rows = { children: '(?:tr )+', attributes: common };
const cell = { ...flow, attributes: { ...common, colspan: types.token, rowspan: types.token } };
const dated = { attributes: { ...global, norm } };

export const nitf36: Model = {
  nitf: {
    children: '(?:head )?body ',
    attributes: {
      ...global,
      uno: types.string,
      version: /^-\/\/IPTC\/\/DTD NITF 3\.6\/\/EN$/,
      baselang: types.language,
    },
  },
  head: {
    children: '(?:title )?(?:meta )*(?:tobject )?(?:iim )?(?:docdata )?(?:pubdata )*(?:revision-history )*',
    attributes: global,
  },
  title: { mixed: true, attributes: global },
  meta: { attributes: { ...global, name: types.token, 'content!': types.string } },
  tobject: {
    children: '(?:tobject.property )*(?:tobject.subject )*',
    attributes: { ...global, 'tobject.type': types.string },
  },
  'tobject.property': { attributes: { ...global, 'tobject.property.type': types.string } },
  'tobject.subject': {
    attributes: {
      ...global,
      'tobject.subject.ipr': types.string,
      'tobject.subject.refnum!': /^\d{8}$/,
      'tobject.subject.detail': types.string,
    },
  },
  docdata: {
    children:
      '(?:correction |evloc |doc-id |del-list |urgency |fixture |date.issue |date.release |date.expire |doc-scope |series |ed-msg |du-key |doc.copyright |doc.rights |key-list |identified-content )*',
    attributes: { ...global, 'management-status': /^(?:usable|embargoed|withheld|canceled)$/ },
  },
  correction: { attributes: { ...global, info: types.string, 'id-string': types.string, regsrc: types.string } },
  'doc-id': { attributes: { ...global, regsrc: types.string, 'id-string': types.some } },
  'del-list': { children: '(?:from-src )*', attributes: global },
  'from-src': { attributes: { ...global, 'src-name': types.some, 'level-number': types.number } },
  urgency: { attributes: { ...global, 'ed-urg': /^[1-9]$/ } },
  'date.issue': dated,
  'date.release': dated,
  'date.expire': dated,
  'du-key': { attributes: { ...global, version: types.token, key: types.string } },
  'doc.copyright': { attributes: { ...global, year: /^\d{4}$/, holder: types.some } },
  'doc.rights': {
    attributes: { ...global, owner: types.string, enddate: norm, geography: types.string, limitations: types.string },
  },
  'key-list': { children: '(?:keyword )*', attributes: global },
  keyword: { attributes: { ...global, key: types.some } },
  'identified-content': {
    children: '(?:person |org |location |event |function |object.title |virtloc |classifier )*',
    attributes: global,
  },
  classifier: { mixed: true, attributes: { ...common, type: types.string, idsrc: types.string, value: types.string } },
  person: { mixed: true, attributes: common },
  org: { mixed: true, attributes: common },
  location: { mixed: true, attributes: common },
  pubdata: {
    attributes: {
      ...global,
      type: /^(?:print|audio|video|web|appliance|other)$/,
      'date.publication': norm,
      name: types.string,
      'ex-ref': types.uri,
    },
  },
  'revision-history': {
    attributes: { ...global, function: /^(?:writer-author|editor|producer|other)$/, norm, comment: types.string },
  },
  body: { children: '(?:body.head )?(?:body.content )*(?:body.end )?', attributes: common },
  'body.head': {
    children:
      '(?:hedline )*(?:note )*(?:rights )?(?:byline )*(?:distributor )?(?:dateline )*(?:abstract )*(?:series )?',
    attributes: global,
  },
  hedline: { children: 'hl1 (?:hl2 )*', attributes: common },
  hl1: inline,
  hl2: inline,
  note: {
    children: '(?:body.content )+',
    attributes: { ...common, noteclass: /^(?:cpyrt|end|hd|editorsnote|trademk|undef)$/ },
  },
  byline: { children: '(?:person |byttl |location |virtloc )*', mixed: true, attributes: common },
  distributor: { children: '(?:org )*', mixed: true, attributes: common },
  dateline: { children: '(?:location |story.date )*', mixed: true, attributes: common },
  abstract: { children: `(?:${blocks})+`, attributes: common },
  'body.content': { children: `(?:block |${blocks})*`, attributes: global },
  'body.end': { children: '(?:tagline )?(?:bibliography )?', attributes: global },
  tagline: inline,
  block: { children: `(?:${blocks})*`, attributes: common },
  p: inline,
  em: inline,
  q: { ...inline, children: `(?:${enriched}|${blocks})*` },
  a: { ...inline, attributes: { ...common, href: types.uri } },
  br: { attributes: common },
  pre: { mixed: true, attributes: common },
  hr: { attributes: common },
  ul: { children: '(?:li )+', attributes: common },
  ol: { children: '(?:li )+', attributes: { ...common, seqnum: types.token } },
  li: { ...flow, attributes: common },
  dl: { children: '(?:dt |dd )+', attributes: common },
  dt: inline,
  // Not mixed: loose text needs a paragraph.
  dd: { children: `(?:${enriched}|${blocks}|block )*`, attributes: common },
  bq: { children: '(?:(?:block )+(?:credit )?)*', attributes: common },
  table: { children: '(?:caption )?(?:col |colgroup )?(?:thead )?(?:tfoot )?(?:tbody |(?:tr )*)', attributes: common },
  caption: { ...flow, attributes: common },
  thead: rows,
  tbody: rows,
  tfoot: rows,
  tr: { children: '(?:th |td )+', attributes: common },
  th: cell,
  td: cell,
  media: {
    children: '(?:media-metadata )*(?:media-reference (?:media-object )?)+(?:media-caption )*(?:media-producer )*',
    attributes: { ...common, 'media-type!': /^(?:text|audio|image|video|data|application|other)$/ },
  },
  'media-metadata': { attributes: { ...global, 'name!': types.some, value: types.string } },
  'media-reference': {
    mixed: true,
    attributes: {
      ...global,
      source: types.uri,
      'mime-type': types.string,
      copyright: types.string,
      'alternate-text': types.string,
      width: types.token,
      height: types.token,
    },
  },
  'media-caption': { ...flow, attributes: common },
  'media-producer': inline,
};
