import { bodyLimits } from '../contract/limits.ts';
import { looksLikeNames, hasBylineOpener } from '../normalize/bylines.ts';
import { cleanText } from '../normalize/clean-text.ts';
import { escapeHtml } from '../article/escape-html.ts';
import { looksLikeAlternativeText, readCreditLine } from '../normalize/picture-credits.ts';
import { promotedTitle } from '../normalize/promos.ts';
import type { DraftItem, DraftPicture, DraftRelated, Inference } from './format.ts';
import { Unreadable } from './format.ts';
import type { Warning } from '../contract/reasons.ts';
import { looksLikeHeadline, looksLikeSubheading, readLabel } from './text-lines.ts';

/** A run of lines without a blank one between. */
interface Block {
  readonly lines: Line[];
}

interface Line {
  readonly text: string;
  /** Counted from 1 in the document. */
  readonly number: number;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type Found = Mutable<Omit<DraftItem, 'item' | 'inferences' | 'warnings'>>;

/**
 * Reads the raw text of a news page: what is headline, byline, picture, promotion, subheading and paragraph follows from wording and position,
 * never from one site's habits. Text that no rule is sure of stays in the body. Every conclusion is an inference, every line taken out of the text a
 * warning, each with its line.
 */
export function readArticleText(text: string, promoWords: readonly string[]): Omit<DraftItem, 'item'> {
  const reader = new TextReader(promoWords);
  return reader.read(blocksOf(cleanText(text)));
}

class TextReader {
  readonly #promoWords: readonly string[];
  readonly #found: Found = {};
  readonly #pictures: DraftPicture[] = [];
  readonly #related: DraftRelated[] = [];
  readonly #inferences: Inference[] = [];
  readonly #warnings: Warning[] = [];

  constructor(promoWords: readonly string[]) {
    this.#promoWords = promoWords;
  }

