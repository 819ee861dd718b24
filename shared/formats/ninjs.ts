import type { Concept, RoleText } from '../article/article.ts';
import { canonicalIdRole, handlerRole } from '../article/attribution-mark.ts';
import type { Rejection, Warning } from '../contract/reasons.ts';
import type { DraftAuthor, DraftItem, Format, ParsedDocument, Source } from './format.ts';
import { gravestSignal } from './agency-words.ts';
import { JsonFields, isJsonObject } from './json-fields.ts';
import { isOtherTongue, readNinjsBody, withoutPage } from './ninjs-body.ts';
import { conceptsAt, readSubjects } from './ninjs-concepts.ts';
import { readNinjsAssociations } from './ninjs-associations.ts';

/**
 * IPTC ninjs 3.x, and 2.x and 1.x by their own names for the same things (https://iptc.org/std/ninjs/). Told by its shape, never by a name: agency
 * dialects look alike and are read by adapters of their own. A file may hold one item or an array of them.
 */
export const ninjs: Format = {
  id: 'ninjs',
  name: 'IPTC ninjs',
  detect(source: Source) {
    const value = source.json();
    const first = Array.isArray(value) ? value[0] : value;
    if (!isJsonObject(first)) return 0;
    // 1.4 has a `$` before it, 2.0 and later do not.
    const standard = first.standard ?? first.$standard;
    if (isJsonObject(standard) && standard.name === 'ninjs') return 80;
    const telling = tellingNames.filter((name) => Object.hasOwn(first, name)).length;
    if (typeof first.uri === 'string') return telling >= 1 ? 80 : Object.keys(first).length <= 4 ? 20 : 0;
    return telling >= 2 ? 50 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const value = source.json();
    const read = Array.isArray(value)
      ? value.map((item, index) => readNinjsItem(item, `[${index}]`))
      : [readNinjsItem(value, '')];
    return { items: await Promise.all(read.map(withoutPage)) };
  },
};

/** Names that ninjs has and plain JSON does not. */
const tellingNames = [
  'headlines',
  'bodies',
  'versionCreated',
  'pubStatus',
  'copyrightHolder',
  'copyrightNotice',
  'usageTerms',
  'embargoedUntil',
  'infoSources',

  'versioncreated',
  'pubstatus',
  'copyrightholder',
  'copyrightnotice',
  'usageterms',
  'body_html',
  'body_xhtml',
  'body_text',
  'infosource',
  'infosources',
  'digitalsourcetype',
  'representationtype',
];

/** One item of any generation, as an object; also what other formats carry of ninjs. */
export function readNinjsItem(value: unknown, item: string): DraftItem {
  if (!isJsonObject(value)) {
    return { item, rejections: [{ code: 'FIELD_INVALID', message: 'an item should be an object', path: item }] };
  }
  const fields = new JsonFields(value);
  const nativeId = fields.text('uri', 'guid');
  const rejections: Rejection[] = fields.rejections;
  if (nativeId === undefined && !rejections.some(({ path }) => path === 'uri')) {
    rejections.push({
      code: fields.has('uri') ? 'FIELD_INVALID' : 'FIELD_MISSING',
      message: 'ninjs needs a uri',
      path: 'uri',
    });
  }
  const type = fields.text('type');
  if (type !== undefined && !['text', 'composite'].includes(type)) {
    rejections.push({
      code: 'TYPE_UNSUPPORTED',
      message: `the item is of type ${type.slice(0, 40)}; articles are text`,
      path: 'type',
    });
  }
  const draft: DraftItem = {
    item,
    nativeId,
    ...readIdentity(fields),
    ...readHeadlines(fields),
    ...readDescriptions(fields),
    ...readCredits(fields),
    ...readTimesAndStatus(fields),
    ...readSubjects(fields),
    ...readNinjsBody(fields),
    ...readNinjsAssociations(fields),
    warnings: unreadNames(fields),
  };
  return rejections.length > 0 ? { ...draft, rejections } : draft;
}

function readIdentity(fields: JsonFields): Partial<DraftItem> {
  const altIds = readAltIds(fields) ?? [];
  const isOriginal = ({ role, value }: { role?: string; value: string }): boolean =>
    role === canonicalIdRole && /^https?:\/\//i.test(value);
  const others = altIds.filter((id) => !isOriginal(id));
  return {
    version: fields.textOrNumber('version'),
    altIds: others.length > 0 ? others : undefined,
    // What Byline and others put there: the standard has no name for it.
    canonicalUrl: altIds.find(isOriginal)?.value,
    slugline: fields.text('slugline', 'slug'),
    language: fields.text('language'),
    digitalSourceType: digitalSourceTypeOf(fields.raw('digitalSourceType') ?? fields.raw('digitalsourcetype')),
  };
}

