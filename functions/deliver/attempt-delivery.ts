import { deliveryLimits } from '../../shared/contract/limits.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import { type Answer, decideNextStep, type FailureReason, type NextStep } from '../../shared/delivery/decide.ts';
import type { Attempt, SentEvent } from '../../shared/delivery/delivery.ts';
import {
  deliveryFailedNotice,
  type Notice,
  partnerPausedNotice,
  partnerRecoveredNotice,
} from '../../shared/delivery/notice.ts';
import { isOperationsId } from '../../shared/partners/operations.ts';
import { type ArticleEvent, isHeldBack, type Partner } from '../../shared/partners/partner.ts';
import { failuresSoFar, type Outcome } from '../../shared/store/delivery-records.ts';
import { type Envelope, noticeEnvelope } from '../../shared/webhooks/envelope.ts';
import { keysInUse } from '../../shared/webhooks/key-rotation.ts';
import { sendWebhook } from '../../shared/webhooks/send.ts';
import type { DeliverDeps, LeasedPair } from './deliver-batch.ts';

/** The function was held up between taking the lease and using it; the message comes again. */
class LeaseTooShortError extends Error {
  override readonly name = 'LeaseTooShortError';
}

/**
 * One attempt at a pair whose lease is held: render, sign, POST, decide, record. Returns when to try again, in epoch milliseconds;
 * undefined when it is delivered, parked or dead. `openSinceMs` is since when it could have been sent.
 */
export async function attemptDelivery(
  deps: DeliverDeps,
  pair: LeasedPair,
  revision: number,
  event: SentEvent,
  openSinceMs: number,
): Promise<number | undefined> {
  const { delivery, partner, health } = pair;
  const startMs = deps.now();
  const answer = await postRevision(deps, pair, revision, event);
  const nowMs = deps.now();
  const step = decideNextStep(
    answer,
    failuresSoFar(delivery, revision) + 1,
    delivery.leaseUntilMs ?? nowMs,
    nowMs,
    deps.random(),
  );

  const outcome = await outcomeOf(deps, pair, step, event, nowMs);
  if (outcome.kind === 'dead')
    await tellFailure(deps, pair, { revision, event, answer, reason: outcome.reason }, nowMs);
  const attempt: Attempt = {
    atMs: startMs,
    revision,
    event,
    outcome: step.kind === 'delivered' ? 'delivered' : 'failed',
    ...(step.kind === 'delivered' ? {} : { reason: step.reason }),
    ...(answer.kind === 'status' ? { status: answer.status } : {}),
    ...(answer.kind === 'status' && answer.text !== undefined ? { answer: answer.text } : {}),
    durationMs: nowMs - startMs,
    ...(answer.kind === 'failure' && answer.ambiguous ? { mayArrive: true } : {}),
  };
  await deps.deliveries.record(delivery, attempt, outcome, nowMs, partner.pull ? openSinceMs : undefined);
  if (outcome.kind === 'parked') await drainIfWell(deps, partner.id);
  if (step.kind === 'delivered' && (health.failuresInRow > 0 || health.circuit !== 'closed')) {
    if (health.circuit === 'open')
      await tell(deps, partner, partnerRecoveredNotice(partner, health.failingSinceMs, nowMs));
    await deps.health.recovered(health, nowMs);
    deps.log(logEvents.circuitClosed, { partnerId: partner.id });
  }
  deps.log(logEvents.deliveryAttempted, {
    articleId: delivery.articleId,
    partnerId: partner.id,
    revision,
    type: event,
    attempt: failuresSoFar(delivery, revision) + 1,
    outcome: outcome.kind,
    reason: attempt.reason,
    status: attempt.status,
    durationMs: attempt.durationMs,
    sinceMs: nowMs - openSinceMs,
  });
  return outcome.kind === 'retry' ? outcome.atMs : undefined;
}

async function postRevision(deps: DeliverDeps, pair: LeasedPair, revision: number, event: SentEvent): Promise<Answer> {
  const { partner, delivery } = pair;
  const [envelope, keys, credentials] = await Promise.all([
    delivery.notice
      ? noticeEnvelope(delivery.notice, partner.id)
      : articleEnvelope(deps, pair, revision, event as ArticleEvent),
    deps.signingKeys(partner.id),
    partner.credentials ? deps.credentials(partner.id) : undefined,
  ]);
  const secrets = keysInUse(keys?.keys ?? [], deps.now()).map(({ secret }) => secret);
  if (secrets.length === 0) return { kind: 'failure', reason: 'NO_SIGNING_KEY', ambiguous: false };
  if (envelope.body.length > (partner.maxBodyBytes ?? deliveryLimits.bodyBytes)) {
    return { kind: 'failure', reason: 'BODY_TOO_LARGE', ambiguous: false };
  }
  // A POST that a partner may act on after its lease could arrive after a newer revision that another function sent meanwhile.
  const nowMs = deps.now();
  if (nowMs + deliveryLimits.requestMs + deliveryLimits.lateMs > (delivery.leaseUntilMs ?? 0)) {
    throw new LeaseTooShortError(`lease on ${delivery.articleId} for ${partner.id} ends before a POST would`);
  }
  return sendWebhook(deps.post, partner, { secrets, credentials }, envelope, nowMs);
}

