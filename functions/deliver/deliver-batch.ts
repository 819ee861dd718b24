import { isCanary } from '../../shared/contract/canary.ts';
import type { ArticleHead } from '../../shared/article/revision.ts';
import type { DeliverMessage } from '../../shared/contract/messages.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import type { PartnerHealth } from '../../shared/delivery/circuit.ts';
import {
  type Delivery,
  isNoticeOwed,
  owedSinceMs,
  neverTried,
  type SentEvent,
  type Standing,
  whatIsOwed,
  withoutLease,
} from '../../shared/delivery/delivery.ts';
import { isHeldBack, isPushed, type Partner, type PushedPartner } from '../../shared/partners/partner.ts';
import { errorFields } from '../../shared/runtime/batch.ts';
import type { Log } from '../../shared/runtime/logger.ts';
import type { Queue } from '../../shared/runtime/queues.ts';
import type { ArticleStore } from '../../shared/store/articles.ts';
import type { DeliveryStore } from '../../shared/store/deliveries.ts';
import { mayBeLeased, ridesOnQueue } from '../../shared/store/delivery-records.ts';
import { type Admission, hasLimits, type PartnerLimitStore } from '../../shared/store/partner-limits.ts';
import type { NoticeStore } from '../../shared/store/notices.ts';
import type { PartnerCredentials } from '../../shared/store/partner-credentials.ts';
import type { PartnerHealthStore } from '../../shared/store/partner-health.ts';
import type { PartnerStore } from '../../shared/store/partners.ts';
import type { SigningKeys } from '../../shared/store/signing-keys.ts';
import type { ArticleBodies } from '../../shared/webhooks/article-bodies.ts';
import type { Post } from '../../shared/webhooks/post.ts';
import { attemptDelivery, drainIfWell } from './attempt-delivery.ts';

export interface DeliverDeps {
  readonly articles: ArticleStore;
  readonly deliveries: DeliveryStore;
  readonly health: PartnerHealthStore;
  readonly limits: PartnerLimitStore;
  /** Bounded staleness, as everything cached in a container. */
  readonly partner: (partnerId: string) => Promise<Partner | undefined>;
  readonly partnerHealth: (partnerId: string) => Promise<PartnerHealth>;
  readonly credentials: (partnerId: string) => Promise<PartnerCredentials | undefined>;
  readonly signingKeys: (partnerId: string) => Promise<SigningKeys | undefined>;
  readonly bodies: ArticleBodies;
  readonly partners: PartnerStore;
  /** Tells those who asked for it what became of deliveries and partners. */
  readonly notices: NoticeStore;
  readonly post: Post;
  readonly deliverQueue: Queue;
  readonly slowQueue: Queue;
  readonly log: Log;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly newToken: () => string;
}

/** A pair that may be tried now, with the lease that says so. */
export interface LeasedPair {
  readonly partner: PushedPartner;
  readonly health: PartnerHealth;
  readonly delivery: Delivery;
  readonly admission: Admission;
}

/**
 * Looks at the pairs of one batch. The order is the promise: leases first, then the heads, read consistently and after the leases. A
 * retraction writes its head before it looks for deliveries, so either this function sees the retraction, or the retraction sees the lease.
 * Returns the messages that must come again, by index.
 */
export async function deliverBatch(deps: DeliverDeps, messages: readonly DeliverMessage[]): Promise<readonly number[]> {
  const gated = await settleEach(messages, (message) => admit(deps, message));
  const leased = gated.flatMap(({ value }) => (value ? [value] : []));
  const articleIds = leased.filter(({ delivery }) => !delivery.notice).map(({ delivery }) => delivery.articleId);
  const heads = articleIds.length > 0 ? await deps.articles.heads(articleIds) : new Map<string, ArticleHead>();
  const posted = await settleEach(gated, async ({ value }) => {
    if (!value) return;
    await deliverPair(deps, value, heads.get(value.delivery.articleId));
    await deps.limits.finish(value.partner, value.admission);
  });
  const failed = [...gated, ...posted].filter(({ error }) => error !== undefined);
  for (const { error, index } of failed) {
    const { articleId, partnerId } = messages[index] ?? {};
    deps.log(logEvents.recordFailed, {
      articleId,
      partnerId,
      ...errorFields(error),
    });
  }
  return [...new Set(failed.map(({ index }) => index))];
}

/** Whether the pair may be tried now: by its partner's state, and by taking its lease. */
async function admit(deps: DeliverDeps, message: DeliverMessage): Promise<LeasedPair | undefined> {
  const { articleId, partnerId, revision } = message;
  const [partner, health] = await Promise.all([deps.partner(partnerId), deps.partnerHealth(partnerId)]);
  if (!partner) {
    deps.log(logEvents.deliverySkipped, { articleId, partnerId, reason: 'partner-unknown' });
    return undefined;
  }
  const isBlocked = isHeldBack(partner) || (health.circuit === 'open' && !(await isProbe(deps, health)));
  if (isBlocked || !isPushed(partner)) {
    await park(deps, message, partner);
    return undefined;
  }
  // A message for a pair that is done, or waits, must not take a place from one that is to be sent.
  if (hasLimits(partner) && !(await mayTry(deps, message))) return undefined;
  const admission = await deps.limits.admit(partner, deps.now(), deps.random());
  if (admission.kind === 'wait') {
    await waitUntil(deps, message, admission.untilMs);
    return undefined;
  }
  const delivery = await deps.deliveries.lease(articleId, partnerId, deps.newToken(), deps.now(), revision);
  if (delivery) return { partner, health, delivery, admission };
  await deps.limits.finish(partner, admission);
  await comeBackAfterLease(deps, message);
  return undefined;
}

