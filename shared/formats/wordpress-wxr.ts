import { present } from '../article/present.ts';
import type { Warning } from '../contract/reasons.ts';
import { sameFile } from '../normalize/associations.ts';
import { safeUrl } from '../normalize/urls.ts';
import { feedElements, feedLine, headOf, maxEntries } from './feed-fields.ts';
import { rightsFrom } from './feed-rights.ts';
import type { DraftItem, DraftPicture, Format, ParsedDocument, Source } from './format.ts';
import { onlyLink, renderedText, withoutCutMark } from './rendered-text.ts';
import { shownContent } from './wordpress-content.ts';
import { fillBlocks } from './wordpress-blocks.ts';
import { expandShortcodes, removedShortcodes } from './wordpress-shortcodes.ts';
import { isArticleType, wordpressDate, wordpressTerms } from './wordpress.ts';
import type { WxrExport } from './wxr-export.ts';
import { contentOf, galleryOf, metaOf, readWxrExport } from './wxr-export.ts';
import { attributeOf, lineOf, rawTextOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';
import { readXml } from './xml.ts';

/**
 * WordPress exports (WXR 1.0 to 1.2), and those of systems that write them too (Squarespace). Each post is an article; drafts, private, scheduled and
 * protected ones are rejected one by one. Media join the posts that show them; pages, revisions and menus are left out, and counted.
 */
export const wordpressWxr: Format = {
  id: 'wordpress-wxr',
  name: 'WordPress export (WXR), Squarespace export',
  detect({ xmlRoot, head }: Source) {
    if (xmlRoot?.localName.toLowerCase() !== 'rss') return 0;
    return /wordpress\.org\/export\//.test(xmlRoot.startTag) || /<wp:wxr_version>/.test(head) ? 100 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const { root, warnings } = await readXml(source.text);
    const [channel] = feedElements(root, 'feed', 'channel');
    if (!channel) return { items: [], warnings };
    const entries = feedElements(channel, 'feed', 'item');
    const context = { channel: headOf(channel), site: await readWxrExport(channel, entries) };
    const items: DraftItem[] = [];
    const skipped = new Map<string, number>();
    const posts = entries.filter((entry) => isArticleType(typeOf(entry)));
    for (const [index, entry] of entries.entries()) {
      const type = typeOf(entry);
      if (isArticleType(type) && items.length < maxEntries)
        items.push(await readPost(entry, posts.length === 1 ? '' : `item ${index + 1}`, context));
      else if (!isArticleType(type)) skipped.set(type, (skipped.get(type) ?? 0) + 1);
    }
    return { items, warnings: [...warnings, ...skippedTypes(skipped)] };
  },
};

interface Context {
  readonly channel: XmlElement;
  readonly site: WxrExport;
}

function typeOf(entry: XmlElement): string {
  return feedLine(entry, 'wp', 'post_type') ?? 'post';
}

function skippedTypes(counts: ReadonlyMap<string, number>): readonly Warning[] {
  if (counts.size === 0) return [];
  const list = [...counts].map(([type, count]) => `${count} × ${type.slice(0, 40)}`).join(', ');
  return [{ code: 'ENTRY_SKIPPED', message: `entries that are no articles were left out: ${list}` }];
}

async function readPost(entry: XmlElement, item: string, context: Context): Promise<DraftItem> {
  const { channel } = context;
  const meta = metaOf(entry);
  const id = feedLine(entry, 'wp', 'post_id');
  const site = feedLine(channel, 'wp', 'base_blog_url') ?? feedLine(channel, 'feed', 'link');
  const link = feedLine(entry, 'feed', 'link');
  const address = link === undefined ? undefined : (safeUrl(link, site) ?? link);
  const content = await contentFields(entry, id, context, address ?? site);
  const terms = termsOf(entry);
  return present({
    item,
    nativeId: feedLine(entry, 'feed', 'guid') ?? address ?? id,
    ...(id ? { altIds: [{ role: 'wordpress', value: id }] } : {}),
    headline: await renderedText(feedLine(entry, 'feed', 'title')),
    subheadline: await renderedText(
      firstMeta(meta, ['wps_subtitle', '_subtitle', 'subtitle', 'secondary_title', 'kicker_subtitle']),
    ),
    summary: await summaryOf(entry, meta),
    ...authorsOf(entry, context.site),
    provider: feedLine(channel, 'feed', 'title'),
    ...(await rightsFrom([entry, channel])),
    // An SEO plugin knows when the post first stood elsewhere.
    canonicalUrl: canonicalOf(meta) ?? address,
    baseUrl: address ?? site,
    published: publishedOf(entry),
    modified: wordpressDate(feedLine(entry, 'wp', 'post_modified_gmt'), feedLine(entry, 'wp', 'post_modified')),
    status: feedLine(entry, 'wp', 'post_password') ? 'password' : feedLine(entry, 'wp', 'status'),
    language: languageOf(entry) ?? feedLine(channel, 'feed', 'language'),
    ...(await wordpressTerms(terms)),
    ...content,
  });
}

async function summaryOf(entry: XmlElement, meta: ReadonlyMap<string, string>): Promise<string | undefined> {
  const written = await renderedText(
    feedElements(entry, 'excerpt', 'encoded')
      .map(rawTextOf)
      .find((text) => text.trim() !== '') ?? feedLine(entry, 'feed', 'description'),
  );
  const described = firstMeta(meta, [
    '_yoast_wpseo_metadesc',
    'rank_math_description',
    '_aioseo_description',
    '_seopress_titles_desc',
  ]);
  // Descriptions may be patterns for the plugin to fill (“%%title%%”).
  return withoutCutMark(written) ?? (described?.includes('%') ? undefined : described);
}

async function contentFields(
  entry: XmlElement,
  id: string | undefined,
  { site }: Context,
  baseUrl: string | undefined,
): Promise<Pick<DraftItem, 'body' | 'linksTo' | 'pictures' | 'warnings'>> {
  let galleries = 0;
  const filled = fillBlocks(contentOf(entry), {
    block: (number) => site.blocks.get(number),
    footnotes: metaOf(entry).get('footnotes'),
  });
  const { html, removed } = expandShortcodes(filled.html, {
    gallery: (ids) => (++galleries > maxGalleries ? '' : galleryOf(site, ids ?? site.attached.get(id ?? '') ?? [])),
  });
  const shown = await shownContent(html, (number) => site.pictures.get(number));
  const isLink = feedElements(entry, 'feed', 'category').some(
    (term) => attributeOf(term, 'nicename') === 'post-format-link',
  );
  const linksTo = isLink ? onlyLink(shown.html) : undefined;
  const pictures = picturesOf(metaOf(entry).get('_thumbnail_id'), shown, site, baseUrl);
  const warnings = [...removedShortcodes(removed), ...unfilledBlocks(filled.removed)];
  return {
    ...(linksTo ? { linksTo } : shown.html.trim() === '' ? {} : { body: { kind: 'html', value: shown.html } }),
    ...(pictures.length > 0 ? { pictures } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

function unfilledBlocks(names: readonly string[]): readonly Warning[] {
  if (names.length === 0) return [];
  const message = `blocks that only the site can fill were left out: ${names.join(', ').slice(0, 200)}`;
  return [{ code: 'HTML_REMOVED', message, path: 'body blocks' }];
}

/** A post shows few. */
const maxGalleries = 20;

/** The post's picture first; then those of the text whose own entries name a credit. */
function picturesOf(
  thumbnail: string | undefined,
  shown: { readonly html: string; readonly pictureIds: readonly string[] },
  site: WxrExport,
  baseUrl: string | undefined,
): readonly DraftPicture[] {
  const lead = site.pictures.get(thumbnail ?? '');
  const credited = shown.pictureIds.flatMap((id) => {
    const picture = site.pictures.get(id);
    const url = picture?.url === undefined ? undefined : safeUrl(picture.url, baseUrl);
    if (!picture || !url || !(picture.credit ?? picture.copyrightNotice) || picture === lead) return [];
    // An edited picture has another address, and would stand twice.
    const { credit, copyrightNotice } = picture;
    return shown.html.includes(sameFile(url).replace(/\.\w+$/, '')) ? [present({ url, credit, copyrightNotice })] : [];
  });
  return [...(lead ? [lead] : []), ...credited];
}

function canonicalOf(meta: ReadonlyMap<string, string>): string | undefined {
  return firstMeta(meta, [
    '_yoast_wpseo_canonical',
    'rank_math_canonical_url',
    '_seopress_robots_canonical',
    '_aioseo_canonical_url',
    '_genesis_canonical_uri',
  ]);
}

function firstMeta(meta: ReadonlyMap<string, string>, names: readonly string[]): string | undefined {
  return names.map((name) => meta.get(name)).find((value) => value !== undefined);
}

/** GMT, else `pubDate`, which has a zone, else the site's local time. */
function publishedOf(entry: XmlElement): string | undefined {
  const gmt = wordpressDate(feedLine(entry, 'wp', 'post_date_gmt'), undefined);
  const feeds = wordpressDate(undefined, feedLine(entry, 'feed', 'pubDate'));
  return gmt ?? feeds ?? wordpressDate(undefined, feedLine(entry, 'wp', 'post_date'));
}

function termsOf(entry: XmlElement): { readonly name: string; readonly slug?: string; readonly taxonomy?: string }[] {
  return feedElements(entry, 'feed', 'category').flatMap((category) => {
    const [name, slug, taxonomy] = [
      lineOf(category),
      attributeOf(category, 'nicename'),
      attributeOf(category, 'domain'),
    ];
    return name ? [{ name, ...(slug ? { slug } : {}), ...(taxonomy ? { taxonomy } : {}) }] : [];
  });
}

/** Plugins for several languages keep a post's as a term. */
function languageOf(entry: XmlElement): string | undefined {
  return termsOf(entry).find(({ taxonomy }) => taxonomy === 'language')?.slug;
}

/** The authors a plugin for several lists as terms, else the account, by the names the site shows. */
function authorsOf(entry: XmlElement, { authors }: WxrExport): Pick<DraftItem, 'authors' | 'inferences' | 'warnings'> {
  const listed = termsOf(entry)
    .filter(({ taxonomy }) => taxonomy === 'author')
    .map(({ name, slug }) => authors.get((slug ?? '').replace(/^cap-/, '').toLowerCase()) ?? name);
  if (listed.length > 0) return { authors: [...new Set(listed)].map((name) => ({ name })) };
  const login = feedLine(entry, 'dc', 'creator');
  if (login === undefined) return {};
  const shown = authors.get(login.toLowerCase());
  if (shown !== undefined && !shown.includes('@')) return { authors: [{ name: shown }] };
  // The name of an account that the export does not describe is a name only where it looks like one.
  if (login.includes('@')) return {};
  if (/^\p{Lu}/u.test(login)) return { authors: [{ name: login }] };
  return {
    authors: [{ name: login }],
    inferences: [{ field: 'bylines', method: `the account’s name “${login.slice(0, 60)}”`, confidence: 0.4 }],
  };
}
