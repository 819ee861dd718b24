import { present } from '../article/present.ts';
import { creditedCaption } from '../normalize/picture-credits.ts';
import { escapeHtml } from '../article/escape-html.ts';
import { feedElements, feedLine } from './feed-fields.ts';
import type { DraftPicture } from './format.ts';
import { renderedText, withoutCdataMarks } from './rendered-text.ts';
import { childrenOf, lineOf, rawTextOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** What an export says beside its posts: who its authors are, and what its media are. */
export interface WxrExport {
  /** Display names by login. */
  readonly authors: ReadonlyMap<string, string>;
  /** Pictures by post id, as articles show them. */
  readonly pictures: ReadonlyMap<string, DraftPicture>;
  /** Ids of the pictures attached to a post, by its id. */
  readonly attached: ReadonlyMap<string, readonly string[]>;
  /** Content of reusable blocks by post id. */
  readonly blocks: ReadonlyMap<string, string>;
}

export async function readWxrExport(channel: XmlElement, items: readonly XmlElement[]): Promise<WxrExport> {
  const authors = new Map<string, string>();
  const pictures = new Map<string, DraftPicture>();
  const attached = new Map<string, string[]>();
  const blocks = new Map<string, string>();
  for (const author of feedElements(channel, 'wp', 'author')) {
    const login = feedLine(author, 'wp', 'author_login');
    const parts = [feedLine(author, 'wp', 'author_first_name'), feedLine(author, 'wp', 'author_last_name')];
    const shown = feedLine(author, 'wp', 'author_display_name');
    const whole = parts.filter(Boolean).join(' ');
    // Until someone chooses, an account shows its login.
    const name = shown === undefined || (shown === login && whole !== '') ? whole || undefined : shown;
    if (login && name) authors.set(login.toLowerCase(), (await renderedText(name)) ?? name);
  }
  for (const item of items) {
    const [id, type] = [feedLine(item, 'wp', 'post_id'), feedLine(item, 'wp', 'post_type')];
    if (type === 'guest-author') {
      const meta = metaOf(item);
      const [login, name] = [meta.get('cap-user_login'), meta.get('cap-display_name')];
      if (login && name) authors.set(login.toLowerCase(), name);
    }
    if (id === undefined) continue;
    if (type === 'wp_block') blocks.set(id, contentOf(item));
    if (type !== 'attachment') continue;
    const picture = await pictureOf(item);
    if (!picture) continue;
    pictures.set(id, picture);
    const parent = feedLine(item, 'wp', 'post_parent');
    if (!parent || parent === '0') continue;
    const others = attached.get(parent);
    if (others) others.push(id);
    else attached.set(parent, [id]);
  }
  return { authors, pictures, attached, blocks };
}

/** The raw text of `content:encoded`. */
export function contentOf(item: XmlElement): string {
  const [content] = feedElements(item, 'content', 'encoded');
  return content ? withoutCdataMarks(rawTextOf(content)) : '';
}

/** Custom fields by name; the first of a name counts. */
export function metaOf(item: XmlElement): ReadonlyMap<string, string> {
  const meta = new Map<string, string>();
  for (const entry of feedElements(item, 'wp', 'postmeta')) {
    const key = feedLine(entry, 'wp', 'meta_key');
    const [value] = childrenOf(entry, 'meta_value');
    const text = value ? rawTextOf(value).trim() : '';
    if (key && text !== '' && !meta.has(key)) meta.set(key, text);
  }
  return meta;
}

/** HTML for pictures of the export, as a gallery shows them. */
export function galleryOf({ pictures }: WxrExport, ids: readonly string[]): string {
  const figures = ids.slice(0, 200).flatMap((id) => {
    const picture = pictures.get(id);
    if (!picture?.url) return [];
    const caption = picture.caption ? `<figcaption>${escapeHtml(picture.caption)}</figcaption>` : '';
    const image = `<img src="${escapeHtml(picture.url)}" alt="${escapeHtml(picture.alternativeText ?? '')}">`;
    return [`<figure>${image}${caption}</figure>`];
  });
  return figures.length > 0 ? `\n\n${figures.join('')}\n\n` : '';
}

/** Names under which plugins keep a picture's credit. */
const creditKeys = [
  '_media_credit',
  'media_credit',
  '_credit',
  'credit',
  'photo_credit',
  '_photo_credit',
  '_wp_attachment_source_name',
];

/** An attachment that is a picture: address, alternative text, caption (its excerpt), and what the camera or the agency wrote into it. */
async function pictureOf(item: XmlElement): Promise<DraftPicture | undefined> {
  const url = feedLine(item, 'wp', 'attachment_url') ?? feedElements(item, 'feed', 'guid').map(lineOf).find(Boolean);
  if (url === undefined || /\.(?:pdf|docx?|xlsx?|pptx?|zip|mp3|mp4|m4a|mov|wav|webm|ogg|txt|csv)(?:[?#]|$)/i.test(url))
    return undefined;
  const meta = metaOf(item);
  const details = meta.get('_wp_attachment_metadata') ?? '';
  const credit = creditKeys.map((key) => meta.get(key)).find(Boolean) ?? serialized(details, 'credit');
  const organisation = meta.get('_navis_media_credit_org');
  const named = await renderedText(credit && organisation ? `${credit} / ${organisation}` : credit);
  return present({
    url,
    alternativeText: await renderedText(meta.get('_wp_attachment_image_alt')),
    ...creditedCaption(await renderedText(feedLine(item, 'excerpt', 'encoded')), named),
    copyrightNotice: await renderedText(serialized(details, 'copyright')),
    width: serializedNumber(details, 'width'),
    height: serializedNumber(details, 'height'),
  });
}

/** A text in PHP's serialized form (`s:6:"credit";s:3:"Ann";`), read by its ends: exports break the counts. */
function serialized(details: string, name: string): string | undefined {
  const match = new RegExp(`"${name}";s:\\d{1,6}:"([^]{0,500}?)";`).exec(details);
  const value = match?.[1]?.trim();
  return value === '' ? undefined : value;
}

function serializedNumber(details: string, name: string): number | undefined {
  const value = Number(new RegExp(`"${name}";(?:i:|s:\\d:")(\\d{1,5})`).exec(details)?.[1] ?? 0);
  return value > 0 ? value : undefined;
}
