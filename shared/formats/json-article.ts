import { decodeHTML } from 'entities';
import { uploadLimits } from '../contract/limits.ts';
import type { Rejection } from '../contract/reasons.ts';
import type { DraftBody, DraftItem, Format, ParsedDocument, Source } from './format.ts';
import { Unreadable } from './format.ts';
import type { MatterValue } from './front-matter.ts';
import type { JsonObject } from './json-fields.ts';
import { isJsonObject } from './json-fields.ts';
import { draftFromMatter } from './matter-fields.ts';

/**
 * An article as plain JSON, in no standard's names: a title and a body, with the field names that content systems and front matter share. One object, an
 * array, or a list under `articles`, `posts`, `items`, `entries`, `stories`. What a standard or a known system writes is claimed by its own format.
 */
export const jsonArticle: Format = {
  id: 'json-article',
  name: 'JSON article',
  detect(source: Source) {
    const value = source.json();
    if (value === undefined) return 0;
    const [first] = itemsOf(value);
    // An empty list says at least what it was meant to be.
    if (first === undefined) return 20;
    if (!isJsonObject(first)) return 0;
    const names = Object.keys(first).map(fold);
    const hasTitle = names.some((name) => titleNames.has(name));
    const hasBody = names.some((name) => bodyNames.has(name));
    return hasTitle && hasBody ? 50 : hasTitle || hasBody || names.length === 0 ? 20 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const value = source.json();
    const items = itemsOf(value);
    // Each draft costs; a list that will be refused is not read first.
    if (items.length > uploadLimits.itemsPerUpload)
      throw new Unreadable('TOO_MANY_ARTICLES', `${items.length} articles in one file`);
    const isSingle = items.length === 1 && items[0] === value;
    return { items: items.map((item, index) => readItem(item, isSingle ? '' : `[${index}]`)) };
  },
};

const titleNames = new Set(['title', 'headline']);
const bodyNames = new Set([
  'body',
  'bodyhtml',
  'bodytext',
  'content',
  'contenthtml',
  'contenttext',
  'html',
  'text',
  'articlebody',
  'story',
]);
const listNames = ['articles', 'posts', 'items', 'entries', 'stories', 'data'];

function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return [];
  const listed = listNames
    .map((name) => (Object.hasOwn(value, name) ? value[name] : undefined))
    .find((list) => Array.isArray(list));
  const isItem = Object.keys(value).some((name) => titleNames.has(fold(name)));
  if (Array.isArray(listed) && !isItem) return listed;
  return [value];
}

function readItem(value: unknown, item: string): DraftItem {
  if (!isJsonObject(value)) {
    return { item, rejections: [{ code: 'FIELD_INVALID', message: 'an article should be an object', path: item }] };
  }
  const matter = new Map<string, MatterValue>();
  let body: DraftBody | undefined;
  const found: Rejection[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (!bodyNames.has(fold(name))) {
      if (member !== null && member !== undefined) matter.set(name, toMatter(member, 0));
      continue;
    }
    if (typeof member !== 'string' && member !== null) {
      found.push({ code: 'FIELD_INVALID', message: `${name} should be text`, path: 'body' });
    } else if (typeof member === 'string' && (body === undefined || /html/i.test(name))) body = bodyOf(member, name);
  }
  const draft = draftFromMatter(matter);
  found.push(...draft.rejections, ...shapeRejections(value));
  const { headline } = draft.item;
  return {
    item,
    ...draft.item,
    ...(headline === undefined ? {} : { headline: decodeHTML(headline) }),
    ...(body === undefined ? {} : { body }),
    ...(found.length > 0 ? { rejections: found } : {}),
    warnings: draft.warnings,
  };
}

/** Tags or entities make it HTML; so does the name. */
function bodyOf(value: string, name: string): DraftBody {
  const isHtml = /html/i.test(name) || /<[a-z!/][^<>]*>|&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/i.test(value);
  return { kind: isHtml ? 'html' : 'text', value };
}

function shapeRejections(value: JsonObject): readonly Rejection[] {
  const found: Rejection[] = [];
  for (const name of ['id', 'guid', 'uri']) {
    const id = Object.hasOwn(value, name) ? value[name] : undefined;
    if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number') {
      found.push({ code: 'FIELD_INVALID', message: `${name} should be text or a number`, path: 'id' });
    }
    if (typeof id === 'string' && id.trim() === '')
      found.push({ code: 'FIELD_INVALID', message: `${name} is empty`, path: 'id' });
  }
  const version = Object.hasOwn(value, 'version') ? value.version : undefined;
  if (typeof version === 'number' && (!Number.isSafeInteger(version) || version < 0)) {
    found.push({ code: 'FIELD_INVALID', message: `${version} is no version number`, path: 'version' });
  }
  if (Object.hasOwn(value, 'title') && isJsonObject(value.title)) {
    // WordPress and its kin have objects here, and formats of their own.
    found.push({ code: 'FIELD_INVALID', message: 'title should be text', path: 'headline' });
  }
  return found;
}

function toMatter(value: unknown, depth: number): MatterValue {
  if (depth > 20) throw new Unreadable('JSON_TOO_DEEP', 'fields nest deeper than 20 levels');
  if (Array.isArray(value)) return value.map((inner) => toMatter(inner, depth + 1));
  if (isJsonObject(value))
    return new Map(Object.entries(value).map(([name, inner]) => [name, toMatter(inner, depth + 1)]));
  return value === null || value === undefined ? '' : String(value);
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}
