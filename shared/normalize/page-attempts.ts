/** Reads the article of a page, and again in other ways where the first reading is doubtful: to lose the text is the worst of errors. */
import { findArticle, findBulk, insideOf } from './page-article.ts';
import { collectBlocks, escapeHtml } from './page-blocks.ts';
import type { Block } from './page-blocks.ts';
import { cleanBlocks } from './page-clean.ts';
import type { RemovedBlock } from './page-clean.ts';
import { isRunningText, markFurniture, markOf, measureMass } from './page-furniture.ts';
import type { Marks, Mass, Strictness } from './page-furniture.ts';
import { findTeasers } from './page-links.ts';
import { findOtherStories } from './page-others.ts';
import { linkedArticleBody } from './page-linked-body.ts';
import { parsePage } from './page-tree.ts';
import type { PageElement, PageTree } from './page-tree.ts';
import { bare } from './page-verdicts.ts';
import type { CleanContext } from './page-verdicts.ts';
import type { RemovedKind } from './page-words.ts';

export interface Article {
  /** All of the page, in order. */
  readonly blocks: readonly Block[];
  readonly kept: readonly Block[];
  readonly removed: readonly RemovedBlock[];
  /** The containers it stands in. */
  readonly roots: ReadonlySet<PageElement>;
  readonly marks: Marks;
}

interface Attempt extends Article {
  /** Letters kept. */
  readonly length: number;
  /** Part of the page's running text outside furniture that stands in the containers, 0 to 1. */
  readonly share: number;
  /** Part of those containers' running text that was kept, 0 to 1 and above. */
  readonly keptShare: number;
  /** Part of the text told by JSON-LD that was kept, 0 to 1; absent where it tells none. */
  readonly agreement: number | undefined;
}

/** An article shorter than this, in letters, may have been taken for furniture. */
const shortArticle = 250;
/** Containers with a smaller share of the page's running text may be the wrong ones; of 58 real pages two have less than 0.7 (0.37 and 0.42). */
const smallShare = 0.2;
/** Where less of the containers' text is kept, the rules on blocks may have misread it; of 58 real pages none keeps less than 0.87. */
const smallKeptShare = 0.5;
/** Where less of the text told by JSON-LD is kept, one of the two is another text. */
const smallAgreement = 0.5;
/** What is found in another way counts when it is this many times as long, or agrees this much more with JSON-LD. */
const muchLonger = 2;
const muchNearer = 0.25;
/** A page whose own text is less than this share of what its JSON-LD says is written by a script later: JSON-LD has it. */
const trustedShare = 0.3;

/** Ways to read a page, the most trusted first: what counts as furniture, and where the article is looked for. */
const ways: readonly (readonly [Strictness, typeof findArticle])[] = [
  ['names', findArticle],
  ['names', findBulk],
  ['elements', findArticle],
  ['elements', findBulk],
  ['none', findArticle],
  ['none', findBulk],
];

/** What is known of a page before it is read in any way. */
interface Known {
  readonly page: PageTree;
  readonly blocks: readonly Block[];
  /** For each element, by its index, 1 where it stands in another story or its beginning. */
  readonly inOther: Uint8Array;
  readonly mass: Mass;
  readonly context: CleanContext;
  /** Runs of four words of the text told by JSON-LD. */
  readonly told: ReadonlySet<string>;
}

/** The article of a page: the first reading, unless it is doubtful and another finds much more, or JSON-LD alone has the text. */
export function readArticle(page: PageTree, context: CleanContext): Article {
  const blocks = collectBlocks(page.body);
  const others = findOtherStories(page, blocks, measureMass(page, blocks), context);
  const inOther = insideOf(page, new Set([...findTeasers(page, blocks, context), ...others]));
  const own = blocks.filter(({ element }) => inOther[element.index] === 0);
  const body = linkedArticleBody(page);
  const told = body === undefined || body.length < shortArticle ? [] : blocksOfText(body);
  const known = { page, blocks, inOther, mass: measureMass(page, own), context, told: runsOf(told) };
  let best: Attempt | undefined;
  for (const [strictness, find] of ways) {
    const found = attempt(known, strictness, find);
    if (best === undefined || isBetter(found, best)) best = found;
    if (!isDoubtful(best)) break;
  }
  if (told.length === 0 || best!.length > lengthOf(told) * trustedShare) return best!;
  return { ...best!, ...cleanBlocks(told, context) };
}

function isDoubtful({ length, share, keptShare, agreement = 1 }: Attempt): boolean {
  return length < shortArticle || share < smallShare || keptShare < smallKeptShare || agreement < smallAgreement;
}

function isBetter(found: Attempt, best: Attempt): boolean {
  if (found.agreement !== undefined && best.agreement !== undefined) {
    if (found.agreement > best.agreement + muchNearer) return true;
    if (best.agreement >= smallAgreement) return false;
  }
  return found.length > best.length * muchLonger;
}

function blocksOfText(text: string): Block[] {
  const markup = /<(?:p|br|div)\b/i.test(text) ? text : escapeHtml(text).replaceAll(/\s*\n\s*/g, '<p>');
  const page = parsePage(markup);
  return page === undefined ? [] : collectBlocks(page.body);
}

/** Runs of four words, by which texts set differently are compared. */
function runsOf(blocks: readonly Block[]): Set<string> {
  const words = blocks.flatMap(({ text }) => bare(text).split(' '));
  return new Set(words.slice(3).map((_, index) => words.slice(index, index + 4).join(' ')));
}

function agreementWith(told: ReadonlySet<string>, kept: readonly Block[]): number | undefined {
  if (told.size === 0) return undefined;
  const own = runsOf(kept);
  return [...told].filter((run) => own.has(run)).length / told.size;
}

function attempt(
  { page, blocks, inOther, mass, context, told }: Known,
  strictness: Strictness,
  find: typeof findArticle,
): Attempt {
  const marks = markFurniture(page, mass, strictness);
  const kindOf = (block: Block): RemovedKind | undefined =>
    inOther[block.element.index] === 1 ? 'related' : markOf(block, marks);
  const free = blocks.filter((block) => kindOf(block) === undefined);
  const roots = find(page, free, mass);
  const inside = insideOf(page, roots);
  const chosen = free.filter((block) => inside[block.element.index] === 1);
  const { kept, removed } = cleanBlocks(chosen, { ...context, captionsAreText: strictness === 'none' });
  const kinds = new Map(removed.map(({ kind, block }) => [block, kind]));
  const inOrder = blocks.flatMap((block): RemovedBlock[] => {
    const kind = inside[block.element.index] === 1 ? (kinds.get(block) ?? kindOf(block)) : undefined;
    return kind === undefined ? [] : [{ kind, block }];
  });
  return {
    blocks,
    kept,
    removed: inOrder,
    roots,
    marks,
    length: lengthOf(kept),
    share: shareOf(chosen, free),
    keptShare: shareOf(kept, chosen),
    agreement: agreementWith(told, kept),
  };
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.size, 0);
}

/** Running text of some blocks as a share of all of them, 0 to 1. */
function shareOf(some: readonly Block[], all: readonly Block[]): number {
  const whole = lengthOf(all.filter(isRunningText));
  return whole === 0 ? 1 : lengthOf(some.filter(isRunningText)) / whole;
}
