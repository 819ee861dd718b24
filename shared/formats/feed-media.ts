import { listOf, present } from '../article/present.ts';
import { sameFile } from '../normalize/associations.ts';
import { readCreditLine } from '../normalize/picture-credits.ts';
import { safeUrl } from '../normalize/urls.ts';
import type { Warning } from '../contract/reasons.ts';
import type { DraftPicture } from './format.ts';
import { feedElements } from './feed-fields.ts';
import { renderedText } from './rendered-text.ts';
import { attributeOf, firstOf, lineOf } from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

export interface FeedMedia {
  /** The lead picture first, each with its sizes. */
  readonly pictures?: readonly DraftPicture[];
  readonly warnings: readonly Warning[];
}

/** An entry shows few; more are not looked at. */
const maxMedia = 300;
/** Smaller ones are portraits of accounts and icons. */
const minPixels = 100;
const notPictures =
  /\/\/(?:[\w-]+\.)*gravatar\.com\/|\/\/avatars?\d*\.|feeds\.feedburner\.com\/~|\/\/feeds\.wordpress\.com\//i;

/**
 * The pictures of an entry: Media RSS (`media:content`, `media:group`, `media:thumbnail`), enclosures, `itunes:image` and the `image` of home-made
 * feeds. One picture in many sizes is one, the largest first; a credit at the entry holds for pictures that have none.
 */
export async function mediaOf(item: XmlElement, baseUrl: string | undefined): Promise<FeedMedia> {
  const groups = feedElements(item, 'media', 'group');
  const found: DraftPicture[] = [];
  const skipped = new Set<string>();
  let looked = 0;
  const add = async (media: XmlElement, above: readonly XmlElement[]): Promise<void> => {
    if (++looked > maxMedia) return;
    const kind = kindOf(media);
    if (kind === 'picture') found.push(await pictureFrom(media, [media, ...above]));
    else if (kind !== 'page') skipped.add(kind);
    // A film's still shows what it is about.
    for (const still of feedElements(media, 'media', 'thumbnail').slice(0, 3)) {
      if (kind !== 'picture') found.push(await pictureFrom(still, [still, media, ...above]));
    }
  };
  for (const group of groups) {
    const before = found.length;
    for (const media of feedElements(group, 'media', 'content')) await add(media, [group, item]);
    for (const still of feedElements(group, 'media', 'thumbnail')) await add(still, [group, item]);
    for (const picture of inOne(found.splice(before))) found.push(picture);
  }
  for (const media of feedElements(item, 'media', 'content')) await add(media, [item]);
  for (const enclosure of enclosuresOf(item)) await add(enclosure, []);
  for (const still of feedElements(item, 'media', 'thumbnail')) {
    // Beside pictures of its own a thumbnail is one of them, made small.
    if (found.length === 0 || isKnown(still, found, baseUrl)) await add(still, [item]);
  }
  if (found.length === 0) {
    const plain = firstOf(
      [
        ...feedElements(item, 'feed', 'image'),
        ...feedElements(item, 'feed', 'thumbnail'),
        ...feedElements(item, 'itunes', 'image'),
      ],
      addressOf,
    );
    if (plain && !notPictures.test(plain)) found.push({ url: plain });
  }
  const pictures = listOf(mergeSizes(found.filter(isPicture), baseUrl));
  return {
    ...(pictures ? { pictures } : {}),
    warnings: [...skipped].map((kind) => ({
      code: 'FIELD_IGNORED',
      message: `${kind} that comes with the article was left out: texts and pictures are taken`,
      path: 'enclosure',
    })),
  };
}

/** RSS 2.0 enclosures, and Atom's links of that relation. */
function enclosuresOf(item: XmlElement): readonly XmlElement[] {
  const links = [...feedElements(item, 'atom', 'link'), ...feedElements(item, 'feed', 'link')];
  return [
    ...new Set([
      ...feedElements(item, 'feed', 'enclosure'),
      ...feedElements(item, 'enc', 'enclosure'),
      ...links.filter((link) => attributeOf(link, 'rel')?.toLowerCase() === 'enclosure'),
    ]),
  ];
}

function kindOf(media: XmlElement): 'picture' | 'page' | 'a film' | 'a recording' | 'a file' {
  const [type, medium, url] = [
    attributeOf(media, 'type')?.toLowerCase() ?? '',
    attributeOf(media, 'medium')?.toLowerCase() ?? '',
    addressOf(media) ?? '',
  ];
  const isNamedSo = /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/i.test(url);
  if (media.name === 'thumbnail' || medium === 'image' || /^image\b/.test(type)) return 'picture';
  if (/^video\b/.test(type) || medium === 'video') return 'a film';
  if (/^audio\b/.test(type) || medium === 'audio') return 'a recording';
  if (isNamedSo) return 'picture';
  return type.startsWith('text/html') || url === '' ? 'page' : 'a file';
}

