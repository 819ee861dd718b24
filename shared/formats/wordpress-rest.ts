import { creditedCaption } from '../normalize/picture-credits.ts';
import { entryBody } from './feed-body.ts';
import type { DraftAuthor, DraftItem, DraftPicture, Format, ParsedDocument, Source } from './format.ts';
import { JsonFields, isJsonObject } from './json-fields.ts';
import { onlyLink, renderedText, withoutCutMark } from './rendered-text.ts';
import { isOtherType, wordpressDate, wordpressTerms } from './wordpress.ts';

/**
 * Posts of the WordPress REST API (`/wp/v2/posts`), with `_embed` or without: one, or an array. Drafts, private, scheduled and password-protected
 * posts are rejected one by one; pages, media and revisions are no articles.
 */
export const wordpressRest: Format = {
  id: 'wordpress-rest',
  name: 'WordPress REST API posts',
  detect(source: Source) {
    const first = postsOf(source.json())[0];
    if (!isJsonObject(first) || !isJsonObject(first.title)) return 0;
    const isRendered = ['rendered', 'raw'].some((name) => Object.hasOwn(first.title as Json, name));
    const telling = ['guid', 'slug', 'date_gmt', 'modified_gmt', '_links', 'featured_media', 'content', 'link'];
    return isRendered && telling.filter((name) => Object.hasOwn(first, name)).length >= 2 ? 100 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const posts = postsOf(source.json());
    const items: DraftItem[] = [];
    for (const [index, post] of posts.entries())
      items.push(await readPost(post, posts.length === 1 ? '' : `[${index}]`));
    return { items };
  },
};

type Json = Readonly<Record<string, unknown>>;

function postsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return [];
  return Array.isArray(value.posts) ? value.posts : [value];
}

async function readPost(post: unknown, item: string): Promise<DraftItem> {
  if (!isJsonObject(post)) {
    return {
      item,
      rejections: [{ code: 'FIELD_INVALID', message: 'a post should be an object', path: item || '[0]' }],
    };
  }
  const fields = new JsonFields(post);
  const type = fields.text('type');
  const rejections = fields.rejections;
  if (type !== undefined && isOtherType(type)) {
    rejections.push({ code: 'TYPE_UNSUPPORTED', message: `a WordPress ${type} is no article`, path: 'type' });
  }
  const content = fields.object('content');
  const html = contentOf(content);
  const linksTo = fields.text('format') === 'link' && html !== undefined ? onlyLink(html) : undefined;
  const yoast = fields.object('yoast_head_json');
  const embedded = fields.object('_embedded');
  const id = fields.textOrNumber('id');
  const authors = authorsOf(post, embedded, yoast);
  const picture = await leadPicture(fields, embedded, yoast);
  const headline = await rendered(fields, 'title');
  // A site shows its own boxes in the text, and shortcodes of plugins it no longer has.
  const { said: _, ...texts } =
    html && !linksTo ? await entryBody({ full: { kind: 'html', value: html }, headline }) : {};
  const draft: DraftItem = {
    item,
    nativeId: (await rendered(fields, 'guid')) ?? fields.text('link') ?? id,
    ...(id ? { altIds: [{ role: 'wordpress', value: id }] } : {}),
    headline,
    summary: withoutCutMark(await rendered(fields, 'excerpt')),
    ...(authors.length > 0 ? { authors } : {}),
    provider: yoast?.text('og_site_name'),
    // An SEO plugin knows when the post first stood elsewhere.
    canonicalUrl: yoast?.text('canonical') ?? fields.text('link'),
    language: fields.text('lang', 'language') ?? localeOf(post, yoast),
    published: wordpressDate(fields.text('date_gmt'), fields.text('date')),
    modified: wordpressDate(fields.text('modified_gmt'), fields.text('modified')),
    status: content?.raw('protected') === true ? 'password' : fields.text('status'),
    ...(await termsOf(embedded)),
    ...(linksTo ? { linksTo } : texts),
    ...(picture ? { pictures: [picture] } : {}),
  };
  return rejections.length > 0 ? { ...draft, rejections } : draft;
}

