import {
  type ArticleHead,
  hasLicenseChanged,
  isExpired,
  isReleased,
  retractionByExpiry,
  type Revision,
  revisionByLicense,
} from '../../shared/article/revision.ts';
import { fanoutLimits, queueLimits, sweepLimits } from '../../shared/contract/limits.ts';
import type { DeliverMessage, FanoutMessage } from '../../shared/contract/messages.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import { isUnhealthy, type PartnerHealth } from '../../shared/delivery/circuit.ts';
import { type Delivery, mayHoldArticle, neverTried, whatIsOwed, withoutLease } from '../../shared/delivery/delivery.ts';
import { factsOf } from '../../shared/partners/match.ts';
import { patienceMs, type PartnerReads } from '../../shared/delivery/reading-habit.ts';
import { isPushed, type Partner } from '../../shared/partners/partner.ts';
import { refusalOf } from '../../shared/partners/who-gets.ts';
import type { Log } from '../../shared/runtime/logger.ts';
import type { Queue } from '../../shared/runtime/queues.ts';
import type { ArticleStore } from '../../shared/store/articles.ts';
import { type DeliveryStore, type PartnerSlice, sliceOf, slicesFor } from '../../shared/store/deliveries.ts';

export interface FanoutDeps {
  readonly articles: ArticleStore;
  readonly deliveries: DeliveryStore;
  readonly partners: () => Promise<readonly Partner[]>;
  /** Partners in trouble; all others are healthy. */
  readonly health: () => Promise<ReadonlyMap<string, PartnerHealth>>;
  /** When those of these partners that fetch last did. */
  readonly reads: (partnerIds: readonly string[]) => Promise<ReadonlyMap<string, PartnerReads>>;
  readonly fanoutQueue: Queue;
  readonly deliverQueue: Queue;
  readonly slowQueue: Queue;
  readonly log: Log;
  readonly now: () => number;
}

/**
 * Brings an article's deliveries in line with its newest revision: asks for a look at every pair that is owed something, or, when that was
 * done already, looks whether all of them have settled. Idempotent: a pair that is owed nothing ends at its first look.
 */
export async function fanOutArticle(deps: FanoutDeps, message: FanoutMessage): Promise<void> {
  const nowMs = deps.now();
  const head = await deps.articles.head(message.articleId);
  if (!head) return;
  const change = isExpired(head, nowMs)
    ? retractionByExpiry
    : hasLicenseChanged(head, nowMs)
      ? revisionByLicense
      : undefined;
  if (change) {
    await appendByLicense(deps, head, change, nowMs);
    return fanOutArticle(deps, message);
  }
  if (head.state === 'stored') return deps.articles.setDue(head, undefined);
  if (head.state === 'held' && !isReleased(head, nowMs)) return waitForRelease(deps, head, nowMs);
  if (head.fannedOutRevision >= head.revision && message.slices === undefined) return settle(deps, head, nowMs);

  const slice = sliceOfMessage(message);
  const candidates = await candidatesOf(deps, head, nowMs, slice);
  // Where only the licence changed, and where a slice comes again, most partners are owed nothing, and are not looked at again.
  const asked = head.sameAs === undefined && !slice ? candidates : candidates.filter((one) => isOwed(one, head, nowMs));
  const partnerIds = asked.map(({ partnerId }) => partnerId);
  await (slice ? requestDeliveries(deps, head, partnerIds) : requestInSlices(deps, head, partnerIds));
  // Slices are sent, and so will be done; what one of them loses, the look for settling finds.
  if (message.slices === undefined) await deps.articles.markFannedOut(head, nowMs + sweepLimits.settleCheckMs);
  deps.log(logEvents.articleFannedOut, {
    articleId: head.articleId,
    revision: head.revision,
    state: head.state,
    partners: partnerIds.length,
    slice: message.slice,
    ...(head.state === 'held' && head.heldUntilMs !== undefined ? { lateMs: deps.now() - head.heldUntilMs } : {}),
  });
}

