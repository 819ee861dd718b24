/** Takes out of the chosen blocks what is not the story: labels, promos, captions, bylines, credits, stray links. */
import type { Block } from './page-blocks.ts';
import { judgeCards, judgeLinks, staysHome } from './page-links.ts';
import { isDateLine, longestPhrase, phrases, sectionOpeners, subscription } from './page-phrases.ts';
import { holdsAny } from './page-tree.ts';
import type { PageElement } from './page-tree.ts';
import { bare, endsSentence, isAddress, isHeading, isProse, linkShare, tagSet, within } from './page-verdicts.ts';
import type { CleanContext, Verdicts } from './page-verdicts.ts';
import type { RemovedKind } from './page-words.ts';

export interface RemovedBlock {
  readonly kind: RemovedKind;
  readonly block: Block;
}

/** Whether a block is the value of a table's cell, which may read like a label elsewhere; cells of several lines lay out a page. */
function isValue(block: Block, lines: ReadonlyMap<PageElement, number>): boolean {
  return /^t[dh]$/.test(block.element.tag) && block.text.length < 40 && lines.get(block.element) === 1;
}

function phraseKind(block: Block): RemovedKind | undefined {
  if (block.text.length > longestPhrase) return undefined;
  const text = block.text.replaceAll('\n', ' ');
  return phrases.find(
    ({ maxLength, needsLink, pattern }) =>
      text.length <= maxLength && (needsLink === undefined || block.links.length > 0) && pattern.test(text),
  )?.kind;
}

/** Blocks that say by their own words, or by being the title, what they are. */
function judgeAlone(blocks: readonly Block[], context: CleanContext, verdicts: Verdicts): void {
  const title = bare(context.title ?? '');
  const lines = new Map<PageElement, number>();
  for (const { element } of blocks) lines.set(element, (lines.get(element) ?? 0) + 1);
  for (const [index, block] of blocks.entries()) {
    if (isTitle(block, title)) verdicts[index] = 'title';
    else if (!isValue(block, lines)) verdicts[index] = phraseKind(block);
    if (isSubscription(block)) verdicts[index] ??= 'newsletter';
  }
}

/** A short line, much of it a link, that speaks of a subscription: an invitation, whatever its words. */
function isSubscription(block: Block): boolean {
  return block.text.length < 250 && linkShare(block) >= 0.4 && subscription.test(block.text);
}

function isTitle(block: Block, title: string): boolean {
  if (title === '' || block.text.length > title.length * 3 + 50) return false;
  const own = bare(block.text);
  return own === title || (block.element.tag === 'h1' && (title.includes(own) || own.includes(title)));
}

/** Comments and notes on the author come last: no more than this share of the text follows their heading. */
const tailShare = 0.4;

/** A heading over links elsewhere takes the links under it along; one over comments or the author all that follows. */
function judgeSections(blocks: readonly Block[], verdicts: Verdicts): void {
  let left = blocks.reduce((sum, block) => sum + block.size, 0);
  const tail = left * tailShare;
  for (const [index, block] of blocks.entries()) {
    left -= block.size;
    const opener = sectionOpeners.find(([, pattern]) => block.text.length <= 80 && pattern.test(block.text))?.[0];
    const pointsOn = verdicts[index] === 'related' && /[:：]$/.test(block.text);
    const kind = opener ?? (pointsOn ? 'related' : undefined);
    if (kind === undefined || (kind !== 'related' && left > tail)) continue;
    verdicts[index] = kind;
    for (let next = index + 1; next < blocks.length; next++) {
      const following = blocks[next]!;
      if (kind === 'related' ? linkShare(following) < 0.7 : isHeading(following)) break;
      verdicts[next] ??= kind;
    }
  }
}

/** What a line above the story is, where it is a date, a byline, or both with other particulars. */
function openerKind(block: Block): RemovedKind | undefined {
  const { text } = block;
  if (
    isDateLine(text) ||
    (text.length < 300 && /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b/.test(text) && !endsSentence(text))
  ) {
    return 'date';
  }
  if (text.length < 90 && /\b(?:19|20)\d\d\b/.test(text) && /\d\D+\d/.test(text) && !endsSentence(text)) return 'date';
  if (text.length < 120 && /^(?:by|von|par|por|di|door|от|автор:?)\s+\p{Lu}/iu.test(text) && !endsSentence(text))
    return 'byline';
  if (isHeading(block) && text.length >= 60) return 'summary';
  return undefined;
}

/** Where no sentence is found among this many blocks, the story has another form (a table, a list). */
const headBlocks = 15;

/** Before the first sentence of the story stand kickers, dates, bylines and standfirsts. */
function judgeHead(blocks: readonly Block[], context: CleanContext, verdicts: Verdicts): void {
  let first = 0;
  for (; first < Math.min(blocks.length, headBlocks); first++) {
    if (verdicts[first] !== undefined) continue;
    verdicts[first] = openerKind(blocks[first]!);
    if (verdicts[first] === undefined && isProse(blocks[first]!)) break;
  }
  const excerpt = bare(context.excerpt ?? '');
  const block = blocks[first];
  if (block === undefined || block.text.length > excerpt.length * 2 || bare(block.text) !== excerpt) return;
  // The description of a page often repeats the first paragraph, which stays: a standfirst stands apart from paragraphs that stand together.
  const [next, afterNext] = blocks.filter((other, at) => at > first && verdicts[at] === undefined && isProse(other));
  const place = next?.element.parent;
  if (place !== undefined && place === afterNext?.element.parent && place !== block.element.parent)
    verdicts[first] = 'summary';
}

