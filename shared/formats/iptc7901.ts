/* oxlint-disable no-control-regex -- the standard parts its text with control characters */
import type { Warning } from '../contract/reasons.ts';
import type { DraftItem, Format, ParsedDocument, Source } from './format.ts';
import { isSignOff } from './story-end.ts';
import { headlineFrom } from './story-text.ts';
import {
  bracketedNote,
  fullYear,
  monthNumber,
  paragraphsByBlankLines,
  splitNotes,
  versionSignal,
  wireByline,
} from './wire-text.ts';

/**
 * IPTC 7901 wire text, its control characters kept or stripped: a header line (source, number, priority, category, words), slugline, headline and
 * text after STX, and a trailer with the time after ETX. A file may hold several messages. dpa's notebook under the text is taken apart.
 */
export const iptc7901: Format = {
  id: 'iptc7901',
  name: 'IPTC 7901 wire text',
  detect(source: Source) {
    if (source.isBinary) return 0;
    const match = header.exec(source.head.trimStart());
    if (!match) return 0;
    return source.head.trimStart().startsWith('\u0001') ? 100 : 80;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const messages = source.text.includes('\u0001') ? source.text.split('\u0001').slice(1) : [source.text.trimStart()];
    const read = messages.filter((message) => header.test(message));
    return {
      items: read.map((message, index) => readMessage(message, read.length === 1 ? '' : `message ${index + 1}`)),
    };
  },
};

/** `eca0003 3 i 380  dpa 0045`: source and number, priority, category, words, what the sender adds. */
const header = /^\u0001?([a-z]{2,5})(\d{3,6}) +([1-9]) +([a-z]{1,3}) +(\d+)(?: +(.*))?(?:\n|$)/i;

