import type { Concept } from '../article/article.ts';
import type { Warning } from '../contract/reasons.ts';
import type { DraftItem, DraftPicture, DraftRelated, Format, ParsedDocument, Source } from './format.ts';
import { JsonFields, isJsonObject } from './json-fields.ts';
import { renderedText } from './rendered-text.ts';

/**
 * dpa digitalwires JSON (`format: digitalwires@…`), one entry or a list of them. Its notepad and some of its notes are for the desks only: names,
 * phone numbers and mail addresses there reach neither the body nor the note to editors.
 */
export const dpaDigitalwires: Format = {
  id: 'dpa-digitalwires',
  name: 'dpa digitalwires JSON',
  detect(source: Source) {
    const first = entriesOf(source.json())[0];
    if (!isJsonObject(first)) return 0;
    if (typeof first.format === 'string' && first.format.startsWith('digitalwires@')) return 100;
    return typeof first.urn === 'string' && typeof first.article_html === 'string' ? 100 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const entries = entriesOf(source.json());
    const items: DraftItem[] = [];
    for (const [index, entry] of entries.entries())
      items.push(await readEntry(entry, entries.length === 1 ? '' : `entries[${index}]`));
    return { items };
  },
};

function entriesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return [];
  return Array.isArray(value.entries) ? value.entries : [value];
}

async function readEntry(entry: unknown, item: string): Promise<DraftItem> {
  if (!isJsonObject(entry)) {
    return { item, rejections: [{ code: 'FIELD_INVALID', message: 'an entry should be an object', path: item }] };
  }
  const fields = new JsonFields(entry);
  const [headline, summary] = [fields.text('headline'), await renderedText(fields.text('teaser'))];
  const creditLine = fields.text('creditline');
  const categories = categoriesOf(fields);
  const notes = readNotes(fields);
  const html = [fields.text('article_html'), fields.text('infobox_html')].filter((part) => part !== undefined);
  const related = linksOf(fields.text('linkbox_html'));
  const pictures = await picturesOf(fields);
  const draft: DraftItem = {
    item,
    nativeId: fields.text('urn') ?? fields.text('entry_id'),
    version: fields.textOrNumber('version'),
    headline,
    subheadline: fields.text('subhead'),
    kicker: fields.text('kicker'),
    ...(summary !== headline ? { summary } : {}),
    byline: fields.text('byline'),
    dateline: fields.text('dateline'),
    source: categories.names('infosource')[0] ?? creditLine ?? categories.names('provider')[0],
    provider: categories.names('provider')[0],
    creditLine,
    copyrightNotice: fields.text('copyrightnotice'),
    usageTerms: fields.text('usageterms'),
    versionCreated: fields.text('version_created'),
    contentCreated: fields.text('content_created'),
    ...(fields.has('embargoed') ? { embargo: fields.text('embargoed') ?? '' } : {}),
    status: fields.text('pubstatus') ?? categories.codes('pubstatus')[0],
    signal: (fields.text('signal') ?? categories.codes('signal')[0])?.replace(/^sig:/, ''),
    urgency: fields.textOrNumber('urgency'),
    language: fields.text('language'),
    subjects: categories.concepts('dpasubject', 'subject', 'rubric', 'currentrubric'),
    keywords: distinct(categories.names('keyword')),
    genres: categories.concepts('genre'),
    places: categories.concepts('geosubject', 'poi'),
    people: categories.concepts('person'),
    organisations: categories.concepts('organisation', 'org'),
    ...notes,
    ...(html.length > 0 ? { body: { kind: 'html', value: html.join('\n') } } : {}),
    ...(pictures.length > 0 ? { pictures } : {}),
    ...(related.length > 0 ? { related } : {}),
  };
  return fields.rejections.length > 0 ? { ...draft, rejections: fields.rejections } : draft;
}

interface Categories {
  names(type: string): readonly string[];
  codes(type: string): readonly string[];
  concepts(...types: readonly string[]): readonly Concept[] | undefined;
}

