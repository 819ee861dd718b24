import type { Article } from './article.ts';
import type { Attribution } from './attribution.ts';
import { epochMsOf } from './instant.ts';
import { type License, licensesEndMs, licensesFrom, nextLicenseChangeMs } from './license.ts';

/** What an article is to the world: sent out, held back, kept only, or taken back. */
export type ArticleState = 'live' | 'held' | 'stored' | 'retracted';

/** What may be done with an accepted item now. */
export type Disposition =
  | { readonly kind: 'send' }
  /** Not before `untilMs`; without it, until the publisher says otherwise (an unreadable or open-ended embargo, `withheld`). */
  | { readonly kind: 'hold'; readonly untilMs?: number }
  /** `pubStatus` canceled: what was sent is to be taken back. */
  | { readonly kind: 'retract' }
  /** Stored, sent to nobody (posts that only link elsewhere). */
  | { readonly kind: 'store' };

/** What an accepted item says, as far as a revision keeps it. */
export interface RevisionContent {
  readonly article: Article;
  readonly attribution?: Attribution;
  readonly contentHash: string;
  readonly disposition: Disposition;
  readonly versionMs?: number;
  /** Where and when it may be used, by the item or its publisher's rules; absent means everywhere and always. */
  readonly licenses?: readonly License[];
  /** More new articles came from the publisher than its brake lets through; counts where the article is new. */
  readonly isBraked?: boolean;
}

/** The upload a revision came from. */
export interface RevisionSource {
  readonly key: string;
  readonly versionId?: string;
  /** S3's sequencer of the event: orders the events of one key. */
  readonly sequencer: string;
}

/** One accepted state of an article; immutable, numbered from 1 without gaps. */
export interface Revision {
  readonly articleId: string;
  readonly publisherId: string;
  readonly revision: number;
  readonly state: ArticleState;
  /** For `held`: when it may go out; absent means not until a later revision says so. */
  readonly heldUntilMs?: number;
  /** For `held`: the publisher's burst brake holds it until an operator decides, whatever `heldUntilMs` says. */
  readonly heldBy?: 'brake';
  readonly article: Article;
  /** Absent only where a retraction came for an article never seen. */
  readonly attribution?: Attribution;
  readonly contentHash: string;
  readonly versionMs?: number;
  /** When the whole licence ends: a live article is then taken back. */
  readonly expiresMs?: number;
  /** Where and when it may be used; a grant that is over is gone from the next revision. Absent: everywhere. */
  readonly licenses?: readonly License[];
  /** The revision whose content this one repeats: only its licence changed. Those still licensed need no webhook. */
  readonly sameAs?: number;
  readonly source: RevisionSource;
  /** A document said `canceled` or an operator discarded it (final), the object was removed (undone by uploading it again), or the licence ran out. */
  readonly retractedBy?: 'document' | 'operator' | 'removal' | 'expiry';
  readonly acceptedAtMs: number;
}

/** The newest revision of an article, without its content, and how far it has been fanned out. */
export interface ArticleHead extends Omit<Revision, 'article' | 'attribution'> {
  readonly uri: string;
  readonly headline: string;
  readonly language?: string;
  readonly firstAcceptedAtMs: number;
  /** Highest revision whose deliveries were all handed out; 0 before the first. */
  readonly fannedOutRevision: number;
}

export type RevisionDecision =
  | { readonly kind: 'append'; readonly revision: Revision }
  /** `source`: a later event of the same key said the same; events between the two are outdated from now on. */
  | { readonly kind: 'unchanged'; readonly source?: RevisionSource }
  /** An older event or version than the one accepted. */
  | { readonly kind: 'outdated' }
  /** A document retracted the article, and nothing says that this one is newer. */
  | { readonly kind: 'retracted' };

/**
 * What an accepted item means for its article: a further revision, nothing new, or nothing at all.
 * Order: events of one key by their sequencer; items of one article from different keys by their declared version
 * time, where both have one, else by arrival. A retraction by document is final unless the item declares a later version:
 * a nightly re-export of the old file must not bring back what was killed.
 */
