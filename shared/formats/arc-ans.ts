import type { Concept } from '../article/article.ts';
import { readAnsElements, ansPicture } from './arc-ans-elements.ts';
import type { DraftAuthor, DraftItem, DraftPicture, DraftRelated, Format, ParsedDocument, Source } from './format.ts';
import { JsonFields, isJsonObject } from './json-fields.ts';
import { renderedText } from './rendered-text.ts';

/**
 * Arc XP's ANS 0.5 to 0.10 (https://github.com/washingtonpost/ans-schema): a story, or a list of them (`content_elements` of a search or collection).
 * `version` there is the schema's; the article's is its revision. Credits stay with the people, also where vanity credits are shown instead.
 */
export const arcAns: Format = {
  id: 'arc-ans',
  name: 'Arc XP ANS',
  detect(source: Source) {
    const first = storiesOf(source.json())[0];
    if (!isJsonObject(first) || typeof first.type !== 'string') return 0;
    const telling = [
      '_id',
      'content_elements',
      'headlines',
      'promo_items',
      'taxonomy',
      'canonical_url',
      'display_date',
      'credits',
    ];
    const count = telling.filter((name) => Object.hasOwn(first, name)).length;
    const isAns = typeof first.version === 'string' && /^0\.\d+\.\d+$/.test(first.version);
    if (isAns && count >= 1) return 100;
    return count >= 3 && (isJsonObject(first.headlines) || Array.isArray(first.content_elements)) ? 80 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const stories = storiesOf(source.json());
    const items: DraftItem[] = [];
    for (const [index, story] of stories.entries()) {
      items.push(await readStory(story, stories.length === 1 ? '' : `content_elements[${index}]`));
    }
    return { items };
  },
};

function storiesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return [];
  const isList =
    value.type === 'results' ||
    value.type === 'collection' ||
    (value.type === undefined && Array.isArray(value.content_elements));
  return isList && Array.isArray(value.content_elements) ? value.content_elements : [value];
}

async function readStory(story: unknown, item: string): Promise<DraftItem> {
  if (!isJsonObject(story)) {
    return { item, rejections: [{ code: 'FIELD_INVALID', message: 'a story should be an object', path: item }] };
  }
  const fields = new JsonFields(story);
  const rejections = fields.rejections;
  const type = fields.text('type');
  if (type !== 'story') {
    rejections.push({
      code: 'TYPE_UNSUPPORTED',
      message: `an ANS ${type?.slice(0, 40)} is no article by itself`,
      path: 'type',
    });
  }
  const content = await readAnsElements(fields);
  const distributor = fields.object('distributor');
  const lead = await leadPicture(fields);
  const pictures = [...(lead ? [lead] : []), ...content.pictures];
  const related = [...content.related, ...relatedOf(fields)];
  const syndication = fields.object('syndication');
  if (syndication?.raw('external_distribution') === false) {
    rejections.push({
      code: 'STATUS_NOT_PUBLISHABLE',
      message: 'the story is marked as not for distribution outside',
      path: 'syndication.external_distribution',
    });
  }
  const draft: DraftItem = {
    item,
    nativeId: fields.text('_id'),
    altIds: sourceIds(fields),
    version: fields.object('revision')?.textOrNumber('revision_id'),
    ...(await headlinesOf(fields)),
    ...(await creditsOf(fields)),
    dateline: fields.text('dateline'),
    located: fields.text('location'),
    ...(distributor?.raw('category') === 'wires' ? { source: distributor.text('name') } : {}),
    distributor: distributor?.text('name'),
    copyrightNotice: fields.text('copyright'),
    canonicalUrl: fields.text('canonical_url_external') ?? fields.text('canonical_url'),
    baseUrl: /^https?:/.test(fields.text('canonical_url') ?? '') ? undefined : addressOf(fields.text('website_url')),
    published: fields.text('first_publish_date') ?? fields.text('publish_date') ?? fields.text('display_date'),
    firstCreated: fields.text('created_date'),
    versionCreated: fields.text('last_updated_date'),
    ...embargoOf(fields),
    status: statusOf(fields),
    correction:
      [...correctionsOf(fields), ...content.corrections, fields.text('editor_note') ?? '']
        .filter((note) => note !== '')
        .join('\n') || undefined,
    language: fields.text('language'),
    ...taxonomyOf(fields.object('taxonomy')),
    ...(content.html === '' ? {} : { body: { kind: 'html', value: content.html } }),
    ...(pictures.length > 0 ? { pictures } : {}),
    ...(related.length > 0 ? { related } : {}),
    ...(content.warnings.length > 0 ? { warnings: content.warnings } : {}),
  };
  return rejections.length > 0 ? { ...draft, rejections } : draft;
}

async function headlinesOf(fields: JsonFields): Promise<Partial<DraftItem>> {
  const headlines = fields.object('headlines');
  const label = fields.object('label');
  const others = ['print', 'mobile', 'web', 'tablet', 'native'].flatMap((role) => {
    const value = headlines?.text(role);
    return value ? [{ role, value }] : [];
  });
  const headline = await renderedText(headlines?.text('basic') ?? others[0]?.value);
  const kept = others.filter(({ value }) => value !== headline);
  return {
    headline,
    subheadline: await renderedText(fields.object('subheadlines')?.text('basic')),
    kicker: label?.object('basic')?.text('text') ?? fields.object('overline')?.text('text'),
    slugline: fields.text('slug'),
    summary: await renderedText(fields.object('description')?.text('basic')),
    ...(kept.length > 0 ? { otherHeadlines: kept } : {}),
  };
}

