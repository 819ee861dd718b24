import { creditedCaption } from '../normalize/picture-credits.ts';
import type { Concept } from '../article/article.ts';
import type { Rejection, Warning } from '../contract/reasons.ts';
import { isLogin } from './feed-people.ts';
import type { DraftAuthor, DraftItem, DraftPicture, DraftRelated, Inference } from './format.ts';
import type { Matter, MatterValue } from './front-matter.ts';

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
  const present = Object.fromEntries(Object.entries({ ...item, linksTo }).filter(([, value]) => value !== undefined));
  return { item: present, rejections: fields.rejections, warnings: fields.unread() };
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

const passedOver = new Set(
  'slug layout type template weight aliases menu toc comments draft published status publish visibility permalink series order featured pinned outputs math mermaid sidebar uid generator robots'.split(
    ' ',
  ),
);

class MatterFields {
  readonly rejections: Rejection[] = [];
  readonly #values = new Map<string, MatterValue>();
  readonly #names = new Map<string, string>();
  readonly #asked = new Set<string>();

  constructor(matter: Matter) {
    for (const [name, value] of matter) {
      const folded = name.toLowerCase().replace(/[\s_-]+/g, '');
      // What would be an object's own machinery is no field.
      if (folded === 'proto' || folded === 'constructor' || folded === 'prototype') continue;
      if (!this.#values.has(folded)) this.#values.set(folded, value);
      this.#names.set(folded, name);
    }
  }

  raw(...names: readonly string[]): MatterValue | undefined {
    for (const name of names) this.#asked.add(name);
    const found = names.map((name) => this.#values.get(name)).find((value) => value !== undefined && !isNothing(value));
    return found;
  }

  line(...names: readonly string[]): string | undefined {
    const value = this.raw(...names);
    if (value === undefined) return undefined;
    if (typeof value === 'string') return value;
    const [name] = names;
    // A list or a map where one line is due: for what names the article that is an error, elsewhere its first line will do.
    if (name === 'title') this.#reject('title', 'should be one line of text');
    return typeof value === 'object' &&
      Array.isArray(value) &&
      value.every((entry) => typeof entry === 'string') &&
      name !== 'title'
      ? (value as readonly string[]).join(', ')
      : undefined;
  }

  id(...names: readonly string[]): string | undefined {
    const isEmpty = names.some((name) => this.#values.get(name) === '');
    const value = this.line(...names);
    if (value === undefined && isEmpty) this.#reject('id', 'is empty');
    return value;
  }

  version(...names: readonly string[]): string | undefined {
    return this.line(...names);
  }

  /** `published: true` is a status, not a date. A day that does not exist is an error of the file, not a missing date. */
  date(...names: readonly string[]): string | undefined {
    const dated = names.filter((name) => !/^(?:true|false|yes|no)$/i.test(String(this.#values.get(name) ?? '')));
    const text = this.line(...dated);
    const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(text ?? '');
    if (text === undefined || !day) return text;
    const [year, month, date] = day.slice(1).map(Number) as [number, number, number];
    const days = [
      31,
      year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
      31,
      30,
      31,
      30,
      31,
      31,
      30,
      31,
      30,
      31,
    ][month - 1];
    if (days !== undefined && date >= 1 && date <= days) return text;
    this.#reject(
      dated.find((name) => this.#values.has(name)) ?? 'date',
      `is no day of the calendar: ${text.slice(0, 30)}`,
    );
    return undefined;
  }

  /** `embargo: true` has no end; `false` is none. */
  embargo(...names: readonly string[]): string | undefined {
    const text = this.line(...names);
    if (text === undefined || /^(?:false|no|none)$/i.test(text)) return undefined;
    return /^(?:true|yes)$/i.test(text) ? '' : text;
  }

  status(): string | undefined {
    const draft = this.line('draft');
    const published = this.line('published', 'publish');
    const stated = this.line('status', 'pubstatus', 'state', 'visibility');
    const hidden = [this.line('unlisted'), this.line('private')];
    if (draft !== undefined && /^(?:true|yes|1)$/i.test(draft)) return 'draft';
    if (published !== undefined && /^(?:false|no|0)$/i.test(published)) return 'draft';
    if (hidden.some((flag) => /^(?:true|yes|1)$/i.test(flag ?? ''))) return 'private';
    return stated;
  }

  /** A list, or one text with commas. */
  list(...names: readonly string[]): readonly string[] {
    const entries = this.#all(names).flatMap((value) =>
      typeof value === 'string' ? value.split(/\s*,\s*/) : Array.isArray(value) ? value.flat(2) : [],
    );
    const texts = entries.flatMap((entry: MatterValue) => {
      const text = typeof entry === 'string' ? entry : textIn(entry, 'label', 'name', 'title');
      return text === undefined || text.trim() === '' ? [] : [text.trim()];
    });
    return [...new Set(texts)];
  }

  /** Names, or maps of a name with its code. */
  concepts(...names: readonly string[]): readonly Concept[] {
    const values = this.#all(names);
    if (!values.some((value) => Array.isArray(value))) return this.list(...names).map((name) => ({ name }));
    // A list within the list is a path through the sections (Hexo).
    const entries = values.flatMap((value) => (Array.isArray(value) ? value.flat(2) : [value]));
    return entries.flatMap((entry: MatterValue): readonly Concept[] => {
      if (typeof entry === 'string') return entry.trim() === '' ? [] : [{ name: entry.trim() }];
      const concept = Object.fromEntries(
        ['name', 'uri', 'literal', 'rel'].flatMap((part) => {
          const text = textIn(entry, part);
          return text === undefined ? [] : [[part, text]];
        }),
      ) as Concept;
      return (concept.name ?? concept.uri ?? concept.literal) ? [concept] : [];
    });
  }

  /** Every field of these names that says anything: a document may have several. */
  #all(names: readonly string[]): readonly MatterValue[] {
    for (const name of names) this.#asked.add(name);
    return names
      .map((name) => this.#values.get(name))
      .filter((value) => value !== undefined && !isNothing(value)) as MatterValue[];
  }

  unread(): readonly Warning[] {
    const names = [...this.#names]
      .filter(([folded]) => !this.#asked.has(folded) && !passedOver.has(folded))
      .map(([, name]) => name);
    if (names.length === 0) return [];
    return [
      { code: 'FIELD_IGNORED', message: `not understood and left out: ${names.slice(0, 20).join(', ').slice(0, 300)}` },
    ];
  }

  #reject(path: string, message: string): void {
    this.rejections.push({
      code: 'FIELD_INVALID',
      message: `${path} ${message}`,
      path: path === 'title' ? 'headline' : path,
    });
  }
}

function isNothing(value: MatterValue): boolean {
  return typeof value === 'string' && value.trim() === '';
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

function textIn(value: MatterValue, ...names: readonly string[]): string | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return undefined;
  const map = value as ReadonlyMap<string, MatterValue>;
  const found = names.map((name) => map.get(name)).find((inner) => typeof inner === 'string' && !isNothing(inner));
  return typeof found === 'string' ? found : undefined;
}

/** File names of a site's own assets are addresses too; bare ids (`pif-card`) are not. */
function isAddress(text: string): boolean {
  return /^(?:https?:)?\/\/|^[./]?[\w./%-]+\.(?:jpe?g|png|gif|webp|avif|svg)$/i.test(text);
}
