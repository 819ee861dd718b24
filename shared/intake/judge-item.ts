import type { Article, Association, PubStatus, RightsInfo } from '../article/article.ts';
import { asUri, partOf } from '../article/uri.ts';
import { contentHashOf } from '../article/content-hash.ts';
import type { DraftItem } from '../article/draft.ts';
import { articleIdOf } from '../article/identity.ts';
import type { Publisher } from '../article/publisher.ts';
import type { Disposition } from '../article/revision.ts';
import type { Attribution } from '../article/attribution.ts';
import { odrlLanguageId, odrlPolicy } from '../attribution/odrl.ts';
import { completeAttribution } from '../attribution/attribution.ts';
import type { Rejection } from '../contract/reasons.ts';
import { agencyNamed } from '../normalize/agencies.ts';
import type { NormalizedItem } from '../normalize/normalize.ts';
import { normalizeDraft } from '../normalize/normalize.ts';
import { sanitizeHtml } from '../normalize/sanitize-html.ts';
import { unsignedUrl } from '../normalize/urls.ts';
import type { AcceptedItem, Identity, IntakeItem, RejectedItem } from './intake.ts';

interface JudgeContext {
  readonly publisher: Publisher;
  readonly key: string;
  readonly nowMs: number;
}

/**
 * What becomes of one item: accepted with its disposition, or rejected with every reason at once. The status is looked at before the body: a kill
 * may be empty, and without rights. Throws `Unreadable` where the body itself cannot be read.
 */
export async function judgeItem(draft: DraftItem, context: JudgeContext): Promise<IntakeItem> {
  const normalized = await normalizeDraft(draft, context.publisher, context.nowMs);
  const completed = completeAttribution(creditsOf(normalized), context.publisher);
  const identity = identityOf(normalized, draft.item, context.key);
  if (normalized.status === 'canceled') {
    const badId = normalized.rejections.filter(({ path }) => path === 'id' || path === 'uri');
    if (badId.length > 0) return rejected(draft, normalized, badId);
  } else {
    const reasons = [
      ...reasonsAgainst(normalized),
      ...(completed.kind === 'incomplete' && normalized.status !== 'unpublished' ? completed.reasons : []),
    ];
    if (reasons.length > 0) return rejected(draft, normalized, reasons);
  }
  const attribution =
    completed.kind === 'complete' ? await sanitized(completed.attribution, context.publisher) : undefined;
  if (attribution) flagOrigins(attribution.origins, normalized);
  if (attribution) flagAgency(normalized, attribution.source, attribution.copyrightHolder);
  const article = articleOf(normalized, identity, attribution, context.publisher);
  return {
    status: 'accepted',
    item: draft.item,
    identity,
    article,
    ...(attribution ? { attribution } : {}),
    disposition: dispositionOf(normalized, context.nowMs),
    contentHash: contentHashOf(article, attribution, unsignedUrl),
    ...(normalized.licenses ? { licenses: normalized.licenses } : {}),
    ...(normalized.times.versionMs === undefined ? {} : { versionMs: normalized.times.versionMs }),
    warnings: normalized.warnings.list(),
  } satisfies AcceptedItem;
}

/** A publisher's own template is HTML of people: it passes the gate that every body passes. */
async function sanitized(attribution: Attribution, { snippet }: Publisher): Promise<Attribution> {
  return snippet ? { ...attribution, html: await sanitizeHtml(attribution.html) } : attribution;
}

function reasonsAgainst({ status, article, hasContent, linksTo, rejections }: NormalizedItem): readonly Rejection[] {
  const reasons = [...rejections];
  const isUnknownStatus = reasons.some(({ path }) => path === 'status');
  if (status === 'unpublished' && !isUnknownStatus) {
    reasons.push({
      code: 'STATUS_NOT_PUBLISHABLE',
      message: 'the item is a draft, private or scheduled: it is not sent',
      path: 'status',
    });
  }
  const isNamed = (path: string): boolean => reasons.some((reason) => reason.path === path);
  if (!article.headlines?.some(({ role }) => role === 'main') && !isNamed('headline')) {
    reasons.push({ code: 'FIELD_MISSING', message: 'the article has no headline', path: 'headline' });
  }
  if (!hasContent && linksTo === undefined && !isNamed('body')) {
    reasons.push({ code: 'EMPTY_ARTICLE', message: 'the article has no text', path: 'body' });
  }
  return reasons;
}

function rejected(draft: DraftItem, normalized: NormalizedItem, reasons: readonly Rejection[]): RejectedItem {
  return {
    status: 'rejected',
    item: draft.item,
    ...(normalized.nativeId === undefined ? {} : { nativeId: normalized.nativeId }),
    reasons,
    warnings: normalized.warnings.list(),
  };
}

function creditsOf({
  credits,
  rules,
  canonicalUrl,
  article,
  times,
}: NormalizedItem): Parameters<typeof completeAttribution>[0] {
  return {
    ...credits,
    rules,
    canonicalUrl,
    language: article.language,
    firstPublished: times.published?.iso,
    lastModified: (times.modified ?? times.versionCreated)?.iso,
    associations: article.associations ?? [],
  };
}