/** The licence, or a grant of it, ran out: a further revision says so, unless a new one came meanwhile. */
async function appendByLicense(
  deps: FanoutDeps,
  seen: ArticleHead,
  change: (newest: Revision, nowMs: number) => Revision,
  nowMs: number,
): Promise<void> {
  await deps.articles.append(seen.articleId, async (head) => {
    if (!head || head.revision !== seen.revision) return { kind: 'unchanged' };
    const newest = await deps.articles.revision(head.articleId, head.revision);
    if (!newest) throw new Error(`revision ${head.revision} of ${head.articleId} is not there`);
    return { kind: 'append', revision: change(newest, nowMs) };
  });
}

/** An embargo that ends soon rides on an SQS delay, exact to the second; the sweep brings back one that ends later. */
async function waitForRelease(deps: FanoutDeps, head: ArticleHead, nowMs: number): Promise<void> {
  deps.log(logEvents.articleHeld, {
    articleId: head.articleId,
    revision: head.revision,
    heldUntilMs: head.heldUntilMs,
  });
  if (head.heldBy === 'brake') return;
  if (head.heldUntilMs === undefined || head.heldUntilMs - nowMs > queueLimits.delayMs) return;
  const delaySeconds = Math.ceil((head.heldUntilMs - nowMs) / 1000);
  await deps.fanoutQueue.send([{ body: { articleId: head.articleId } satisfies FanoutMessage, delaySeconds }]);
  // Should that message be lost, the sweep releases the article a minute late, and not after a hand-out's time.
  await deps.articles.setDue(head, head.heldUntilMs + sweepLimits.lookAheadMs);
}

/** A partner that may be owed something, with its pair's record as it stands. */
interface Candidate {
  readonly partnerId: string;
  /** Absent for a pair whose partner is not in the registry any more. */
  readonly partner?: Partner;
  readonly delivery?: Delivery;
}

/**
 * Those whose filter matches and whose territory is licensed, and those who have, or may have, an earlier revision; for a retraction only
 * these.
 */
async function candidatesOf(
  deps: FanoutDeps,
  head: ArticleHead,
  nowMs: number,
  slice?: PartnerSlice,
): Promise<Candidate[]> {
  // Before the first fan-out of a first revision nobody can have the article, or a pair that needs to be asked for again.
  const isFirst = head.revision === 1 && head.fannedOutRevision === 0;
  const [known, all] = await Promise.all([
    isFirst ? [] : deps.deliveries.ofArticle(head.articleId, slice),
    deps.partners(),
  ]);
  const registered = slice ? all.filter(({ id }) => sliceOf(id, slice.slices) === slice.slice) : all;
  const partners = new Map(registered.map((partner) => [partner.id, partner]));
  const candidates = new Map<string, Candidate>();
  if (head.state !== 'retracted') {
    const revision = await deps.articles.revision(head.articleId, head.revision);
    if (!revision) throw new Error(`revision ${head.revision} of ${head.articleId} is not there`);
    const offer = { facts: factsOf(revision.article, head.publisherId), licenses: head.licenses, nowMs };
    for (const partner of registered) {
      if (refusalOf(partner, offer) === undefined) candidates.set(partner.id, { partnerId: partner.id, partner });
    }
  }
  for (const delivery of known) {
    const { partnerId } = delivery;
    candidates.set(partnerId, { partnerId, partner: partners.get(partnerId), delivery });
  }
  return [...candidates.values()];
}

function isOwed({ partner, delivery }: Candidate, head: ArticleHead, nowMs: number): boolean {
  if (!partner) return false;
  const standing = delivery ? withoutLease(delivery) : neverTried;
  return whatIsOwed(standing, head, partner, nowMs).kind === 'send';
}

function sliceOfMessage({ slice, slices }: FanoutMessage): PartnerSlice | undefined {
  return slice === undefined || slices === undefined ? undefined : { slice, slices };
}

/** Asks at once for as many as one invocation takes on; for more, asks for further invocations, each with its slice of the partners. */
async function requestInSlices(
  deps: FanoutDeps,
  head: ArticleHead,
  partnerIds: readonly string[],
  /** Those whom the slices will ask for: with the ones above, perhaps, some who are looked after. */
  owed: number = partnerIds.length,
): Promise<void> {
  const { partnersPerSlice } = fanoutLimits;
  if (partnerIds.length <= partnersPerSlice) return requestDeliveries(deps, head, partnerIds);
  const slices = slicesFor(owed, partnersPerSlice);
  const { articleId } = head;
  const parts = Array.from({ length: slices }, (_, slice) => ({
    body: { articleId, slice, slices } satisfies FanoutMessage,
  }));
  return deps.fanoutQueue.send(parts);
}

