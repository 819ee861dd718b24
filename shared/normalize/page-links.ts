/** Tells links that lead readers on to other stories of a site from those that belong to the story. */
import type { Block } from './page-blocks.ts';
import { holdsAny, sumUp } from './page-tree.ts';
import type { PageElement, PageTree } from './page-tree.ts';
import { endsSentence, isAddress, isHeading, linkShare, tagSet, within } from './page-verdicts.ts';
import type { CleanContext, Verdicts } from './page-verdicts.ts';

const lists = tagSet('ul ol dl');
const quotations = tagSet('blockquote table pre');
const holdsTitle = holdsAny('h1');

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
export function staysHome(block: Block, context: CleanContext): boolean {
  const home = siteOf(context.url);
  return (
    home === undefined ||
    block.links.every(({ href }) => sharing.test(href) || (siteOf(href, context.url) ?? home) === home)
  );
}

/** Lists of nothing but links, and paragraphs that are one link and no sentence, point away from the story. */
export function judgeLinks(blocks: readonly Block[], context: CleanContext, verdicts: Verdicts): void {
  const found = new Map<PageElement, { readonly indices: number[]; linked: number }>();
  for (const [index, block] of blocks.entries()) {
    const list = within(block, lists);
    const pointsOn = linkShare(block) >= 0.8 && staysHome(block, context);
    if (list !== undefined) {
      const entry = found.get(list) ?? { indices: [], linked: 0 };
      entry.indices.push(index);
      if (pointsOn) entry.linked++;
      found.set(list, entry);
    } else if (pointsOn && within(block, quotations) === undefined && !isHeading(block)) {
      if (!endsSentence(block.text) && !isAddress(block.text)) verdicts[index] ??= 'promo';
    }
  }
  for (const { indices, linked } of found.values()) {
    if (linked < indices.length) continue;
    for (const index of indices) verdicts[index] ??= 'related';
  }
}

/** How a text that goes on elsewhere ends, or the label of the link to the rest of it. */
const cutOff =
  /(?:…|\.\.\.|\[(?:…|\.\.\.|&hellip;)\])\s*(?:\p{L}[\p{L} ]{2,30}[»>→]*)?$|^(?:continue reading|keep reading|read more|read (?:the )?(?:full|whole|rest)\b.{0,30}|more|weiterlesen|mehr lesen|lire la suite|en savoir plus|seguir leyendo|leer más|leia mais|continua(?: a leggere)?|lees (?:meer|verder)|читать (?:далее|дальше)|devamını oku|czytaj (?:więcej|dalej))[\s.…»>→]*$/iu;
const teaserLength = 600;

/**
 * Small boxes side by side, each with a line that is a link and a text that breaks off or leads on: beginnings of other stories, however
 * much of the page they fill. They are found before the article's place is, which they would otherwise be taken for.
 */
export function findTeasers(page: PageTree, blocks: readonly Block[], context: CleanContext): ReadonlySet<PageElement> {
  const cut = blocks.filter((block) => cutOff.test(block.text.slice(-120)) && block.size < teaserLength);
  if (cut.length < 2) return new Set();
  const breaks = new Set(cut);
  const sizes = new Float64Array(page.elements.length);
  const linkLines = new Float64Array(page.elements.length);
  for (const block of blocks) {
    sizes[block.element.index]! += block.size;
    const isTitle = block.size >= 15 && linkShare(block) >= 0.9 && !breaks.has(block);
    if (isTitle && staysHome(block, context)) linkLines[block.element.index]!++;
  }
  sumUp(page.elements, sizes);
  sumUp(page.elements, linkLines);
  const boxes = new Map<PageElement, Set<PageElement>>();
  for (const { element } of cut) {
    let box = element;
    while (box.parent !== undefined && linkLines[box.index] === 0 && sizes[box.parent.index]! <= teaserLength)
      box = box.parent;
    if (linkLines[box.index] === 0 || box.parent === undefined || holdsTitle(box)) continue;
    boxes.set(box.parent, (boxes.get(box.parent) ?? new Set()).add(box));
  }
  return new Set([...boxes.values()].filter((row) => row.size >= 2).flatMap((row) => [...row]));
}

const cardLength = 400;
const cardsInRow = 3;
/** How deep in its card a line of a teaser may stand. */
const cardLevels = 6;

/** Boxes of one make-up in a row, each with a link-only line to the same site and little text: teasers of other stories. */
export function judgeCards(blocks: readonly Block[], context: CleanContext, verdicts: Verdicts): void {
  const boxes = new Map<PageElement, { readonly indices: number[]; length: number; linked: boolean }>();
  let total = 0;
  for (const [index, block] of blocks.entries()) {
    total += block.size;
    const linked = linkShare(block) >= 0.9 && staysHome(block, context);
    let box: PageElement | undefined = block.element;
    for (let level = 0; level < cardLevels && box !== undefined; level++, box = box.parent) {
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
