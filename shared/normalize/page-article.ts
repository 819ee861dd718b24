/** Finds where on a page the article stands: marks page furniture, scores containers, joins what belongs to the best one. */
import type { Block } from './page-blocks.ts';
import { isElement, textContent } from './page-tree.ts';
import type { PageElement } from './page-tree.ts';
import {
  articleHint,
  hintKinds,
  isHidden,
  kindLimits,
  negativeHint,
  positiveHint,
  roleKinds,
  tagKinds,
} from './page-words.ts';
import type { RemovedKind } from './page-words.ts';

/** Running text below an element, in characters: blocks long enough, and free enough of links, to be sentences. */
export type Mass = ReadonlyMap<PageElement, number>;

/** Furniture found on the page: each element inside a marked one carries the mark's kind. */
export type Marks = ReadonlyMap<PageElement, RemovedKind>;

const sentenceLength = 80;
const sentenceLinkShare = 0.35;
/** What holds this share of the page's running text is not furniture, whatever its class says. */
const articleShare = 0.4;
/** Comments alone may outweigh a short article. */
const commentShare = 0.85;

function isRunningText(block: Block): boolean {
  return block.size >= sentenceLength && block.linkLength <= block.text.length * sentenceLinkShare;
}

export function measureMass(blocks: readonly Block[]): Mass {
  const mass = new Map<PageElement, number>();
  for (const block of blocks) {
    if (!isRunningText(block)) continue;
    for (let element: PageElement | undefined = block.element; element !== undefined; element = element.parent) {
      mass.set(element, (mass.get(element) ?? 0) + block.size - block.linkLength);
    }
  }
  return mass;
}

function holds(element: PageElement, tags: readonly string[]): boolean {
  return element.children.some((child) => isElement(child) && (tags.includes(child.tag) || holds(child, tags)));
}

