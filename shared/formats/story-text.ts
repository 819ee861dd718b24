import { folded } from '../normalize/clean-text.ts';
import { agencyNamed, findDateline } from '../normalize/agencies.ts';
import { hasBylineOpener, looksLikeNames, splitByline } from '../normalize/bylines.ts';
import type { Warning } from '../contract/reasons.ts';
import { isEmbargoLine } from '../normalize/embargo-notes.ts';
import type { Inference } from './format.ts';
import { withoutSignOff } from './story-end.ts';
import { isXmlElement, lineOf, rawTextOf } from './xml-tree.ts';
import type { XmlElement, XmlNode } from './xml.ts';

/** A story's blocks without what agencies print around them. */
export interface StoryBlocks {
  readonly nodes: readonly XmlNode[];
  /** A byline that stands in the text alone. */
  readonly byline?: string;
  /** Lines that tell editors which version this replaces. */
  readonly notes: readonly string[];
  readonly warnings: readonly Warning[];
}

/**
 * Takes out of a story's blocks what repeats its own fields at the top (headline, byline) and the desk's mark at the end (“ends”, “ab/cd”), so that
 * a partner does not print them twice. A byline that no field has is taken from the first line, where more follows.
 */
export function withoutRepeats(
  nodes: readonly XmlNode[],
  fields: { readonly headline?: string; readonly subheadline?: string; readonly byline?: string },
): StoryBlocks {
  let rest = withoutBlank(nodes);
  const known = [fields.headline, fields.subheadline, fields.byline].filter((text) => text !== undefined).map(folded);
  let byline: string | undefined;
  const notes: string[] = [];
  for (let looked = 0; looked < 4; looked++) {
    const [first, ...others] = rest;
    if (first === undefined || !isXmlElement(first)) break;
    const text = lineOf(first);
    if (others.length === 0) {
      // All there is stays, whatever it is.
      if (fields.byline === undefined && isBylineLine(first, text)) byline ??= text;
      break;
    }
    const isRepeated =
      text !== undefined &&
      hasNoPicture(first) &&
      (known.includes(folded(text)) || (isBylineLine(first, text) && namesNoOther(text, fields.byline)));
    const isByline = !isRepeated && byline === undefined && fields.byline === undefined && isBylineLine(first, text);
    if (isByline) byline = text;
    const note = isRepeated || isByline ? undefined : noteIn(first, text);
    const isNote = note !== undefined;
    if (isNote) notes.push(note);
    if (!isRepeated && !isByline && !isNote) break;
    rest = withoutBlank(others);
  }
  const under = byline === undefined ? bylineOverDateline(rest, fields.byline) : undefined;
  if (under) {
    rest = rest.filter((node) => node !== under.node);
    if (fields.byline === undefined) byline = under.line;
  }
  const { nodes: ended, warnings } = withoutSignOff(rest);
  const story = withoutBylineBelow(ended, fields.byline ?? byline);
  return { nodes: story, ...(byline ? { byline } : {}), notes, warnings };
}

/** “Ann Author, The Agency” under a text whose byline names her says nothing more. */
function withoutBylineBelow(nodes: readonly XmlNode[], byline: string | undefined): readonly XmlNode[] {
  const last = nodes.at(-1);
  const line = last !== undefined && isXmlElement(last) && last.name === 'p' ? lineOf(last) : undefined;
  if (byline === undefined || line === undefined || line.length > 90 || nodes.length < 2) return nodes;
  const known = new Set(splitByline(byline).map(folded));
  const names = splitByline(line);
  const isKnown = (name: string): boolean => known.has(folded(name));
  return names.some(isKnown) && names.every((name) => isKnown(name) || agencyNamed(name) !== undefined)
    ? nodes.slice(0, -1)
    : nodes;
}

/** How many points may stand over a byline. */
const maxPoints = 8;

/** A byline under points of the story (“* Shares fall”), right over its dateline; none that names others than the known one. */
function bylineOverDateline(
  nodes: readonly XmlNode[],
  known: string | undefined,
): { readonly node: XmlElement; readonly line: string } | undefined {
  for (const [index, node] of nodes.slice(0, maxPoints).entries()) {
    const [line, next] = [isXmlElement(node) ? lineOf(node) : undefined, nodes[index + 1]];
    if (!isXmlElement(node) || !isBylineLine(node, line) || next === undefined) continue;
    const isOver = findDateline(lineOf(next) ?? '') !== undefined;
    return isOver && (known === undefined || namesNoOther(line, known)) ? { node, line } : undefined;
  }
  return undefined;
}

