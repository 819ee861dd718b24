/** Takes out of the chosen blocks what is not the story: labels, promos, captions, bylines, credits, stray links. */
import type { Block } from './page-blocks.ts';
import { isElement } from './page-tree.ts';
import type { PageElement } from './page-tree.ts';
import { isDateLine, phrases, sectionOpeners } from './page-phrases.ts';
import type { RemovedKind } from './page-words.ts';

export interface RemovedBlock {
  readonly kind: RemovedKind;
  readonly block: Block;
}

export interface CleanContext {
  readonly title: string | undefined;
  readonly excerpt: string | undefined;
  /** The page's address, absolute; without it all links count as its own. */
  readonly url: string | undefined;
}

const headingTags = new Set('h1 h2 h3 h4 h5 h6'.split(' '));

function within(block: Block, tags: readonly string[]): PageElement | undefined {
  for (let element: PageElement | undefined = block.element; element !== undefined; element = element.parent) {
    if (tags.includes(element.tag)) return element;
  }
  return undefined;
}

function isHeading(block: Block): boolean {
  return within(block, [...headingTags]) !== undefined;
}

function linkShare(block: Block): number {
  return block.linkLength / Math.max(1, block.text.replaceAll(/\s+/g, ' ').length);
}

function endsSentence(text: string): boolean {
  return /[.!?…。！？।؟۔:;]["'”’»)\]]*$/.test(text);
}

/** Running text of the story: long enough to be a sentence or more, and not made of links. */
function isProse(block: Block): boolean {
  if (isHeading(block) || linkShare(block) > 0.5) return false;
  return block.size >= 80 || (block.size >= 40 && endsSentence(block.text));
}

/** Letters and digits only, for comparing texts set differently. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function phraseKind(block: Block): RemovedKind | undefined {
  const text = block.text.replaceAll(/\s+/g, ' ');
  return phrases.find(({ maxLength, pattern }) => text.length <= maxLength && pattern.test(text))?.kind;
}

type Verdicts = (RemovedKind | undefined)[];

/** Blocks that say by their own words, or by being the title or summary, what they are. */
function judgeAlone(blocks: readonly Block[], context: CleanContext, verdicts: Verdicts): void {
  const title = bare(context.title ?? '');
  for (const [index, block] of blocks.entries()) {
    const own = bare(block.text);
    if (title !== '' && own === title) verdicts[index] = 'title';
    else if (block.element.tag === 'h1' && title.length > 0 && (title.includes(own) || own.includes(title)))
      verdicts[index] = 'title';
    else verdicts[index] = phraseKind(block);
  }
}

/** A related or comments heading takes the links, or all the short blocks, under it along. */
function judgeSections(blocks: readonly Block[], verdicts: Verdicts): void {
  for (const [index, block] of blocks.entries()) {
    const opener = sectionOpeners.find(([, pattern]) => block.text.length <= 80 && pattern.test(block.text));
    const pointsOn = verdicts[index] === 'related' && /[:：]$/.test(block.text);
    const kind = opener?.[0] ?? (pointsOn ? 'related' : undefined);
    if (kind === undefined) continue;
    verdicts[index] = kind;
    for (let next = index + 1; next < blocks.length; next++) {
      const following = blocks[next]!;
      const ends = kind === 'related' ? linkShare(following) < 0.7 : isHeading(following);
      if (ends) break;
      verdicts[next] ??= kind;
    }
  }
}

/** A bare web address: a source named, rather than a headline to follow. */
function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|www\.)\S+$/.test(text);
}

/** The part of a host name that is a site's own: its last two labels, or three below such as `co.uk`. */
function siteOf(url: string | undefined, base?: string): string | undefined {
  const address = URL.parse(url ?? '', base);
  const labels = address?.protocol.startsWith('http') === true ? address.hostname.split('.') : [];
  const short = labels.length > 2 && (labels.at(-2) ?? '').length <= 3 && (labels.at(-1) ?? '').length === 2;
  return labels.length === 0 ? undefined : labels.slice(short ? -3 : -2).join('.');
}

/** Addresses by which a page is passed on to a social network. */
const sharing = /\/(?:sharer?|shareArticle|share_channel|intent|submit|pin\/create|dialog\/feed)\b|[?&]u(?:rl)?=http/i;

/** Whether all links of a block stay on the page's site: promotions do, sources and documents seldom. */
function staysHome(block: Block, context: CleanContext): boolean {
  const home = siteOf(context.url);
  return (
    home === undefined ||
    block.links.every(({ href }) => sharing.test(href) || (siteOf(href, context.url) ?? home) === home)
  );
}

/** Lists of nothing but links, and paragraphs that are one link and no sentence, point away from the story. */
function judgeLinks(blocks: readonly Block[], context: CleanContext, verdicts: Verdicts): void {
  const lists = new Map<PageElement, { readonly indices: number[]; linked: number }>();
  for (const [index, block] of blocks.entries()) {
    const list = within(block, ['ul', 'ol', 'dl']);
    const pointsOn = linkShare(block) >= 0.8 && staysHome(block, context);
    if (list !== undefined) {
      const entry = lists.get(list) ?? { indices: [], linked: 0 };
      entry.indices.push(index);
      if (pointsOn) entry.linked++;
      lists.set(list, entry);
    } else if (pointsOn && within(block, ['blockquote', 'table', 'pre']) === undefined && !isHeading(block)) {
      if (!endsSentence(block.text) && !isAddress(block.text)) verdicts[index] ??= 'promo';
    }
  }
  for (const { indices, linked } of lists.values()) {
    if (linked < indices.length) continue;
    for (const index of indices) verdicts[index] ??= 'related';
  }
}

