import { agencyNamed } from '../normalize/agencies.ts';
import type { Warning } from '../contract/reasons.ts';
import { isXmlElement, lineOf } from './xml-tree.ts';
import type { XmlElement, XmlNode } from './xml.ts';

/** Marks stand one under the other (agency, initials, contacts); what is before them is the story. */
const maxMarks = 4;

/**
 * Takes out of a story's end what desks write there for desks: “ends”, initials (“ab/cd”), the agency's sign, on a line of its own or behind the last
 * sentence, contacts in brackets, keywords. All there is stays, whatever it is.
 */
export function withoutSignOff(nodes: readonly XmlNode[]): {
  readonly nodes: readonly XmlNode[];
  readonly warnings: readonly Warning[];
} {
  const marks: string[] = [];
  let rest = nodes;
  while (marks.length < maxMarks && rest.length > 1) {
    const last = rest.at(-1);
    const mark = last !== undefined && isXmlElement(last) && isPlain(last) ? lineOf(last) : undefined;
    if (mark === undefined || !isSignOff(mark)) break;
    marks.unshift(isContact(mark) ? 'contacts' : `“${mark.slice(0, 40)}”`);
    rest = rest.slice(0, -1);
  }
  const signed = withoutSign(rest);
  if (signed !== undefined) marks.unshift(`“${signed.sign}”`);
  if (marks.length === 0) return { nodes, warnings: [] };
  const message = `the desk’s mark at the end (${marks.join(', ')}) was left out`;
  return { nodes: signed?.nodes ?? rest, warnings: [{ code: 'FURNITURE_REMOVED', message, path: 'body' }] };
}

/** A line, not a picture, a table or a list. */
function isPlain(element: XmlElement): boolean {
  const blocks = ['img', 'media', 'image', 'figure', 'table', 'ul', 'ol', 'iframe', 'video', 'audio', 'pre'];
  return !blocks.includes(element.name) && element.children.filter(isXmlElement).every(isPlain);
}

const ends = /^[-–—(=*\s]*(?:ends?|fin|ende|schluss|slut|fim|mf|30|###)[-–—)=*\s]*$/i;
/** “(Schluss) abc/de”. */
const signedEnd = /^\((?:ends?|fin|ende|schluss|slut)\)\s+[a-z]{2,4}(?:[/+*-][a-z]{2,4}){0,4}$/i;
const initials =
  /^(?:[a-z]{2,4}\/(?: [a-z]{2,4}\/){1,4}|[a-z]{1,4}(?:[/-][a-z]{1,4}){1,5}|[A-Z]{2,5}(?: ?(?:\/\/?|-) ?[A-Z]{2,5}){1,4})$/;
/** “Lusa/Fim”. */
const agencyEnd = /^(\p{L}+) ?\/ ?(?:fim|fin|end|ende|slut)$/iu;
const keywords = /^(?:Keywords|KEYWORDS):\s*[\p{Lu}\p{N}/ ,-]+$/u;

/** Whether a line under a story is the desk's: an end mark, initials, a sign, contacts. */
export function isSignOff(text: string): boolean {
  if ([ends, signedEnd, initials, keywords].some((mark) => mark.test(text)) || isContact(text)) return true;
  const closing = agencyEnd.exec(text)?.[1];
  if (closing !== undefined && isAgency(closing)) return true;
  const named = /^(?:==+|\/)?\s*(\p{L}[\p{L} ]{1,20}?)\s*\/?$/u.exec(text)?.[1];
  if (named !== undefined && text !== named && isAgency(named)) return true;
  // Desks in capitals, then at most one writer's initials: “said no” is none.
  const [agency = '', ...marks] = text.split(' ');
  const desks = /^[a-z]{2,4}(?:\/[a-z]{2,4})*$/.test(marks.at(-1) ?? '') ? marks.slice(0, -1) : marks;
  return (
    agencyNamed(agency) !== undefined &&
    marks.length > 0 &&
    desks.length < 3 &&
    desks.every((desk) => /^[A-Z]{2,4}$/.test(desk))
  );
}

/** “((ann@agency.example; +44 20 …))”: how to reach the writers, in brackets of its own. */
function isContact(text: string): boolean {
  const inside = /^\(\(?(.*?)\)?\)$/.exec(text.length > 400 ? '' : text)?.[1];
  return inside !== undefined && (text.startsWith('((') || inside.length < 120) && contact.test(inside);
}

const contact = /[\w.+-]+@[\w-]+\.[\w.]{2,}|\+\d[\d\s()/.-]{6,}\d/;

/** A sign behind the end of the last sentence: “… . EFE”, “… . (AFP)”, “… .(©NTB)”; that it ends, or goes on. */
const sign =
  /(?<=[.!?…。]["”»“’')\]]*)\s*(?:\(\s*(?:©\s*)?([^()]{2,24})\s*\)|\/([^/]{2,24})\/|(\p{Lu}{2,6})|（([^（）]{1,4})）)\.?\s*$/u;
const goesOn = /^(?:segue|suite|sigue|folgt|more|continua|完|终|終)$/i;

function withoutSign(
  nodes: readonly XmlNode[],
): { readonly nodes: readonly XmlNode[]; readonly sign: string } | undefined {
  const last = nodes.at(-1);
  const text = last !== undefined && isXmlElement(last) ? last.children.at(-1) : undefined;
  if (last === undefined || !isXmlElement(last) || last.name.toLowerCase() !== 'p' || typeof text !== 'string')
    return undefined;
  const tail = text.slice(-60);
  const match = sign.exec(tail);
  const word = (match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4] ?? '').trim();
  if (match === null || !(isAgency(word) || goesOn.test(word))) return undefined;
  const kept = text.slice(0, text.length - tail.length + match.index);
  if (kept.trim() === '' && last.children.length === 1) return undefined;
  const paragraph = { ...last, children: [...last.children.slice(0, -1), kept] };
  return { nodes: [...nodes.slice(0, -1), paragraph], sign: match[0].trim() };
}

/** Signs are written small, too (“/ritzau/”). */
function isAgency(name: string): boolean {
  return agencyNamed(name) !== undefined || agencyNamed(`${name[0]?.toUpperCase()}${name.slice(1)}`) !== undefined;
}
