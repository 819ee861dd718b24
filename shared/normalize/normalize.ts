import { present } from '../article/present.ts';
import type { AltId, Article, Concept, RightsInfo, RoleText } from '../article/article.ts';
import type { DraftItem } from '../article/draft.ts';
import type { Publisher } from '../article/publisher.ts';
import { type License, licensesEndMs } from '../article/license.ts';
import { type ItemLicense, type UsageRules, usageRulesOf } from '../article/rights.ts';
import type { Rejection } from '../contract/reasons.ts';
import { findDateline } from './agencies.ts';
import { pictureAssociations, relatedAssociations } from './associations.ts';
import { cleanLine, looksLikeMojibake } from './clean-text.ts';
import type { NormalizedCredits } from './credits.ts';
import { readCredits, readLicensedTerritories } from './credits.ts';
import { isoInstant } from './dates.ts';
import { embargoInWords } from './embargo-notes.ts';
import { Fields, maxConcepts, maxLine, maxText } from './fields.ts';
import { detectLanguage, isSameOrNear, languageTag } from './language.ts';
import { bodiesOf, readBody } from './read-body.ts';
import { odrlLicenses } from './odrl.ts';
import type { ReadStatus } from './status.ts';
import { readStatus, statusInWords } from './status.ts';
import type { Times } from './times.ts';
import { readTimes } from './times.ts';
import { canonicalUrl, safeUrl } from './urls.ts';
import { Warnings } from './warnings.ts';

/** Ids are hashed into keys, but stand in receipts and payloads as they are. */
const maxIdBytes = 1_024;

/** A draft in canonical form: the article but for its identity and rights, and what attribution and intake decide from. */
export interface NormalizedItem {
  readonly article: Omit<Article, 'uri' | 'pubStatus'>;
  readonly status: ReadStatus;
  readonly nativeId?: string;
  readonly canonicalUrl?: string;
  readonly linksTo?: string;
  readonly times: Times;
  readonly credits: NormalizedCredits;
  /** What partners may do with it, where it or its publisher says so. */
  readonly rules?: UsageRules;
  /** Its own machine-readable policy, passed on as it is. */
  readonly encodedRights?: Pick<RightsInfo, 'langId' | 'encodedRights'>;
  /** Its licence as grants, where it has limits of place or begins later in some places. */
  readonly licenses?: readonly License[];
  /** Text, or at least a picture in the body. */
  readonly hasContent: boolean;
  readonly rejections: readonly Rejection[];
  readonly warnings: Warnings;
}

/**
 * Brings a draft into canonical form. Pure but for lazily loaded libraries: same draft, profile and time, same result. Never throws for what a
 * document says; `Unreadable` from the body (depth, size) passes through. What is wrong stands in `rejections`, what was changed in `warnings`.
 */
export async function normalizeDraft(draft: DraftItem, publisher: Publisher, nowMs: number): Promise<NormalizedItem> {
  const warnings = new Warnings();
  warnings.addAll(draft.warnings ?? []);
  for (const { field, method, path } of draft.inferences ?? []) {
    warnings.add('FIELD_INFERRED', `${field} was concluded from ${method}`, path ? `${field}, ${path}` : field);
  }
  const fields = new Fields(draft, warnings);
  const status = readItemStatus(draft, fields);
  const address = draft.canonicalUrl === undefined ? undefined : canonicalUrl(draft.canonicalUrl, draft.baseUrl);
  const baseUrl = safeUrl(draft.baseUrl ?? '', address) ?? address;
  const body = await readBody(draft, baseUrl, publisher, warnings);
  const times = readTimes(withSpokenEmbargo(draft, body.text, warnings), publisher, nowMs, warnings);
  const headline = fields.line('headline');
  const language = await readLanguage(draft, `${headline ?? ''}\n${body.text}`, publisher, warnings);
  if (looksLikeMojibake(`${headline ?? ''} ${body.text.slice(0, 20_000)}`)) {
    warnings.add('MOJIBAKE', 'the text looks as if it had been read in the wrong encoding before it was sent');
  }
  const credits = readCredits(draft, fields, body.text, baseUrl);
  const grants = odrlLicenses(draft.rightsInfo?.encodedRights);
  const usage = usageRulesOf(
    grants.length > 0
      ? licenseOfGrants(grants)
      : { ...readLicensedTerritories(draft, fields), endsMs: endOf(times.licenseEnds) },
    publisher.rules,
    times.published?.ms,
    isoInstant,
  );
  const associations = [
    ...pictureAssociations(draft.pictures ?? [], body.pictures, baseUrl, warnings),
    ...relatedAssociations([...(draft.related ?? []), ...body.related], baseUrl, warnings),
  ];
  const linksTo = draft.linksTo === undefined ? undefined : safeUrl(draft.linksTo, baseUrl);
  const article: NormalizedItem['article'] = present({
    type: 'text' as const,
    version: fields.line('version'),
    firstCreated: times.firstCreated?.iso,
    contentCreated: times.contentCreated?.iso,
    versionCreated: (times.versionCreated ?? times.modified ?? times.published)?.iso,
    embargoedUntil: times.embargo && times.embargo !== 'unreadable' ? isoInstant(times.embargo.untilMs) : undefined,
    expires: earlierOf(times.expires, usage.untilMs),
    urgency: readUrgency(draft, fields),
    language,
    by: credits.bylines.length > 0 ? credits.bylines.join(', ') : undefined,
    headlines: headlinesOf(fields, headline, draft),
    descriptions: descriptionsOf(fields, draft),
    bodies: bodiesOf(body),
    slugline: fields.line('slugline'),
    located: fields.line('located') ?? findDateline(body.text)?.place ?? placeOf(fields.line('dateline')),
    edNote: fields.text('edNote'),
    subjects: subjectsOf(draft, fields),
    genres: fields.concepts('genres'),
    people: fields.concepts('people'),
    organisations: fields.concepts('organisations'),
    places: fields.concepts('places'),
    altIds: altIdsOf(draft, fields),
    associations: associations.length > 0 ? associations : undefined,
  });
  const nativeId = readNativeId(draft, status, fields);
  return {
    ...present({
      nativeId,
      canonicalUrl: address,
      linksTo,
      rules: usage.rules,
      encodedRights: ownPolicy(draft.rightsInfo),
      licenses: licensesOf(grants, usage.rules),
    }),
    article,
    status,
    times,
    credits,
    hasContent: body.text.trim() !== '' || /<img\s/.test(body.html),
    rejections: [...(draft.rejections ?? []), ...fields.rejections],
    warnings,
  };
}