const cardLength = 400;
const cardsInRow = 3;

/** Boxes of one make-up in a row, each with a link-only line to the same site and little text: teasers of other stories. */
function judgeCards(blocks: readonly Block[], context: CleanContext, verdicts: Verdicts): void {
  const boxes = new Map<PageElement, { readonly indices: number[]; length: number; linked: boolean }>();
  let total = 0;
  for (const [index, block] of blocks.entries()) {
    total += block.size;
    const linked = linkShare(block) >= 0.9 && staysHome(block, context);
    let box: PageElement | undefined = block.element;
    for (let level = 0; level < 4 && box !== undefined; level++, box = box.parent) {
      const entry = boxes.get(box) ?? { indices: [], length: 0, linked: false };
      entry.indices.push(index);
      entry.length += block.size;
      entry.linked ||= linked;
      boxes.set(box, entry);
    }
  }
  const rows = new Map<PageElement, Map<string, { readonly indices: number[]; count: number; length: number }>>();
  for (const [box, { indices, length, linked }] of boxes) {
    if (!linked || indices.length < 2 || length > cardLength || box.parent === undefined) continue;
    const row = rows.get(box.parent) ?? new Map<string, { indices: number[]; count: number; length: number }>();
    const key = `${box.tag}${box.hint}`;
    const entry = row.get(key) ?? { indices: [], count: 0, length: 0 };
    entry.indices.push(...indices);
    entry.count++;
    entry.length += length;
    row.set(key, entry);
    rows.set(box.parent, row);
  }
  for (const row of rows.values()) {
    for (const { indices, count, length } of row.values()) {
      if (count < cardsInRow || length > total * 0.4) continue;
      for (const index of indices) verdicts[index] ??= 'related';
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

/** Before the first sentence of the story stand kickers, dates, bylines and standfirsts. */
function judgeHead(blocks: readonly Block[], context: CleanContext, verdicts: Verdicts): void {
  let first = 0;
  for (; first < blocks.length; first++) {
    if (verdicts[first] !== undefined) continue;
    verdicts[first] = openerKind(blocks[first]!);
    if (verdicts[first] === undefined && isProse(blocks[first]!)) break;
  }
  const excerpt = bare(context.excerpt ?? '');
  const block = blocks[first];
  const next = blocks.find((other, index) => index > first && verdicts[index] === undefined && isProse(other));
  if (block === undefined || next === undefined || excerpt === '') return;
  // The description of a page often repeats the first paragraph, which stays: a standfirst stands in a place of its own.
  if (block.element.parent !== next.element.parent && bare(block.text) === excerpt) verdicts[first] = 'summary';
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
      within(block, ['blockquote', 'table']) === undefined
    )
      verdicts[index] = 'promo';
    else break;
  }
}

function holdsPicture(element: PageElement): boolean {
  return element.children.some((child) => isElement(child) && (child.tag === 'img' || holdsPicture(child)));
}

const captionBoxLength = 250;

/** A short text alone in a box with a picture is its caption, named so or not. */
function judgeCaptions(blocks: readonly Block[], verdicts: Verdicts): void {
  const pictures = new Map<PageElement, boolean>();
  const hasPicture = (element: PageElement): boolean => {
    const known = pictures.get(element);
    if (known !== undefined) return known;
    const found = holdsPicture(element);
    pictures.set(element, found);
    return found;
  };
  const lengths = new Map<PageElement, number>();
  for (const block of blocks) {
    for (let element: PageElement | undefined = block.element; element !== undefined; element = element.parent) {
      lengths.set(element, (lengths.get(element) ?? 0) + block.text.length);
    }
  }
  for (const [index, block] of blocks.entries()) {
    if (verdicts[index] !== undefined || isHeading(block)) continue;
    const figure = within(block, ['figure']);
    if (figure !== undefined && within(block, ['blockquote', 'table', 'pre', 'ul', 'ol']) === undefined) {
      verdicts[index] = 'caption';
      continue;
    }
    let box: PageElement | undefined = block.element;
    while (box !== undefined && !hasPicture(box)) box = box.parent;
    if (box === undefined || ['p', 'li', 'body', 'article', 'main', 'section', 'ul', 'ol'].includes(box.tag)) continue;
    const alone = lengths.get(box) === block.text.length && block.text.length <= captionBoxLength;
    if (alone) verdicts[index] = 'caption';
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
  judgeCaptions(blocks, verdicts);
  judgeLinks(blocks, context, verdicts);
  judgeCards(blocks, context, verdicts);
  judgeHead(blocks, context, verdicts);
  judgeTail(blocks, context, verdicts);
  const kept: Block[] = [];
  const removed: RemovedBlock[] = [];
  for (const [index, block] of blocks.entries()) {
    const kind = verdicts[index];
    if (kind === undefined) kept.push(block);
    else removed.push({ kind, block });
  }
  return { kept, removed };
}
