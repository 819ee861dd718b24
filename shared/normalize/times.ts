import type { DraftItem } from '../article/draft.ts';
import type { Publisher } from '../article/publisher.ts';
import type { ReadDate } from './dates.ts';
import { isoInstant, isTimeZone, readDate } from './dates.ts';
import type { Warnings } from './warnings.ts';

/** The draft's dates as instants. */
export interface Times {
  readonly published?: ReadDate;
  readonly modified?: ReadDate;
  readonly firstCreated?: ReadDate;
  readonly contentCreated?: ReadDate;
  readonly versionCreated?: ReadDate;
  readonly expires?: ReadDate;
  readonly licenseEnds?: ReadDate;
  /** When the article may go out; `unreadable` holds it until the publisher says otherwise. */
  readonly embargo?: { readonly untilMs: number } | 'unreadable';
  /** Orders versions: epoch milliseconds, where declared and sane. */
  readonly versionMs?: number;
}

const dateFields = ['published', 'modified', 'firstCreated', 'contentCreated', 'versionCreated', 'expires'] as const;

const hour = 3_600_000;
/** Clocks differ; this much ahead is not the future. */
const skewMs = 10 * 60_000;
/** A text without zone may be this far from UTC. */
const widestOffsetMs = 14 * hour;

/**
 * Reads every date of a draft, in the profile's zone where it has none (warned). An unreadable date is left out (warned), except the embargo,
 * which then holds. A publication date in the future is a scheduled article: it is under embargo until then.
 */
export function readTimes(draft: DraftItem, publisher: Publisher, nowMs: number, warnings: Warnings): Times {
  const zone = publisher.timeZone && isTimeZone(publisher.timeZone) ? publisher.timeZone : undefined;
  const language = draft.language ?? publisher.language;
  const read: Partial<Record<(typeof dateFields)[number], ReadDate>> = {};
  for (const field of dateFields) {
    const date = readField(draft[field], field, { zone, language }, warnings);
    if (date) read[field] = date;
  }
  const licenseEnds = readField(draft.license?.endsAt, 'license.endsAt', { zone, language }, warnings);
  const embargo =
    readEmbargo(draft, { zone, language, nowMs }, warnings) ?? scheduled(read.published, zone, nowMs, warnings);
  return {
    ...read,
    ...(licenseEnds ? { licenseEnds } : {}),
    ...(embargo ? { embargo } : {}),
    ...versionOf(read, nowMs, warnings),
  };
}

function readField(
  text: string | undefined,
  field: string,
  { zone, language }: { readonly zone?: string; readonly language?: string },
  warnings: Warnings,
): ReadDate | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const date = readDate(text, zone, language);
  if (!date) warnings.add('DATE_UNREADABLE', `“${text.slice(0, 60)}” is no date that can be read`, field);
  else if (!date.hasZone) {
    warnings.add(
      'DATE_WITHOUT_ZONE',
      `“${text.slice(0, 60)}” has no time zone; ${zone ?? 'UTC'} was taken: ${date.iso}`,
      field,
    );
  }
  return date;
}

/** The instant as ninjs has it; a date without a time stays its beginning. */
export function isoOf(date: ReadDate | undefined): string | undefined {
  return date?.iso;
}

/** What systems write for a date that was never set. */
const neverSet = /^0{3}[01]-0[01]-0[01](?:[T ]0{2}:0{2}(?::0{2}(?:\.0+)?)?)?Z?$/;

function readEmbargo(
  draft: DraftItem,
  { zone, language, nowMs }: { readonly zone?: string; readonly language?: string; readonly nowMs: number },
  warnings: Warnings,
): Times['embargo'] {
  const starts = draft.license?.startsAt === undefined ? [] : [draft.license.startsAt];
  const said = draft.embargo !== undefined && neverSet.test(draft.embargo.trim()) ? undefined : draft.embargo;
  const texts = said === undefined ? starts : [said, ...starts];
  let untilMs = 0;
  for (const text of texts) {
    const date = readDate(text, zone, language);
    if (!date) {
      const what =
        text.trim() === ''
          ? 'the embargo has no end'
          : `“${text.slice(0, 60)}” cannot be read as the end of the embargo`;
      warnings.add('EMBARGO_UNREADABLE', `${what}: the article is held until you send a date`, 'embargo');
      return 'unreadable';
    }
    // Without any zone, the last place on earth decides: an embargo is never broken early.
    const latest = date.hasZone || zone ? date.ms : date.ms + 12 * hour;
    if (!date.hasZone) {
      warnings.add(
        'DATE_WITHOUT_ZONE',
        `the embargo has no time zone; it is taken to end at ${isoInstant(latest)}`,
        'embargo',
      );
    }
    untilMs = Math.max(untilMs, latest);
  }
  if (untilMs === 0) return undefined;
  if (untilMs > nowMs) warnings.add('HELD_EMBARGO', `held until ${isoInstant(untilMs)}`, 'embargo');
  return { untilMs };
}

function scheduled(
  published: ReadDate | undefined,
  zone: string | undefined,
  nowMs: number,
  warnings: Warnings,
): Times['embargo'] {
  if (!published) return undefined;
  const slack = published.hasZone || zone ? skewMs : widestOffsetMs;
  if (published.ms <= nowMs + slack) return undefined;
  warnings.add('DATE_IN_FUTURE', `the publication date lies in the future: held until ${published.iso}`, 'published');
  warnings.add('HELD_EMBARGO', `held until ${published.iso}`, 'published');
  return { untilMs: published.ms };
}

/** A version from the future would lock out all later ones: it orders nothing. */
function versionOf(
  read: { versionCreated?: ReadDate; modified?: ReadDate; published?: ReadDate },
  nowMs: number,
  warnings: Warnings,
): { versionMs?: number } {
  const version = read.versionCreated ?? read.modified ?? read.published;
  if (!version) return {};
  if (version.ms > nowMs + 24 * hour) {
    warnings.add(
      'DATE_IN_FUTURE',
      `the version’s date (${version.iso}) lies in the future and orders nothing`,
      'versionCreated',
    );
    return {};
  }
  return { versionMs: version.ms };
}