/** Vanity credits are wording for the page; the people behind stay in `credits`. */
async function creditsOf(fields: JsonFields): Promise<Partial<DraftItem>> {
  const authors: DraftAuthor[] = (fields.object('credits')?.objects('by') ?? []).flatMap((person): DraftAuthor[] => {
    const original = person.object('additional_properties')?.object('original');
    const name = person.text('name') ?? original?.text('byline') ?? person.text('byline');
    const uri = person.text('url');
    const isOrganisation = person.raw('type') === 'organization';
    return name === undefined
      ? []
      : [{ name, ...(uri && /^https?:/.test(uri) ? { uri } : {}), ...(isOrganisation ? { isOrganisation } : {}) }];
  });
  const vanity = (fields.object('vanity_credits')?.objects('by') ?? []).flatMap(
    (credit) => credit.text('byline') ?? credit.text('name') ?? [],
  );
  const shown = vanity.join(', ');
  return {
    ...(authors.length > 0 ? { authors } : {}),
    ...(shown ? { byline: shown } : {}),
    ...(shown && authors.length > 0 ? { otherDescriptions: [{ role: 'vanity-credit', value: shown }] } : {}),
  };
}

/** An embargo may be active without an end: then it holds for good. */
function embargoOf(fields: JsonFields): Pick<DraftItem, 'embargo'> {
  const embargo = fields.object('content_restrictions')?.object('embargo');
  if (!embargo || embargo.raw('active') === false) return {};
  const end = embargo.raw('end_time');
  return { embargo: typeof end === 'string' ? end : '' };
}

function statusOf(fields: JsonFields): string | undefined {
  if (fields.object('revision')?.raw('published') === false) return 'draft';
  const status = fields.text('status') ?? fields.object('workflow')?.textOrNumber('status_code');
  return status === 'working' || status === 'draft'
    ? 'draft'
    : status === undefined || /^\d+$/.test(status)
      ? undefined
      : status;
}

/** Old stories have plain strings where the schema wants objects: they say nothing of what they correct. */
function correctionsOf(fields: JsonFields): readonly string[] {
  return fields.objects('corrections').flatMap((correction) => correction.text('text') ?? []);
}

function sourceIds(fields: JsonFields): DraftItem['altIds'] {
  const source = fields.object('source');
  const value = source?.textOrNumber('source_id');
  const role = source?.text('system');
  return value === undefined ? undefined : [{ ...(role ? { role } : {}), value }];
}

const entityKinds = {
  person: 'people',
  organization: 'organisations',
  organisation: 'organisations',
  location: 'places',
} as const;

function taxonomyOf(taxonomy: JsonFields | undefined): Partial<DraftItem> {
  if (!taxonomy) return {};
  const sections = [...taxonomy.objects('sections'), ...taxonomy.objects('sites')];
  const primary = taxonomy.object('primary_section') ?? taxonomy.object('primary_site');
  const subjects = new Map<string, Concept>();
  for (const section of [...(primary ? [primary] : []), ...sections]) {
    const name = section.text('name');
    if (name) subjects.set(name, { name, rel: 'section' });
  }
  const entities: Record<'people' | 'organisations' | 'places', Concept[]> = {
    people: [],
    organisations: [],
    places: [],
  };
  for (const entity of taxonomy.objects('named_entities')) {
    const [name, kind] = [entity.text('name'), entityKinds[entity.text('type') as keyof typeof entityKinds]];
    if (name && kind) entities[kind].push({ name });
  }
  const keywords = [
    ...taxonomy.objects('tags').flatMap((tag) => tag.text('text', 'name') ?? []),
    ...taxonomy.objects('keywords').flatMap((keyword) => keyword.text('keyword') ?? []),
    ...taxonomy.texts('seo_keywords'),
  ];
  return {
    ...(subjects.size > 0 ? { subjects: [...subjects.values()] } : {}),
    ...(keywords.length > 0 ? { keywords: [...new Set(keywords)] } : {}),
    ...Object.fromEntries(Object.entries(entities).filter(([, found]) => found.length > 0)),
  };
}

async function leadPicture(fields: JsonFields): Promise<DraftPicture | undefined> {
  const promo = fields.object('promo_items');
  const lead = promo?.object('lead_art') ?? promo?.object('basic');
  if (!lead) return undefined;
  if (lead.raw('type') === 'image') return ansPicture(lead);
  const inner = lead.object('promo_items')?.object('basic');
  return inner?.raw('type') === 'image' ? ansPicture(inner) : undefined;
}

function relatedOf(fields: JsonFields): readonly DraftRelated[] {
  const listed = fields.object('related_content')?.raw('basic');
  return (Array.isArray(listed) ? listed : []).filter(isJsonObject).flatMap((entry): readonly DraftRelated[] => {
    const related = new JsonFields(entry);
    const referent = related.object('referent');
    const nativeId = referent?.text('id') ?? related.text('_id');
    const title = related.object('headlines')?.text('basic');
    const url = addressOf(related.text('canonical_url'));
    return nativeId ? [{ nativeId, ...(title ? { title } : {}), ...(url ? { url } : {}) }] : [];
  });
}

function addressOf(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//.test(url) ? url : undefined;
}