/** One list holds subjects, keywords, desks, rights and more, told apart by `dnltype:`. dpa mixes IPTC codes (`medtop:`) with its own. */
function categoriesOf(fields: JsonFields): Categories {
  const all = fields.objects('categories').map((category) => ({
    type: category.text('type')?.replace(/^dnltype:/, ''),
    name: category.textOrNumber('name'),
    code: category.text('qcode'),
  }));
  const present = (type: string, key: 'name' | 'code'): readonly string[] =>
    all.flatMap((category) => (category.type === type ? (category[key] ?? []) : []));
  return {
    names: (type) => present(type, 'name'),
    codes: (type) => present(type, 'code'),
    concepts(...types) {
      const found = all.flatMap(({ type, name, code }): readonly Concept[] =>
        type !== undefined && types.includes(type) && (name ?? code)
          ? [
              {
                ...(name ? { name } : {}),
                ...(code?.startsWith('medtop:') ? { uri: code } : code ? { literal: code } : {}),
              },
            ]
          : [],
      );
      return found.length > 0 ? found : undefined;
    },
  };
}

/** Notes marked for publication are for editors at most; contacts are for nobody outside the agency. */
function readNotes(fields: JsonFields): Pick<DraftItem, 'edNote' | 'correction' | 'warnings'> {
  const editors: string[] = [];
  let correction: string | undefined;
  let withheld = 0;
  for (const note of fields.objects('ednotes')) {
    const role = note.text('role')?.replace(/^dpaednoterole:/, '');
    const value = note.text('ednote');
    if (value === undefined) continue;
    if (note.raw('is_publishable') === false || role === 'dpacontacts') withheld++;
    else if (role === 'correction' || role === 'correctionshort') correction ??= value;
    else if (role !== 'closingline' && role !== 'picture') editors.push(value);
  }
  const notepad = fields.object('notepad');
  if (notepad?.has('nonpublic_html')) withheld ||= 1;
  const warnings: Warning[] =
    withheld > 0
      ? [{ code: 'FIELD_IGNORED', message: 'notes that are not for publication were left out', path: 'ednotes' }]
      : [];
  return {
    ...(editors.length > 0 ? { edNote: editors.join('\n') } : {}),
    ...(correction ? { correction } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

async function picturesOf(fields: JsonFields): Promise<readonly DraftPicture[]> {
  const images = fields.objects('associations').filter((association) => association.text('type') === 'image');
  const lead = (image: JsonFields): number => (image.raw('is_featureimage') === true ? 0 : 1);
  const pictures = images
    .toSorted((a, b) => lead(a) - lead(b))
    .map(async (image): Promise<DraftPicture> => {
      const size = (rendition: JsonFields): number => rendition.number('size') ?? rendition.number('width') ?? 0;
      const [largest, ...others] = image.objects('renditions').toSorted((a, b) => size(b) - size(a));
      const caption = await renderedText(image.text('caption'));
      return {
        nativeId: image.text('urn'),
        url: largest?.text('url'),
        contentType: largest?.text('mimetype'),
        width: largest?.number('width'),
        height: largest?.number('height'),
        title: image.text('headline'),
        alternativeText: image.text('alttext', 'alt_text'),
        ...(caption ? { caption } : {}),
        byline: image.text('byline'),
        credit: image.text('creditline'),
        copyrightNotice: image.text('copyrightnotice'),
        usageTerms: image.text('usageterms'),
        renditions: others.flatMap((rendition) => {
          const url = rendition.text('url');
          return url ? [{ name: `size-${size(rendition)}`, url, contentType: rendition.text('mimetype') }] : [];
        }),
      };
    });
  return Promise.all(pictures);
}

/** The box of links under a story: pointed to, not part of it. */
function linksOf(html: string | undefined): readonly DraftRelated[] {
  return [...(html ?? '').slice(0, 50_000).matchAll(/<a\s[^>]*?href\s*=\s*["']([^"']+)["'][^>]*>([^]*?)<\/a>/gi)].map(
    (link) => {
      const title = (link[2] ?? '').replace(/<[^<>]*>/g, '').trim();
      return { url: link[1], ...(title ? { title } : {}) };
    },
  );
}

function distinct(words: readonly string[]): readonly string[] | undefined {
  const byLower = new Map(words.toReversed().map((word) => [word.toLowerCase(), word]));
  return byLower.size > 0 ? [...byLower.values()].toReversed() : undefined;
}