/** A line over the story that is for editors: which version it replaces, when it may be used. */
function noteIn(block: XmlElement, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  // A notice of what was corrected, ruled off from the text.
  if (block.name === 'pre' && text.length < 2_000 && correctionNotice.test(text))
    return text.replace(/^[-=_\s]+|[-=_\s]+$/g, '');
  if (text.length < 400 && changeNote.test(text)) return text.slice(1, -1);
  return text.length < 160 && (replacesNote.test(text) || isEmbargoLine(text)) ? text : undefined;
}

/** What a version adds or corrects, in brackets over it (“(Adds quotes, background)”). */
const changeNote =
  /^\((?:adds|updates|recasts|corrects|refiles|repeats|fixes|clarifies|removes|deletes|changes|rewrites|writes through|wraps|new throughout|reformats|inserts|drops|restores)\b[^()]*(?:\([^()]*\)[^()]*){0,3}\)$/i;

const correctionNotice = /^[-=_\s]*(?:korrektur|berichtigung|correction|rectificatif|corrección)/i;

/** “New story, replaces: …” over a later version, in the languages of the agencies that write it. */
const replacesNote =
  /^(?:n\s?e\s?w (?:story|message)|n\s?i\s?e\s?u\s?w bericht|neue fassung|neu)[,:;\s].{0,20}(?:replaces|vervangt|ersetzt)|^\(?(?:replaces|vervangt|ersetzt|remplace|sustituye|sostituisce|erstatter|ersätter)\s*:/i;

/**
 * Puts a dateline that is ready to print (“GENEVA, 3 May (XYZ) –”, “GENEVA, May 3”) before a text that does not open with one: readers and the agency's
 * credit need it, and ninjs has no other place for it. A place alone is none: that stands in `located`.
 */
export function withDateline(nodes: readonly XmlNode[], dateline: string | undefined): readonly XmlNode[] {
  const line = dateline?.replace(/\s+/g, ' ').trim() ?? '';
  const isOpen = /^\p{Lu}[\p{Lu} .'’-]{2,40}, .*\d/u.test(line);
  const signed = /^[^()]{2,60}(?:\([^()]{2,40}\) ?)?\(([^()]{2,20})\)$/u.exec(line)?.[1]?.split('/')[0];
  const isSigned = signed !== undefined && agencyNamed(signed) !== undefined;
  if (line.length > 120 || !(isOpen || isSigned || /^\p{Lu}.*[-–—]$/u.test(line))) return nodes;
  const at = nodes.findIndex(
    (node) => isXmlElement(node) && node.name.toLowerCase() === 'p' && lineOf(node) !== undefined,
  );
  const first = nodes[at];
  if (first === undefined || !isXmlElement(first)) return nodes;
  const text = lineOf(first) ?? '';
  const place = folded(/^[\p{L}.'’ -]+/u.exec(line)?.[0] ?? line);
  // The agency may stand before it (“(ANSA) - ROMA, 3 MAG - …”).
  const opening = folded(text.slice(0, 60).replace(/^\s*\([^()]{2,20}\)/, ''));
  if (findDateline(text) !== undefined || opening.startsWith(place)) return nodes;
  return nodes.map((node, index) =>
    index === at ? { ...first, children: [/[-–—]$/.test(line) ? `${line} ` : `${line} – `, ...first.children] } : node,
  );
}

/**
 * A story's blocks as they are meant, where a wire sets them otherwise: a subheading on a line between dashes (“- The vote -”), a dash after the dateline
 * typed as an underscore (“GENEVA (AP) _”).
 */
export function asMeant(nodes: readonly XmlNode[]): readonly XmlNode[] {
  let isFirst = true;
  return nodes.map((node) => {
    if (!isXmlElement(node) || node.name.toLowerCase() !== 'p') return node;
    const [text, ...others] = node.children;
    if (typeof text !== 'string') return node;
    if (others.length === 0 && /^\s*_{3,}\s*$/.test(text)) return { ...node, name: 'hr', children: [] };
    const heading = others.length === 0 && text.length < 100 ? subheading.exec(text.trim())?.[1] : undefined;
    if (heading !== undefined && !isFirst) return { ...node, name: 'h2', children: [heading] };
    const opening = isFirst ? text.replace(/^(\s*\p{Lu}[^()]{1,60}\([^()]{2,20}\)) _ /u, '$1 — ') : text;
    isFirst = false;
    return opening === text ? node : { ...node, children: [opening, ...others] };
  });
}

const subheading = /^[-–—] (\p{L}.{1,60}?) [-–—]$/u;

/** Blocks of a story: wrappers that mean nothing by themselves give what they hold, where that is blocks. */
export function unwrapped(nodes: readonly XmlNode[], wrappers: readonly string[]): readonly XmlNode[] {
  return nodes.flatMap((node): readonly XmlNode[] => {
    if (!isXmlElement(node) || !wrappers.includes(node.name)) return [node];
    const inside = node.children.filter((child) => isXmlElement(child) || child.trim() !== '');
    const isPlain =
      plainWrapper.test(node.attributes.get('class') ?? '') && !mayHide.some((name) => node.attributes.has(name));
    const holdsBlocks = inside.length > 0 && inside.every((child) => isXmlElement(child) && blockLike.has(child.name));
    return isPlain && holdsBlocks ? unwrapped(node.children, wrappers) : [node];
  });
}

/** What is hidden stays wrapped: the cleaning drops it whole. */
const mayHide = ['hidden', 'style', 'aria-hidden'];
/** Classes of wrappers that hold the story, rather than a box beside it. */
const plainWrapper = /^$|(?:^|[\s_-])(?:main|body|content|text|article|story|entry)/i;
const blockLike = new Set(
  'p h1 h2 h3 h4 h5 h6 hl1 hl2 ul ol dl table blockquote bq pre hr figure media img header footer div section article main block body html byline dateline note'.split(
    ' ',
  ),
);

/** A headline for a story that has none: the first sentence, as flashes are printed. With how it was come by. */
export function headlineFromText(
  nodes: readonly XmlNode[],
): { readonly headline: string; readonly inferences: readonly Inference[] } | undefined {
  const [first] = nodes.flatMap((node) => (isXmlElement(node) ? firstBlocks(node) : (lineOf(node) ?? [])));
  if (first === undefined) return undefined;
  return headlineFrom(first);
}

/** The same from a text. */
export function headlineFrom(
  text: string,
): { readonly headline: string; readonly inferences: readonly Inference[] } | undefined {
  const line = text.replace(/\s+/g, ' ').trim();
  const sentence = /^.{12,140}?[.!?](?=\s|$)/u.exec(line)?.[0] ?? line;
  const headline =
    sentence.length <= 140 ? sentence.replace(/(?<!\.)\.$/, '') : `${sentence.slice(0, 140).replace(/\s+\S*$/, '')} …`;
  if (headline === '') return undefined;
  return { headline, inferences: [{ field: 'headline', method: 'the first sentence of the text', confidence: 0.4 }] };
}

/**
 * A note to editors without the lines that hold a telephone number or a mail address: those are the desks', for nobody outside.
 * `undefined` when nothing is left.
 */
export function withoutContacts(note: string | undefined): { readonly note?: string; readonly hadContacts: boolean } {
  const lines = (note ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const open = lines.filter((line) => !contact.test(line));
  return { ...(open.length > 0 ? { note: open.join('\n') } : {}), hadContacts: open.length < lines.length };
}

const contact =
  /[\w.+-]+@[\w-]+\.[\w.]{2,}|(?:\+|\b00?)\d[\d\s()/.-]{6,}\d|\b\d{3}[-.\s]\d{3}[-.\s]\d{4}\b|\btel\.?:?\s*\d/i;

const blocks = new Set(['p', 'h1', 'h2', 'h3', 'hl1', 'hl2', 'pre', 'li', 'td', 'th']);

function firstBlocks(element: XmlElement): readonly string[] {
  if (blocks.has(element.name)) return (lineOf(element) ?? rawTextOf(element).trim()) ? [lineOf(element) ?? ''] : [];
  const inside = element.children.filter(isXmlElement).flatMap(firstBlocks);
  return inside.length > 0
    ? inside
    : element.children.some(isXmlElement)
      ? []
      : [lineOf(element) ?? ''].filter(Boolean);
}

function withoutBlank(nodes: readonly XmlNode[]): readonly XmlNode[] {
  return nodes.filter((node) =>
    isXmlElement(node) ? node.name === 'br' || lineOf(node) !== undefined || !hasNoPicture(node) : node.trim() !== '',
  );
}

function hasNoPicture(element: XmlElement): boolean {
  if (['img', 'media', 'image', 'figure', 'hr', 'iframe', 'video', 'audio'].includes(element.name)) return false;
  return element.children.filter(isXmlElement).every(hasNoPicture);
}

function isBylineLine(element: XmlElement, text: string | undefined): text is string {
  if (text === undefined || element.name !== 'p' || text.length > 90) return false;
  return hasBylineOpener(text) && looksLikeNames(text);
}

/** “By Ann Author” repeats “Ann Author, Agency”. */
function namesNoOther(line: string, byline: string | undefined): boolean {
  const named = new Set(splitByline(byline ?? '').map(folded));
  return splitByline(line).every((name) => named.has(folded(name)));
}
