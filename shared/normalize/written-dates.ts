/** A date as its parts stand in a text: calendar date, perhaps a time, perhaps a zone's name or offset. */
export interface WrittenDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  /** As written: `CEST`, `+02:00`. */
  readonly zone?: string;
}

/** Languages whose month names are known, beside the runtime's forms of them: those in which publishers write dates out. */
const locales =
  'en de fr es pt it nl sv da nb fi pl cs sk hu ro bg hr sl sr uk ru el tr lt lv et ca eu gl is ga cy id ms vi th hi bn ar fa he ur sw af';

/**
 * Reads a date as people write it (“May 3, 2026 at 10:15 a.m. EDT”, “3. Mai 2026, 10:15 Uhr”, “2026年5月3日 10時15分”, “3.5.2026”), in any of the languages
 * above; `language` decides where two of them differ (`listopada` is November in Polish, October in Croatian). Undefined unless the text has an exact day, month and year and little else; `03/05/2026` too, which means two days to two readers.
 */
export function readWrittenDate(text: string, language?: string): WrittenDate | undefined {
  const line = asciiDigits(text)
    .toLowerCase()
    .replace(/\u200e|\u200f/g, '');
  const date = numericDate(line) ?? namedDate(line, language?.split('-')[0]);
  if (!date) return undefined;
  const rest = line.replace(date.matched, ' ');
  const time = timeIn(rest);
  const leftover = (time ? rest.replace(time.matched, ' ') : rest).match(/\p{L}{2,}/gu) ?? [];
  const zone = zoneIn(text);
  // A sentence with a date in it is no date: a label, a weekday and a word for “at” may stand beside it.
  if (leftover.filter((word) => word !== zone?.toLowerCase()).length > 5) return undefined;
  const { matched: _date, ...day } = date;
  const { matched: _time, ...clock } = time ?? { matched: '' };
  return { ...day, ...clock, ...(zone ? { zone } : {}) };
}

interface FoundDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly matched: string;
}

function numericDate(line: string): FoundDate | undefined {
  const yearFirst =
    /(?<!\d)((?:19|20)\d{2})(?:年|년|[-./])\s?(\d{1,2})(?:月|월|[-./])\s?(\d{1,2})(?:日|일)?(?!\d)/.exec(line);
  if (yearFirst) return found(yearFirst[0], yearFirst[1], yearFirst[2], yearFirst[3]);
  const yearLast = /(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:19|20)\d{2})(?!\d)/.exec(line);
  if (!yearLast) return undefined;
  const [matched, first, separator, second, year] = yearLast;
  // Dots are written day first everywhere; slashes are not.
  if (separator === '.' || Number(first) > 12) return found(matched, year, second, first);
  return Number(second) > 12 ? found(matched, year, first, second) : undefined;
}