/** `{rendered}` as HTML that is shown as text; `raw` stands there in the edit context. */
async function rendered(fields: JsonFields, name: string): Promise<string | undefined> {
  if (typeof fields.raw(name) === 'string') return renderedText(fields.text(name));
  const inner = fields.object(name);
  return renderedText(inner?.text('rendered') ?? inner?.text('raw'));
}

function contentOf(content: JsonFields | undefined): string | undefined {
  return content?.text('rendered') ?? content?.text('raw');
}

/** The account's name, or the names that plugins for several authors add; without them, what the SEO plugin prints. */
function authorsOf(
  post: Json,
  embedded: JsonFields | undefined,
  yoast: JsonFields | undefined,
): readonly DraftAuthor[] {
  const plugins = [post.coauthors, post.authors, post.multiple_authors].flatMap((value) => peopleOf(value));
  if (plugins.length > 0) return plugins;
  const accounts = peopleOf(embedded?.raw('author'));
  if (accounts.length > 0) return accounts;
  const printed = yoast?.raw('author') ?? (isJsonObject(post._author) ? post._author.name : undefined);
  return typeof printed === 'string' && printed.trim() !== '' ? [{ name: printed }] : [];
}

/** Accounts that may not be read come as an error object, without a name. */
function peopleOf(value: unknown): readonly DraftAuthor[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((person: unknown) => {
    if (!isJsonObject(person)) return [];
    const name = [person.display_name, person.name].find((text) => typeof text === 'string' && text.trim() !== '');
    const uri = [person.link, person.url].find((text) => typeof text === 'string' && /^https?:/.test(text));
    return typeof name === 'string' ? [{ name, ...(typeof uri === 'string' ? { uri } : {}) }] : [];
  });
}

function localeOf(post: Json, yoast: JsonFields | undefined): string | undefined {
  const locale = post.wpml_current_locale ?? post.locale ?? yoast?.raw('og_locale');
  return typeof locale === 'string' && locale !== '' ? locale : undefined;
}

async function termsOf(embedded: JsonFields | undefined): ReturnType<typeof wordpressTerms> {
  const groups = embedded?.raw('wp:term');
  const terms = (Array.isArray(groups) ? groups.flat() : []).filter(isJsonObject);
  return wordpressTerms(
    terms.flatMap(({ name, slug, taxonomy }) =>
      typeof name === 'string'
        ? [{ name, ...(typeof slug === 'string' ? { slug } : {}), taxonomy: String(taxonomy) }]
        : [],
    ),
  );
}

async function leadPicture(
  fields: JsonFields,
  embedded: JsonFields | undefined,
  yoast: JsonFields | undefined,
): Promise<DraftPicture | undefined> {
  const [media] = embedded?.objects('wp:featuredmedia') ?? [];
  const url = media?.text('source_url') ?? media?.object('guid')?.text('rendered');
  if (!media || url === undefined) {
    const plain = fields.text('jetpack_featured_media_url') ?? yoast?.objects('og_image')[0]?.text('url');
    return plain ? { url: plain } : undefined;
  }
  const details = media.raw('media_details');
  const sizes = isJsonObject(details) ? new JsonFields(details) : undefined;
  const meta = sizes?.object('image_meta');
  const [caption, alternativeText] = [await rendered(media, 'caption'), media.text('alt_text')];
  const [credit, notice] = [
    await renderedText(meta?.textOrNumber('credit')),
    await renderedText(meta?.textOrNumber('copyright')),
  ];
  return {
    url,
    ...creditedCaption(caption, credit),
    ...(alternativeText ? { alternativeText } : {}),
    ...(notice ? { copyrightNotice: notice } : {}),
    contentType: media.text('mime_type'),
    width: sizes?.number('width'),
    height: sizes?.number('height'),
  };
}