export function decideRevision(
  head: ArticleHead | undefined,
  item: RevisionContent,
  origin: { articleId: string; publisherId: string; source: RevisionSource },
  nowMs: number,
): RevisionDecision {
  if (head && isOutdated(head, item.versionMs, origin.source)) return { kind: 'outdated' };
  const licenses = item.licenses && licensesFrom(item.licenses, nowMs);
  const expiresMs = earliest(
    item.article.expires === undefined ? undefined : epochMsOf(item.article.expires),
    licenses?.length === 0 ? nowMs : licensesEndMs(licenses),
  );
  const hasExpired = expiresMs !== undefined && expiresMs <= nowMs && item.disposition.kind !== 'retract';
  const asked = hasExpired ? expiredState(head) : stateOf(item.disposition, nowMs);
  // To partners, what was taken back is new again.
  const isNew = !head || head.state === 'retracted';
  // What the brake holds stays held when it is uploaded again: only an operator lets it out.
  const isBraked = (isNew ? item.isBraked === true : head.heldBy === 'brake') && goesOut(asked, item.disposition);
  const state = isBraked ? 'held' : asked;
  if (head?.state === 'retracted' && isFinal(head) && state !== 'retracted') {
    const declaredLater = item.versionMs !== undefined && item.versionMs > (head.versionMs ?? head.acceptedAtMs);
    if (!declaredLater) return { kind: 'retracted' };
  }
  if (head && (head.heldBy === 'brake') === isBraked && isUnchanged(head, { ...item, licenses }, state, nowMs)) {
    const isLater =
      head.source.key === origin.source.key && compareSequencers(head.source.sequencer, origin.source.sequencer) < 0;
    return { kind: 'unchanged', ...(isLater ? { source: origin.source } : {}) };
  }
  return {
    kind: 'append',
    revision: {
      ...origin,
      revision: (head?.revision ?? 0) + 1,
      state,
      ...(item.disposition.kind === 'hold' && state === 'held' ? { heldUntilMs: item.disposition.untilMs } : {}),
      ...(isBraked ? { heldBy: 'brake' as const } : {}),
      article: item.article,
      attribution: item.attribution,
      contentHash: item.contentHash,
      versionMs: item.versionMs,
      expiresMs,
      ...(licenses === undefined ? {} : { licenses }),
      ...(state === 'retracted' ? { retractedBy: hasExpired ? ('expiry' as const) : ('document' as const) } : {}),
      acceptedAtMs: nowMs,
    },
  };
}

/** The revision that takes an article back because its object was removed; `previous` is the newest revision. */
export function retractionByRemoval(previous: Revision, source: RevisionSource, nowMs: number): Revision {
  return {
    ...previous,
    revision: previous.revision + 1,
    state: 'retracted',
    heldUntilMs: undefined,
    heldBy: undefined,
    article: { ...previous.article, pubStatus: 'canceled' },
    contentHash: 'removed',
    source,
    retractedBy: 'removal',
    sameAs: undefined,
    acceptedAtMs: nowMs,
  };
}

/** The revision that takes an article back because its licence ran out. */
export function retractionByExpiry(previous: Revision, nowMs: number): Revision {
  return { ...retractionByRemoval(previous, previous.source, nowMs), contentHash: 'expired', retractedBy: 'expiry' };
}

/** Whether a grant of the licence began or ended since the revision: another one then says what is left. */
export function hasLicenseChanged(head: Pick<ArticleHead, 'state' | 'licenses'>, nowMs: number): boolean {
  const changesAtMs = head.state === 'live' || head.state === 'held' ? nextLicenseChangeMs(head.licenses) : undefined;
  return changesAtMs !== undefined && changesAtMs <= nowMs;
}

/** The revision that narrows or widens the licence, or comes where a partner's territories changed, and changes nothing else. */
export function revisionByLicense(previous: Revision, nowMs: number): Revision {
  return {
    ...previous,
    revision: previous.revision + 1,
    sameAs: previous.sameAs ?? previous.revision,
    // None at all is everywhere and always; an empty list would be nowhere.
    ...(previous.licenses === undefined ? {} : { licenses: licensesFrom(previous.licenses, nowMs) }),
    acceptedAtMs: nowMs,
  };
}