async function articleEnvelope(
  deps: DeliverDeps,
  { delivery, partner }: LeasedPair,
  revision: number,
  event: ArticleEvent,
): Promise<Envelope> {
  const [content, previous] = await Promise.all([
    deps.articles.revision(delivery.articleId, revision),
    delivery.ackedRevision > 0 ? deps.articles.revision(delivery.articleId, delivery.ackedRevision) : undefined,
  ]);
  if (!content) throw new Error(`revision ${revision} of ${delivery.articleId} is not there`);
  return deps.bodies(content, event, partner, previous);
}

/** Failures before anything was sent. */
const ownFaults: ReadonlySet<FailureReason> = new Set(['BODY_TOO_LARGE', 'NO_SIGNING_KEY']);

/** Where the pair goes, given what became of the partner's circuit. */
async function outcomeOf(
  deps: DeliverDeps,
  pair: LeasedPair,
  step: NextStep,
  event: SentEvent,
  nowMs: number,
): Promise<Outcome> {
  if (step.kind === 'delivered') return { kind: 'delivered' };
  const { partner } = pair;
  const urgent = event === 'article.retracted';
  if (step.kind === 'pause') {
    if (partner.status === 'removed') return { kind: 'dead', reason: step.reason };
    await pausePartner(deps, partner, step.reason, nowMs);
    return { kind: 'parked', urgent, reason: step.reason };
  }
  // Not the endpoint's doing, and not cured by trying again: its circuit stays as it is, and an operator sees the dead letter.
  if (ownFaults.has(step.reason)) return { kind: 'dead', reason: step.reason };
  const circuit = await deps.health.failed(partner.id, nowMs);
  if (circuit.kind === 'pause') {
    // Nobody will resume a partner that was removed: what its old endpoint did not take is for an operator to see.
    if (partner.status === 'removed') return { kind: 'dead', reason: step.reason };
    await pausePartner(deps, partner, 'FAILING_FOR_DAYS', nowMs);
  }
  if (circuit.kind === 'open')
    deps.log(logEvents.circuitOpened, { partnerId: partner.id, nextProbeAtMs: circuit.nextProbeAtMs });
  // While the partner takes nothing at all, its probes must not use up the schedule of the pairs they are made with.
  if (circuit.kind !== 'stay') return { kind: 'parked', urgent, reason: step.reason };
  if (step.kind === 'dead') return { kind: 'dead', reason: step.reason };
  return { kind: 'retry', atMs: step.atMs, reason: step.reason };
}

/** What is known of a partner may be seconds old: it may have recovered, been resumed and drained, before a pair of it was parked. */
export async function drainIfWell(deps: DeliverDeps, partnerId: string): Promise<void> {
  const [current, health] = await Promise.all([deps.partners.get(partnerId), deps.health.get(partnerId)]);
  if (current?.status === 'active' && !isHeldBack(current) && health.circuit !== 'open')
    await deps.health.drain(partnerId, deps.now());
}

async function pausePartner(deps: DeliverDeps, partner: Partner, reason: string, nowMs: number): Promise<void> {
  // Told first: a function that ends in between pauses it at the next attempt, and tells the same once.
  await tell(deps, partner, partnerPausedNotice(partner, reason, nowMs));
  // Not if a person resumed it since: the answer belongs to the time before.
  await deps.partners.pause(partner, reason, nowMs);
  deps.log(logEvents.partnerPaused, { partnerId: partner.id, reason });
}

async function tellFailure(
  deps: DeliverDeps,
  { delivery, partner }: LeasedPair,
  failed: { revision: number; event: SentEvent; answer: Answer; reason: string },
  nowMs: number,
): Promise<void> {
  const { revision, event, answer, reason } = failed;
  const head = delivery.notice ? undefined : await deps.articles.head(delivery.articleId);
  if (!head) return;
  const notice = deliveryFailedNotice(
    {
      articleId: delivery.articleId,
      publisherId: head.publisherId,
      partnerId: partner.id,
      revision,
      event: event as ArticleEvent,
      reason,
      ...(answer.kind === 'status' ? { status: answer.status } : {}),
      attempts: failuresSoFar(delivery, revision) + 1,
    },
    delivery.attempts.at(-1)?.atMs ?? 0,
    nowMs,
  );
  await tell(deps, partner, notice);
}

/** What happens to endpoints of operational events is for logs and alarms: telling it to them could go on for ever. */
async function tell(deps: DeliverDeps, partner: Partner, notice: Notice): Promise<void> {
  if (!isOperationsId(partner.id)) await deps.notices.tell(notice);
}