function namedDate(line: string, language: string | undefined): FoundDate | undefined {
  const months = monthNames();
  for (const [word] of line.matchAll(/[\p{L}\p{M}.'’]+/gu)) {
    const meant = months.get(word.replace(/^[.'’]+|[.'’]+$/g, ''));
    const month = meant && monthIn(meant, language);
    if (month === undefined) continue;
    const name = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const dayFirst = new RegExp(
      `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|\\.|º|ª)?[\\s-]*(?:de |of |d’|d')?\\s*${name}[\\s,.-]*(?:de |del |of )?\\s*((?:19|20)\\d{2})(?!\\d)`,
      'u',
    ).exec(line);
    if (dayFirst) return found(dayFirst[0], dayFirst[2], String(month), dayFirst[1]);
    const monthFirst = new RegExp(
      `${name}\\s*(\\d{1,2})(?:st|nd|rd|th)?(?:\\s*,)?\\s*((?:19|20)\\d{2})(?!\\d)`,
      'u',
    ).exec(line);
    if (monthFirst) return found(monthFirst[0], monthFirst[2], String(month), monthFirst[1]);
    const yearFirst = new RegExp(
      `(?<!\\d)((?:19|20)\\d{2})[\\s.,]*(?:m\\.\\s*)?${name}\\s*(\\d{1,2})(?!\\d)`,
      'u',
    ).exec(line);
    if (yearFirst) return found(yearFirst[0], yearFirst[1], String(month), yearFirst[2]);
  }
  return undefined;
}

function found(matched: string, year = '', month = '', day = ''): FoundDate {
  return { matched, year: Number(year), month: Number(month), day: Number(day) };
}

function timeIn(line: string): { hour: number; minute: number; second?: number; matched: string } | undefined {
  const match =
    /(?<![\d.])(\d{1,2})\s?(?::|\.|h|時|시|点|點)\s?(\d{2})?(?:(?::|\.|分|분)\s?(\d{2}))?\s?(?:分|분)?\s?(a\.?\s?m\b\.?|p\.?\s?m\b\.?)?|(?<!\d)(\d{1,2})\s?(a\.?m\b\.?|p\.?m\b\.?)/u.exec(
      line,
    );
  if (!match) return undefined;
  const hour = Number(match[1] ?? match[5]);
  // Korean and Chinese put the half of the day before the hour.
  const before = /(?:(오후|下午|午後)|(오전|上午|午前))\s*$/u.exec(line.slice(0, match.index));
  const half = (match[4] ?? match[6])?.[0] ?? (before ? (before[1] ? 'p' : 'a') : undefined);
  if (hour > 24 || (half !== undefined && hour > 12)) return undefined;
  return {
    matched: match[0],
    hour: half === 'p' ? (hour % 12) + 12 : half === 'a' ? hour % 12 : hour,
    minute: Number(match[2] ?? 0),
    ...(match[3] === undefined ? {} : { second: Number(match[3]) }),
  };
}

/** A zone stands behind the time, in capitals or as an offset. */
function zoneIn(text: string): string | undefined {
  return (
    /(?:\d|[ap]\.?m\.?|Uhr|h)\s*\(?(?:UTC|GMT)?([+-]\d{1,2}:?\d{2})\b/i.exec(text)?.[1] ??
    /(?:UTC|GMT)([+-]\d{1,2})\b/.exec(text)?.[1] ??
    /(?:\d|[APap]\.?[Mm]\.?|Uhr)\s*,?\s*\(?(?![AP]M\b)([A-Z]{2,5})\b/u.exec(text)?.[1]
  );
}

/** What a name means, by language. */
type MonthName = ReadonlyMap<string, number>;

let names: ReadonlyMap<string, MonthName> | undefined;

/** A name that all its languages agree on, or the one in the text's own language. */
function monthIn(name: MonthName, language: string | undefined): number | undefined {
  const meanings = new Set(name.values());
  return meanings.size === 1 ? [...meanings][0] : name.get(language ?? '');
}

/** Month names and abbreviations, as they stand alone and as they stand in a date, which differ in Slavic languages. */
function monthNames(): ReadonlyMap<string, MonthName> {
  if (names) return names;
  const known = new Map<string, Map<string, number>>();
  for (const locale of locales.split(' ')) {
    for (const style of ['long', 'short'] as const) {
      const calendar = `${locale}-u-ca-gregory-nu-latn`;
      const inDate = new Intl.DateTimeFormat(calendar, {
        day: 'numeric',
        month: style,
        year: 'numeric',
        timeZone: 'UTC',
      });
      const alone = new Intl.DateTimeFormat(calendar, { month: style, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month++) {
        for (const format of [inDate, alone]) addName(known, nameIn(format, month), locale, month);
      }
    }
  }
  addName(known, 'sept', 'en', 9);
  names = known;
  return known;
}

function nameIn(format: Intl.DateTimeFormat, month: number): string {
  const part = format.formatToParts(Date.UTC(2026, month - 1, 15)).find(({ type }) => type === 'month');
  return (part?.value ?? '').toLowerCase().replace(/\.$/, '');
}

/** Some languages number their months in short forms: those are no names. */
function addName(known: Map<string, Map<string, number>>, name: string, locale: string, month: number): void {
  if (name.length < 2 || /\d/.test(name)) return;
  const meanings = known.get(name) ?? new Map<string, number>();
  if (!meanings.has(locale)) meanings.set(locale, month);
  known.set(name, meanings);
}

function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g, (digit) =>
    String((digit.charCodeAt(0) - 0x30) & 0xf),
  );
}