  read(blocks: Block[]): Omit<DraftItem, 'item'> {
    this.#takeHead(blocks);
    this.#takeTail(blocks);
    // Pictures and promotions first: what stands next to a subheading is known only without them.
    const prose = blocks
      .map((block, index) => ({
        lines: this.#withoutPromotions(this.#withoutPictures(block.lines, index === blocks.length - 1)),
      }))
      .filter(({ lines }) => lines.length > 0);
    const html = prose.map(({ lines }, index) => this.#blockHtml(lines, index, prose)).join('\n');
    return {
      ...this.#found,
      ...(html === '' ? {} : { body: { kind: 'html', value: html } }),
      ...(this.#pictures.length > 0 ? { pictures: this.#pictures } : {}),
      ...(this.#related.length > 0 ? { related: this.#related } : {}),
      inferences: this.#inferences,
      warnings: this.#warnings,
    };
  }

  /** Labels (“Headline: …”), then the headline, then byline and date: each only in its place at the top. */
  #takeHead(blocks: Block[]): void {
    this.#takeLabels(blocks);
    const first = blocks[0]?.lines[0];
    const hasMore = blocks.length > 1 || (blocks[0]?.lines.length ?? 0) > 1;
    if (this.#found.headline === undefined && first && hasMore && looksLikeHeadline(first.text)) {
      this.#found.headline = first.text;
      this.#infer('headline', 'the first line, short and without a full stop', 0.9, first);
      takeLine(blocks);
    }
    if (this.#found.headline === undefined) return;
    for (let line = blocks[0]?.lines[0]; line && this.#takeHeadLine(line, blocks); line = blocks[0]?.lines[0])
      takeLine(blocks);
  }

  /** Whether a line under the headline is a byline or a date, and not yet prose. */
  #takeHeadLine(line: Line, blocks: readonly Block[]): boolean {
    const { text } = line;
    const isLast = blocks.length === 1 && blocks[0]?.lines.length === 1;
    if (isLast || text.length > 160) return false;
    if (this.#found.byline === undefined && hasBylineOpener(text) && looksLikeBylineLength(text)) {
      this.#found.byline = text;
      this.#infer('byline', 'a line under the headline that opens like a byline', 0.95, line);
      return true;
    }
    if (this.#found.byline === undefined && looksLikeNames(text)) {
      this.#found.byline = text;
      this.#infer('byline', 'a short line of names under the headline', 0.8, line);
      return true;
    }
    const date = readDateLine(text);
    if (!date || this.#found[date.field] !== undefined) return false;
    this.#found[date.field] = date.text;
    this.#infer(date.field, 'a line under the headline that is a date', 0.9, line);
    return true;
  }

  /** A head of “Label: value” lines, as desks send; one such line alone may as well be a headline with a colon. */
  #takeLabels(blocks: Block[]): void {
    const head = blocks[0]?.lines ?? [];
    const labelled = head.map((line) => readLabel(line.text));
    const count = labelled.findIndex((label) => label === undefined);
    const known = count < 0 ? labelled.length : count;
    if (known < 2) return;
    for (const [index, label] of labelled.slice(0, known).entries()) {
      if (!label || this.#found[label.field] !== undefined) continue;
      this.#found[label.field] = label.value;
      this.#infer(label.field, `a line labelled “${label.label}”`, 0.95, head[index] as Line);
    }
    for (let taken = 0; taken < known; taken++) takeLine(blocks);
  }

  /** A copyright line and the article's own source close a text. */
  #takeTail(blocks: Block[]): void {
    for (let rounds = 0; rounds < 3; rounds++) {
      const last = blocks.at(-1)?.lines.at(-1);
      const isOnly = blocks.length === 1 && blocks[0]?.lines.length === 1;
      if (!last || isOnly || !this.#takeTailLine(last, blocks)) return;
      const lines = blocks.at(-1)?.lines;
      lines?.pop();
      if (lines?.length === 0) blocks.pop();
    }
  }

  #takeTailLine(line: Line, blocks: readonly Block[]): boolean {
    const isOwnBlock = blocks.at(-1)?.lines.length === 1;
    if (
      this.#found.copyrightNotice === undefined &&
      /^(?:©|\(c\)|copyright\b)/i.test(line.text) &&
      line.text.length < 250
    ) {
      this.#found.copyrightNotice = line.text;
      this.#infer('copyrightNotice', 'the last line, which opens with a copyright sign', 0.95, line);
      return true;
    }
    // Services for releases close theirs so.
    const issuer = /^SOURCE:?\s+(\S.{1,100})$/.exec(line.text)?.[1];
    const credit = issuer === undefined ? readCreditLine(line.text) : { kind: 'source', credit: issuer };
    if (credit?.kind !== 'source' || !isOwnBlock || this.#found.source !== undefined) return false;
    this.#found.source = credit.credit;
    this.#infer('source', 'a source line on its own at the end of the text', 0.8, line);
    return true;
  }

  /**
   * Takes alternative text with its credit, captions with theirs, and credits on their own, out of a block. “Source:” is a picture's only under
   * what reads like alternative text; at the end of the article it is the article's, and anywhere else it stays.
   */
  #withoutPictures(lines: readonly Line[], isLastBlock: boolean): Line[] {
    const rest: Line[] = [];
    for (const line of lines) {
      const credit = readCreditLine(line.text);
      const before = rest.at(-1);
      const isAlternative = before !== undefined && looksLikeAlternativeText(before.text);
      const isPicture =
        credit !== undefined && (isAlternative || (credit.kind === 'picture' && !(isLastBlock && rest.length > 1)));
      if (!credit || !isPicture) {
        rest.push(line);
        continue;
      }
      const described = this.#takeDescription(rest, isAlternative);
      const name = `pictures[${this.#pictures.length}]`;
      this.#pictures.push({ ...described, credit: credit.credit });
      this.#infer(
        `${name}.credit`,
        isAlternative ? 'a credit line under alternative text' : 'a picture credit line',
        0.9,
        line,
      );
      this.#takenOut('CAPTION_REMOVED', 'a picture credit', line);
    }
    return rest;
  }

  /** The lines above a credit in the same block describe the picture: alternative text, or a caption if there is nothing else in the block. */
  #takeDescription(rest: Line[], isAlternative: boolean): DraftPicture {
    const [line] = rest;
    if (isAlternative) {
      const alternative = rest.pop() as Line;
      this.#infer(
        `pictures[${this.#pictures.length}].alternativeText`,
        'a line of lower-case words above a credit line',
        0.9,
        alternative,
      );
      this.#takenOut('CAPTION_REMOVED', 'a picture’s alternative text', alternative);
      return { alternativeText: alternative.text };
    }
    if (rest.length !== 1 || !line || line.text.length > 400) return {};
    rest.pop();
    this.#infer(`pictures[${this.#pictures.length}].caption`, 'the line above a picture credit', 0.8, line);
    this.#takenOut('CAPTION_REMOVED', 'a picture’s caption', line);
    return { caption: line.text };
  }

  #withoutPromotions(lines: readonly Line[]): Line[] {
    return lines.filter((line) => {
      const title = promotedTitle(line.text, this.#promoWords);
      if (title === undefined) return true;
      const url = /^https?:\/\/\S+$/.test(title) ? title : undefined;
      this.#related.push(url ? { url } : { title });
      this.#takenOut('PROMO_REMOVED', 'a promotion', line);
      return false;
    });
  }