async function requestDeliveries(deps: FanoutDeps, head: ArticleHead, partnerIds: readonly string[]): Promise<void> {
  const health = await deps.health();
  const messages = partnerIds.map((partnerId) => ({
    isSlow: isUnhealthy(health.get(partnerId)),
    body: { articleId: head.articleId, partnerId, revision: head.revision } satisfies DeliverMessage,
    groupId: partnerId,
  }));
  await Promise.all([
    deps.deliverQueue.send(messages.filter(({ isSlow }) => !isSlow)),
    deps.slowQueue.send(messages.filter(({ isSlow }) => isSlow)),
  ]);
}

/** Asks again for pairs that nobody is looking after: a message lost, a function ended mid-way with its queue purged. */
async function settle(deps: FanoutDeps, head: ArticleHead, nowMs: number): Promise<void> {
  const candidates = await candidatesOf(deps, head, nowMs);
  const owed = candidates.filter((one) => isOwed(one, head, nowMs));
  const unsettled = owed.filter(({ delivery }) => !isLookedAfter(delivery, head));
  // One that is under way need not be asked for; but who holds it may end, and nobody else knows of it.
  const lost = unsettled
    .filter(({ delivery }) => (delivery?.leaseUntilMs ?? 0) <= nowMs)
    .map(({ partnerId }) => partnerId);
  await requestInSlices(deps, head, lost, owed.length);
  const sinceMs = nowMs - head.acceptedAtMs;
  const nextCheckMs = nowMs + Math.min(Math.max(sinceMs, sweepLimits.settleCheckMs), sweepLimits.settleCheckMaxMs);
  const { unconfirmed, untilMs } = await unconfirmedBy(deps, candidates, head, nowMs);
  await deps.articles.setDue(head, unsettled.length === 0 ? untilMs : Math.min(nextCheckMs, untilMs ?? nextCheckMs));
  deps.log(logEvents.articleSettled, {
    articleId: head.articleId,
    revision: head.revision,
    asked: lost.length,
    of: candidates.length,
    unconfirmed,
  });
}

/**
 * How many partners that have, or may have, a retracted article have not confirmed by a time at which they could be expected to. One that is sent webhooks has had
 * minutes; one that only fetches has as long as is usual with it, and `untilMs` is when the first of those is to be looked at again.
 */
async function unconfirmedBy(
  deps: FanoutDeps,
  candidates: readonly Candidate[],
  head: ArticleHead,
  nowMs: number,
): Promise<{ readonly unconfirmed: number; readonly untilMs?: number }> {
  const waiting = candidates.filter((one) => hasNotConfirmed(one, head));
  const fetching = waiting.flatMap(({ partner }) => (partner && !isPushed(partner) ? [partner.id] : []));
  const reads = await deps.reads(fetching);
  const untilMs = fetching.map((id) => head.acceptedAtMs + patienceMs(reads.get(id))).filter((atMs) => atMs > nowMs);
  return {
    unconfirmed: waiting.length - untilMs.length,
    ...(untilMs.length === 0 ? {} : { untilMs: Math.min(...untilMs) }),
  };
}

/** Whether a partner that was told to take the article down, and may have it, has not said that it did. */
function hasNotConfirmed({ delivery }: Candidate, { state }: ArticleHead): boolean {
  return state === 'retracted' && delivery !== undefined && mayHoldArticle(withoutLease(delivery));
}

/** On the due index, parked or dead, where others look after it. */
function isLookedAfter(delivery: Delivery | undefined, head: ArticleHead): boolean {
  if (!delivery || delivery.leaseToken !== undefined) return false;
  // Retrying, parked or dead for an earlier revision is not looked after for this one, save that a parked pair always takes the newest.
  if (delivery.state === 'parked') return true;
  return (delivery.state === 'retrying' || delivery.state === 'dead') && delivery.attemptRevision >= head.revision;
}
