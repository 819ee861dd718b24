import type { Concept } from '../article/article.ts';
import type { DraftAuthor, DraftItem, DraftPicture, DraftRelated, Format, ParsedDocument, Source } from './format.ts';
import { JsonFields, isJsonObject } from './json-fields.ts';
import { storyOfNitf } from './ninjs-body.ts';

/**
 * AP Media API JSON: one item (`data.item`) or a page of a feed (`data.items[].item`). Close to ninjs 1.x, with arrays where that has text.
 * The story itself stands beside the item as NITF, where a client joined the two (`nitf.body_html`, `body_nitf`).
 */
export const apMedia: Format = {
  id: 'ap-media',
  name: 'AP Media API JSON',
  detect(source: Source) {
    const value = source.json();
    const [entry] = entriesOf(value);
    if (!entry) return 0;
    const isApi = isJsonObject(value) && (Object.hasOwn(value, 'api_version') || Object.hasOwn(value, 'data'));
    const { item } = entry;
    const isTelling =
      Array.isArray(item.usageterms) || isJsonObject(item.datelinelocation) || Array.isArray(item.bylines);
    return isApi || isTelling ? 100 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const entries = entriesOf(source.json());
    return {
      items: entries.map(({ item, beside }, index) =>
        readItem(item, beside, entries.length === 1 ? '' : `items[${index}]`),
      ),
    };
  },
};

type Json = Readonly<Record<string, unknown>>;
interface Entry {
  readonly item: Json;
  /** What stands beside the item: a client may have joined the story's text here. */
  readonly beside: Json;
}

function entriesOf(value: unknown): readonly Entry[] {
  if (!isJsonObject(value)) return [];
  const inner = isJsonObject(value.data) ? value.data : value;
  if (isJsonObject(inner.item)) return [{ item: inner.item, beside: value }];
  if (!Array.isArray(inner.items)) {
    // An item on its own, out of the API's envelope.
    return isJsonObject(inner.altids) &&
      typeof inner.altids.itemid === 'string' &&
      Array.isArray(inner.usageterms ?? inner.bylines)
      ? [{ item: inner, beside: value }]
      : [];
  }
  return inner.items.flatMap((entry: unknown) =>
    isJsonObject(entry) && isJsonObject(entry.item) ? [{ item: entry.item, beside: entry }] : [],
  );
}

function readItem(object: Json, beside: Json, item: string): DraftItem {
  const fields = new JsonFields(object);
  const type = fields.text('type');
  const rejections = fields.rejections;
  if (type !== undefined && type !== 'text' && type !== 'composite') {
    rejections.push({
      code: 'TYPE_UNSUPPORTED',
      message: `the item is of type ${type.slice(0, 40)}; articles are text`,
      path: 'type',
    });
  }
  const altIds = fields.object('altids');
  const itemId = altIds?.textOrNumber('itemid');
  const signals = fields.texts('signals');
  const body = bodyOf(fields, beside);
  const draft: DraftItem = {
    item,
    // The address carries the client's own query (`qt`, `et`): the same item has another one in each answer.
    nativeId: itemId ?? fields.text('uri')?.replace(/\?.*$/, ''),
    altIds: ['friendlykey', 'referenceid', 'transref'].flatMap((role) => {
      const value = altIds?.textOrNumber(role);
      return value === undefined ? [] : [{ role, value }];
    }),
    version: fields.textOrNumber('version'),
    headline: fields.text('headline') ?? fields.text('title'),
    subheadline: fields.text('headline_extended'),
    slugline: fields.text('slugline'),
    summary: fields.text('description_summary'),
    ...bylinesOf(fields),
    located: fields.text('located') ?? placeOf(fields.object('datelinelocation')),
    source: sourceOf(fields),
    provider: fields.raw('provider') === undefined ? undefined : nameOf(fields.raw('provider')),
    creditLine: fields.text('description_creditline', 'creditline'),
    copyrightHolder: fields.text('copyrightholder'),
    copyrightNotice: fields.text('copyrightnotice'),
    usageTerms: fields.texts('usageterms').join('\n') || undefined,
    firstCreated: fields.text('firstcreated'),
    versionCreated: fields.text('versioncreated'),
    expires: fields.text('expires'),
    ...(fields.has('embargoed') ? { embargo: fields.text('embargoed') ?? '' } : {}),
    status: fields.text('pubstatus'),
    signal: signals.find((signal) => /kill|withdraw|retract|correct|takedown/i.test(signal)),
    urgency: fields.textOrNumber('urgency'),
    edNote: fields.text('ednote'),
    language: fields.text('language'),
    subjects: conceptsOf(fields, 'subject'),
    people: conceptsOf(fields, 'person'),
    organisations: conceptsOf(fields, 'organisation'),
    places: conceptsOf(fields, 'place'),
    keywords: fields.has('keywords') ? fields.texts('keywords') : undefined,
    ...(body ? { body } : {}),
    ...associationsOf(fields, beside),
  };
  return rejections.length > 0 ? { ...draft, rejections } : draft;
}