/** The document's own id, else the address of the original, else the object's key with the item's place in it. */
function identityOf({ nativeId, canonicalUrl }: NormalizedItem, item: string, key: string): Identity {
  const own = nativeId ?? canonicalUrl;
  if (own !== undefined) return { nativeId: own, from: 'document' };
  return { nativeId: item === '' ? key : `${key}#${item}`, from: 'key' };
}

function dispositionOf({ status, times, hasContent, warnings, linksTo }: NormalizedItem, nowMs: number): Disposition {
  if (status === 'canceled') return { kind: 'retract' };
  if (status === 'withheld' || times.embargo === 'unreadable') return { kind: 'hold' };
  if (!hasContent) {
    warnings.add('LINK_ONLY', `the article only points to ${linksTo}: stored, not sent`, 'body');
    return { kind: 'store' };
  }
  const untilMs = times.embargo?.untilMs;
  return untilMs !== undefined && untilMs > nowMs ? { kind: 'hold', untilMs } : { kind: 'send' };
}

/** The article with identity, status and rights, so that it says everything by itself. */
function articleOf(
  normalized: NormalizedItem,
  identity: Identity,
  attribution: AcceptedItem['attribution'],
  publisher: Publisher,
): Article {
  const uri = uriOf(identity, publisher);
  const { associations, ...rest } = normalized.article;
  const pubStatus: PubStatus = normalized.status === 'unpublished' ? 'withheld' : normalized.status;
  const rightsInfo = attribution && rightsInfoOf(normalized, attribution, uri, publisher);
  return {
    uri,
    ...rest,
    pubStatus,
    ...(attribution
      ? {
          copyrightHolder: attribution.copyrightHolder,
          copyrightNotice: attribution.copyrightNotice,
          usageTerms: attribution.usageTerms,
          ...(rightsInfo ? { rightsInfo } : {}),
          infoSources: infoSourcesOf(attribution.source, publisher.name),
        }
      : {}),
    ...(associations ? { associations: associations.map((association) => withUri(association, uri)) } : {}),
  };
}

/** The item's own policy, else its rules as one; and where the licence can be read. */
function rightsInfoOf(
  { encodedRights, rules }: NormalizedItem,
  { licenseUrl }: Attribution,
  uri: string,
  publisher: Publisher,
): Article['rightsInfo'] {
  const encoded =
    encodedRights ??
    (rules && {
      langId: odrlLanguageId,
      encodedRights: odrlPolicy(rules, { uri, assigner: publisher.url ?? publisher.name }),
    });
  if (encoded === undefined && licenseUrl === undefined) return undefined;
  return { ...encoded, ...(licenseUrl === undefined ? {} : { linkedRights: licenseUrl }) };
}

function infoSourcesOf(source: string, provider: string): Article['infoSources'] {
  return source === provider
    ? [{ name: provider, role: 'provider' }]
    : [
        { name: source, role: 'source' },
        { name: provider, role: 'provider' },
      ];
}

/** ninjs wants a URI; a native id that is none gets one of ours, and stays in the identity. */
function uriOf({ nativeId }: Identity, publisher: Publisher): string {
  return asUri(nativeId) ?? `urn:x-byline:${articleIdOf(publisher.id, nativeId)}`;
}

/** Systems number their pictures and stories: an id that is no URI stands among the others. */
function withUri(association: Association, uri: string): Association {
  const { uri: own, rightsInfo, altIds = [], ...rest } = association;
  const stated = own === undefined ? undefined : asUri(own);
  const rights = rightsInfo === undefined ? undefined : schemaRights(rightsInfo);
  const ids = own === undefined || stated !== undefined ? altIds : [...altIds, { value: own }];
  return {
    ...rest,
    uri: stated ?? partOf(uri, association.name),
    ...(rights ? { rightsInfo: rights } : {}),
    ...(ids.length > 0 ? { altIds: ids } : {}),
  };
}

/** A language or a link that is no URI is none. */
function schemaRights({ langId, linkedRights, encodedRights }: RightsInfo): RightsInfo | undefined {
  const [language, link] = [langId, linkedRights].map((text) => (text === undefined ? undefined : asUri(text)));
  if (link === undefined && encodedRights === undefined) return undefined;
  return {
    ...(language === undefined ? {} : { langId: language }),
    ...(link === undefined ? {} : { linkedRights: link }),
    ...(encodedRights === undefined ? {} : { encodedRights }),
  };
}

function flagOrigins(origins: Readonly<Partial<Record<string, string>>>, { warnings }: NormalizedItem): void {
  const defaulted = Object.keys(origins).filter((name) => origins[name] === 'publisher');
  for (const name of defaulted) warnings.add('FIELD_DEFAULTED', `${name} came from your profile`, name);
}

/** Wire copy under the publisher's own copyright is the error that costs most: it is never passed on unsaid. */
function flagAgency({ warnings, credits }: NormalizedItem, source: string, copyrightHolder: string): void {
  const agency = agencyNamed(source) ?? credits.bylines.map(agencyNamed).find((name) => name !== undefined);
  if (agency === undefined || agencyNamed(copyrightHolder) === agency || copyrightHolder.includes(agency)) return;
  warnings.add(
    'AGENCY_COPYRIGHT_CLAIMED',
    `${agency} is credited, but the copyright is claimed for ${copyrightHolder}`,
    'copyrightHolder',
  );
}