async function mayTry(deps: DeliverDeps, message: DeliverMessage): Promise<boolean> {
  const current = await deps.deliveries.get(message.articleId, message.partnerId);
  if (mayBeLeased(current, deps.now(), message.revision)) return true;
  await comeBackAfterLease(deps, message);
  return false;
}

/** The partner's limits are used up: the pair waits, on record, so that it waits once however many messages ask for it. */
async function waitUntil(deps: DeliverDeps, message: DeliverMessage, atMs: number): Promise<void> {
  const nowMs = deps.now();
  if (await deps.deliveries.defer(message, message.revision, atMs, nowMs))
    await sendAt(deps.deliverQueue, message, atMs, nowMs);
  else await comeBackAfterLease(deps, message);
}

async function isProbe(deps: DeliverDeps, health: PartnerHealth): Promise<boolean> {
  if (health.nextProbeAtMs === undefined || health.nextProbeAtMs > deps.now()) return false;
  return deps.health.takeProbe(health, deps.now());
}

/** Parks a pair whose partner takes nothing now, if it is owed anything at all. */
async function park(deps: DeliverDeps, message: DeliverMessage, partner: Partner): Promise<void> {
  const { articleId, partnerId } = message;
  const [head, delivery] = await Promise.all([
    deps.articles.head(articleId),
    deps.deliveries.get(articleId, partnerId),
  ]);
  const standing = delivery ? withoutLease(delivery) : neverTried;
  const owed = owedFor({ ...standing, notice: delivery?.notice }, head, partner, deps.now());
  if (owed.kind === 'nothing') return;
  const reason = parkReasonOf(partner);
  const { revision } = owed;
  const urgent = owed.event === 'article.retracted';
  const pullSinceMs = partner.pull && head ? owedSinceMs(head) : undefined;
  const pair = { articleId, partnerId, revision, urgent, pullSinceMs };
  // Whoever holds it may be about to hand out, or to fetch, what came before.
  if (!(await deps.deliveries.park(pair, reason, deps.now()))) await comeBackAfterLease(deps, message);
  deps.log(logEvents.deliveryParked, { articleId, partnerId, revision: owed.revision, reason });
  await drainIfWell(deps, partnerId);
}

function parkReasonOf(partner: Partner): 'PULLED' | 'PARTNER_PAUSED' | 'PARTNER_UNVERIFIED' | 'CIRCUIT_OPEN' {
  if (!isPushed(partner)) return 'PULLED';
  if (partner.status === 'paused') return 'PARTNER_PAUSED';
  return isHeldBack(partner) ? 'PARTNER_UNVERIFIED' : 'CIRCUIT_OPEN';
}

/** Another holds the pair, perhaps for an older revision: look again when its lease has ended. */
async function comeBackAfterLease(deps: DeliverDeps, message: DeliverMessage): Promise<void> {
  const current = await deps.deliveries.get(message.articleId, message.partnerId);
  const nowMs = deps.now();
  const { leaseUntilMs } = current ?? {};
  if (leaseUntilMs === undefined || leaseUntilMs <= nowMs) return;
  await sendAt(deps.deliverQueue, message, leaseUntilMs, nowMs);
}

async function sendAt(queue: Queue, message: DeliverMessage, atMs: number, nowMs: number): Promise<void> {
  const delaySeconds = Math.max(0, Math.ceil((atMs - nowMs) / 1000));
  await queue.send([{ body: message, delaySeconds, groupId: message.partnerId }]);
}

async function deliverPair(deps: DeliverDeps, pair: LeasedPair, head: ArticleHead | undefined): Promise<void> {
  const { delivery, partner } = pair;
  const { articleId, partnerId } = delivery;
  const owed = owedFor(delivery, head, partner, deps.now());
  if (owed.kind === 'nothing') {
    await deps.deliveries.release(delivery, deps.now());
    deps.log(logEvents.deliverySkipped, { articleId, partnerId, reason: owed.because });
    return;
  }
  // A canary measures the whole way, from its upload on.
  const canarySinceMs = head && isCanary(articleId) ? head.versionMs : undefined;
  const openSinceMs = canarySinceMs ?? delivery.notice?.atMs ?? (head ? owedSinceMs(head) : 0);
  const retryAtMs = await attemptDelivery(deps, pair, owed.revision, owed.event, openSinceMs);
  if (retryAtMs === undefined || !ridesOnQueue(retryAtMs, deps.now())) return;
  await sendAt(deps.slowQueue, { articleId, partnerId, revision: owed.revision }, retryAtMs, deps.now());
}

type OwedNow =
  | { readonly kind: 'nothing'; readonly because: string }
  | { readonly kind: 'send'; readonly revision: number; readonly event: SentEvent };

/** What is owed of an article, or of an operational event, which has one revision and no head. */
function owedFor(
  delivery: Standing & Pick<Delivery, 'notice'>,
  head: ArticleHead | undefined,
  partner: Partner,
  nowMs: number,
): OwedNow {
  if (delivery.notice) {
    return isNoticeOwed(delivery)
      ? { kind: 'send', revision: 1, event: delivery.notice.type }
      : { kind: 'nothing', because: 'has-it' };
  }
  return head ? whatIsOwed(delivery, head, partner, nowMs) : { kind: 'nothing', because: 'article-unknown' };
}

interface Settled<Value> {
  readonly index: number;
  readonly value?: Value;
  readonly error?: unknown;
}

/** Runs all side by side; one that throws does not stop the others. */
async function settleEach<Input, Value>(
  inputs: readonly Input[],
  run: (input: Input) => Promise<Value>,
): Promise<Settled<Value>[]> {
  const settled = await Promise.allSettled(inputs.map(run));
  return settled.map((result, index) =>
    result.status === 'fulfilled'
      ? { index, value: result.value }
      : { index, error: result.reason ?? new Error('rejected') },
  );
}
