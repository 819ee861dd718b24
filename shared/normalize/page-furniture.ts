/** Marks what on a page is not its article: menus, footers, share bars, comments, teasers, captions, by name and by size. */
import type { Block } from './page-blocks.ts';
import { holdsAny, sumUp, textContent } from './page-tree.ts';
import type { PageElement, PageTree } from './page-tree.ts';
import { articleHint, hintKinds, isHidden, kindLimits, roleKinds, tagKinds } from './page-words.ts';
import type { RemovedKind } from './page-words.ts';

/** Running text below each element, in characters, by its index. */
export type Mass = Float64Array;

/** Furniture found on the page: each element inside a marked one carries the mark's kind. */
export type Marks = ReadonlyMap<PageElement, RemovedKind>;

const sentenceLength = 80;
const sentenceLinkShare = 0.35;
/** What holds this share of the page's running text is not furniture, whatever its class says. */
const articleShare = 0.4;
/** Comments alone may outweigh a short article. */
const commentShare = 0.85;

/** A block long enough, and free enough of links, to be sentences. */
export function isRunningText(block: Block): boolean {
  return block.size >= sentenceLength && block.linkLength <= block.text.length * sentenceLinkShare;
}

export function measureMass(page: PageTree, blocks: readonly Block[]): Mass {
  const mass = new Float64Array(page.elements.length);
  for (const block of blocks) {
    if (isRunningText(block)) mass[block.element.index]! += block.size - block.linkLength;
  }
  sumUp(page.elements, mass);
  return mass;
}

const holdsStructure = holdsAny('a', 'h2', 'h3', 'h4', 'li', 'aside');
const holdsHeaderParts = holdsAny('h1', 'nav', 'ul', 'form', 'time', 'address');
const holdsQuote = holdsAny('blockquote');

/** A pull quote: an aside that is nothing but a short quotation from the story. */
function isPullQuote(element: PageElement): boolean {
  if (holdsStructure(element)) return false;
  const text = textContent(element);
  return text.length < 400 && /^["“”„«‘]/.test(text);
}

function kindByTag(element: PageElement): RemovedKind | undefined {
  const { tag } = element;
  if (tag === 'aside' && isPullQuote(element)) return undefined;
  // The header of the page or the article; one without title, menu or date is the opening of the text.
  if (tag === 'header') return holdsHeaderParts(element) ? 'header' : undefined;
  // The footer of a quotation names whom it quotes.
  if (tag === 'footer' && element.parent?.tag === 'blockquote') return undefined;
  return tagKinds[tag];
}

/** How much is taken for furniture: all that is named so, only what its element or role says, or next to nothing. */
export type Strictness = 'names' | 'elements' | 'none';

function furnitureKind(element: PageElement, strictness: Strictness): RemovedKind | undefined {
  if (strictness === 'none') return element.tag === 'nav' ? 'navigation' : undefined;
  if (isHidden(element)) return 'hidden';
  const role = element.attrs.get('role');
  const byRole = role === undefined ? undefined : roleKinds[role];
  if (byRole !== undefined) return byRole;
  const byTag = kindByTag(element);
  if (byTag !== undefined) return byTag;
  const itemprop = element.attrs.get('itemprop');
  if (itemprop === 'articleBody' || strictness !== 'names') return undefined;
  if (itemprop === 'author' || element.attrs.get('rel') === 'author') return 'byline';
  if (itemprop === 'datePublished' || itemprop === 'dateModified') return 'date';
  if (itemprop === 'caption') return 'caption';
  if (element.hint === '' || articleHint.test(element.hint)) return undefined;
  const kind = hintKinds.find(([, pattern]) => pattern.test(element.hint))?.[0];
  // Posts of social networks shown in the story are quotations.
  if (kind === 'share' && (element.tag === 'blockquote' || holdsQuote(element))) return undefined;
  return kind;
}

/** Marks furniture by its tag, role, microdata and class words, unless it holds too much of the page's text. */
export function markFurniture(page: PageTree, mass: Mass, strictness: Strictness): Marks {
  const marks = new Map<PageElement, RemovedKind>();
  const total = Math.max(1, mass[0] ?? 0);
  for (const element of page.elements) {
    let kind = element.parent === undefined ? undefined : marks.get(element.parent);
    if (kind === undefined && element.parent !== undefined && element.tag !== 'main') {
      const found = furnitureKind(element, strictness);
      if (found !== undefined) {
        const share = found === 'comment' ? commentShare : articleShare;
        const limit = Math.min(total * share, kindLimits[found] ?? Infinity);
        if (mass[element.index]! < limit) kind = found;
      }
    }
    if (kind !== undefined) marks.set(element, kind);
  }
  return marks;
}
