/* oxlint-disable no-control-regex -- the standard sets its text with control characters */
import { escapeHtml } from '../article/escape-html.ts';
import { agencyNamed } from '../normalize/agencies.ts';
import type { DraftItem, Format, ParsedDocument, Source } from './format.ts';
import { anpaUrgencies, fullYear, monthNumber, splitNotes, versionSignal } from './wire-text.ts';

/**
 * ANPA 1312 wire text as AP and Kyodo send it: `SYN SYN SOH` and a number, a line with priority, category, keyword, date and words, the text between
 * STX and ETX, and a trailer with the time. Lines that open with `^` are set centred: keyword, headline, notes and byline before the text,
 * subheadings within it; TAB or spaces open a paragraph, BS a row of a table.
 */
export const anpa1312: Format = {
  id: 'anpa1312',
  name: 'ANPA 1312 wire text',
  detect(source: Source) {
    if (source.isBinary) return 0;
    const match = opening.exec(source.head.trimStart());
    return match ? 100 : 0;
  },
  async parse(source: Source): Promise<ParsedDocument> {
    const messages = source.text
      .split('\u0001')
      .slice(1)
      .filter((message) => message.includes('\u001f'));
    return {
      items: messages.map((message, index) =>
        readMessage(message, messages.length === 1 ? '' : `message ${index + 1}`),
      ),
    };
  },
};

const opening = /^\u0016*\u0001[a-z]\d{4}[^\n\u001f]{0,20}\u001f/i;
/** `r a ␓␑ BC-Keyword 09-04 0813`. */
const headerLine = /^([a-z]) ([a-z])[\u0011-\u0014]+ +(\S.*?) +(\d{1,2}-\d{1,2})(?: +(\d+))?\s*$/i;

function readMessage(message: string, item: string): DraftItem {
  const [service, number, sender] = /^([a-z])(\d{4})([^\u001f]*)\u001f/i.exec(message)?.slice(1) ?? [];
  const [, priority, category, keyword] = headerLine.exec((message.split('\n', 2)[1] ?? '').slice(0, 200)) ?? [];
  const start = message.indexOf('\u0002');
  const end = message.indexOf('\u0003', start);
  const lines = message
    .slice(start < 0 ? 0 : start + 1, end < 0 ? undefined : end)
    .replace(/(?:\r?\n){4,}/g, '\n\n\n')
    .split('\n')
    .map((line) => line.trimEnd());
  const head = takeHead(lines);
  const notes = splitNotes(lines);
  const html = bodyOf(notes.story);
  const time = trailerTime(end < 0 ? '' : message.slice(end + 1), lines.join(' ').slice(0, 400));
  const agency = sender?.trim() || /^AP-/.exec(message.slice(end + 1).trim())?.[0].slice(0, 2);
  const slugline = (head.keyword ?? keyword)?.replace(/^(?:AM|PM|BC|AP)-+/i, '').trim();
  return {
    item,
    ...(time.id ? { nativeId: `anpa-${service}${number}-${time.id}` } : {}),
    ...(service && number ? { altIds: [{ role: 'transmission', value: `${service}${number}` }] } : {}),
    ...(time.at ? { versionCreated: time.at } : {}),
    headline: head.headline,
    summary: head.summary,
    byline: head.byline,
    slugline,
    signal: head.signal ?? keywordSignal(`${head.keyword ?? ''} ${keyword ?? ''}`),
    ...(agency ? { source: agency === agency.toUpperCase() && agency.length > 4 ? capitalised(agency) : agency } : {}),
    urgency: anpaUrgencies[(priority ?? '').toLowerCase()],
    ...(category ? { subjects: [{ literal: category.toLowerCase(), rel: 'category' }] } : {}),
    edNote: [head.edNote, notes.edNote].filter((note) => note !== undefined).join('\n') || undefined,
    ...(html ? { body: { kind: 'html', value: html } } : {}),
    ...(notes.related.length > 0 ? { related: notes.related } : {}),
    ...(notes.hasPrivate
      ? {
          warnings: [
            {
              code: 'FIELD_IGNORED' as const,
              message: 'notes that are not for publication were left out',
              path: 'edNote',
            },
          ],
        }
      : {}),
  };
}

/** Versions are named in the keyword: “US--Harbor Fire, 1st Ld-Writethru”. */
function keywordSignal(keyword: string): string | undefined {
  const has = (word: RegExp): boolean => word.test(keyword);
  if (has(/(?:^|[\s,-])kill(?:$|[\s,-])/i)) return 'kill';
  if (has(/(?:^|[\s,-])correct(?:ion|ive)?(?:$|[\s,-])/i)) return 'correction';
  return has(/\b\d+(?:st|nd|rd|th) (?:ld|add|sub|writethru)\b/i) ? 'update' : undefined;
}

interface Head {
  keyword?: string;
  headline?: string;
  summary?: string;
  byline?: string;
  edNote?: string;
  signal?: string;
}

