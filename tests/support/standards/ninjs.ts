import type { JsonModel, JsonType } from './json-model.ts';
import { types } from './xml-model.ts';

/**
 * ninjs 3.1 and 2.1 (IPTC’s JSON Schemas): the names of an article and its associations, with their types; nothing else may be there, as the schemas say
 * (`unevaluatedProperties: false`).
 */

const text = types.string;
const status = /^(?:usable|withheld|canceled)$/;
const kind = /^(?:text|audio|video|picture|graphic|composite|component)$/;
const list = (each: JsonType): JsonType => ({ each });

const concept: JsonModel = { name: text, rel: text, uri: types.uri, literal: text };
const genre: JsonModel = { name: text, uri: text, literal: text };
const infoSource: JsonModel = { name: text, role: text, uri: types.uri, literal: text };
const altId: JsonModel = { role: text, value: text };
const standard: JsonModel = { name: /^ninjs$/, version: /^[23]\.1$/, schema: types.web };

const object31: JsonModel = {
  'uri!': types.uri,
  type: kind,
  by: text,
  headlines: list({ role: text, contentType: text, 'value!': text }),
  descriptions: list({ role: text, contentType: text, 'value!': text }),
  bodies: list({ role: text, contentType: text, charCount: 'integer', wordCount: 'integer', 'value!': text }),
  copyrightHolder: text,
  copyrightNotice: text,
  usageTerms: text,
  rightsInfo: { langId: types.uri, linkedRights: types.uri, encodedRights: text },
  renditions: list({ 'name!': text, href: types.uri, contentType: text, width: 'integer', height: 'integer' }),
  altIds: list(altId),
};

export const ninjs31: JsonModel = {
  ...object31,
  standard,
  version: text,
  firstCreated: types.dateTime,
  versionCreated: types.dateTime,
  contentCreated: types.dateTime,
  embargoedUntil: types.dateTime,
  expires: types.dateTime,
  pubStatus: status,
  urgency: 'integer',
  language: types.language,
  slugline: text,
  located: text,
  edNote: text,
  subjects: list(concept),
  people: list(concept),
  organisations: list(concept),
  places: list(concept),
  genres: list(genre),
  infoSources: list(infoSource),
  associations: list({ ...object31, 'name!': text, rel: text }),
};

const object21: JsonModel = {
  'uri!': types.uri,
  type: kind,
  by: text,
  headlines: list({ role: text, contenttype: text, 'value!': text }),
  descriptions: list({ role: text, contenttype: text, 'value!': text }),
  bodies: list({ role: text, contenttype: text, charcount: 'integer', wordcount: 'integer', 'value!': text }),
  copyrightholder: text,
  copyrightnotice: text,
  usageterms: text,
  rightsinfo: { langid: types.uri, linkedrights: types.uri, encodedrights: text },
  renditions: list({ 'name!': text, href: types.uri, contenttype: text, width: 'integer', height: 'integer' }),
  altids: list(altId),
};

export const ninjs21: JsonModel = {
  ...object21,
  standard,
  version: text,
  firstcreated: types.dateTime,
  versioncreated: types.dateTime,
  contentcreated: types.dateTime,
  embargoed: types.dateTime,
  expires: types.dateTime,
  pubstatus: status,
  urgency: 'integer',
  language: types.language,
  slugline: text,
  located: text,
  ednote: text,
  subjects: list(concept),
  people: list(concept),
  organisations: list(concept),
  places: list(concept),
  genres: list(genre),
  infosources: list(infoSource),
  // `rel` came with 3.0.
  associations: list({ ...object21, 'name!': text }),
};