/** After the last sentence, headings and stray short lines lead to other things. */
function judgeTail(blocks: readonly Block[], context: CleanContext, verdicts: Verdicts): void {
  for (let index = blocks.length - 1; index >= 0; index--) {
    if (verdicts[index] !== undefined) continue;
    const block = blocks[index]!;
    if (isHeading(block)) verdicts[index] = 'promo';
    else if (
      linkShare(block) > 0.6 &&
      (!endsSentence(block.text) || block.text.length < 80) &&
      !isAddress(block.text) &&
      staysHome(block, context) &&
      within(block, quotations) === undefined
    )
      verdicts[index] = 'promo';
    else break;
  }
}

const leadsOn: ReadonlySet<RemovedKind | undefined> = new Set([
  'related',
  'promo',
  'newsletter',
  'share',
  'advertisement',
  'tags',
  'comment',
]);

/** A heading over nothing that was kept goes with what stood under it. */
function judgeOrphans(blocks: readonly Block[], verdicts: Verdicts): void {
  let below: RemovedKind | undefined;
  let isEmpty = true;
  for (let index = blocks.length - 1; index >= 0; index--) {
    const isHead = isHeading(blocks[index]!);
    if (!isHead) {
      below = leadsOn.has(verdicts[index]) ? verdicts[index] : undefined;
      isEmpty &&= below !== undefined;
      continue;
    }
    if (verdicts[index] === undefined && isEmpty && below !== undefined) verdicts[index] = below;
    below = undefined;
    isEmpty = true;
  }
}

/** Notes on the author at the end are no longer than this many blocks. */
const noteBlocks = 3;

/** A text at the end that begins with the author's name, in a box of its own, is a note on the author; so is what follows it. */
function judgeAuthorNote(blocks: readonly Block[], context: CleanContext, verdicts: Verdicts): void {
  const name = bare(context.byline ?? '').replace(/^(?:by|von|par|por|di|door) /, '');
  if (!name.includes(' ')) return;
  const kept = blocks.flatMap((_, index) => (verdicts[index] === undefined ? [index] : []));
  const from = kept.length - noteBlocks;
  const place = kept.findIndex((index, at) => {
    const before = blocks[kept[at - 1] ?? -1];
    if (at < from || before === undefined || before.element.parent === blocks[index]!.element.parent) return false;
    return bare(blocks[index]!.text).startsWith(`${name} `);
  });
  if (place > 0) for (const index of kept.slice(place)) verdicts[index] = 'author-note';
}

const holdsPicture = holdsAny('img');
const quotations = tagSet('blockquote table pre');
const figures = tagSet('figure');
const figureTexts = tagSet('blockquote table pre ul ol');
/** Elements too wide to be the box of one picture. */
const notBoxes = tagSet('p li body article main section ul ol');
const captionLength = 250;
const boxLevels = 4;
/** How deep in a box a text may stand that is counted as its own. */
const textLevels = 12;

/** The text of a figure, and a short text alone in a box with a picture, named so or not, are captions. */
function judgeCaptions(blocks: readonly Block[], verdicts: Verdicts): void {
  const textsIn = new Map<PageElement, number>();
  for (const block of blocks) {
    let box: PageElement | undefined = block.element;
    for (let level = 0; level < textLevels && box !== undefined; level++, box = box.parent) {
      textsIn.set(box, (textsIn.get(box) ?? 0) + 1);
    }
  }
  for (const [index, block] of blocks.entries()) {
    if (verdicts[index] !== undefined || isHeading(block)) continue;
    if (within(block, figures) !== undefined && within(block, figureTexts) === undefined) {
      verdicts[index] = 'caption';
      continue;
    }
    if (block.text.length > captionLength) continue;
    let box: PageElement | undefined = block.element;
    for (let level = 0; level < boxLevels && box !== undefined && !holdsPicture(box); level++) box = box.parent;
    if (box === undefined || !holdsPicture(box) || notBoxes.has(box.tag)) continue;
    if (textsIn.get(box) === 1) verdicts[index] = 'caption';
  }
}

/** Parts the chosen blocks into the story and what was removed from it, each in order. */
export function cleanBlocks(
  blocks: readonly Block[],
  context: CleanContext,
): { readonly kept: Block[]; readonly removed: RemovedBlock[] } {
  const verdicts: Verdicts = Array.from({ length: blocks.length });
  judgeAlone(blocks, context, verdicts);
  judgeSections(blocks, verdicts);
  if (context.captionsAreText !== true) judgeCaptions(blocks, verdicts);
  judgeLinks(blocks, context, verdicts);
  judgeCards(blocks, context, verdicts);
  judgeOrphans(blocks, verdicts);
  judgeHead(blocks, context, verdicts);
  judgeTail(blocks, context, verdicts);
  judgeAuthorNote(blocks, context, verdicts);
  const kept: Block[] = [];
  const removed: RemovedBlock[] = [];
  for (const [index, block] of blocks.entries()) {
    const kind = verdicts[index];
    if (kind === undefined) kept.push(block);
    else removed.push({ kind, block });
  }
  return { kept, removed };
}
