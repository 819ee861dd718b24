import type { DraftPicture } from '../article/draft.ts';
import { blockTags, containers, embeds, inlineTags, renamed } from './body-elements.ts';
import { tidy } from './body-html.ts';
import type { Element, Parent } from './html-tree.ts';
import { attribute, elementsOf, isElement, textOf } from './html-tree.ts';
import { splitCaption } from './picture-credits.ts';
import { safeUrl } from './urls.ts';

/** Class names that mark a caption or a credit where a page has no `figcaption`. */
const captionClass = /(?:^|[\s_-])(?:caption|wp-caption-text|legend|bildunterschrift|cutline)(?:$|[\s_-])/i;
const creditClass =
  /(?:^|[\s_-])(?:credits?|photo-?credit|image-?credit|copyright|source|byline|agency|photographer)(?:$|[\s_-])/i;

/** Elements that hold one picture with its caption: WordPress and Blogger mark theirs by a class. */
export function isFigure(element: Element): boolean {
  return (
    element.tagName === 'figure' ||
    /(?:^|\s)(?:wp-caption|tr-caption-container)(?:\s|$)/.test(attribute(element, 'class') ?? '')
  );
}

/** The pictures of a figure: the caption is theirs together. An empty list means it holds something else (a table, a video, a quotation). */
export function figurePictures(figure: Element, baseUrl: string | undefined): readonly DraftPicture[] {
  const inside = elementsOf(figure);
  const images = inside.filter(({ tagName }) => tagName === 'img');
  if (images.length === 0) return [];
  const caption = captionOf(figure, inside);
  return images.map((image) => ({ ...pictureOf(image, baseUrl), ...caption }));
}

/**
 * Whether a figure is a gallery of figures, each with its own caption. The gallery's caption is given to those of them that have none, and stays a line of its
 * own where all have one. Changes the tree.
 */
export function shareCaption(gallery: Element): boolean {
  const figures = elementsOf(gallery).filter((inner) => isFigure(inner) && contains(inner, 'img'));
  if (figures.length === 0) return false;
  const own = gallery.childNodes.find(
    (child): child is Element => isElement(child) && child.tagName === 'figcaption' && textOf(child).trim() !== '',
  );
  const bare = figures.filter((figure) => !contains(figure, 'figcaption'));
  if (!own || bare.length === 0) return true;
  for (const figure of bare) figure.childNodes.push({ ...own, parentNode: figure });
  gallery.childNodes = gallery.childNodes.filter((child) => child !== own);
  return true;
}

/** What an `img` says of itself. Lazy loading keeps the address elsewhere; the largest of several is taken. */
export function pictureOf(image: Element, baseUrl: string | undefined): DraftPicture {
  const url = addressesOf(image)
    .map((address) => safeUrl(address, baseUrl))
    .find((address) => address !== undefined);
  const alternativeText = attribute(image, 'alt')?.trim();
  const [width, height] = [pixels(image, 'width'), pixels(image, 'height')];
  return {
    ...(url ? { url } : {}),
    ...(alternativeText ? { alternativeText } : {}),
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
  };
}

/** A pictogram in the line, drawn as a picture: its alternative text is what it stands for. */
export function isEmoji(element: Element): boolean {
  if (element.tagName !== 'img') return false;
  const alternative = attribute(element, 'alt')?.trim() ?? '';
  if (alternative === '' || alternative.length > 16) return false;
  const isNamedSo =
    /(?:^|\s)(?:emoji|wp-smiley|emoticon|smiley|twemoji|Emoji)(?:\s|$)/.test(attribute(element, 'class') ?? '') ||
    /\/(?:emoji|twemoji|smilies|emoticons?)\//i.test(attribute(element, 'src') ?? '');
  return (
    isNamedSo || /^[\p{Extended_Pictographic}\p{Emoji_Component}\ufe0f\u200d]+$/u.test(alternative.replace(/\d/g, 'x'))
  );
}

