import { present } from '../article/present.ts';
import { creditedCaption } from '../normalize/picture-credits.ts';
import type { Rejection, Warning } from '../contract/reasons.ts';
import { isLogin } from './feed-people.ts';
import type { DraftAuthor, DraftItem, DraftPicture, DraftRelated, Inference } from './format.ts';
import type { Matter, MatterValue } from './front-matter.ts';
import { MatterFields, textIn } from './matter-values.ts';

export interface MatterDraft {
  readonly item: Partial<DraftItem>;
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly Warning[];
}

/**
 * Front matter fields as Jekyll, Hugo, Eleventy and their kin name them, in any case and with `_`, `-` or neither. A field of another shape than it
 * can have is a rejection (`FIELD_INVALID`); fields nobody knows are named in a warning.
 */
export function draftFromMatter(matter: Matter): MatterDraft {
  const fields = new MatterFields(matter);
  const inferences: Inference[] = [];
  const authors = readAuthors(fields, inferences);
  const pictures = readPictures(fields);
  const related = readRelated(fields);
  const subjects = fields.concepts('topics', 'categories', 'category', 'section');
  const keywords = fields.list('tags', 'tag', 'keywords');
  const chain = readChain(fields);
  const item: Partial<DraftItem> = {
    nativeId: fields.id('id', 'guid', 'uuid', 'uri', 'articleid'),
    version: fields.version('version', 'revision'),
    headline: fields.line('title', 'headline'),
    subheadline: fields.line('deck', 'subtitle', 'subhead', 'subheadline', 'standfirst'),
    kicker: fields.line('kicker', 'overline'),
    slugline: fields.line('slugline'),
    summary: fields.line('summary', 'description', 'excerpt', 'abstract', 'teaser'),
    byline: fields.line('byline'),
    ...(authors.length > 0 ? { authors } : {}),
    correction: fields.line('correction'),
    signal: fields.line('signal'),
    dateline: fields.line('dateline'),
    located: fields.line('location', 'place'),
    source: fields.line('source', 'agency'),
    provider: fields.line('provider', 'publisher'),
    creditLine: fields.line('credit', 'creditline'),
    copyrightHolder: fields.line('copyrightholder'),
    copyrightNotice: fields.line('copyright', 'copyrightnotice', 'rights'),
    usageTerms: fields.line('usageterms', 'usage', 'terms'),
    ...licenceOf(fields.line('license', 'licence', 'licenseurl')),
    canonicalUrl: fields.line('canonical', 'canonicalurl', 'sourceurl', 'originalurl', 'permalink', 'url', 'link'),
    published: fields.date(
      'date',
      'publishdate',
      'published',
      'pubdate',
      'publishedat',
      'datepublished',
      'publishedon',
    ),
    modified:
      fields.date(
        'lastmod',
        'updated',
        'modified',
        'lastmodified',
        'updatedat',
        'datemodified',
        'modifieddate',
        'updateddate',
        'updatedon',
      ) ?? textIn(fields.raw('lastupdate') ?? '', 'date'),
    firstCreated: fields.date('firstcreated', 'created', 'createdat'),
    contentCreated: fields.date('contentcreated'),
    versionCreated: fields.date('versioncreated'),
    embargo: fields.embargo('embargo', 'embargoed', 'embargoeduntil', 'embargountil'),
    expires: fields.date('expirydate', 'expires', 'expiry', 'unpublishdate'),
    status: fields.status(),
    urgency: fields.line('urgency', 'priority'),
    edNote: fields.line('ednote', 'editorsnote', 'editornote'),
    language: fields.line('lang', 'language', 'locale'),
    ...(subjects.length > 0 ? { subjects } : {}),
    ...(keywords.length > 0 ? { keywords } : {}),
    ...conceptLists(fields),
    ...(pictures.length > 0 ? { pictures } : {}),
    ...(related.length > 0 ? { related } : {}),
    ...(chain.length > 0 ? { chain } : {}),
    ...(inferences.length > 0 ? { inferences } : {}),
  };
  const linksTo = fields.line('sourceurl', 'externalurl', 'linkto', 'redirecturl');
  return { item: present({ ...item, linksTo }), rejections: fields.rejections, warnings: fields.unread() };
}

function conceptLists(fields: MatterFields): Partial<DraftItem> {
  const lists = {
    genres: fields.concepts('genres', 'genre'),
    people: fields.concepts('people'),
    organisations: fields.concepts('organisations', 'organizations'),
    places: fields.concepts('places'),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

/** Names, objects with names, or the slugs of an authors' list (`ann-author`). */
function readAuthors(fields: MatterFields, inferences: Inference[]): readonly DraftAuthor[] {
  const value = fields.raw('authors', 'author', 'writer', 'writers');
  if (value === undefined) return [];
  const entries: readonly MatterValue[] = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [value];
  return entries.flatMap((written) => {
    const entry = typeof written === 'string' ? written.replace(/\[([^\]]{1,200})\]\([^)]{0,500}\)/g, '$1') : written;
    if (typeof entry !== 'string') {
      const name = textIn(entry, 'name', 'title', 'displayname', 'display_name');
      const uri = textIn(entry, 'url', 'link');
      return name === undefined ? [] : [{ name, ...(uri ? { uri } : {}) }];
    }
    if (isLogin(entry) && !entry.includes('-'))
      inferences.push({ field: 'bylines', method: `the author’s key “${entry}”`, confidence: 0.4 });
    if (!/^[a-z]+(?:-[a-z]+)+$/.test(entry)) return [{ name: entry }];
    inferences.push({ field: 'bylines', method: `the author’s slug “${entry}”`, confidence: 0.7 });
    return [
      {
        name: entry.replace(
          /(^|-)([a-z])/g,
          (_, dash: string, letter: string) => (dash ? ' ' : '') + letter.toUpperCase(),
        ),
      },
    ];
  });
}

