import { elementsOf, isElement, removeElements, textOf } from '../normalize/html-tree.ts';
import type { Element, Node, Parent } from '../normalize/html-tree.ts';
import { attribute } from '../normalize/html-tree.ts';

const from = 'from|von|de|da|van|från|fra|od|от|expéditeur|remitente|mittente';
const others =
  'sent|date|to|cc|subject|reply-to|gesendet|datum|an|betreff|envoyé|à|objet|cc|enviado(?: el)?|fecha|para|asunto|inviato|data|a|oggetto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|wysłano|do|temat|отправлено|кому|тема|дата';
const fromLine = new RegExp(`^[*_\\s>]*(?:${from})[*_]*\\s?[:：]`, 'iu');
const otherLine = new RegExp(`^[*_\\s>]*(?:${others})[*_]*\\s?[:：]`, 'iu');
/** “---------- Forwarded message ---------”, “-----Original Message-----”, “Begin forwarded message:”. */
const markLine =
  /^[\s>]*(?:-{2,}\s?(?:forwarded message|original message|original appointment|weitergeleitete nachricht|ursprüngliche nachricht|message transféré|message d['’]origine|mensaje reenviado|mensaje original|messaggio inoltrato|messaggio originale)\s?-{0,}|(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato)\s?:)\s*$/iu;
/** “On Mon, 4 May 2026 at 17:00, Ann wrote:”. */
const quoteLine =
  /^[\s>]*(?:on|am|le|el|il|op|den|em|dnia)\s[^\n]{5,300}(?:wrote|schrieb[^\n]{0,80}|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał\(?a?\)?)\s?:\s*$/iu;

export interface OwnText {
  readonly text: string;
  /** Another message's headers, or what it was the answer to, were left out. */
  readonly isCut: boolean;
}

/** Headers follow one another, with a blank line between at most. */
const headerLines = 10;
/** Messages are passed on a few times. */
const maxForwards = 10;

/**
 * What a message itself says. A message that was passed on is an article under the headers of the other one: these and the cover above them go. One that
 * answers has the other below it: that goes. No sender's or receiver's address may reach the text.
 */
export function ownMailText(whole: string, depth = 0): OwnText {
  const lines = whole.split('\n');
  const lastOwn = lines.findLastIndex((line) => !/^\s*(?:>|$)/.test(line));
  for (const [index, line] of lines.entries()) {
    if (quoteLine.test(line) || (index > lastOwn && /^\s*>/.test(line))) {
      const above = lines.slice(0, index).join('\n').trim();
      if (above.length > 0) return { text: above, isCut: true };
    }
    if (depth >= maxForwards || (!fromLine.test(line) && !markLine.test(line))) continue;
    const end = endOfHeaders(lines, index);
    if (end === undefined) continue;
    const above = lines.slice(0, index).join('\n').trim();
    const inner = ownMailText(lines.slice(end).join('\n').trim(), depth + 1);
    return { text: above.length > inner.text.length ? above : inner.text, isCut: true };
  }
  return { text: whole, isCut: false };
}

/** The line behind a block of headers that begins at `start`; undefined where it is none. */
function endOfHeaders(lines: readonly string[], start: number): number | undefined {
  let [found, last] = [0, start];
  for (let at = start; at < Math.min(lines.length, start + headerLines * 2) && found < headerLines; at++) {
    const line = lines[at] ?? '';
    if (fromLine.test(line) || otherLine.test(line)) [found, last] = [found + 1, at];
    else if (line.trim() !== '' && !markLine.test(line) && at - last > 1) break;
    else if (line.trim() !== '' && !markLine.test(line)) {
      // A long list of receivers goes on in the next line, which is no sentence.
      if (!/[@;]/.test(line)) break;
      last = at;
    }
  }
  return found >= 3 ? last + 1 : undefined;
}

/** The same for the HTML of a message. Changes the tree; gives whether anything was left out. */
export function removeQuotes(root: Parent): boolean {
  const quotes = elementsOf(root).filter((element) => {
    const named = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`;
    const isQuote =
      /(?:^|\s)(?:gmail_quote|moz-cite-prefix|yahoo_quoted|protonmail_quote|gmail_extra)(?:\s|$)/.test(named) ||
      (element.tagName === 'blockquote' && attribute(element, 'type') === 'cite');
    return isQuote && !holdsHeaders(element);
  });
  const quoted = quotes.reduce((sum, quote) => sum + textOf(quote).trim().length, 0);
  // A message that is nothing but a quotation is what it quotes.
  const isAllQuoted = textOf(root).trim().length - quoted <= 0;
  if (!isAllQuoted) removeElements(root, new Set(quotes));
  const headers = innermostHeaders(root);
  if (!headers) return quotes.length > 0 && !isAllQuoted;
  const [above, below] = [beside(headers, 'above'), beside(headers, 'below')];
  const length = (nodes: readonly Node[]): number => nodes.reduce((sum, node) => sum + textOf(node).trim().length, 0);
  const cut = length(above) > length(below) ? below : above;
  const unwanted = new Set<Node>([...cut, headers]);
  for (
    let parent: Parent | null | undefined = headers.parentNode;
    parent;
    parent = isElement(parent) ? parent.parentNode : null
  )
    parent.childNodes = parent.childNodes.filter((child) => !unwanted.has(child));
  return true;
}

const maxHeaderCharacters = 3_000;

function holdsHeaders(element: Element): boolean {
  const lines = textOf(element).slice(0, maxHeaderCharacters).split('\n');
  return lines.some(
    (line, index) => (fromLine.test(line) || markLine.test(line)) && endOfHeaders(lines, index) !== undefined,
  );
}

/** The smallest element that is a block of headers and little more. */
function innermostHeaders(root: Parent): Element | undefined {
  const all = elementsOf(root);
  const table = all.find((element) => (attribute(element, 'class') ?? '').includes('moz-email-headers-table'));
  if (table) return table;
  return all
    .filter((element) => ['div', 'p', 'td', 'blockquote'].includes(element.tagName))
    .filter((element) => {
      const text = textOf(element).trim();
      return text.length < maxHeaderCharacters && (fromLine.test(text) || markLine.test(text.split('\n')[0] ?? ''));
    })
    .filter((element) => {
      const lines = textOf(element)
        .trim()
        .split('\n')
        .filter((line) => line.trim() !== '');
      const end = endOfHeaders(lines, 0);
      return end !== undefined && end === lines.length;
    })
    .at(-1);
}

/** What stands before or after an element in the document, as whole subtrees. */
function beside(element: Element, side: 'above' | 'below'): readonly Node[] {
  const found: Node[] = [];
  let child: Node = element;
  for (let parent = element.parentNode; parent; parent = isElement(parent) ? parent.parentNode : null) {
    const at = parent.childNodes.indexOf(child);
    found.push(...(side === 'above' ? parent.childNodes.slice(0, at) : parent.childNodes.slice(at + 1)));
    if (!isElement(parent)) break;
    child = parent;
  }
  return found;
}