/** Counting pixels: one or two dots large, or named so and without a description. */
export function isTracker(image: Element, address: string | undefined): boolean {
  const [width, height] = [attribute(image, 'width'), attribute(image, 'height')].map((value) =>
    value === undefined ? 99 : Number.parseInt(value, 10),
  );
  if ((width ?? 99) <= 2 || (height ?? 99) <= 2) return true;
  if ((attribute(image, 'alt') ?? '').trim() !== '') return false;
  return /(?:\/|\.|-|_)(?:pixel|track(?:er|ing)?|beacon|counter|1x1|spacer|blank|clear|p|t|b)\.(?:gif|png)(?:\?|$)|\/\/(?:track(?:er|ing)?|pixel|beacon|count(?:er)?|stats?|b)\./i.test(
    address ?? '',
  );
}

function captionOf(figure: Element, inside: readonly Element[]): Pick<DraftPicture, 'caption' | 'credit'> {
  const marked =
    inside.find(({ tagName }) => tagName === 'figcaption') ?? inside.find((element) => hasClass(element, captionClass));
  const creditElement = inside.find((element) => hasClass(element, creditClass) && !contains(element, 'img'));
  const creditText = creditElement ? tidy(textOf(creditElement)) : '';
  const whole = marked ? tidy(marked === creditElement ? '' : textWithout(marked, creditElement)) : '';
  const fromCaption = splitCaption(whole);
  const ownCredit = creditText === '' ? undefined : (splitCaption(creditText).credit ?? creditText);
  const credit = ownCredit ?? fromCaption.credit;
  const caption = ownCredit && fromCaption.credit === undefined ? whole : fromCaption.caption;
  return { ...(caption ? { caption } : {}), ...(credit ? { credit: credit.replace(/^[©\s]+|[\s|]+$/g, '') } : {}) };
}

function addressesOf(image: Element): readonly string[] {
  const candidates = [
    ...['data-src', 'data-original', 'data-lazy-src', 'data-orig-file', 'data-full-src'].map((name) =>
      attribute(image, name),
    ),
    largestOf(attribute(image, 'srcset') ?? attribute(image, 'data-srcset')),
  ];
  const source = attribute(image, 'src');
  const isPlaceholder =
    source === undefined || /^data:|(?:placeholder|spacer|blank|lazy)[^/]*\.(?:gif|png|svg)/i.test(source.trim());
  const ordered = isPlaceholder ? [...candidates, source] : [source, ...candidates];
  return ordered.filter(
    (address): address is string => address !== undefined && address !== '' && !/^\s*data:/i.test(address),
  );
}

function largestOf(srcset: string | undefined): string | undefined {
  const offers = (srcset ?? '').split(/,\s+/).map((offer) => {
    const [address = '', size = '1x'] = offer.trim().split(/\s+/);
    return { address, size: Number.parseFloat(size) || 0 };
  });
  return offers.sort((a, b) => b.size - a.size)[0]?.address || undefined;
}

function pixels(image: Element, name: string): number | undefined {
  const value = /^\s*(\d{1,5})(?:px)?\s*$/.exec(attribute(image, name) ?? '')?.[1];
  return value === undefined || Number(value) === 0 ? undefined : Number(value);
}

function hasClass(element: Element, pattern: RegExp): boolean {
  return pattern.test(attribute(element, 'class') ?? '');
}

function contains(parent: Parent, tagName: string): boolean {
  return elementsOf(parent).some((element) => element.tagName === tagName);
}

function textWithout(element: Element, without: Element | undefined): string {
  if (element === without) return '';
  return element.childNodes
    .map((child) => (isElement(child) ? `${textWithout(child, without)} ` : textOf(child)))
    .join('');
}

/**
 * The pictures inside of an inline element that has words, too (`<i><img> Ann Author</i>, Berlin`): they stand before the paragraph, which stays one.
 * Empty where a block stands inside as well.
 */
export function picturesAmongWords(element: Element): readonly Element[] {
  if (!inlineTags.has(element.tagName) && !['a', 'span', 'font'].includes(element.tagName)) return [];
  if (tidy(textOf(element)) === '') return [];
  const inside = elementsOf(element);
  const hasBlock = inside.some(
    ({ tagName }) => blockTags.has(renamed[tagName] ?? tagName) || containers.has(tagName) || embeds.has(tagName),
  );
  return hasBlock ? [] : inside.filter((inner) => inner.tagName === 'img' && !isEmoji(inner));
}
