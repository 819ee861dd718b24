import { isLicensed } from '../article/license.ts';
import { type ArticleHead, isExpired, isReleased } from '../article/revision.ts';
import type { OperationalEvent } from '../partners/operations.ts';
import type { ArticleEvent, Partner } from '../partners/partner.ts';
import type { Notice } from './notice.ts';

/** What can be sent: an article's events, and operational ones. */
export type SentEvent = ArticleEvent | OperationalEvent;

/** One POST, as the log of a delivery keeps it. */
export interface Attempt {
  readonly atMs: number;
  readonly revision: number;
  readonly event: SentEvent;
  /** `unknown`: the function ended before it could tell; the partner may have it. */
  readonly outcome: 'delivered' | 'failed' | 'unknown';
  readonly reason?: string;
  readonly status?: number;
  /** What a failing endpoint said, cut short; foreign text. */
  readonly answer?: string;
  readonly durationMs?: number;
  /** It was not answered, and may yet arrive. */
  readonly mayArrive?: true;
  /** The partner fetched it; `unknown` until it asked for what comes after. */
  readonly by?: 'pull';
}

/** What a partner that fetches was last given of an article, and has not confirmed yet. */
export interface OfferedRevision {
  readonly revision: number;
  readonly event: ArticleEvent;
  /** The answer it stood in: what confirms that one confirms this. */
  readonly page: string;
}

/**
 * The pair of a partner and an article: which revision the partner confirmed, and what is being done about the next.
 * A record exists from before the first POST starts, so that what may have been sent is always on record.
 */
export interface Delivery {
  readonly articleId: string;
  readonly partnerId: string;
  readonly state: 'sending' | 'delivered' | 'retrying' | 'parked' | 'dead' | 'withdrawn';
  /** The highest revision the partner answered 2xx to; 0 before the first. */
  readonly ackedRevision: number;
  readonly ackedEvent?: SentEvent;
  /** The highest revision the partner may have: confirmed, or posted without a clear answer. */
  readonly maybeRevision: number;
  /** Leases taken and not resolved: more than the current one means that a function ended mid-way. */
  readonly unresolved: number;
  /** Who holds the lease; absent when it is over, though `leaseUntilMs` may still be waited for. */
  readonly leaseToken?: string;
  readonly leaseUntilMs?: number;
  /** The revision being tried, and how often it failed so far. */
  readonly attemptRevision: number;
  readonly attempt: number;
  readonly nextAttemptAtMs?: number;
  /** Why it is retried, parked or dead. */
  readonly reason?: string;
  readonly attempts: readonly Attempt[];
  /** The operational event that is delivered, in place of an article: then `articleId` is its id, and 1 its only revision. */
  readonly notice?: Notice;
  readonly offered?: OfferedRevision;
  readonly updatedAtMs: number;
}

export type Owed =
  | {
      readonly kind: 'nothing';
      readonly because:
        | 'has-it'
        | 'never-sent'
        | 'held'
        | 'stored'
        | 'expired'
        | 'not-licensed'
        | 'event-not-wanted'
        | 'removed';
    }
  | { readonly kind: 'send'; readonly revision: number; readonly event: ArticleEvent };

/** Whether an operational event is still to be delivered. */
export function isNoticeOwed({ ackedRevision }: Pick<Delivery, 'ackedRevision'>): boolean {
  return ackedRevision === 0;
}

/**
 * What a partner is owed for an article now. Decided from the newest head, read after the lease was taken:
 * a retraction accepted before the lease is seen here, one accepted later sees the lease.
 */
export function whatIsOwed(
  delivery: Standing,
  head: ArticleHead,
  partner: Pick<Partner, 'events' | 'status' | 'territories'>,
  nowMs: number,
): Owed {
  const { ackedRevision, ackedEvent, maybeRevision } = delivery;
  if (head.state === 'retracted') {
    if (!mayHoldArticle(delivery)) {
      return { kind: 'nothing', because: ackedEvent === 'article.retracted' ? 'has-it' : 'never-sent' };
    }
    return { kind: 'send', revision: head.revision, event: 'article.retracted' };
  }
  // The retraction comes with the next sweep; until then nothing more goes out.
  if (isExpired(head, nowMs)) return { kind: 'nothing', because: 'expired' };
  const isLicensedAt = (atMs: number): boolean => isLicensed(head.licenses, partner.territories, atMs);
  if (!isLicensedAt(head.acceptedAtMs)) return owedWithoutLicense(delivery, head);
  // The licence has changed since, and a revision that says so is about to come: this one stays what it was to the partner.
  if (!isLicensedAt(nowMs)) return { kind: 'nothing', because: 'not-licensed' };
  if (partner.status === 'removed') return { kind: 'nothing', because: 'removed' };
  if (!isReleased(head, nowMs)) return { kind: 'nothing', because: head.state === 'held' ? 'held' : 'stored' };
  const isCurrent = ackedRevision >= (head.sameAs ?? head.revision) && ackedEvent !== 'article.retracted';
  if (isCurrent || ackedRevision >= head.revision) return { kind: 'nothing', because: 'has-it' };
  const isNew = maybeRevision === 0 || ackedRevision === 0 || ackedEvent === 'article.retracted';
  const event = isNew ? 'article.published' : 'article.updated';
  if (!partner.events.includes(event)) return { kind: 'nothing', because: 'event-not-wanted' };
  return { kind: 'send', revision: head.revision, event };
}

/**
 * A partner that a revision is not licensed for takes down what it has. One revision is never sent as two events: whether it is licensed is asked of the time of
 * its acceptance, and a partner whose own territories changed, and which may have this very one, waits for the next.
 */
function owedWithoutLicense(delivery: Standing, head: ArticleHead): Owed {
  const mayHaveThis =
    delivery.ackedRevision >= head.revision ||
    (delivery.attempts ?? []).some(
      ({ revision, event }) => revision === head.revision && event !== 'article.retracted',
    );
  if (!mayHoldArticle(delivery) || mayHaveThis) return { kind: 'nothing', because: 'not-licensed' };
  return { kind: 'send', revision: head.revision, event: 'article.retracted' };
}

/** Since when what an article owes could have been sent: its acceptance, or the end of its embargo. */
export function owedSinceMs({ acceptedAtMs, heldUntilMs = 0 }: ArticleHead): number {
  return Math.max(acceptedAtMs, heldUntilMs);
}

/** What of a delivery says how its partner stands with the article. */
export type Standing = Pick<Delivery, 'ackedRevision' | 'ackedEvent' | 'maybeRevision' | 'unresolved'> &
  Partial<Pick<Delivery, 'attempts'>>;

/** A pair without a record. */
export const neverTried: Standing = { ackedRevision: 0, maybeRevision: 0, unresolved: 0 };

/** A pair looked at without a lease: what a function left behind then counts in full. */
export function withoutLease(delivery: Standing): Standing {
  return { ...delivery, unresolved: delivery.unresolved + 1 };
}

/** Whether the partner has, or may have, a revision that it has not confirmed to have taken down. */
export function mayHoldArticle(delivery: Standing): boolean {
  // The lease under which this is asked counts as one; a second one was left by a function that ended mid-way.
  if (delivery.unresolved > 1) return true;
  if (delivery.ackedEvent === 'article.retracted') return delivery.maybeRevision > delivery.ackedRevision;
  return delivery.maybeRevision > 0;
}