function readMessage(message: string, item: string): DraftItem {
  const [whole = '', desk = '', number = '', urgency = '', category = '', , sender = ''] = header.exec(message) ?? [];
  const end = message.indexOf('\u0003');
  const rest = message.slice(whole.length, end < 0 ? undefined : end);
  const { text, time } = withoutTrailer(rest, end < 0 ? '' : message.slice(end + 1));
  const start = text.indexOf('\u0002');
  const before = start < 0 ? [] : linesOf(text.slice(0, start));
  const lines = linesOf(start < 0 ? text : text.slice(start + 1));
  const head = takeHead(before, lines);
  const notes = splitNotes(lines);
  const name = sender.replace(/\s*\d+\s*$/, '').trim();
  // A flash is one line, which is its headline as well as its text.
  const isFlash = notes.story.every((line) => line.trim() === '') && head.signal !== 'kill';
  const flash = isFlash && head.headline !== undefined ? headlineFrom(head.headline) : undefined;
  const html = paragraphsByBlankLines(flash ? [head.headline ?? ''] : withoutMarks(notes.story));
  // “Geneva (agency) - ”: every message of the standard opens like this.
  const [dateline, located] =
    /^([^()\n]{2,60}?),? \([^()\n]{2,30}\) [-–—]+ /.exec(notes.story.join('\n').trimStart()) ?? [];
  const warnings: Warning[] = notes.hasPrivate
    ? [{ code: 'FIELD_IGNORED', message: 'notes that are not for publication were left out', path: 'edNote' }]
    : [];
  return {
    item,
    // Numbers start again each day: only with the day do they name one message.
    ...(time ? { nativeId: `${desk}${number}-${time.slice(0, 10)}`, versionCreated: time } : {}),
    altIds: [{ role: 'transmission', value: `${desk}${number}` }],
    headline: flash?.headline ?? head.headline,
    inferences: flash?.inferences,
    subheadline: head.subheadline,
    slugline: head.slugline,
    byline: head.byline,
    ...(dateline && located ? { dateline: dateline.trim(), located: located.replace(/,? +\d.*$/, '') } : {}),
    signal: head.signal,
    urgency,
    ...(name ? { source: name } : {}),
    subjects: [{ literal: category.toLowerCase(), rel: 'category' }],
    edNote: [...head.notes, ...(notes.edNote === undefined ? [] : [notes.edNote])].join('\n') || undefined,
    copyrightNotice: /^(?:\(c\)|©).*$/im.exec(notes.edNote ?? '')?.[0],
    ...(html ? { body: { kind: 'html', value: html } } : {}),
    ...(notes.related.length > 0 ? { related: notes.related } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

/** A story without the initials and signs under it. */
function withoutMarks(story: readonly string[]): readonly string[] {
  const end = story.findLastIndex((line) => line.trim() !== '' && !isSignOff(line.trim()));
  return end < 0 ? story : story.slice(0, end + 1);
}

interface Head {
  slugline?: string;
  headline?: string;
  subheadline?: string;
  /** What stands in brackets over the headline. */
  notes: string[];
  byline?: string;
  signal?: string;
}

/** Slugline before STX; then version marks, the headline (one line or more) and the byline, up to the first blank line. Takes them out of `lines`. */
function takeHead(before: readonly string[], lines: string[]): Head {
  const slug = before.find((line) => line.trim() !== '');
  const head: Head = { notes: [], ...(slug === undefined ? {} : { slugline: tidySlug(slug) }) };
  const headlines: string[] = [];
  while (lines[0]?.trim() === '') lines.shift();
  while (lines.length > 0 && lines[0]?.trim() !== '') {
    const line = (lines.shift() as string).trim();
    const note = headlines.length === 0 ? bracketedNote(line) : undefined;
    const signal = versionSignal(line) ?? note?.signal;
    if (note) head.notes.push(note.note);
    const byline = wireByline(line);
    if (signal && headlines.length === 0) head.signal = head.signal === 'kill' ? 'kill' : signal;
    else if (head.slugline === undefined && headlines.length === 0 && isSlug(line, lines[0]))
      head.slugline = tidySlug(line);
    else if (headlines.length > 0 && /^utl\.?:/i.test(line)) head.subheadline = line.replace(/^utl\.?:\s*|\s*=$/gi, '');
    else if (byline && headlines.length > 0) head.byline = head.byline ? `${head.byline}, ${byline}` : byline;
    else headlines.push(line);
  }
  // A byline may stand under a blank line of its own.
  if (head.byline === undefined && lines[1]?.trim().endsWith('='))
    head.byline = wireByline(lines.splice(0, 2)[1] as string);
  const headline = headlines.join(' ').replace(/\s*=$/, '');
  if (/^(?:korrektur|berichtigung|correction|rectificatif)\s*[:.-]/i.test(headline)) head.signal ??= 'correction';
  return { ...head, ...(headline ? { headline } : {}) };
}

/** “Harbour/economy/”, or “HARBOUR/ECONOMY - URGENT” over a headline. */
function isSlug(line: string, next: string | undefined): boolean {
  if (/^\/?[^\s/]+(?:\/[^/]+)*\/$/.test(line)) return true;
  return line.length < 60 && line.includes('/') && !/\p{Ll}/u.test(line) && next !== undefined && next.trim() !== '';
}

function tidySlug(line: string): string {
  return line.trim().replace(/^\/+|\/+$|\s+[-–]\s+(?:URGENT|FLASH|LEAD|ALERTE)$/g, '');
}

/** `212322 GMT Nov 18`: day, hour, minute, month, year. Stripped files end with it. */
const trailer =
  /(?:^|\n)\s*(?:[A-Z]{2,5}\s+)?(\d{2})(\d{2})(\d{2})\s*(gmt|utc|z)?\s+([a-zäéû]{3,9})\.?\s+(\d{4}|\d{2})\s*$/i;

/** The trailer is one short line. */
const trailerCharacters = 200;

function withoutTrailer(text: string, after: string): { text: string; time?: string } {
  const inText = after === '' ? trailer.exec(text.trimEnd().slice(-trailerCharacters)) : null;
  const match =
    inText ??
    trailer.exec(
      after
        .slice(0, trailerCharacters)
        .replace(/[^\P{Cc}\n]/gu, '')
        .trim(),
    );
  const written = /^(\d{4}-\d{2}-\d{2})\/(\d{2}:\d{2})$/m.exec(
    after
      .slice(0, trailerCharacters)
      .replace(/[^\P{Cc}\n]/gu, '')
      .trim(),
  );
  if (written) return { text, time: `${written[1]}T${written[2]}:00` };
  const month = match?.[5] ? monthNumber(match[5]) : undefined;
  const end = text.trimEnd().length;
  const rest = inText ? text.slice(0, Math.max(0, end - trailerCharacters) + inText.index) : text;
  if (!match || month === undefined) return { text: rest };
  const [, day, hour, minute, zone, , year = ''] = match;
  return { text: rest, time: `${fullYear(year)}-${month}-${day}T${hour}:${minute}:00${zone ? 'Z' : ''}` };
}

function linesOf(text: string): string[] {
  // Runs of blank lines say no more than one does.
  const lines = text.replace(/\n{4,}/g, '\n\n\n').split('\n');
  return lines.map((line) => line.replace(/[^\P{Cc}\t]/gu, '').trimEnd());
}
