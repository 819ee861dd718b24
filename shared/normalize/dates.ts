import { readWrittenDate } from './written-dates.ts';

/** An instant read from a document's own words. */
export interface ReadDate {
  /** Epoch milliseconds. */
  readonly ms: number;
  /** ISO 8601 in UTC, milliseconds left out when zero. */
  readonly iso: string;
  /** `false`: the text had no zone, and `zone` was taken. */
  readonly hasZone: boolean;
  /** `false`: a day only; the instant is its beginning. */
  readonly hasTime: boolean;
}

/** Documents are not older than the printing of news, and nothing is planned beyond; year 9999 is a sentinel, not a date. */
const [earliestYear, latestYear] = [1600, 9999];

/**
 * Reads a date in any usual spelling: ISO 8601 and its compact forms, RFC 822, IPTC `20260503T101500+0200`, SQL, Unix seconds and
 * milliseconds, and written ones (“May 3, 2026 10:15 a.m. EDT”, “3. Mai 2026, 10:15 Uhr”). `zone`: the IANA name taken when the text has none;
 * `language`, BCP 47, decides between month names.
 * Undefined for what names no exact day (“Next Monday”) or a day that does not exist. Never guesses a year.
 */
export function readDate(text: string, zone = 'UTC', language?: string): ReadDate | undefined {
  const trimmed = text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  if (trimmed === '' || trimmed.length > 100) return undefined;
  // What has the form and means no day is not tried in another form.
  if (isoPattern.test(trimmed)) return readIso(trimmed, zone);
  return readRfc822(fromAsctime(trimmed), zone) ?? readEpoch(trimmed) ?? readWritten(trimmed, zone, language);
}

/** ISO 8601 text in UTC for an instant, milliseconds left out when zero. */
export function isoInstant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** Whether a name is a time zone this runtime knows. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly milliseconds?: number;
  /** Minutes east of UTC; undefined when the text has no zone. */
  readonly offsetMinutes?: number;
}

const isoPattern =
  /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:(?:[T_]| ?T ?| )(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?(?: ?\[[^\]]+\])?$/i;

function readIso(text: string, zone: string): ReadDate | undefined {
  const match = isoPattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  if (offset !== undefined && offsetOf(offset) === undefined) return undefined;
  return fromParts(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      ...(hour === undefined ? {} : { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) }),
      milliseconds: fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000),
      offsetMinutes: offset === undefined ? undefined : offsetOf(offset),
    },
    zone,
  );
}

const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The date of C and Unix (“Sun May  3 10:15:00 GMT 2026”) in the order of RFC 822. */
function fromAsctime(text: string): string {
  return text.replace(
    /^([A-Za-z]{3}) ([A-Za-z]{3}) (\d{1,2}) (\d{1,2}:\d{2}:\d{2})(?: ([A-Z]{1,5}|[+-]\d{4}))? (\d{4})$/,
    (_, day: string, month: string, date: string, time: string, zone: string | undefined, year: string) =>
      `${day}, ${date} ${month} ${year} ${time}${zone === undefined ? '' : ` ${zone}`}`,
  );
}

/** RFC 822 and 2822: “Sun, 03 May 2026 10:15:00 +0200”, with two-digit years and names of zones. */
function readRfc822(text: string, zone: string): ReadDate | undefined {
  const match =
    /^(?:[A-Za-z]{3,9},? )?(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{2}|\d{4}),? (\d{1,2}):?(\d{2})(?::(\d{2}))? ?([+-]\d{2}:?\d{2}|[A-Z]{1,5})?(?: \([^)]*\))?$/.exec(
      text,
    );
  if (!match) return undefined;
  const [, day, monthName, year, hour, minute, second, zoneName] = match;
  const month = englishMonths.indexOf((monthName as string).slice(0, 3).toLowerCase()) + 1;
  const offsetMinutes = zoneName === undefined ? undefined : offsetOf(zoneName);
  if (month === 0 || (zoneName !== undefined && offsetMinutes === undefined)) return undefined;
  const shortYear = Number(year);
  return fromParts(
    {
      year: shortYear >= 100 ? shortYear : shortYear < 70 ? 2000 + shortYear : 1900 + shortYear,
      month,
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second ?? 0),
      offsetMinutes,
    },
    zone,
  );
}

/** Seconds (10 digits) and milliseconds (13) since 1970: what exports write between 2001 and 2286. */
function readEpoch(text: string): ReadDate | undefined {
  if (!/^(?:\d{10}|\d{13})$/.test(text)) return undefined;
  const ms = text.length === 10 ? Number(text) * 1000 : Number(text);
  return { ms, iso: isoInstant(ms), hasZone: true, hasTime: true };
}

/** Dates as people write them, in some forty languages; an offset or a zone's name counts where it is known. */
function readWritten(text: string, zone: string, language: string | undefined): ReadDate | undefined {
  const written = readWrittenDate(text, language);
  if (!written) return undefined;
  const { zone: named, ...parts } = written;
  const offsetMinutes = named === undefined || parts.hour === undefined ? undefined : offsetOf(named);
  return fromParts({ ...parts, offsetMinutes }, zone);
}

function fromParts(parts: Parts, zone: string): ReadDate | undefined {
  const { year, month, day, hour = 0, minute = 0, second = 0, milliseconds = 0, offsetMinutes } = parts;
  if (year < earliestYear || year > latestYear || hour > 24 || minute > 59 || second > 60) return undefined;
  const local = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), milliseconds);
  const check = new Date(Date.UTC(year, month - 1, day));
  if (check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day) return undefined;
  const ms = offsetMinutes === undefined ? fromWallClock(local, zone) : local - offsetMinutes * 60_000;
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return undefined;
  return { ms, iso: isoInstant(ms), hasZone: offsetMinutes !== undefined, hasTime: parts.hour !== undefined };
}

/** Names of zones that mean one offset to nearly all who write them (RFC 822 and what news sites add). Minutes east of UTC. */
const zoneNames: Readonly<Record<string, number>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  BST: 60,
  WEST: 60,
  CET: 60,
  MEZ: 60,
  CEST: 120,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,

  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
  IST: 330,
  PKT: 300,
  HKT: 480,
  SGT: 480,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
};

function offsetOf(zone: string): number | undefined {
  const match = /^([+-])(\d{1,2}?):?(\d{2})?$/.exec(zone);
  if (!match) return zoneNames[zone.toUpperCase()];
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return minutes > 14 * 60 ? undefined : match[1] === '-' ? -minutes : minutes;
}

/** The instant at which clocks in `zone` show `local` (given as if UTC). In a gap, the time as before it; of two, the first. */
function fromWallClock(local: number, zone: string): number {
  const first = local - offsetAt(local, zone);
  const second = local - offsetAt(first, zone);
  return local - offsetAt(Math.min(first, second), zone);
}

function offsetAt(ms: number, zone: string): number {
  const [year, month, day, hour, minute, second] = wallClock(ms, zone) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function wallClock(ms: number, zone: string): readonly number[] {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB-u-ca-iso8601', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(zone, clock);
  }
  const byType = new Map(clock.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  return ['year', 'month', 'day', 'hour', 'minute', 'second'].map((type) => byType.get(type as 'year') ?? 0);
}