function addressOf(media: XmlElement): string | undefined {
  return (
    attributeOf(media, 'url') ??
    attributeOf(media, 'href') ??
    attributeOf(media, 'src') ??
    attributeOf(media, 'rdf:resource') ??
    attributeOf(media, 'resource') ??
    firstOf(feedElements(media, 'feed', 'url'), lineOf) ??
    lineOf(media)
  );
}

/** What is said nearest to the picture holds: at itself, its group, the entry. */
async function pictureFrom(media: XmlElement, levels: readonly XmlElement[]): Promise<DraftPicture> {
  const text = async (name: string, from = levels): Promise<string | undefined> =>
    renderedText(firstOf(from, (level) => firstOf(feedElements(level, 'media', name), lineOf)));
  const [own, isAlone] = [levels.slice(0, -1), levels.length === 1];
  const near = isAlone ? levels : own;
  const credits = firstOf(levels, (level) => listOf(feedElements(level, 'media', 'credit').filter(isPicturesCredit)));
  const names = [...new Set((credits ?? []).flatMap((credit) => lineOf(credit) ?? []))];
  const license = firstOf(levels, (level) => firstOf(feedElements(level, 'media', 'license'), (found) => found));
  const [title, caption] = [await text('title', near), await text('description', near)];
  return present({
    url: addressOf(media),
    ...(title === caption ? {} : { title }),
    caption: caption ?? (await text('description')),
    alternativeText: shortText(await text('text', near)),
    credit: withoutLabel(await renderedText(names.length > 0 ? names.join(' / ') : undefined)),
    copyrightNotice: await text('copyright'),
    licenseUrl: license && attributeOf(license, 'href'),
    usageTerms: license && lineOf(license),
    contentType: attributeOf(media, 'type')?.includes('/') ? attributeOf(media, 'type') : undefined,
    width: pixels(media, 'width'),
    height: pixels(media, 'height'),
  });
}

/** `media:text` is what is said of a picture to those who do not see it, and a transcript of films. */
function shortText(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= 300 ? text : undefined;
}

/** “Photograph: Ann/Agency” without what everybody sees. */
function withoutLabel(credit: string | undefined): string | undefined {
  return credit === undefined ? undefined : (readCreditLine(credit)?.credit ?? credit);
}

/** Credits name roles; writers and publishers are the article's. */
function isPicturesCredit(credit: XmlElement): boolean {
  return !/author|writer|reporter|editor|publisher|producer/i.test(attributeOf(credit, 'role') ?? '');
}

function isPicture({ url, width, height }: DraftPicture): boolean {
  if (url === undefined || notPictures.test(url)) return false;
  return (width ?? minPixels) >= minPixels || (height ?? minPixels) >= minPixels;
}

function isKnown(media: XmlElement, pictures: readonly DraftPicture[], baseUrl: string | undefined): boolean {
  const key = fileOf(addressOf(media), baseUrl);
  return pictures.some(({ url }) => fileOf(url, baseUrl) === key);
}

function fileOf(address: string | undefined, baseUrl: string | undefined): string | undefined {
  const url = address === undefined ? undefined : safeUrl(address, baseUrl);
  return url === undefined ? undefined : sameFile(url);
}

/** A group is one work in several forms, and so one picture where its sizes differ. */
function inOne(group: readonly DraftPicture[]): readonly DraftPicture[] {
  const widths = group.map(({ width }) => width);
  if (group.length < 2 || widths.includes(undefined) || new Set(widths).size < group.length) return group;
  return [largestOf(group)];
}

function mergeSizes(pictures: readonly DraftPicture[], baseUrl: string | undefined): readonly DraftPicture[] {
  const byFile = new Map<string, DraftPicture[]>();
  for (const picture of pictures) {
    const key = fileOf(picture.url, baseUrl) ?? picture.url ?? '';
    byFile.set(key, [...(byFile.get(key) ?? []), picture]);
  }
  return [...byFile.values()].map(largestOf);
}

function largestOf(sizes: readonly DraftPicture[]): DraftPicture {
  const [largest, ...others] = [...sizes].sort((a, b) => (b.width ?? 0) - (a.width ?? 0));
  const urls = new Set([largest?.url]);
  const renditions = others.flatMap(({ url, contentType, width, height }) => {
    if (url === undefined || urls.has(url)) return [];
    urls.add(url);
    return [present({ name: width ? `width-${width}` : 'small', url, contentType, width, height })];
  });
  const said = Object.assign({}, ...[...others].reverse(), largest) as DraftPicture;
  return renditions.length > 0 ? { ...said, renditions: [...(largest?.renditions ?? []), ...renditions] } : said;
}

function pixels(media: XmlElement, name: string): number | undefined {
  const value = /^(\d{1,5})(?:px)?$/.exec(attributeOf(media, name) ?? '')?.[1];
  return value === undefined || Number(value) === 0 ? undefined : Number(value);
}