/** Reads and takes the lines before the text: keyword first, headline next, then notes, picture slugs, a summary and the byline in any order. */
function takeHead(lines: string[]): Head {
  const head: Head = {};
  let first = lines.shift();
  while (first !== undefined && plain(first) === '') first = lines.shift();
  head.keyword =
    first === undefined
      ? undefined
      : plain(first)
          .replace(/,\s*\d+$/, '')
          .replace(/^\*?\d{4}\s*/, '');
  // Kyodo marks the headline by its plus sign alone.
  if (!lines[0]?.startsWith('^') && /\+\s*$/.test(lines[0] ?? '')) {
    head.headline = plain(lines.shift() as string);
    return head;
  }
  const notes: string[] = [];
  while (lines[0]?.startsWith('^') || (lines[0] !== undefined && plain(lines[0]) === '' && lines[1]?.startsWith('^'))) {
    const line = plain(lines.shift() as string);
    if (line === '' || /^(?:AP )?(?:photo|video|graphic|audio)s? [A-Z]{2,}\d/i.test(line)) continue;
    const signal = versionSignal(line);
    if (signal) head.signal = signal;
    else if (/^(?:eds?|editors?(?:['’]s?)? note|editors)\b\s*[:_-]/i.test(line)) notes.push(line);
    else if (head.headline === undefined) head.headline = line;
    else if (/^(?:by|from) /i.test(line)) {
      head.byline = line;
      // A second line under the byline is the writer's title or agency; a longer run of lines belongs to the text.
      if (lines[0]?.startsWith('^') && isTitle(plain(lines[0]))) head.byline += `, ${plain(lines.shift() as string)}`;
      break;
    } else if (line.length > 60) head.summary = line;
    else notes.push(line);
  }
  return { ...head, ...(notes.length > 0 ? { edNote: notes.join('\n') } : {}) };
}

function isTitle(line: string): boolean {
  return agencyNamed(line) !== undefined || (line.length < 60 && /(?:writers?|editor|correspondent)$/i.test(line));
}

/** Paragraphs open with a TAB or spaces; a line without continues the one before. */
function bodyOf(lines: readonly string[]): string {
  const html: string[] = [];
  let paragraph = '';
  let rows: string[] = [];
  const close = (): void => {
    if (paragraph !== '') html.push(`<p>${escapeHtml(paragraph)}</p>`);
    if (rows.length > 0) html.push(`<table><tbody>${rows.join('')}</tbody></table>`);
    paragraph = '';
    rows = [];
  };
  for (const line of lines) {
    if (line.startsWith('\u0008')) {
      if (paragraph !== '') close();
      rows.push(rowOf(line));
      continue;
    }
    const text = plain(line);
    if (text === '' || text === '___' || /^==\s*\w+$/.test(text)) close();
    else if (line.startsWith('^')) {
      close();
      html.push(`<h3>${escapeHtml(text)}</h3>`);
    } else if (/^[\t ]/.test(line)) {
      close();
      paragraph = text;
    } else {
      if (rows.length > 0) close();
      paragraph = paragraph === '' ? text : `${paragraph} ${text}`;
    }
  }
  close();
  return html.filter((part) => !part.startsWith('<h3>')).length > 0 ? html.join('\n') : '';
}

/** Cells part at runs of the leader characters US and RS; DLE is a space within one. */
function rowOf(line: string): string {
  const cells = line
    .slice(1)
    .split(/[\u001e\u001f](?:\s*[\u001e\u001f])*/)
    .map((cell) => plain(cell).replace(/^_$/, ''));
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
}

/** A line without what sets it: `^`, `<`, `=`, `+` at its ends, control characters within. A dash is typed as two hyphens or an underscore. */
function plain(line: string): string {
  const end = line.slice(-20).replace(/[<=+]+\s*$/, '');
  return (line.slice(0, -20) + end)
    .replace(/[\u0010\u001e\u001f]/g, ' ')
    .replace(/[^\P{Cc}\t]/gu, '')
    .replace(/^\s*\^+/, '')
    .replace(/\s+/g, ' ')
    .replace(/ _ /g, ' — ')
    .replace(/``/g, '“')
    .replace(/''/g, '”')
    .trim();
}

/** `AP-WF-02-10-16 0423GMT` has month, day and year; Kyodo's `KWS-21:37-09-12-18` the day first, which the dateline confirms. */
function trailerTime(trailer: string, opening: string): { id?: string; at?: string } {
  const ap = /(\d{2})-(\d{2})-(\d{2})\s+(\d{2})(\d{2})\s*(GMT|UTC|E[SD]T)/.exec(trailer);
  if (ap) {
    const [, month, day, year = '', hour, minute, zone] = ap;
    const date = `${fullYear(year)}-${month}-${day}`;
    return {
      id: date,
      at: `${date}T${hour}:${minute}:00${zone === 'EST' ? '-05:00' : zone === 'EDT' ? '-04:00' : 'Z'}`,
    };
  }
  const kyodo = /(\d{2}):(\d{2})-(\d{2})-(\d{2})-(\d{2})\b/.exec(trailer);
  if (!kyodo) return {};
  const [, hour, minute, first = '', second = '', year = ''] = kyodo;
  const dateline = /\b([A-Z][a-z]{2,8})\.? (\d{1,2})\b/.exec(opening);
  const month = dateline?.[1] ? monthNumber(dateline[1]) : undefined;
  const isDayFirst = month === second || Number(first) > 12;
  if (!isDayFirst && month !== first) return {};
  const date = `${fullYear(year)}-${isDayFirst ? second : first}-${isDayFirst ? first : second}`;
  return { id: date, at: `${date}T${hour}:${minute}:00` };
}

function capitalised(name: string): string {
  return name[0] + name.slice(1).toLowerCase();
}
