/** Marks what on a page is not its article: menus, footers, share bars, comments, teasers, captions, by name and by size. */
import type { Block } from './page-blocks.ts';
import { holdsAny, sumUp, textContent } from './page-tree.ts';
import type { PageElement, PageTree } from './page-tree.ts';
import { articleHint, captionHint, hintKinds, isHidden, kindLimits, roleKinds, tagKinds } from './page-words.ts';
import { bare } from './page-verdicts.ts';
import type { RemovedKind } from './page-words.ts';

/** Running text below each element, in characters, by its index. */
export type Mass = Float64Array;

/** Furniture found on the page: each element inside a marked one carries the mark's kind. */
export type Marks = ReadonlyMap<PageElement, RemovedKind>;

const sentenceLength = 80;
const sentenceLinkShare = 0.35;
/** What holds this share of the page's running text is not furniture, whatever its class says. */
const articleShare = 0.4;
/** Furniture leads elsewhere: text without any link is the article sooner. */
const plainShare = 0.25;
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
const holdsLink = holdsAny('a');
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

/** Kinds of hints, so that each is looked up but once a page. */
type KnownHints = Map<string, RemovedKind | undefined>;

function kindByHint(hint: string, known: KnownHints): RemovedKind | undefined {
  if (!known.has(hint)) known.set(hint, hintKinds.find(([, pattern]) => pattern.test(hint))?.[0]);
  return known.get(hint);
}

function furnitureKind(element: PageElement, strictness: Strictness, known: KnownHints): RemovedKind | undefined {
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
  const kind = kindByHint(element.hint, known);
  // Posts of social networks shown in the story are quotations.
  if (kind === 'share' && (element.tag === 'blockquote' || holdsQuote(element))) return undefined;
  return kind;
}

/** A line longer than this, in letters, is text whatever the name of the inline element around it: editors paste such names into paragraphs. */
const inlineLength = 120;

/** What kind of furniture a block is, by its own element or by an inline one around all of it. */
export function markOf(block: Block, marks: Marks): RemovedKind | undefined {
  const kind = marks.get(block.element);
  if (kind !== undefined || block.inner === block.element || block.size > inlineLength) return kind;
  return marks.get(block.inner);
}

/** Small parts of an article's head, in which its title may stand. */
const headKinds: ReadonlySet<RemovedKind> = new Set(['header', 'byline', 'date', 'tags', 'summary', 'hidden']);

/** The `h1` that bears the page's title: of those whose words stand in the title element, which has the site's name, too, the longest. */
export function titleOf(page: PageTree): PageElement | undefined {
  const title = bare(page.titleText ?? '');
  let longest = 0;
  let found: PageElement | undefined;
  for (const element of page.elements) {
    if (element.tag !== 'h1') continue;
    const text = bare(textContent(element));
    if (text.length <= longest || !title.includes(text)) continue;
    longest = text.length;
    found = element;
  }
  return found;
}

/** What the page's title stands in: whatever its names, it is no more than the head of the article. */
function aroundTitle(page: PageTree): ReadonlySet<PageElement> {
  const around = new Set<PageElement>();
  for (let outer = titleOf(page)?.parent; outer !== undefined; outer = outer.parent) around.add(outer);
  return around;
}

/** Kinds that may well hold most of a page's text: comments on a short story, captions of many pictures. */
function isHeavy(kind: RemovedKind, { hint }: PageElement): boolean {
  return kind === 'comment' || kind === 'hidden' || (kind === 'caption' && captionHint.test(hint));
}

/** Elements of one tag and name are of one make, wherever they stand. */
function makeOf({ tag, hint }: PageElement): string {
  return `${tag}${hint}`;
}

/**
 * Marks furniture by its tag, role, microdata and class words, unless it holds too much of the page's text: an element alone, or all of
 * one make together, into which a story may be cut.
 */
export function markFurniture(page: PageTree, mass: Mass, strictness: Strictness): Marks {
  const titled = aroundTitle(page);
  const known: KnownHints = new Map();
  const total = Math.max(1, mass[0] ?? 0);
  const heavy = new Set<string>();
  const mark = (misnamed: ReadonlySet<string>): Map<PageElement, RemovedKind> => {
    const marks = new Map<PageElement, RemovedKind>();
    for (const element of page.elements) {
      let kind = element.parent === undefined ? undefined : marks.get(element.parent);
      if (kind === undefined && element.parent !== undefined && element.tag !== 'main') {
        const found = furnitureKind(element, strictness, known);
        if (found !== undefined && !misnamed.has(makeOf(element)) && (headKinds.has(found) || !titled.has(element))) {
          const share = found === 'comment' ? commentShare : holdsLink(element) ? articleShare : plainShare;
          const limit = Math.min(total * share, kindLimits[found] ?? Infinity);
          if (mass[element.index]! < limit) kind = found;
          else heavy.add(makeOf(element));
        }
      }
      if (kind !== undefined) marks.set(element, kind);
    }
    return marks;
  };
  const marks = mark(new Set());
  const misnamed = new Set([...heavy, ...misnamedMakes(marks, mass, total * articleShare)]);
  return misnamed.size === 0 ? marks : mark(misnamed);
}

/** Makes of which the marked elements hold more running text than `limit` together, most of them without a link: no teasers, but a story in pieces. */
function misnamedMakes(marks: Marks, mass: Mass, limit: number): Set<string> {
  const makes = new Map<string, { mass: number; plain: number; linked: number }>();
  for (const [element, kind] of marks) {
    if (element.hint === '' || mass[element.index] === 0 || isHeavy(kind, element)) continue;
    if (element.parent !== undefined && marks.has(element.parent)) continue;
    const make = makes.get(makeOf(element)) ?? { mass: 0, plain: 0, linked: 0 };
    make.mass += mass[element.index]!;
    if (holdsLink(element)) make.linked++;
    else make.plain++;
    makes.set(makeOf(element), make);
  }
  return new Set([...makes].flatMap(([key, make]) => (make.mass >= limit && make.plain > make.linked ? [key] : [])));
}