/** Whether a live article's licence has run out. */
export function isExpired(head: Pick<ArticleHead, 'state' | 'expiresMs'>, nowMs: number): boolean {
  return (head.state === 'live' || head.state === 'held') && head.expiresMs !== undefined && head.expiresMs <= nowMs;
}

/** The head after a revision: everything but the content, `fannedOutRevision` kept. */
export function headAfter(revision: Revision, previous: ArticleHead | undefined): ArticleHead {
  const { article, attribution: _, ...rest } = revision;
  return {
    ...rest,
    uri: article.uri,
    headline: article.headlines?.[0]?.value ?? previous?.headline ?? '',
    language: article.language ?? previous?.language,
    firstAcceptedAtMs: previous?.firstAcceptedAtMs ?? revision.acceptedAtMs,
    fannedOutRevision: previous?.fannedOutRevision ?? 0,
  };
}

/** Whether an article may be sent at `nowMs`. A hold without an end, and the brake's, never end by themselves. */
export function isReleased(head: Pick<ArticleHead, 'state' | 'heldUntilMs' | 'heldBy'>, nowMs: number): boolean {
  if (head.state !== 'held') return head.state === 'live';
  return head.heldBy === undefined && head.heldUntilMs !== undefined && head.heldUntilMs <= nowMs;
}

/**
 * Compares two S3 sequencers of one key: negative when `a` is the earlier event.
 * S3 User Guide, “Event message structure”: right-pad the shorter with zeros, then compare as text.
 */
export function compareSequencers(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  const [left, right] = [a.toUpperCase().padEnd(length, '0'), b.toUpperCase().padEnd(length, '0')];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A sequencer for an event that S3 did not tell of: later than `sequencer`, earlier than every later event of the key; without one, the first. */
export function sequencerAfter(sequencer: string | undefined): string {
  return sequencer === undefined ? '00' : `${sequencer}01`;
}

function isOutdated(head: ArticleHead, versionMs: number | undefined, source: RevisionSource): boolean {
  if (head.source.key === source.key) return compareSequencers(source.sequencer, head.source.sequencer) < 0;
  return versionMs !== undefined && head.versionMs !== undefined && versionMs < head.versionMs;
}

function earliest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

function isUnchanged(head: ArticleHead, item: RevisionContent, state: ArticleState, nowMs: number): boolean {
  // A document that says `canceled` makes a retraction by removal or expiry final.
  if (state === 'retracted') {
    return head.state === 'retracted' && (isFinal(head) || item.disposition.kind !== 'retract');
  }
  if (head.contentHash !== item.contentHash) return false;
  if (JSON.stringify(head.licenses ?? []) !== JSON.stringify(item.licenses ?? [])) return false;
  // An embargo that has ended says what a live item says.
  const headState = isReleased(head, nowMs) ? 'live' : head.state;
  if (headState !== state) return false;
  return (
    state !== 'held' || head.heldUntilMs === (item.disposition.kind === 'hold' ? item.disposition.untilMs : undefined)
  );
}

/** What arrives with its licence run out takes back what was sent, and is otherwise kept without being sent. */
function expiredState(head: ArticleHead | undefined): ArticleState {
  return head && head.state !== 'stored' ? 'retracted' : 'stored';
}

/** Whether an article would go out by itself: now, or when its embargo ends. */
function goesOut(state: ArticleState, disposition: Disposition): boolean {
  return state === 'live' || (state === 'held' && disposition.kind === 'hold' && disposition.untilMs !== undefined);
}

function isFinal({ retractedBy }: Pick<ArticleHead, 'retractedBy'>): boolean {
  return retractedBy === 'document' || retractedBy === 'operator';
}

function stateOf(disposition: Disposition, nowMs: number): ArticleState {
  switch (disposition.kind) {
    case 'send':
      return 'live';
    case 'hold':
      return disposition.untilMs !== undefined && disposition.untilMs <= nowMs ? 'live' : 'held';
    case 'retract':
      return 'retracted';
    case 'store':
      return 'stored';
  }
}
