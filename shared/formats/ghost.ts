import type { Warning } from '../contract/reasons.ts';
import type { DraftAuthor, DraftItem, DraftPicture, Format, ParsedDocument, Source } from './format.ts';
import { editorText } from './ghost-editors.ts';
import { JsonFields, isJsonObject, objectsIn } from './json-fields.ts';
import { creditedCaption } from '../normalize/picture-credits.ts';
import { renderedText, withoutCutMark } from './rendered-text.ts';

/**
 * Posts of Ghost: whole exports (`db[0].data`), answers of its Content and Admin API (`posts`), its webhooks (`post.current`), and the
 * import files in which each post is `{url, data}`. Drafts, scheduled posts and pages are rejected one by one.
 */
export const ghost: Format = {
  id: 'ghost',
  name: 'Ghost posts and exports',
  detect(source: Source) {
    const value = source.json();
    if (!isJsonObject(value)) return 0;
    if (Array.isArray(value.db)) return exportOf(value) ? 100 : 0;
    const post = postsOf(value)[0];
    if (!isJsonObject(post)) return 0;
    const inner = isJsonObject(post.data) ? post.data : post;
    const telling = tellingNames.filter((name) => Object.hasOwn(inner, name)).length;
    return typeof inner.title === 'string' && telling >= 2 ? 80 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const value = source.json() as Json;
    const tables = tablesOf(exportOf(value) ?? value);
    const posts = postsOf(value);
    const items: DraftItem[] = [];
    for (const [index, post] of posts.entries()) {
      items.push(await readPost(post, posts.length === 1 ? '' : `posts[${index}]`, tables));
    }
    return { items };
  },
};

type Json = Readonly<Record<string, unknown>>;

const tellingNames = [
  'slug',
  'html',
  'lexical',
  'mobiledoc',
  'feature_image',
  'published_at',
  'custom_excerpt',
  'comment_id',
  'primary_author',
  'visibility',
  'codeinjection_head',
  'reading_time',
];

function exportOf(value: Json): Json | undefined {
  const first: unknown = Array.isArray(value.db) ? value.db[0] : undefined;
  const inner = isJsonObject(first) ? first.data : value.data;
  return isJsonObject(inner) && Array.isArray(inner.posts) ? inner : undefined;
}

function postsOf(value: Json): readonly unknown[] {
  const exported = exportOf(value);
  if (exported) return exported.posts as readonly unknown[];
  if (Array.isArray(value.posts)) return value.posts;
  const hook = value.post;
  if (isJsonObject(hook)) return [isJsonObject(hook.current) ? hook.current : hook];
  return [];
}

/** The tables of an export that posts refer to by id. */
interface Tables {
  readonly users: ReadonlyMap<string, Json>;
  readonly authorsByPost: ReadonlyMap<string, readonly string[]>;
  readonly tags: ReadonlyMap<string, Json>;
  readonly tagsByPost: ReadonlyMap<string, readonly string[]>;
  readonly metaByPost: ReadonlyMap<string, Json>;
  readonly provider?: string;
  readonly language?: string;
}

function tablesOf(value: Json): Tables {
  const settings = new Map(objectsIn(value.settings).map((row) => [String(row.key), row.value]));
  const setting = (name: string): string | undefined => {
    const found = settings.get(name);
    return typeof found === 'string' && found !== '' ? found : undefined;
  };
  return {
    users: new Map(objectsIn(value.users).map((row) => [String(row.id), row])),
    tags: new Map(objectsIn(value.tags).map((row) => [String(row.id), row])),
    authorsByPost: joined(objectsIn(value.posts_authors), 'author_id'),
    tagsByPost: joined(objectsIn(value.posts_tags), 'tag_id'),
    metaByPost: new Map(objectsIn(value.posts_meta).map((row) => [String(row.post_id), row])),
    provider: setting('title'),
    language: setting('locale') ?? setting('lang'),
  };
}

function joined(links: readonly Json[], other: string): ReadonlyMap<string, readonly string[]> {
  const byPost = new Map<string, string[]>();
  const order = (row: Json): number => (typeof row.sort_order === 'number' ? row.sort_order : 0);
  for (const link of links.toSorted((a, b) => order(a) - order(b))) {
    const post = String(link.post_id);
    byPost.set(post, [...(byPost.get(post) ?? []), String(link[other])]);
  }
  return byPost;
}

