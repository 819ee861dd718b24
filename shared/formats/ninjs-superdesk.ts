import type { Format, ParsedDocument, Source } from './format.ts';
import { isJsonObject } from './json-fields.ts';
import { ninjs } from './ninjs.ts';
import { renderedText } from './rendered-text.ts';

/**
 * Superdesk's ninjs: 1.x with `guid` for `uri`, `service`, `authors[]`, and pictures whose alternative text stands in `body_text`. What it calls
 * “ninjs2” is the same dialect under another number. Rewritten to the standard's names, then read as ninjs.
 */
export const ninjsSuperdesk: Format = {
  id: 'ninjs-superdesk',
  name: 'Superdesk ninjs',
  detect(source: Source) {
    const first = itemsOf(source.json())[0];
    if (!isJsonObject(first) || typeof first.guid !== 'string') return 0;
    const telling = [
      'service',
      'versioncreated',
      'pubstatus',
      'authors',
      'profile',
      'priority',
      'body_html',
      'extra',
      'firstpublished',
    ];
    const count = telling.filter((name) => Object.hasOwn(first, name)).length;
    return count >= 3 ? 100 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const value = source.json();
    const rewritten = Array.isArray(value)
      ? await Promise.all(value.map(standardItem))
      : await standardItem(itemsOf(value)[0]);
    return ninjs.parse({ ...source, json: () => rewritten }, noContext);
  },
};

/** ninjs reads nothing beside the document. */
const noContext = { promoWords: [], readPart: () => Promise.resolve([]) };

type Json = Readonly<Record<string, unknown>>;

function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) && Array.isArray(value._items) ? value._items : [value];
}

async function standardItem(value: unknown): Promise<unknown> {
  if (!isJsonObject(value)) return value;
  const {
    guid,
    service,
    authors,
    associations,
    extra,
    evolvedfrom,
    description_html: _markup,
    place,
    subject,
    ...rest
  } = value;
  const { original_published_at: firstPublished } = isJsonObject(extra) ? extra : {};
  const byline = typeof rest.byline === 'string' && rest.byline.trim() !== '' ? rest.byline : namesOf(authors);
  return {
    ...rest,
    ...(await plainLines(rest)),
    uri: rest.uri ?? guid,
    ...(byline ? { byline } : {}),
    subject: [...conceptsOf(subject), ...conceptsOf(service, 'section')],
    place: conceptsOf(place),
    ...(typeof firstPublished === 'string' && rest.firstcreated === undefined ? { firstcreated: firstPublished } : {}),
    ...(typeof evolvedfrom === 'string' ? { altids: { evolvedfrom } } : {}),
    ...(isJsonObject(associations) ? { associations: standardAssociations(associations) } : {}),
  };
}

/** Fields that the editor keeps as HTML (“Bar &amp; Baz”). */
async function plainLines(item: Json): Promise<Json> {
  const lines = ['headline', 'headline_extended', 'description_text'].map(async (name): Promise<Json> => {
    const written = item[name];
    return typeof written === 'string' ? { [name]: (await renderedText(written)) ?? '' } : {};
  });
  return Object.assign({}, ...(await Promise.all(lines))) as Json;
}

/** Writers, not those who only touched the item. */
function namesOf(authors: unknown): string | undefined {
  const names = (Array.isArray(authors) ? authors : []).flatMap((author: unknown) =>
    isJsonObject(author) && typeof author.name === 'string' && !/photo|editor$/i.test(String(author.role ?? ''))
      ? [author.name]
      : [],
  );
  return names.length > 0 ? names.join(', ') : undefined;
}

/** Codes may be numbers or `qcode`s here. */
function conceptsOf(value: unknown, rel?: string): readonly Json[] {
  return (Array.isArray(value) ? value : []).filter(isJsonObject).map(({ name, code, qcode, scheme, rel: ownRel }) => ({
    ...(typeof name === 'string' ? { name } : {}),
    ...((code ?? qcode) === undefined || (code ?? qcode) === null ? {} : { code: String(code ?? qcode) }),
    ...(typeof scheme === 'string' ? { scheme } : {}),
    ...(typeof ownRel === 'string' ? { rel: ownRel } : rel ? { rel } : {}),
  }));
}

/** The featured picture first. */
function standardAssociations(associations: Json): Json {
  const rank = (name: string): number => (name === 'featuremedia' ? 0 : 1);
  const entries = Object.entries(associations).toSorted(([a], [b]) => rank(a) - rank(b));
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (!isJsonObject(value)) return [name, value];
      const { guid, authors: _authors, description_html: _markup, body_html: _body, body_text: text, ...rest } = value;
      const isAlternative = typeof text === 'string' && text !== '' && text !== rest.description_text;
      const byline = typeof rest.byline === 'string' ? rest.byline : undefined;
      return [
        name,
        {
          ...rest,
          uri: rest.uri ?? guid,
          ...(isAlternative ? { description_alttext: text } : {}),
          // The line under a picture is its credit here.
          ...(byline && rest.type === 'picture' && !rest.description_creditline
            ? { description_creditline: byline }
            : {}),
        },
      ];
    }),
  );
}