function readPictures(fields: MatterFields): readonly DraftPicture[] {
  const value = fields.raw(
    'image',
    'featuredimage',
    'primaryimage',
    'cover',
    'coverimage',
    'thumbnail',
    'images',
    'heroimage',
    'featureimage',
    'header',
  );
  const alternativeText = fields.line('imagealt', 'alt', 'featureimagealt');
  const caption = fields.line('imagecaption', 'caption', 'featureimagecaption');
  const credit = fields.line('imagecredit', 'photocredit', 'imageattribution');
  const entries: readonly MatterValue[] =
    value === undefined ? [] : typeof value === 'string' || !Array.isArray(value) ? [value] : value;
  return entries.flatMap((entry, index) => {
    const beside = index === 0 ? { alternativeText, caption, credit } : {};
    const described =
      typeof entry === 'string'
        ? { ...(isAddress(entry) ? { url: entry } : {}), ...beside }
        : {
            url: textIn(entry, 'url', 'src', 'image', 'path', 'href', 'teaser'),
            alternativeText: textIn(entry, 'alt', 'alt_text') ?? beside.alternativeText,
            ...captionOf(entry, beside.caption),
            credit: textIn(entry, 'credit', 'attribution', 'photographer') ?? beside.credit,
            byline: textIn(entry, 'by'),
            copyrightHolder: textIn(entry, 'copyright_holder'),
            copyrightNotice: textIn(entry, 'copyright'),
            ...licenceOf(textIn(entry, 'license', 'licence')),
            ...usageOf(entry),
            contentType: textIn(entry, 'type'),
            width: pixelsIn(entry, 'width'),
            height: pixelsIn(entry, 'height'),
          };
    const present = Object.fromEntries(
      Object.entries(described).filter(([, inner]) => inner !== undefined),
    ) as DraftPicture;
    const { caption: said, credit: known = present.byline, ...rest } = present;
    const picture: DraftPicture = known === undefined ? { ...rest, ...creditedCaption(said) } : present;
    return Object.keys(picture).length > 0 ? [picture] : [];
  });
}

/** A title is the caption, unless there is one beside it. */
function captionOf(entry: MatterValue, beside: string | undefined): Pick<DraftPicture, 'caption' | 'title'> {
  const [caption, title] = [textIn(entry, 'caption'), textIn(entry, 'title')];
  if (title === undefined || textIn(entry, 'url') === undefined) return { caption: caption ?? title ?? beside };
  return { title, caption: caption ?? beside };
}

function usageOf(entry: MatterValue): { usageTerms?: string } {
  const usageTerms = textIn(entry, 'usage_terms');
  return usageTerms === undefined ? {} : { usageTerms };
}

function pixelsIn(entry: MatterValue, name: string): number | undefined {
  const text = textIn(entry, name);
  return text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
}

function readRelated(fields: MatterFields): readonly DraftRelated[] {
  const value = fields.raw('related', 'relatedposts', 'seealso');
  const entries: readonly MatterValue[] = Array.isArray(value) ? value : [];
  return entries.flatMap((entry) => {
    if (typeof entry === 'string') return [/^https?:/.test(entry) ? { url: entry } : { title: entry }];
    const [title, url] = [textIn(entry, 'title', 'name'), textIn(entry, 'url', 'link')];
    return (title ?? url) ? [{ ...(title ? { title } : {}), ...(url ? { url } : {}) }] : [];
  });
}

/** The hands an item went through, as Byline writes them. */
function readChain(fields: MatterFields): NonNullable<DraftItem['chain']> {
  const value = fields.raw('chain');
  const entries: readonly MatterValue[] = Array.isArray(value) ? value : [];
  return entries.flatMap((entry) => {
    const [name, at] = [textIn(entry, 'name'), textIn(entry, 'at')];
    return name === undefined ? [] : [{ name, ...(at ? { at } : {}) }];
  });
}

function licenceOf(text: string | undefined): Pick<DraftItem, 'licenseUrl' | 'usageTerms'> {
  if (text === undefined) return {};
  return /^https?:\/\/\S+$/.test(text) ? { licenseUrl: text } : { usageTerms: text };
}

/** File names of a site's own assets are addresses too; bare ids (`pif-card`) are not. */
function isAddress(text: string): boolean {
  return /^(?:https?:)?\/\/|^[./]?[\w./%-]+\.(?:jpe?g|png|gif|webp|avif|svg)$/i.test(text);
}
