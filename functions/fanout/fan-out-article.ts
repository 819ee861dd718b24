import { isLicensedIn } from '../../shared/article/rights.ts';
import { type ArticleHead, isExpired, isReleased, retractionByExpiry } from '../../shared/article/revision.ts';
import { fanoutLimits, queueLimits, sweepLimits } from '../../shared/contract/limits.ts';
import type { DeliverMessage, FanoutMessage } from '../../shared/contract/messages.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import { isUnhealthy, type PartnerHealth } from '../../shared/delivery/circuit.ts';
import type { Delivery } from '../../shared/delivery/delivery.ts';
import { factsOf, matches } from '../../shared/partners/match.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import type { Log } from '../../shared/runtime/logger.ts';
import type { Queue } from '../../shared/runtime/queues.ts';
import type { ArticleStore } from '../../shared/store/articles.ts';
import type { DeliveryStore } from '../../shared/store/deliveries.ts';

export interface FanoutDeps {
  readonly articles: ArticleStore;
  readonly deliveries: DeliveryStore;
  readonly partners: () => Promise<readonly Partner[]>;
  /** Partners in trouble; all others are healthy. */
  readonly health: () => Promise<ReadonlyMap<string, PartnerHealth>>;
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
  if (isExpired(head, nowMs)) {
    await retractExpired(deps, head, nowMs);
    return fanOutArticle(deps, message);
  }
  if (head.state === 'stored') return deps.articles.setDue(head, undefined);
  if (head.state === 'held' && !isReleased(head, nowMs)) return waitForRelease(deps, head, nowMs);
  if (head.fannedOutRevision >= head.revision && message.slices === undefined) return settle(deps, head, nowMs);

  const partnerIds = await partnersOwed(deps, head);
  if (message.slices === undefined && partnerIds.length > fanoutLimits.partnersPerSlice) {
    const slices = Math.ceil(partnerIds.length / fanoutLimits.partnersPerSlice);
    const parts = Array.from({ length: slices }, (_, slice) => ({
      body: { articleId: head.articleId, slice, slices } satisfies FanoutMessage,
    }));
    await deps.fanoutQueue.send(parts);
  } else {
    const { slice = 0, slices = 1 } = message;
    await requestDeliveries(
      deps,
      head,
      partnerIds.filter((_, index) => index % slices === slice),
    );
  }
  // Slices are sent, and so will be done; what one of them loses, the look for settling finds.
  if (message.slices === undefined) await deps.articles.markFannedOut(head, nowMs + sweepLimits.settleCheckMs);
  deps.log(logEvents.articleFannedOut, {
    articleId: head.articleId,
    revision: head.revision,
    state: head.state,
    partners: partnerIds.length,
    slice: message.slice,
  });
}

/** The licence ran out: a further revision takes the article back, unless a new one came meanwhile. */
async function retractExpired(deps: FanoutDeps, seen: ArticleHead, nowMs: number): Promise<void> {
  await deps.articles.append(seen.articleId, async (head) => {
    const newest = head && (await deps.articles.revision(head.articleId, head.revision));
    if (!head || !newest || !isExpired(head, nowMs)) return { kind: 'unchanged' };
    return { kind: 'append', revision: retractionByExpiry(newest, nowMs) };
  });
}

/** An embargo that ends soon rides on an SQS delay, exact to the second; the sweep brings back one that ends later. */
async function waitForRelease(deps: FanoutDeps, head: ArticleHead, nowMs: number): Promise<void> {
  deps.log(logEvents.articleHeld, {
    articleId: head.articleId,
    revision: head.revision,
    heldUntilMs: head.heldUntilMs,
  });
  if (head.heldUntilMs === undefined || head.heldUntilMs - nowMs > queueLimits.delayMs) return;
  const delaySeconds = Math.ceil((head.heldUntilMs - nowMs) / 1000);
  await deps.fanoutQueue.send([{ body: { articleId: head.articleId } satisfies FanoutMessage, delaySeconds }]);
}

/** Those whose filter matches and who publish where it is licensed, and those who have, or may have, an earlier revision; for a retraction only these. */
async function partnersOwed(deps: FanoutDeps, head: ArticleHead): Promise<string[]> {
  const known = (await deps.deliveries.ofArticle(head.articleId)).map(({ partnerId }) => partnerId);
  if (head.state === 'retracted') return known;
  const revision = await deps.articles.revision(head.articleId, head.revision);
  if (!revision) throw new Error(`revision ${head.revision} of ${head.articleId} is not there`);
  const { article, attribution } = revision;
  const facts = factsOf(article, head.publisherId);
  const matching = (await deps.partners())
    .filter(({ status }) => status !== 'removed')
    .filter(({ territories }) => isLicensedIn(attribution?.rules, territories))
    .filter(({ filter }) => matches(filter, facts))
    .map(({ id }) => id);
  return [...new Set([...matching, ...known])];
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
  const deliveries = new Map(
    (await deps.deliveries.ofArticle(head.articleId)).map((delivery) => [delivery.partnerId, delivery]),
  );
  const owed = await partnersOwed(deps, head);
  const lost = owed.filter((partnerId) => !isLookedAfter(deliveries.get(partnerId), head, nowMs));
  await requestDeliveries(deps, head, lost);
  const sinceMs = nowMs - head.acceptedAtMs;
  const nextCheckMs = nowMs + Math.min(Math.max(sinceMs, sweepLimits.settleCheckMs), sweepLimits.settleCheckMaxMs);
  await deps.articles.setDue(head, lost.length === 0 ? undefined : nextCheckMs);
  deps.log(logEvents.articleSettled, {
    articleId: head.articleId,
    revision: head.revision,
    asked: lost.length,
    of: owed.length,
  });
}

/** Done, or on the due index, parked or dead, where others look after it. */
function isLookedAfter(delivery: Delivery | undefined, head: ArticleHead, nowMs: number): boolean {
  if (!delivery) return false;
  if (delivery.ackedRevision >= head.revision) return true;
  if (delivery.leaseUntilMs !== undefined) return delivery.leaseUntilMs > nowMs;
  // Retrying, parked or dead for an earlier revision is not looked after for this one, save that a parked pair always takes the newest.
  if (delivery.state === 'parked') return true;
  if (delivery.state === 'retrying' || delivery.state === 'dead') return delivery.attemptRevision >= head.revision;
  return head.state === 'retracted' && (delivery.state === 'withdrawn' || delivery.ackedEvent === 'article.retracted');
}
