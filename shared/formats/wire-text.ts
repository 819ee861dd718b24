import { escapeHtml } from '../article/escape-html.ts';
import type { DraftRelated } from './format.ts';

// What the two wire text standards, IPTC 7901 and ANPA 1312, have in common once their control characters are read.

/** A line in brackets over a headline, for editors: “(Berichtigung: im 2. Absatz …)”, “(Zusammenfassung 1430 – neu: …)”. */
export function bracketedNote(
  line: string,
): { readonly note: string; readonly signal: 'correction' | 'update' } | undefined {
  const note = /^\((.+)\)\s*=?$/.exec(line.length > 300 ? '' : line.trim())?.[1];
  if (note === undefined) return undefined;
  return { note, signal: /^(?:berichtig|korrekt|correct|rectif)/i.test(note) ? 'correction' : 'update' };
}

/** Words that open a wire story and say what version it is, not what it is called. */
const versionWords =
  /^(?:\(?\d*(?:st|nd|rd|th)?\s*(?:urgent|lead|net|update|add|roundup|refile|writethru|insert|sub|kill|correction|corrected|advance)\)?[\s.,:-]*)+$/i;

/** `kill`, `correction` or `update` when the line is a version's mark (“2ND LEAD”, “REFILE”, “KILL”); undefined for any other line. */
export function versionSignal(line: string): 'kill' | 'correction' | 'update' | undefined {
  const bare = line.trim().replace(/^mandatory\s+/i, '');
  if (bare.length > 60 || !versionWords.test(bare)) return undefined;
  if (/kill/i.test(bare)) return 'kill';
  return /correct/i.test(bare) ? 'correction' : 'update';
}

/** Urgency of IPTC 7901 and of ANPA's letters: flash, bulletin, urgent, regular, deferred, … */
export const anpaUrgencies: Readonly<Record<string, string>> = {
  f: '1',
  b: '2',
  u: '3',
  r: '4',
  d: '5',
  a: '6',
  s: '5',
  w: '7',
  z: '8',
};

/** What neither readers nor partners may see follows such a line, to the end of the message. */
const notForPublication =
  /^\W*(?:the following information is not (?:intended )?for publication|die folgenden informationen sind nicht (?:zur|für die) veröffentlichung bestimmt|not for publication|nicht zur veröffentlichung)/i;

/** Headings of the notes under a story. */
const notebook = /^#+\s*(?:notebook|notizblock|note to editors|redaktionelle hinweise)\b/i;
const noteHeading = /^#+\s*(.+)$/;

export interface WireNotes {
  /** Lines of the story. */
  readonly story: readonly string[];
  readonly edNote?: string;
  readonly related: readonly DraftRelated[];
  /** Lines that are for the desks only were there, and left out. */
  readonly hasPrivate: boolean;
}

/** Parts a story from the notebook under it: notes go to editors, links are related, contacts to nobody. */
export function splitNotes(lines: readonly string[]): WireNotes {
  const privateAt = lines.findIndex((line) => notForPublication.test(line));
  const open = privateAt < 0 ? lines : lines.slice(0, privateAt);
  const notesAt = open.findIndex((line) => notebook.test(line));
  const story = notesAt < 0 ? open : open.slice(0, notesAt);
  const notes: string[] = [];
  const related: DraftRelated[] = [];
  let isContacts = false;
  for (const line of notesAt < 0 ? [] : open.slice(notesAt)) {
    const heading = noteHeading.exec(line)?.[1];
    if (heading !== undefined) isContacts = /contact|kontakt/i.test(heading);
    const link = /\[([^\]]*)\]\((https?:\/\/[^)\s]+)\)/.exec(line.slice(0, 1_000));
    if (link?.[2]) related.push({ ...(link[1] ? { title: link[1] } : {}), url: link[2] });
    else if (heading === undefined && !isContacts && line.trim() !== '' && !/^[\s*]+$/.test(line))
      notes.push(line.trim().replace(/^- /, ''));
  }
  return {
    story: story.filter((line) => !/^\s*(?:\*\s*){3,}$/.test(line)),
    ...(notes.length > 0 ? { edNote: notes.join('\n') } : {}),
    related,
    hasPrivate: privateAt >= 0,
  };
}

/** “By A and B, agency =” without the mark that ends it; undefined for any other line. */
export function wireByline(line: string): string | undefined {
  if (line.length > 300) return undefined;
  const match = /^\s*((?:by|von|par|por|di)\s+\S.*?)\s*=?\s*$/i.exec(line);
  return match?.[1] && (line.trimEnd().endsWith('=') || line.length < 90) ? match[1] : undefined;
}

/** Paragraphs parted by blank lines, or opened by an indented line where others are not; each of lines broken at the wire's width. */
export function paragraphsByBlankLines(lines: readonly string[]): string {
  const indented = /^(?: {2,}|\t)/;
  const written = lines.filter((line) => line.trim() !== '');
  const areIndented = written.some((line) => indented.test(line)) && !written.every((line) => indented.test(line));
  const paragraphs: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '' || (areIndented && indented.test(line))) paragraphs.push([]);
    if (line.trim() !== '') paragraphs.at(-1)?.push(line.trim());
  }
  return paragraphs
    .filter((paragraph) => paragraph.length > 0)
    .map((paragraph) => `<p>${escapeHtml(paragraph.join(' '))}</p>`)
    .join('\n');
}

const months = [
  'jan gen ene',
  'feb fev fév',
  'mar mär mrz',
  'apr abr avr',
  'may mai mag maj',
  'jun juin giu',
  'jul juil lug',
  'aug aou aoû ago',
  'sep set',
  'oct okt ott out',
  'nov',
  'dec dez déc dic',
].map((names) => names.split(' '));

/** Two-digit month of a name as wire trailers write it, in English, German, French and their kin. */
export function monthNumber(name: string): string | undefined {
  const lower = name.toLowerCase();
  const index = months.findIndex((names) => names.some((known) => lower.startsWith(known)));
  return index < 0 ? undefined : String(index + 1).padStart(2, '0');
}

/** “18” → “2018”; two-digit years before 70 are of this century. */
export function fullYear(year: string): string {
  return year.length === 4 ? year : Number(year) < 70 ? `20${year}` : `19${year}`;
}