/** A field says it exactly; where none does, words that do hold. */
function withSpokenEmbargo(draft: DraftItem, text: string, warnings: Warnings): DraftItem {
  const embargo = draft.embargo === undefined ? embargoInWords(draft.edNote, text) : undefined;
  if (embargo === undefined) return draft;
  warnings.add('FIELD_INFERRED', 'the embargo was concluded from a note that says so in words', 'embargo');
  return { ...draft, embargo };
}

/** More than this is no policy of one article. */
const maxPolicyCharacters = 100_000;

function ownPolicy(rightsInfo: RightsInfo | undefined): NormalizedItem['encodedRights'] {
  const { langId, encodedRights } = rightsInfo ?? {};
  if (encodedRights === undefined || encodedRights.length > maxPolicyCharacters) return undefined;
  return { ...(langId ? { langId } : {}), encodedRights: encodedRights.toWellFormed() };
}

/** What several grants say together. */
function licenseOfGrants(grants: readonly License[]): ItemLicense {
  const isPlaced = grants.every(({ territories }) => territories !== undefined);
  const excluded = grants.length === 1 ? grants[0]?.excludedTerritories : undefined;
  return present({
    territories: isPlaced ? [...new Set(grants.flatMap(({ territories = [] }) => territories))] : undefined,
    excludedTerritories: excluded,
    endsMs: licensesEndMs(grants),
  });
}

/** The grants, or the one that the rules amount to; its end is the article's expiry. */
function licensesOf(grants: readonly License[], rules: UsageRules | undefined): readonly License[] | undefined {
  if (grants.length > 0) return grants;
  const { territories, excludedTerritories } = rules ?? {};
  if (!territories && !excludedTerritories) return undefined;
  return [{ ...(territories ? { territories } : {}), ...(excludedTerritories ? { excludedTerritories } : {}) }];
}

/** A licence “until 31 December” ends with that day. */
function endOf(date: Times['licenseEnds']): number | undefined {
  return date && (date.hasTime ? date.ms : date.ms + 24 * 3_600_000);
}

/** A licence that runs out takes the article back as its own expiry does. */
function earlierOf(expires: Times['expires'], licenseUntilMs: number | undefined): string | undefined {
  if (licenseUntilMs === undefined || (expires && expires.ms <= licenseUntilMs)) return expires?.iso;
  return isoInstant(licenseUntilMs);
}

/** The place of a dateline that stands apart from the text, with its dash or without. */
function placeOf(dateline: string | undefined): string | undefined {
  return dateline === undefined ? undefined : findDateline(`${dateline.replace(/[\s–—-]+$/, '')} - `)?.place;
}

function readItemStatus(draft: DraftItem, fields: Fields): ReadStatus {
  const signal = draft.signal === undefined ? undefined : readStatus(draft.signal);
  const status = draft.status === undefined ? 'usable' : readStatus(draft.status);
  if (status === undefined) {
    fields.reject(
      'FIELD_INVALID',
      'status',
      `“${draft.status?.slice(0, 40)}” is no status that is known; an unknown one is not published`,
    );
    return 'unpublished';
  }
  if (signal === 'canceled') return 'canceled';
  const spoken = status === 'usable' ? statusInWords(draft.headline, draft.edNote) : undefined;
  if (spoken !== undefined)
    fields.warnings.add('FIELD_INFERRED', `the status (${spoken}) was concluded from words of its own`, 'status');
  return spoken ?? status;
}

