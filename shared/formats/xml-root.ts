// oxlint-disable no-control-regex -- control characters are what is looked for here.
import type { XmlRoot } from './format.ts';

/** Comments, declarations and a DOCTYPE before the root element are skipped within this many characters. */
const prologCharacters = 64 * 1024;

/**
 * Finds the root element of what begins like XML, without parsing it; undefined for anything else. Linear in its input.
 * HTML pages are found too (`html`), so that formats can tell XHTML from wire formats by its namespace.
 */
export function findXmlRoot(text: string): XmlRoot | undefined {
  const head = text.slice(0, prologCharacters);
  let at = skipSpace(head, 0);
  let doctype: string | undefined;
  while (head[at] === '<') {
    if (head.startsWith('<?', at)) at = endOf(head, '?>', at);
    else if (head.startsWith('<!--', at)) at = endOf(head, '-->', at);
    else if (/^<!doctype/i.test(head.slice(at, at + 9))) {
      const end = endOfDoctype(head, at);
      doctype = head.slice(at, end);
      at = end;
    } else return rootAt(head, at, doctype);
    at = skipSpace(head, at);
  }
  return undefined;
}

function rootAt(head: string, at: number, doctype: string | undefined): XmlRoot | undefined {
  const startTag = /^<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/>])[^<>]*>/.exec(head.slice(at, at + 16_384))?.[0];
  if (startTag === undefined) return undefined;
  const [, prefix = '', localName = ''] = /^<(?:([\w.-]+):)?([\w.-]+)/.exec(startTag) ?? [];
  const declared = [...startTag.matchAll(/\sxmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']/g)];
  const namespace = declared.find((match) => (match[1] ?? '') === prefix)?.[2];
  return { localName, startTag, ...(namespace === undefined ? {} : { namespace }), ...(doctype ? { doctype } : {}) };
}

function endOf(head: string, mark: string, from: number): number {
  const found = head.indexOf(mark, from);
  return found < 0 ? head.length : found + mark.length;
}

/** A DOCTYPE ends at `>`, after its internal subset where it has one. */
function endOfDoctype(head: string, from: number): number {
  const close = head.indexOf('>', from);
  const subset = head.indexOf('[', from);
  if (subset < 0 || (close >= 0 && close < subset)) return close < 0 ? head.length : close + 1;
  const end = /\]\s*>/.exec(head.slice(subset));
  return end ? subset + end.index + end[0].length : head.length;
}

function skipSpace(head: string, from: number): number {
  let at = from;
  while (at < head.length && /[\s\u0000-\u0020\ufeff]/.test(head[at] as string)) at++;
  return at;
}
