// oxlint-disable no-control-regex -- control characters are what is looked for here.
import { xmlLimits } from '../contract/limits.ts';
import type { RejectionCode } from '../contract/reasons.ts';
import { Unreadable } from './format.ts';

/** Text ready for the parser, which is exact, and slow on what it has to look at character by character. */
export interface PreparedXml {
  /** Each CDATA section holds its number in `sections`, and its line breaks, so that lines are counted right. */
  readonly text: string;
  readonly sections: readonly string[];
}

/** What XML 1.0 §2.2 leaves out; surrogates were taken care of in decoding. */
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * Refuses at once what would take the parser seconds to refuse (entity declarations, an unclosed CDATA section, too many elements, an attribute without
 * end), takes CDATA sections out, and reads references to ordinary characters. Changes nothing of what the document means; linear in its input.
 * Throws `Unreadable`.
 */
export function prepareXml(text: string): PreparedXml {
  const { text: rest, sections } = takeSections(text);
  refuseEntities(text);
  refuseMasses(rest);
  return { text: rest.replace(/&#(?:\d{1,7}|x[\da-fA-F]{1,6});/g, readReference), sections };
}

/** Whether a DTD declares `<!ENTITY name …>`; those with a `%` are parameters of the DTD itself, and change nothing while it is not read. */
export function hasGeneralEntity(text: string): boolean {
  return /<!ENTITY\s+(?!%\s)/.test(text);
}

/** Whether a character that XML forbids stands in the text itself. */
export function hasIllegalCharacter(text: string): boolean {
  return illegal.test(text);
}

/** Without comments; one that never ends stays. */
export function withoutComments(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let start = text.indexOf('<!--'); start >= 0; start = text.indexOf('<!--', done)) {
    const end = text.indexOf('-->', start + 4);
    if (end < 0) break;
    parts.push(text.slice(done, start));
    done = end + 3;
  }
  return parts.join('') + text.slice(done);
}

function lineAtIndex(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function refuseEntities(text: string): void {
  const at = text.indexOf('<!DOCTYPE');
  if (at < 0) return;
  // What looks like a DOCTYPE in the text of an article is none.
  if (
    withoutComments(text.slice(0, at))
      .replace(/<\?[^?]*\?>/g, '')
      .trim() !== ''
  )
    return;
  const doctype = text.slice(at, endOfDoctype(text, at));
  if (!hasGeneralEntity(withoutComments(doctype))) return;
  throw new Unreadable(
    'XML_ENTITY_DECLARED',
    'the DOCTYPE declares an entity; entities are never expanded',
    `line ${lineAtIndex(text, at + doctype.search(/<!ENTITY\s+(?!%\s)/))}`,
  );
}

/** It ends at `>`, after its internal subset where it has one. */
function endOfDoctype(text: string, start: number): number {
  const close = text.indexOf('>', start);
  const subset = text.indexOf('[', start);
  if (close >= 0 && (subset < 0 || close < subset)) return close;
  for (let end = text.indexOf(']', subset + 1); end >= 0; end = text.indexOf(']', end + 1)) {
    if (/^\]\s{0,1000}>/.test(text.slice(end, end + 1_002))) return end;
  }
  return text.length;
}

function takeSections(text: string): PreparedXml {
  const sections: string[] = [];
  const parts: string[] = [];
  const opening = /<!--|<!\[CDATA\[|<\?/g;
  let done = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const closing = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' }[match[0]] as string;
    const start = match.index + match[0].length;
    const end = text.indexOf(closing, start);
    if (end < 0) {
      throw new Unreadable(
        'XML_MALFORMED',
        `the document ends before a “${closing}”`,
        `line ${lineAtIndex(text, start)}`,
      );
    }
    opening.lastIndex = end + closing.length;
    if (match[0] !== '<![CDATA[') continue;
    const content = text.slice(start, end);
    if (illegal.test(content)) {
      const at = `line ${lineAtIndex(text, start + content.search(illegal))}`;
      throw new Unreadable('XML_ILLEGAL_CHAR', 'a character that XML 1.0 forbids', at);
    }
    parts.push(text.slice(done, start), String(sections.length), content.replace(/[^\n]+/g, ''));
    sections.push(content);
    done = end;
  }
  parts.push(text.slice(done));
  return { text: parts.join(''), sections };
}

/** Far beyond what the parser will refuse exactly: attributes may hold a `>`, and comments tags. */
const looseDepth = 10 * xmlLimits.depth;

function refuseMasses(text: string): void {
  let elements = 0;
  let depth = 0;
  let close = 0;
  const refuse = (code: RejectionCode, message: string, at: number): never => {
    throw new Unreadable(code, message, `line ${lineAtIndex(text, at)}`);
  };
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1] as string;
    if (next === '/') depth--;
    if ('/!?<'.includes(next)) continue;
    elements++;
    if (close >= 0 && close < at) close = text.indexOf('>', at);
    if (text[close - 1] !== '/') depth++;
    if (depth > looseDepth) refuse('XML_TOO_DEEP', `nested deeper than ${xmlLimits.depth} elements`, at);
    if (elements > xmlLimits.elements) refuse('XML_TOO_MANY_NODES', `more than ${xmlLimits.elements} elements`, at);
  }
  if (text.length <= xmlLimits.attributeCharacters) return;
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
    const quote = text[at + 1];
    if (quote !== '"' && quote !== "'") continue;
    const end = text.indexOf(quote, at + 2);
    const value = (end < 0 ? text.length : end) - at - 2;
    // Outside of tags a quotation mark is a mark like any other: a value holds no `<`.
    const isValue = value > xmlLimits.attributeCharacters && !text.slice(at, at + value).includes('<');
    if (isValue) refuse('XML_LIMIT', `an attribute of ${value} characters`, at);
  }
}

/** A reference to a character that means nothing to XML, as that character; white space stays, since attributes fold it. */
function readReference(reference: string): string {
  const code = reference[2] === 'x' ? Number.parseInt(reference.slice(3), 16) : Number.parseInt(reference.slice(2), 10);
  const isPlain =
    (code > 0x20 && ![0x22, 0x26, 0x27, 0x3c, 0x3e, 0x5d].includes(code) && code < 0xd800) ||
    (code > 0xdfff && code < 0xfffe) ||
    (code > 0xffff && code <= 0x10ffff);
  return isPlain ? String.fromCodePoint(code) : reference;
}