async function readPost(post: unknown, item: string, tables: Tables): Promise<DraftItem> {
  if (!isJsonObject(post)) {
    return {
      item,
      rejections: [{ code: 'FIELD_INVALID', message: 'a post should be an object', path: item || 'posts[0]' }],
    };
  }
  // Import files keep the address beside the post.
  const isWrapped = isJsonObject(post.data);
  const inner = isWrapped ? (post.data as Json) : post;
  const fields = new JsonFields(inner);
  const outerUrl = isWrapped && typeof post.url === 'string' ? post.url : undefined;
  const id = fields.textOrNumber('id');
  const uuid = fields.text('uuid');
  const meta = new JsonFields(tables.metaByPost.get(id ?? '') ?? {});
  const url = addressOf(fields.text('canonical_url') ?? outerUrl ?? fields.text('url'));
  const rejections = fields.rejections;
  if (inner.type === 'page' || inner.page === true || inner.page === 1) {
    rejections.push({ code: 'TYPE_UNSUPPORTED', message: 'a page of the site is no article', path: 'type' });
  }
  const authors = authorsOf(inner, id, tables);
  const picture = await pictureOf(fields, meta);
  const edited = fields.text('html') ? undefined : await editorText(fields.text('lexical'), fields.text('mobiledoc'));
  const html = fields.text('html') ?? edited?.html;
  const text = fields.text('plaintext');
  // What the key of the API may not read is not there, or cut where readers have to join.
  const isTeaser = inner.access === false;
  const excerpt = fields.text('custom_excerpt') ?? (html && !isTeaser ? undefined : fields.text('excerpt'));
  const warnings = [...readersOf(fields), ...(edited?.warnings ?? [])];
  const draft: DraftItem = {
    item,
    nativeId: uuid ?? id ?? outerUrl,
    ...(uuid && id ? { altIds: [{ role: 'ghost', value: id }] } : {}),
    headline: fields.text('title'),
    summary: withoutCutMark(await renderedText(excerpt)),
    ...(authors.length > 0 ? { authors } : {}),
    provider: tables.provider,
    canonicalUrl: url,
    language: fields.text('locale', 'lang') ?? tables.language,
    published: fields.textOrNumber('published_at'),
    modified: fields.textOrNumber('updated_at'),
    firstCreated: fields.textOrNumber('created_at'),
    status: statusOf(fields, meta),
    ...tagsOf(inner, id, tables),
    ...(isTeaser
      ? { linksTo: url }
      : html
        ? { body: { kind: 'html', value: html.replaceAll('__GHOST_URL__', '') } }
        : text
          ? { body: { kind: 'text', value: text } }
          : {}),
    ...(picture ? { pictures: [picture] } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
  return rejections.length > 0 ? { ...draft, rejections } : draft;
}

/** “sent” posts went out as a newsletter only: readers of the site never saw them. */
function statusOf(fields: JsonFields, meta: JsonFields): string | undefined {
  const status = fields.text('status');
  const isMailOnly =
    fields.raw('email_only') === true || meta.raw('email_only') === true || meta.raw('email_only') === 1;
  return isMailOnly || status === 'sent' ? 'private' : status;
}

/** Posts for subscribers of the site alone are passed on whole: who may read them there is said, since partners' readers are others. */
function readersOf(fields: JsonFields): readonly Warning[] {
  const visibility = fields.text('visibility');
  if (visibility === undefined || visibility === 'public') return [];
  const message = `on its site the post is for “${visibility.slice(0, 40)}” only, which partners are not told`;
  return [{ code: 'FIELD_IGNORED', message, path: 'visibility' }];
}

/** Drafts have an address that leads nowhere; exports write a mark for the site's own. */
function addressOf(url: string | undefined): string | undefined {
  return url === undefined || url.includes('/404/') || url.startsWith('__GHOST_URL__') ? undefined : url;
}

function authorsOf(post: Json, id: string | undefined, tables: Tables): readonly DraftAuthor[] {
  const linked = (tables.authorsByPost.get(id ?? '') ?? []).flatMap((user) => tables.users.get(user) ?? []);
  const listed = Array.isArray(post.authors) ? post.authors : [];
  const single = [post.primary_author, post.author, tables.users.get(String(post.author_id))];
  for (const candidates of [linked, listed, single.slice(0, 1), single.slice(1, 2), single.slice(2)]) {
    const found = candidates.flatMap((candidate: unknown) => authorOf(candidate));
    if (found.length > 0) return found;
  }
  return [];
}

function authorOf(value: unknown): readonly DraftAuthor[] {
  if (typeof value === 'string' && value.includes(' ')) return [{ name: value }];
  if (!isJsonObject(value)) return [];
  const inner = isJsonObject(value.data) ? value.data : value;
  const uri = [inner.website, inner.url, value.url].find((url) => typeof url === 'string' && /^https?:/.test(url));
  if (typeof inner.name !== 'string' || inner.name.trim() === '') return [];
  return [{ name: inner.name, ...(typeof uri === 'string' ? { uri } : {}) }];
}

/** Tags that open with `#` are for the house only. */
function tagsOf(post: Json, id: string | undefined, tables: Tables): Pick<DraftItem, 'keywords'> {
  const listed: readonly unknown[] = Array.isArray(post.tags) ? post.tags : [];
  const linked = (tables.tagsByPost.get(id ?? '') ?? []).flatMap((tag) => tables.tags.get(tag) ?? []);
  const keywords = [...listed, ...linked].flatMap((tag) => {
    const inner = isJsonObject(tag) && isJsonObject(tag.data) ? tag.data : tag;
    const name = isJsonObject(inner) ? inner.name : inner;
    const isInternal = isJsonObject(inner) && inner.visibility === 'internal';
    return typeof name === 'string' && !isInternal && !name.startsWith('#') ? [name] : [];
  });
  return keywords.length > 0 ? { keywords: [...new Set(keywords)] } : {};
}

async function pictureOf(fields: JsonFields, meta: JsonFields): Promise<DraftPicture | undefined> {
  const url = fields.text('feature_image', 'image') ?? fields.text('og_image');
  if (url === undefined) return undefined;
  const caption = await renderedText(fields.text('feature_image_caption') ?? meta.text('feature_image_caption'));
  const alternativeText = fields.text('feature_image_alt') ?? meta.text('feature_image_alt');
  return {
    url: url.replace('__GHOST_URL__', ''),
    ...creditedCaption(caption),
    ...(alternativeText ? { alternativeText } : {}),
  };
}
