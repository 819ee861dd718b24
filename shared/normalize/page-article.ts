/** Finds where on a page the article stands: scores containers and joins what belongs to the best one. */
import type { Block } from './page-blocks.ts';
import { holdsAny, isElement, sumUp } from './page-tree.ts';
import type { PageElement, PageTree } from './page-tree.ts';
import { isRunningText } from './page-furniture.ts';
import type { Mass } from './page-furniture.ts';
import { articleHint, negativeHint, positiveHint } from './page-words.ts';

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

const holdsTitle = holdsAny('h1');
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

/** Whether an element is a paragraph rather than a box of them: boxes hold other blocks, or runs of text parted by line breaks. */
function isOneText({ tag, holdsBlocks }: PageElement, runs: number): boolean {
  if (runs > 1 && !/^(?:p|pre|h[1-6])$/.test(tag)) return false;
  return paragraphTags.has(tag) || !holdsBlocks;
}

/** Points of each container, spread from its blocks upward as Readability does, lessened by its share of links. */
function scoreContainers(page: PageTree, blocks: readonly Block[]): Map<PageElement, number> {
  const scores = new Map<PageElement, number>();
  const texts = new Float64Array(page.elements.length);
  const links = new Float64Array(page.elements.length);
  const runs = new Uint32Array(page.elements.length);
  for (const block of blocks) if (block.size >= 25) runs[block.element.index]!++;
  for (const block of blocks) {
    const { length } = block.text;
    texts[block.element.index]! += length;
    links[block.element.index]! += block.linkLength;
    if (block.size < 25) continue;
    const points =
      (2 + commaCount(block.text) + Math.min(Math.floor(block.size / 100), 3)) * (1 - block.linkLength / length);
    const isParagraph = isOneText(block.element, runs[block.element.index]!);
    let ancestor = isParagraph ? block.element.parent : block.element;
    for (let level = 0; ancestor !== undefined && level < 5; level++, ancestor = ancestor.parent) {
      const divider = level === 0 ? 1 : level === 1 ? 2 : level * 3;
      scores.set(ancestor, (scores.get(ancestor) ?? baseScore(ancestor)) + points / divider);
    }
  }
  sumUp(page.elements, texts);
  sumUp(page.elements, links);
  for (const [element, score] of scores) {
    scores.set(element, score * (1 - links[element.index]! / Math.max(1, texts[element.index]!)));
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
export function findArticle(page: PageTree, blocks: readonly Block[], mass: Mass): ReadonlySet<PageElement> {
  const scores = scoreContainers(page, blocks);
  const top = chooseTop(scores, page.body);
  const roots = new Set<PageElement>([top]);
  if (top.parent !== undefined) addSiblings(top, scores, blocks, mass, roots);
  addParts(page, blocks, roots);
  return roots;
}

/** A container counts as the bulk's while it holds this share of the text. */
const bulkShare = 0.6;

/** The smallest container of most of the page's text, whatever its name: for pages on which the best-scored one has next to none. */
export function findBulk(page: PageTree, blocks: readonly Block[]): ReadonlySet<PageElement> {
  const texts = new Float64Array(page.elements.length);
  for (const block of blocks) texts[block.element.index]! += Math.max(0, block.size - block.linkLength);
  sumUp(page.elements, texts);
  const enough = texts[0]! * bulkShare;
  let bulk = page.body;
  for (let next: PageElement | undefined = bulk; next !== undefined;) {
    bulk = next;
    next = bulk.children.filter(isElement).find(({ index }) => texts[index]! > enough);
  }
  return new Set([paragraphTags.has(bulk.tag) ? (bulk.parent ?? bulk) : bulk]);
}

function addSiblings(
  top: PageElement,
  scores: ReadonlyMap<PageElement, number>,
  blocks: readonly Block[],
  mass: Mass,
  roots: Set<PageElement>,
): void {
  const best = scores.get(top) ?? 0;
  const threshold = Math.max(10, best * 0.2);
  const sentences = new Set(blocks.filter(isShortSentence).map((block) => block.element));
  const opening = openingBefore(top, blocks, mass);
  for (const sibling of top.parent?.children ?? []) {
    if (!isElement(sibling) || sibling === top) continue;
    if (sibling === opening) roots.add(sibling);
    const sameClass = sibling.hint !== '' && sibling.hint === top.hint;
    const score = scores.get(sibling);
    if (score !== undefined && score + (sameClass ? best * 0.2 : 0) >= threshold) roots.add(sibling);
    else if (sibling.tag === 'p' && (mass[sibling.index]! > 0 || sentences.has(sibling))) roots.add(sibling);
  }
}

/** The box right before the container that holds one paragraph without a link and no more: the story's opening, set apart. */
function openingBefore(top: PageElement, blocks: readonly Block[], mass: Mass): PageElement | undefined {
  const before = (top.parent?.children ?? []).filter(isElement).filter(({ index }) => index < top.index);
  const box = before.findLast(({ index }) => mass[index]! > 0);
  if (box === undefined || box.tag === 'p') return undefined;
  // What stands above the title is a notice of the site.
  if (holdsTitle(top) || before.some((other) => other.index > box.index && (other.tag === 'h1' || holdsTitle(other))))
    return undefined;
  const end = before.find(({ index }) => index > box.index)?.index ?? top.index;
  const within = blocks.filter(({ element }) => element.index >= box.index && element.index < end);
  const [only] = within;
  return within.length === 1 && only?.linkLength === 0 && isRunningText(only) && /[.!?…。”"»]$/.test(only.text)
    ? box
    : undefined;
}

function isShortSentence(block: Block): boolean {
  return block.linkLength === 0 && /[.!?…。](?:\s|$)/.test(block.text);
}

/** Make-up of a paragraph: its own and its containers' names; empty where these say nothing. */
function makeUp(element: PageElement): string {
  const { parent } = element;
  if (parent === undefined || parent.hint === '') return '';
  return [element, parent, parent.parent].map((one) => `${one?.tag}${one?.hint}`).join('<');
}

const partSample = 3;

/** Adds the containers of paragraphs made up like those already found: parts of an article cut by wide pictures or ads. */
function addParts(page: PageTree, blocks: readonly Block[], roots: Set<PageElement>): void {
  const inside = insideOf(page, roots);
  const known = new Map<string, number>();
  const outside: { readonly container: PageElement; readonly key: string }[] = [];
  for (const block of blocks) {
    if (!isRunningText(block)) continue;
    const key = makeUp(block.element);
    if (key === '') continue;
    if (inside[block.element.index] === 1) known.set(key, (known.get(key) ?? 0) + 1);
    else if (block.element.parent !== undefined) outside.push({ container: block.element.parent, key });
  }
  for (const { container, key } of outside) if ((known.get(key) ?? 0) >= partSample) roots.add(container);
}

/** For each element of the page, by its index, 1 where it stands in one of the containers. */
export function insideOf(page: PageTree, roots: ReadonlySet<PageElement>): Uint8Array {
  const inside = new Uint8Array(page.elements.length);
  for (const { index, parent } of page.elements) {
    if ((parent !== undefined && inside[parent.index] === 1) || roots.has(page.elements[index]!)) inside[index] = 1;
  }
  return inside;
}