function bodyOf(fields: JsonFields, beside: Json): DraftItem['body'] {
  const nitf = isJsonObject(beside.nitf) ? new JsonFields(beside.nitf, 'nitf', fields.rejections) : undefined;
  const whole = typeof beside.nitf === 'string' && beside.nitf.trim() !== '' ? beside.nitf : undefined;
  const html = nitf?.text('body_html') ?? whole ?? fields.text('body_nitf', 'body_xhtml', 'body_html');
  if (html !== undefined) return { kind: 'html', value: storyOfNitf(html) };
  const text = fields.text('body_text');
  return text === undefined ? undefined : { kind: 'text', value: text };
}

/** `bylines[]` name a person (`name`, or the printed `by`) and a title (“AP Sports Writer”). */
function bylinesOf(fields: JsonFields): Pick<DraftItem, 'byline' | 'authors'> {
  const authors: DraftAuthor[] = [];
  const printed: string[] = [];
  for (const entry of fields.objects('bylines')) {
    const [name, by, role] = [entry.text('name'), entry.text('by'), entry.text('title')];
    if (by ?? name) printed.push((by ?? name) as string);
    if (name) authors.push({ name, ...(role && !/photo|editor/i.test(role) ? {} : role ? { role } : {}) });
  }
  const photographer = fields.object('photographer')?.text('name');
  const byline = fields.text('byline') ?? (printed.length > 0 ? printed.join(', ') : photographer);
  return { ...(byline ? { byline } : {}), ...(authors.length > 0 ? { authors } : {}) };
}

/** AP distributes for others: who originated the item stands in `infosource`. */
function sourceOf(fields: JsonFields): string | undefined {
  const names = fields.objects('infosource').flatMap((entry) => entry.text('name') ?? []);
  return names.length > 0 ? names.join(', ') : nameOf(fields.raw('provider'));
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return isJsonObject(value) && typeof value.name === 'string' ? value.name : undefined;
}

function placeOf(location: JsonFields | undefined): string | undefined {
  const parts = [location?.text('city'), location?.text('countryareaname'), location?.text('countryname')];
  const named = parts.filter((part) => part !== undefined);
  return named.length > 0 ? named.join(', ') : undefined;
}

function conceptsOf(fields: JsonFields, name: string): readonly Concept[] | undefined {
  const seen = new Set<string>();
  const found = fields.objects(name).flatMap((entry): readonly Concept[] => {
    const [label, code, scheme] = [entry.text('name'), entry.textOrNumber('code'), entry.text('scheme')];
    if (label === undefined || seen.has(`${code} ${label}`)) return [];
    seen.add(`${code} ${label}`);
    const rels = entry.raw('rels');
    const rel = Array.isArray(rels) && typeof rels[0] === 'string' ? rels[0] : undefined;
    return [
      {
        name: label,
        ...(rel ? { rel } : {}),
        ...(code && scheme && /^https?:/.test(scheme) ? { uri: `${scheme}${code}` } : code ? { literal: code } : {}),
      },
    ];
  });
  return found.length > 0 ? found : undefined;
}

function associationsOf(fields: JsonFields, beside: Json): Pick<DraftItem, 'pictures' | 'related'> {
  const pictures: DraftPicture[] = [];
  const related: DraftRelated[] = [];
  const joined = isJsonObject(beside.associations) ? beside.associations : {};
  const own = fields.raw('associations');
  for (const [name, value] of Object.entries({ ...(isJsonObject(own) ? own : {}), ...joined })) {
    // A client may have fetched the whole item.
    const entry = entriesOf(value)[0]?.item ?? value;
    if (!isJsonObject(entry)) continue;
    const association = new JsonFields(entry, `associations.${name}`, fields.rejections);
    const type = association.text('type');
    const nativeId =
      association.object('altids')?.textOrNumber('itemid') ?? association.text('uri')?.replace(/\?.*$/, '');
    const title = association.text('headline', 'title');
    if (type === 'picture' || type === 'graphic') pictures.push(pictureOf(association, nativeId, title));
    else if (title ?? nativeId) related.push({ ...(title ? { title } : {}), ...(nativeId ? { nativeId } : {}) });
  }
  return { ...(pictures.length > 0 ? { pictures } : {}), ...(related.length > 0 ? { related } : {}) };
}

function pictureOf(association: JsonFields, nativeId: string | undefined, title: string | undefined): DraftPicture {
  const renditions = association.object('renditions');
  const main = renditions?.object('main') ?? renditions?.object('preview');
  return {
    nativeId,
    ...(title ? { title } : {}),
    url: main?.text('href'),
    contentType: main?.text('mimetype'),
    width: main?.number('width'),
    height: main?.number('height'),
    caption: association.text('description_caption'),
    byline: association.object('photographer')?.text('name'),
    credit: association.text('description_creditline'),
    copyrightNotice: association.text('copyrightnotice'),
    usageTerms: association.texts('usageterms').join('\n') || undefined,
  };
}