/** A URI in 3.x, a concept before. */
function digitalSourceTypeOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!isJsonObject(value)) return undefined;
  return [value.uri, value.literal, value.name].find((part) => typeof part === 'string');
}

function readAltIds(fields: JsonFields): DraftItem['altIds'] {
  for (const name of ['altIds', 'altids']) {
    const value = fields.raw(name);
    if (Array.isArray(value)) {
      const found = value.flatMap((entry: unknown) => {
        if (typeof entry === 'string') return [{ value: entry }];
        if (!isJsonObject(entry) || typeof entry.value !== 'string') return [];
        return [{ ...(typeof entry.role === 'string' ? { role: entry.role } : {}), value: entry.value }];
      });
      return found.length > 0 ? found : undefined;
    }
    // 1.x: an object of ids by their role.
    if (isJsonObject(value)) {
      return Object.entries(value).flatMap(([role, id]) =>
        typeof id === 'string' || typeof id === 'number' ? [{ role, value: String(id) }] : [],
      );
    }
  }
  return undefined;
}

const mainRoles = new Set([undefined, 'main', 'headline', 'hl1', 'text', 'default']);

function readHeadlines(fields: JsonFields): Partial<DraftItem> {
  const listed = roleTexts(fields, 'headlines');
  const byName = fields.names().filter((name) => /^headline_\w+$/.test(name));
  const all = [...listed, ...byName.flatMap((name) => roleText(name.slice('headline_'.length), fields.text(name)))];
  const named = fields.text('headline', 'title');
  const main = all.find(({ role }) => mainRoles.has(role)) ?? (named === undefined ? all[0] : undefined);
  const headline = named ?? main?.value;
  const sub = all.find(({ role }) => /^sub|deck|hl2|extended/i.test(role ?? ''));
  const kicker = all.find(({ role }) => /kicker|overline/i.test(role ?? ''));
  const others = all.filter((text) => ![main, sub, kicker].includes(text) && text.value !== headline);
  return {
    headline,
    subheadline: sub?.value,
    kicker: kicker?.value,
    ...(others.length > 0 ? { otherHeadlines: others } : {}),
  };
}

function readDescriptions(fields: JsonFields): Partial<DraftItem> {
  const byName = fields.names().filter((name) => /^description_\w+$/.test(name));
  const all = [
    ...roleTexts(fields, 'descriptions'),
    ...byName.flatMap((name) => roleText(name.slice('description_'.length), fields.text(name))),
  ];
  const credit = all.find(({ role }) => /^credit/i.test(role ?? ''));
  const summary = all.find(
    ({ role }) => role === undefined || /^(?:summary|abstract|main|text|teaser|drol:summary)$/i.test(role),
  );
  const correction = all.find(({ role }) => /^correction$/i.test(role ?? ''));
  const others = all.filter((text) => ![credit, summary, correction].includes(text));
  return {
    creditLine: credit?.value,
    summary: summary?.value,
    correction: correction?.value,
    ...(others.length > 0 ? { otherDescriptions: others } : {}),
  };
}