/** A kill may have an id of its own, and name the item it kills. */
function readNativeId(draft: DraftItem, status: ReadStatus, fields: Fields): string | undefined {
  const said = status === 'canceled' ? (draft.replaces ?? draft.nativeId) : draft.nativeId;
  if (said === undefined) return undefined;
  const id = cleanLine(said, fields.warnings, 'id');
  if (id === '') fields.reject('FIELD_INVALID', 'id', 'the id is empty');
  else if (Buffer.byteLength(id) > maxIdBytes)
    fields.reject('FIELD_INVALID', 'id', `the id is longer than ${maxIdBytes} bytes`);
  else return id;
  return undefined;
}

async function readLanguage(
  draft: DraftItem,
  text: string,
  publisher: Publisher,
  warnings: Warnings,
): Promise<string | undefined> {
  const declared = draft.language === undefined ? undefined : languageTag(draft.language);
  if (declared) return declared;
  if (draft.language !== undefined)
    warnings.add('FIELD_IGNORED', `“${draft.language.slice(0, 40)}” names no language`, 'language');
  const detected = await detectLanguage(text);
  if (detected) {
    warnings.add('LANGUAGE_DETECTED', `the language was not declared, and detected as ${detected}`, 'language');
    if (publisher.language && isSameOrNear(publisher.language, detected)) return publisher.language;
    return detected;
  }
  if (publisher.language)
    warnings.add('FIELD_DEFAULTED', `the language (${publisher.language}) came from the profile`, 'language');
  return publisher.language;
}

function readUrgency(draft: DraftItem, fields: Fields): number | undefined {
  if (draft.urgency === undefined) return undefined;
  if (/^[1-9]$/.test(draft.urgency)) return Number(draft.urgency);
  fields.reject('FIELD_INVALID', 'urgency', `“${draft.urgency.slice(0, 20)}” is no urgency from 1 to 9`);
  return undefined;
}

function headlinesOf(fields: Fields, headline: string | undefined, draft: DraftItem): readonly RoleText[] | undefined {
  const [subheadline, kicker] = [fields.line('subheadline'), fields.line('kicker')];
  const found: RoleText[] = [
    ...(headline ? [{ role: 'main', value: headline }] : []),
    ...(subheadline ? [{ role: 'subhead', value: subheadline }] : []),
    ...(kicker ? [{ role: 'kicker', value: kicker }] : []),
    ...roleTexts(draft.otherHeadlines, 'headlines', fields),
  ];
  return found.length > 0 ? found : undefined;
}

function descriptionsOf(fields: Fields, draft: DraftItem): readonly RoleText[] | undefined {
  const [summary, correction] = [fields.text('summary'), fields.text('correction')];
  const found: RoleText[] = [
    ...(summary ? [{ role: 'summary', value: summary }] : []),
    ...(correction ? [{ role: 'correction', value: correction }] : []),
    ...roleTexts(draft.otherDescriptions, 'descriptions', fields),
  ];
  return found.length > 0 ? found : undefined;
}

function roleTexts(texts: readonly RoleText[] | undefined, path: string, fields: Fields): readonly RoleText[] {
  return (texts ?? []).flatMap((text) => {
    const value = fields.tidy(text.value, path, maxText);
    return value ? [{ ...text, value }] : [];
  });
}

function subjectsOf(draft: DraftItem, fields: Fields): readonly Concept[] | undefined {
  const subjects = fields.concepts('subjects') ?? [];
  const named = new Set(subjects.map(({ name }) => name));
  const keywords = (draft.keywords ?? []).slice(0, maxConcepts).flatMap((keyword) => {
    const tidy = fields.tidy(keyword, 'keywords', maxLine);
    if (!tidy || named.has(tidy)) return [];
    named.add(tidy);
    return [{ name: tidy, literal: tidy, rel: 'keyword' }];
  });
  return subjects.length + keywords.length > 0 ? [...subjects, ...keywords] : undefined;
}

function altIdsOf(draft: DraftItem, fields: Fields): readonly AltId[] | undefined {
  const replaced = draft.replaces === undefined ? [] : [{ role: 'replaces', value: draft.replaces }];
  const found = [...(draft.altIds ?? []), ...replaced].slice(0, 50).flatMap(({ role, value }) => {
    const tidy = fields.tidy(value, 'altIds', maxLine);
    return tidy ? [{ ...(role ? { role } : {}), value: tidy }] : [];
  });
  return found.length > 0 ? found : undefined;
}