/** A pull quote: an aside that is nothing but a short quotation from the story. */
function isPullQuote(element: PageElement): boolean {
  const text = textContent(element);
  return text.length < 400 && /^["“”„«‘]/.test(text) && !holds(element, ['a', 'h2', 'h3', 'h4', 'li']);
}

function kindByTag(element: PageElement): RemovedKind | undefined {
  const { tag } = element;
  if (tag === 'aside' && isPullQuote(element)) return undefined;
  // The header of the page or the article, not of a section in it.
  if (tag === 'header')
    return holds(element, ['h2', 'h3', 'h4']) && !holds(element, ['h1', 'nav', 'ul']) ? undefined : 'header';
  return tagKinds[tag];
}

function furnitureKind(element: PageElement): RemovedKind | undefined {
  if (isHidden(element)) return 'hidden';
  const role = element.attrs.get('role');
  const byRole = role === undefined ? undefined : roleKinds[role];
  if (byRole !== undefined) return byRole;
  const byTag = kindByTag(element);
  if (byTag !== undefined) return byTag;
  const itemprop = element.attrs.get('itemprop');
  if (itemprop === 'articleBody') return undefined;
  if (itemprop === 'author' || element.attrs.get('rel') === 'author') return 'byline';
  if (itemprop === 'datePublished' || itemprop === 'dateModified') return 'date';
  if (itemprop === 'caption') return 'caption';
  if (element.hint === '' || articleHint.test(element.hint)) return undefined;
  const kind = hintKinds.find(([, pattern]) => pattern.test(element.hint))?.[0];
  // Posts of social networks shown in the story are quotations.
  if (kind === 'share' && (element.tag === 'blockquote' || holds(element, ['blockquote']))) return undefined;
  return kind;
}

/** Marks furniture by its tag, role, microdata and class words, unless it holds too much of the page's text. */
export function markFurniture(body: PageElement, mass: Mass, options: { readonly hiddenCounts: boolean }): Marks {
  const marks = new Map<PageElement, RemovedKind>();
  const total = Math.max(1, mass.get(body) ?? 0);
  const visit = (element: PageElement, inherited: RemovedKind | undefined): void => {
    let kind = inherited;
    if (kind === undefined && element !== body && element.tag !== 'main') {
      const found = furnitureKind(element);
      if (found !== undefined && (found !== 'hidden' || options.hiddenCounts)) {
        const share = found === 'comment' ? commentShare : articleShare;
        const limit = Math.min(total * share, kindLimits[found] ?? Infinity);
        if ((mass.get(element) ?? 0) < limit) kind = found;
      }
    }
    if (kind !== undefined) marks.set(element, kind);
    for (const child of element.children) if (isElement(child)) visit(child, kind);
  };
  visit(body, undefined);
  return marks;
}

const tagScores: Readonly<Record<string, number>> = {
  div: 5,
  article: 10,
  section: 3,
  pre: 3,
  td: 3,
  blockquote: 3,
  address: -3,
  ol: -3,
  ul: -3,
  dl: -3,
  dd: -3,
  dt: -3,
  li: -3,
  form: -3,
  th: -5,
};

const paragraphTags = new Set('p h2 h3 h4 h5 h6 td pre li dd blockquote'.split(' '));

function baseScore(element: PageElement): number {
  let score = tagScores[element.tag] ?? 0;
  if (element.attrs.get('itemprop') === 'articleBody') score += 50;
  if (element.hint === '') return score;
  if (articleHint.test(element.hint)) score += 25;
  if (positiveHint.test(element.hint)) score += 25;
  if (negativeHint.test(element.hint)) score -= 25;
  return score;
}

function commaCount(text: string): number {
  return text.match(/[,،﹐︐︑⹁⸴⸲，、।]/g)?.length ?? 0;
}

/** Points of each container, spread from its blocks upward as Readability does, lessened by its share of links. */
function scoreContainers(blocks: readonly Block[]): Map<PageElement, number> {
  const scores = new Map<PageElement, number>();
  const lengths = new Map<PageElement, { text: number; links: number }>();
  for (const block of blocks) {
    const { length } = block.text;
    for (let element: PageElement | undefined = block.element; element !== undefined; element = element.parent) {
      const sum = lengths.get(element) ?? { text: 0, links: 0 };
      sum.text += length;
      sum.links += block.linkLength;
      lengths.set(element, sum);
    }
    if (length < 25) continue;
    const points =
      (2 + commaCount(block.text) + Math.min(Math.floor(length / 100), 3)) * (1 - block.linkLength / length);
    const isParagraph = paragraphTags.has(block.element.tag) || !block.element.holdsBlocks;
    let ancestor = isParagraph ? block.element.parent : block.element;
    for (let level = 0; ancestor !== undefined && level < 5; level++, ancestor = ancestor.parent) {
      const divider = level === 0 ? 1 : level === 1 ? 2 : level * 3;
      scores.set(ancestor, (scores.get(ancestor) ?? baseScore(ancestor)) + points / divider);
    }
  }
  for (const [element, score] of scores) {
    const sum = lengths.get(element);
    if (sum !== undefined) scores.set(element, score * (1 - sum.links / Math.max(1, sum.text)));
  }
  return scores;
}

function ancestorsOf(element: PageElement): PageElement[] {
  const ancestors: PageElement[] = [];
  for (let parent = element.parent; parent !== undefined; parent = parent.parent) ancestors.push(parent);
  return ancestors;
}

/** The best container, moved up where several good ones share a parent or a parent scores higher. */
function chooseTop(scores: Map<PageElement, number>, body: PageElement): PageElement {
  const ranked = [...scores].sort((a, b) => b[1] - a[1]).slice(0, 5);
  const best = ranked[0];
  if (best === undefined) return body;
  let top = best[0];
  const rivals = ranked
    .slice(1)
    .filter(([, score]) => score >= best[1] * 0.75)
    .map(([element]) => ancestorsOf(element));
  if (rivals.length >= 3) {
    const shared = ancestorsOf(top).find((parent) => rivals.filter((list) => list.includes(parent)).length >= 3);
    if (shared !== undefined) top = shared;
  }
  let last = scores.get(top) ?? 0;
  const floor = last / 3;
  for (const parent of ancestorsOf(top)) {
    const score = scores.get(parent);
    if (score === undefined || parent.tag === 'body') continue;
    if (score < floor) break;
    if (score > last) {
      top = parent;
      break;
    }
    last = score;
  }
  while (top.parent !== undefined && top.parent.tag !== 'body') {
    if (top.parent.children.filter(isElement).length > 1) break;
    top = top.parent;
  }
  return top;
}

/** The containers whose blocks make up the article: the best one, and siblings that read like parts of it. */
export function findArticle(blocks: readonly Block[], body: PageElement, mass: Mass): ReadonlySet<PageElement> {
  const scores = scoreContainers(blocks);
  const top = chooseTop(scores, body);
  const roots = new Set<PageElement>([top]);
  const parent = top.parent;
  if (parent === undefined) return roots;
  const threshold = Math.max(10, (scores.get(top) ?? 0) * 0.2);
  for (const sibling of parent.children) {
    if (!isElement(sibling) || sibling === top) continue;
    const sameClass = sibling.hint !== '' && sibling.hint === top.hint;
    const score = (scores.get(sibling) ?? 0) + (sameClass ? (scores.get(top) ?? 0) * 0.2 : 0);
    if (scores.has(sibling) && score >= threshold) roots.add(sibling);
    else if (sibling.tag === 'p' && (mass.get(sibling) ?? 0) > 0) roots.add(sibling);
    else if (sibling.tag === 'p' && isShortSentence(blocks, sibling)) roots.add(sibling);
  }
  addParts(blocks, roots);
  return roots;
}

/** Make-up of a paragraph: its own and its containers' names; empty where these say nothing. */
function makeUp(element: PageElement): string {
  const { parent } = element;
  if (parent === undefined || parent.hint === '') return '';
  return [element, parent, parent.parent].map((one) => `${one?.tag}${one?.hint}`).join('<');
}

const partSample = 3;

/** Adds the containers of paragraphs made up like those already found: parts of an article cut by wide pictures or ads. */
function addParts(blocks: readonly Block[], roots: Set<PageElement>): void {
  const known = new Map<string, number>();
  const outside: { readonly container: PageElement; readonly key: string }[] = [];
  for (const block of blocks) {
    if (!isRunningText(block)) continue;
    const key = makeUp(block.element);
    if (key === '') continue;
    if (isInside(block.element, roots)) known.set(key, (known.get(key) ?? 0) + 1);
    else if (block.element.parent !== undefined) outside.push({ container: block.element.parent, key });
  }
  for (const { container, key } of outside) if ((known.get(key) ?? 0) >= partSample) roots.add(container);
}

function isShortSentence(blocks: readonly Block[], paragraph: PageElement): boolean {
  const block = blocks.find((candidate) => candidate.element === paragraph);
  return block !== undefined && block.linkLength === 0 && /[.!?…。](?:\s|$)/.test(block.text);
}

/** Whether an element stands in one of the containers. */
export function isInside(element: PageElement, roots: ReadonlySet<PageElement>): boolean {
  for (let current: PageElement | undefined = element; current !== undefined; current = current.parent) {
    if (roots.has(current)) return true;
  }
  return false;
}