function readCredits(fields: JsonFields): Partial<DraftItem> {
  const sources = conceptsAt(fields, 'infoSources', 'infosources', 'infosource');
  const withRole = (pattern: RegExp): string | undefined =>
    sources.find(({ role, rel }) => pattern.test(role ?? rel ?? ''))?.name;
  const people = fields.raw('people') ?? fields.raw('person');
  const authors: DraftAuthor[] = (Array.isArray(people) ? people : []).flatMap((person: unknown) => {
    if (
      !isJsonObject(person) ||
      typeof person.name !== 'string' ||
      !/^(?:author|creator|by|reporter)$/i.test(String(person.rel ?? ''))
    )
      return [];
    return [{ name: person.name, ...(typeof person.uri === 'string' ? { uri: person.uri } : {}) }];
  });
  const usageTerms = fields.texts('usageTerms', 'usageterms');
  const rights = fields.object('rightsInfo', 'rightsinfo');
  const linkedRights = rights?.text('linkedRights', 'linkedrights');
  const rightsInfo = {
    langId: rights?.text('langId', 'langid'),
    linkedRights,
    encodedRights: rights?.text('encodedRights', 'encodedrights'),
  };
  return {
    byline: fields.text('by', 'byline'),
    ...(authors.length > 0 ? { authors } : {}),
    located: fields.text('located'),
    source:
      withRole(/source|orig|creditor|author/i) ??
      sources.find(({ role, rel }) => role === undefined && rel === undefined)?.name ??
      fields.text('source'),
    chain: listOfNames(sources.filter(({ role }) => role === handlerRole)),
    provider: withRole(/provid|distrib|sender/i) ?? fields.text('provider'),
    copyrightHolder: fields.text('copyrightHolder', 'copyrightholder'),
    copyrightNotice: fields.text('copyrightNotice', 'copyrightnotice'),
    ...(usageTerms.length > 0 ? { usageTerms: usageTerms.join('\n') } : {}),
    ...(linkedRights && /^https?:/i.test(linkedRights) ? { licenseUrl: linkedRights } : {}),
    ...(rights ? { rightsInfo } : {}),
  };
}

function listOfNames(concepts: readonly Concept[]): DraftItem['chain'] {
  const names = concepts.flatMap(({ name }) => (name === undefined ? [] : [{ name }]));
  return names.length > 0 ? names : undefined;
}

function readTimesAndStatus(fields: JsonFields): Partial<DraftItem> {
  const isEmbargoed = fields.has('embargoedUntil') || fields.has('embargoed');
  const embargo = fields.text('embargoedUntil', 'embargoed');
  return {
    status: fields.text('pubStatus', 'pubstatus'),
    signal: signalOf(fields),
    published: fields.text('firstPublished', 'firstpublished'),
    firstCreated: fields.text('firstCreated', 'firstcreated'),
    contentCreated: fields.text('contentCreated', 'contentcreated'),
    versionCreated: fields.text('versionCreated', 'versioncreated'),
    expires: fields.text('expires'),
    // An embargo that is there and says nothing is one without an end.
    ...(isEmbargoed ? { embargo: embargo ?? '' } : {}),
    urgency: fields.textOrNumber('urgency'),
    edNote: fields.text('edNote', 'ednote'),
  };
}

/** The standard has none; Superdesk and others say it by codes, one or several. */
function signalOf(fields: JsonFields): string | undefined {
  const values = ['signals', 'signal'].flatMap((name) => fields.raw(name) ?? []);
  const codes = values.flatMap((value: unknown) =>
    typeof value === 'string'
      ? [value]
      : isJsonObject(value)
        ? [value.qcode ?? value.code ?? value.uri ?? value.name]
        : [],
  );
  return gravestSignal(
    codes.filter((code) => typeof code === 'string').map((code) => code.replace(/^https?:.*\//, '')),
  );
}

/** Texts by their role; of several languages, those in the item's own come first. */
function roleTexts(fields: JsonFields, name: string): readonly RoleText[] {
  const texts = fields
    .objects(name)
    .flatMap((entry) => roleText(entry.text('role'), entry.text('value'), entry.text('lang')));
  const language = fields.text('language');
  return texts.toSorted((a, b) => Number(isOtherTongue(a.lang, language)) - Number(isOtherTongue(b.lang, language)));
}

function roleText(role: string | undefined, value: string | undefined, lang?: string): readonly RoleText[] {
  return value === undefined ? [] : [{ ...(role ? { role } : {}), ...(lang ? { lang } : {}), value }];
}

/** Read and without a place in the article, or of no meaning to partners. */
const passedOver = new Set([
  'standard',
  '$standard',
  '$schema',
  'profile',
  'type',
  'representationType',
  'representationtype',
  'mimetype',
  'charcount',
  'wordcount',
  'charCount',
  'wordCount',

  'products',
  'product',
  'services',
  'service',
  'etag',
  'profile',
  'expertise',
  'readtime',
  'priority',
  'source',
  'title',
]);

function unreadNames(fields: JsonFields): readonly Warning[] {
  const names = fields.unread().filter((name) => !passedOver.has(name) && !name.startsWith('_'));
  if (names.length === 0) return [];
  return [
    { code: 'FIELD_IGNORED', message: `not understood and left out: ${names.slice(0, 20).join(', ').slice(0, 300)}` },
  ];
}
