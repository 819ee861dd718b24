/** What the rules on single blocks share: their verdicts, what they know of the page, and simple tests. */
import type { Block } from './page-blocks.ts';
import type { PageElement } from './page-tree.ts';
import type { RemovedKind } from './page-words.ts';

export interface CleanContext {
  readonly title: string | undefined;
  readonly excerpt: string | undefined;
  /** As the page's head words it. */
  readonly byline?: string | undefined;
  /** Set where a page has next to no other text than what is said of its pictures. */
  readonly captionsAreText?: boolean;
  /** The page's address, absolute; without it all links count as its own. */
  readonly url: string | undefined;
}

/** For each block the reason to remove it, where one was found. */
export type Verdicts = (RemovedKind | undefined)[];

/** The nearest element around a block with one of these tags. */
export function within(block: Block, tags: ReadonlySet<string>): PageElement | undefined {
  for (let element: PageElement | undefined = block.element; element !== undefined; element = element.parent) {
    if (tags.has(element.tag)) return element;
  }
  return undefined;
}

export function tagSet(tags: string): ReadonlySet<string> {
  return new Set(tags.split(' '));
}

const headings = tagSet('h1 h2 h3 h4 h5 h6');

export function isHeading(block: Block): boolean {
  return within(block, headings) !== undefined;
}

/** Part of a block's characters that stand in links, 0 to 1. */
export function linkShare(block: Block): number {
  return Math.min(1, block.linkLength / Math.max(1, block.text.length));
}

export function endsSentence(text: string): boolean {
  return /[.!?…。！？।؟۔:;]["'”’»)\]]*$/.test(text.slice(-8));
}

/** A bare web address: a source named, rather than a headline to follow. */
export function isAddress(text: string): boolean {
  return text.length < 500 && /^(?:https?:\/\/|www\.)\S+$/.test(text);
}

/** Running text of the story: long enough to be a sentence or more, and not made of links. */
export function isProse(block: Block): boolean {
  if (isHeading(block) || linkShare(block) > 0.5) return false;
  return block.size >= 80 || (block.size >= 40 && endsSentence(block.text));
}

/** Letters and digits only, for comparing texts set differently. */
export function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
