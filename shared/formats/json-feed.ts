import { bodyFrom, entryBody } from './feed-body.ts';
import type { DraftAuthor, DraftItem, DraftPicture, Format, ParsedDocument, Source } from './format.ts';
import { JsonFields, isJsonObject } from './json-fields.ts';
import { readNinjsItem } from './ninjs.ts';
import { renderedTitle } from './rendered-text.ts';

/** JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/). Each entry is an article; what it does not say, the feed says for it. */
export const jsonFeed: Format = {
  id: 'json-feed',
  name: 'JSON Feed',
  detect(source: Source) {
    const feed = source.json();
    if (!isJsonObject(feed) || !Array.isArray(feed.items)) return 0;
    const version = typeof feed.version === 'string' ? feed.version : '';
    if (/jsonfeed\.org\/version/i.test(version)) return 100;
    const first: unknown = feed.items[0];
    const isTelling = ['home_page_url', 'feed_url'].some((name) => Object.hasOwn(feed, name));
    if (isTelling) return 80;
    const hasContent =
      isJsonObject(first) &&
      ['content_html', 'content_text', 'date_published'].some((name) => Object.hasOwn(first, name));
    return hasContent ? 80 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const feed = new JsonFields(source.json() as Readonly<Record<string, unknown>>);
    const shared = {
      provider: feed.text('title'),
      language: feed.text('language'),
      baseUrl: feed.text('home_page_url'),
      authors: authorsOf(feed),
    };
    const items = feed.raw('items') as readonly unknown[];
    const read: DraftItem[] = [];
    for (const [index, entry] of items.entries())
      read.push(await readEntry(entry, items.length === 1 ? '' : `items[${index}]`, shared));
    return { items: read };
  },
};

interface FeedFields {
  readonly provider?: string;
  readonly language?: string;
  readonly baseUrl?: string;
  readonly authors: readonly DraftAuthor[];
}

async function readEntry(entry: unknown, item: string, feed: FeedFields): Promise<DraftItem> {
  if (!isJsonObject(entry)) {
    return {
      item,
      rejections: [{ code: 'FIELD_INVALID', message: 'an entry should be an object', path: item || 'items[0]' }],
    };
  }
  const fields = new JsonFields(entry);
  const [html, text] = [fields.text('content_html'), fields.text('content_text')];
  if (isJsonObject(entry._byline)) return withExtension(fields, entry._byline, item, html);
  const external = fields.text('external_url');
  const own = authorsOf(fields);
  const authors = own.length > 0 ? own : feed.authors;
  const summary = fields.text('summary');
  const [headline, url] = [await renderedTitle(fields.text('title')), fields.text('url')];
  const {
    pictures: pictured,
    said,
    ...texts
  } = await entryBody({
    full: html ? bodyFrom(html) : text ? { kind: 'text', value: text } : undefined,
    short: summary === undefined ? undefined : bodyFrom(summary),
    link: url,
    headline,
  });
  const attached = picturesOf(fields);
  const pictures = attached.length > 0 ? attached : (pictured ?? []);
  const draft: DraftItem = {
    ...said,
    item,
    nativeId: fields.textOrNumber('id'),
    headline,
    ...(authors.length > 0 ? { authors } : {}),
    provider: feed.provider,
    language: fields.text('language') ?? feed.language,
    baseUrl: feed.baseUrl,
    canonicalUrl: url,
    published: fields.text('date_published'),
    modified: fields.text('date_modified'),
    keywords: fields.texts('tags'),
    ...texts,
    // With a text of its own, the address elsewhere is what the text is about.
    ...(external && texts.body ? { related: [{ url: external }] } : external ? { linksTo: external } : {}),
    ...(pictures.length > 0 ? { pictures } : {}),
  };
  return fields.rejections.length > 0 ? { ...draft, rejections: fields.rejections } : draft;
}

/** An entry that Byline rendered: its extension holds the article as ninjs without its text, and the attribution. */
function withExtension(
  fields: JsonFields,
  extension: Readonly<Record<string, unknown>>,
  item: string,
  html: string | undefined,
): DraftItem {
  const draft = readNinjsItem(extension.article, item);
  const credits = new JsonFields(isJsonObject(extension.attribution) ? extension.attribution : {}, '_byline');
  const authors = credits.texts('bylines').map((name) => ({ name }));
  return {
    ...draft,
    ...(authors.length > 0 ? { authors } : {}),
    source: credits.text('source') ?? draft.source,
    chain: credits.objects('chain').flatMap((hand) => {
      const [name, at] = [hand.text('name'), hand.text('at')];
      return name === undefined || hand.text('role') !== 'source' ? [] : [{ name, ...(at ? { at } : {}) }];
    }),
    canonicalUrl: credits.text('canonicalUrl') ?? fields.text('url'),
    published: credits.text('firstPublished') ?? fields.text('date_published'),
    modified: credits.text('lastModified'),
    // An article never changed has the time of its publication there.
    versionCreated: credits.has('lastModified') ? draft.versionCreated : undefined,
    ...(html ? { body: { kind: 'html', value: html } } : {}),
  };
}

/** `authors` of 1.1, else `author` of 1. */
function authorsOf(fields: JsonFields): readonly DraftAuthor[] {
  const single = fields.object('author');
  const listed = fields.objects('authors');
  return (listed.length > 0 ? listed : single ? [single] : []).flatMap((author) => {
    const [name, uri] = [author.text('name'), author.text('url')];
    return name === undefined ? [] : [{ name, ...(uri ? { uri } : {}) }];
  });
}

function picturesOf(fields: JsonFields): readonly DraftPicture[] {
  const attached = fields.objects('attachments').flatMap((attachment): DraftPicture[] => {
    const [url, contentType, title] = [attachment.text('url'), attachment.text('mime_type'), attachment.text('title')];
    return url && contentType?.startsWith('image/') ? [{ url, contentType, ...(title ? { title } : {}) }] : [];
  });
  const leads = [fields.text('image'), fields.text('banner_image')].flatMap((url) => (url ? [{ url }] : []));
  return [...leads, ...attached];
}
