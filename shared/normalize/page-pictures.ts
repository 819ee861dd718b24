/** The pictures of a page's article, each with the caption and credit that stand beside it. */
import { collapse, isElement, textContent } from './page-tree.ts';
import type { PageElement } from './page-tree.ts';
import { captionHint, creditHint, furniturePictureHint } from './page-words.ts';
import type { RemovedKind } from './page-words.ts';

export interface PagePicture {
  /** As written in the page: relative where the page has it relative and its address is not known. */
  readonly src: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
  /** The place of its element in the page, as elements are counted: where it stands among the blocks. */
  readonly at: number;
}

const maxPictures = 200;
/** Narrower or lower ones are icons and counters. */
const minSide = 90;
/** How far above the picture its caption may stand. */
const captionLevels = 4;
const captionLength = 1_000;

function firstOfSrcset(srcset: string | undefined): string | undefined {
  const candidates = (srcset ?? '')
    .split(/,\s+/)
    .map((candidate) => candidate.trim().split(/\s+/))
    .flatMap(([address, size]) => (address ? [{ address, size: Number.parseFloat(size ?? '1') || 1 }] : []));
  return candidates.sort((a, b) => b.size - a.size)[0]?.address;
}

function pictureAddress(image: PageElement): string | undefined {
  const names = ['data-src', 'data-original', 'data-lazy-src', 'data-hi-res-src', 'src'];
  const direct = names
    .map((name) => image.attrs.get(name)?.trim())
    .find((value) => value && !value.startsWith('data:'));
  const sets = ['srcset', 'data-srcset'].map((name) => firstOfSrcset(image.attrs.get(name)));
  return direct ?? sets.find((address) => address !== undefined && !address.startsWith('data:'));
}

function absolute(address: string, base: string | undefined): string | undefined {
  const url = URL.parse(address, base);
  if (url === null) return base === undefined ? address : undefined;
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

function isFurniture(image: PageElement): boolean {
  for (const side of ['width', 'height']) {
    const value = Number.parseInt(image.attrs.get(side) ?? '', 10);
    if (value > 0 && value < minSide) return true;
  }
  return (
    furniturePictureHint.test(image.hint) ||
    /(?:pixel|spacer|blank|1x1)\.gif|\.svg(?:\?|$)/i.test(image.attrs.get('src') ?? '')
  );
}

function findHinted(root: PageElement, test: (element: PageElement) => boolean): PageElement | undefined {
  for (const child of root.children) {
    if (!isElement(child)) continue;
    if (test(child)) return child;
    const found = findHinted(child, test);
    if (found !== undefined) return found;
  }
  return undefined;
}

function countImages(element: PageElement): number {
  return element.children.reduce(
    (sum, child) => sum + (isElement(child) ? (child.tag === 'img' ? 1 : countImages(child)) : 0),
    0,
  );
}

/** Caption and credit from the smallest element that holds this picture alone and a caption. */
function captionOf(image: PageElement): { caption?: string; credit?: string } {
  let scope = image.parent;
  for (let level = 0; level < captionLevels && scope !== undefined; level++, scope = scope.parent) {
    if (scope.tag === 'body' || countImages(scope) > 1) break;
    const element = findHinted(
      scope,
      ({ tag, hint, attrs }) => tag === 'figcaption' || attrs.get('itemprop') === 'caption' || captionHint.test(hint),
    );
    const credited =
      findHinted(element ?? scope, ({ hint }) => creditHint.test(hint)) ??
      findHinted(scope, ({ hint }) => creditHint.test(hint));
    const credit = credited === undefined ? '' : textContent(credited);
    const whole = element === undefined ? '' : textContent(element);
    const caption =
      credit !== '' && whole !== credit ? collapse(whole.replace(credit, '')) : whole === credit ? '' : whole;
    if (caption === '' && credit === '') continue;
    if (caption.length > captionLength || credit.length > captionLength) return {};
    return { caption: caption || undefined, credit: credit || undefined };
  }
  return {};
}

/**
 * Pictures below `scope`, in document order, without icons, logos, portraits of authors and those of marked furniture
 * (captions and galleries are marked, too, but hold the article's pictures).
 */
export function collectPictures(
  scope: PageElement,
  marks: ReadonlyMap<PageElement, RemovedKind>,
  url: string | undefined,
): PagePicture[] {
  const pictures = new Map<string, PagePicture>();
  const visit = (element: PageElement): void => {
    const kind = marks.get(element);
    if (kind !== undefined && !['caption', 'header', 'hidden', 'summary'].includes(kind)) return;
    if (element.tag === 'img' && !isFurniture(element) && pictures.size < maxPictures) {
      const address = pictureAddress(element);
      const src = address === undefined ? undefined : absolute(address, url);
      if (src !== undefined && !pictures.has(src)) {
        const alt = collapse(element.attrs.get('alt') ?? '');
        pictures.set(src, { src, ...(alt === '' ? {} : { alt }), ...captionOf(element), at: element.index });
      }
    }
    for (const child of element.children) if (isElement(child)) visit(child);
  };
  visit(scope);
  return [...pictures.values()];
}