  #blockHtml(lines: readonly Line[], index: number, blocks: readonly Block[]): string {
    const [first] = lines;
    const next = blocks[index + 1]?.lines[0]?.text;
    if (first && lines.length === 1 && index < blocks.length - 1 && looksLikeSubheading(first.text, next)) {
      this.#infer(`body.subheading`, 'a short line of its own between paragraphs', 0.7, first);
      return `<h2>${escapeHtml(first.text)}</h2>`;
    }
    const bullets = lines.map(({ text }) => /^\s*[-*•–‣▪]\s+(\S.*)$/u.exec(text)?.[1]);
    if (bullets.every((bullet) => bullet !== undefined)) {
      return `<ul>${bullets.map((bullet) => `<li>${escapeHtml(bullet ?? '')}</li>`).join('')}</ul>`;
    }
    if (isWrapped(lines)) return `<p>${escapeHtml(lines.map(({ text }) => text).join(' '))}</p>`;
    return lines.map(({ text }) => `<p>${escapeHtml(text)}</p>`).join('\n');
  }

  #infer(field: string, method: string, confidence: number, line: Line): void {
    this.#inferences.push({ field, method, confidence, path: `line ${line.number}` });
  }

  #takenOut(code: 'PROMO_REMOVED' | 'CAPTION_REMOVED', what: string, line: Line): void {
    this.#warnings.push({
      code,
      message: `${what} was taken out of the text: “${line.text.slice(0, 80)}”`,
      path: `line ${line.number}`,
    });
  }
}

/** Blocks by blank lines; a text without any has a block a line. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Line[] = [];
  let [number, written, characters] = [0, 0, 0];
  // By hand: a file of five million blank lines should not become as many objects.
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    number++;
    const line =
      end === start
        ? ''
        : text
            .slice(start, end)
            .replace(/[\s\u00a0]+/g, ' ')
            .trim();
    start = end + 1;
    if (line !== '' && ++written > bodyLimits.lines)
      throw new Unreadable('OUTPUT_TOO_LARGE', `the text has more than ${bodyLimits.lines} lines`, `line ${number}`);
    if ((characters += line.length) > bodyLimits.characters)
      throw new Unreadable(
        'OUTPUT_TOO_LARGE',
        `the text has more than ${bodyLimits.characters} characters`,
        `line ${number}`,
      );
    if (line !== '') open.push({ text: line, number });
    else if (open.length > 0) {
      blocks.push({ lines: open });
      open = [];
    }
  }
  if (open.length > 0) blocks.push({ lines: open });
  const [only] = blocks;
  return blocks.length === 1 && only && !isWrapped(only.lines.slice(1))
    ? only.lines.map((line) => ({ lines: [line] }))
    : blocks;
}

/** Lines broken at a fixed width, as in e-mail: all but the last about equally long, and most not ending a sentence. */
function isWrapped(lines: readonly Line[]): boolean {
  if (lines.length < 2) return true;
  const broken = lines.slice(0, -1).map(({ text }) => text);
  const open = broken.filter((text) => !/[.!?:…。！？»”"]$/u.test(text)).length;
  return broken.every((text) => text.length >= 45 && text.length <= 100) && open >= broken.length * 0.5;
}

function takeLine(blocks: Block[]): void {
  const lines = blocks[0]?.lines;
  lines?.shift();
  if (lines?.length === 0) blocks.shift();
}

function looksLikeBylineLength(text: string): boolean {
  return text.length <= 120 && text.split(' ').length <= 16 && !/[.!?]$/.test(text.replace(/\b(?:jr|sr)\.$/i, ''));
}

const dateWords =
  /^(?:(?:first )?(?:published|posted|date|issued|publié|veröffentlicht|stand|publicado|pubblicato|gepubliceerd|publicerad|опубликовано)|(?<modified>(?:last )?(?:updated|modified)|mis à jour|aktualisiert|actualizado|atualizado|aggiornato|bijgewerkt|uppdaterad|обновлено))?(?:\s+(?:on|at|am|le|el|il|em|op))?\s*[:：-]?\s*(?<date>\S.*)$/iu;

/** A line that is a date and nothing else: has a year, a day, and no more words than a date needs. */
function readDateLine(text: string): { field: 'published' | 'modified'; text: string } | undefined {
  const groups = dateWords.exec(text)?.groups;
  const date = groups?.date;
  if (!date || date.length > 60 || !/\b(?:19|20)\d{2}\b|(?:19|20)\d{2}年/.test(date)) return undefined;
  const words = date.match(/\p{L}{2,}/gu) ?? [];
  const isNumeric = /^\d{4}-\d{2}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{4}|年/.test(date);
  if (!/\d{1,2}/.test(date.replace(/(?:19|20)\d{2}/, '')) || words.length > (isNumeric ? 4 : 6)) return undefined;
  if (!isNumeric && words.length === 0) return undefined;
  return { field: groups?.modified ? 'modified' : 'published', text: date };
}
