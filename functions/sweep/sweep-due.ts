import { circuitLimits, sweepLimits } from '../../shared/contract/limits.ts';
import type { DeliverMessage, FanoutMessage } from '../../shared/contract/messages.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import { isHeldBack } from '../../shared/partners/partner.ts';
import type { Log } from '../../shared/runtime/logger.ts';
import type { Queue } from '../../shared/runtime/queues.ts';
import type { DueItem, DueStore } from '../../shared/store/due.ts';
import type { PartnerHealthStore } from '../../shared/store/partner-health.ts';
import type { PartnerStore } from '../../shared/store/partners.ts';

export interface SweepDeps {
  readonly due: DueStore;
  readonly health: PartnerHealthStore;
  readonly partners: PartnerStore;
  readonly fanoutQueue: Queue;
  readonly deliverQueue: Queue;
  readonly slowQueue: Queue;
  readonly log: Log;
  readonly now: () => number;
}

/**
 * Hands whatever is due to its stage: articles to be fanned out, released or looked over, deliveries to be tried again, partners to be probed
 * or drained. Sends first and notes the hand-out after: a run that ends mid-way hands out twice, never not at all.
 */
export async function sweepDue(deps: SweepDeps): Promise<void> {
  const nowMs = deps.now();
  const items = await deps.due.due(nowMs);
  const articles = items.filter(({ work }) => work.kind === 'article');
  const deliveries = items.filter(({ work }) => work.kind === 'delivery');
  const partners = items.filter(({ work }) => work.kind === 'health');

  await deps.fanoutQueue.send(
    articles.map(({ work }) => ({ body: { articleId: idOf(work).articleId } satisfies FanoutMessage })),
  );
  await deps.slowQueue.send(deliveries.map(({ work }) => pairMessage(idOf(work))));
  await Promise.all(
    [...articles, ...deliveries].map((item) => deps.due.handedOut(item, nowMs + sweepLimits.handoutMs)),
  );
  for (const { work } of partners) if (work.kind === 'health') await sweepPartner(deps, work.partnerId, nowMs);
  deps.log(logEvents.sweepDone, {
    articles: articles.length,
    deliveries: deliveries.length,
    partners: partners.length,
  });
}

/** An open circuit gets one parked pair as its probe; a recovered partner gets its parked pairs back at a bounded rate. */
async function sweepPartner(deps: SweepDeps, partnerId: string, nowMs: number): Promise<void> {
  const [health, partner] = await Promise.all([deps.health.get(partnerId), deps.partners.get(partnerId)]);
  const isProbing = health.circuit === 'open';
  // Parked pairs of a partner that is held back wait until it is resumed or verified, which makes it due again.
  if (!partner || isHeldBack(partner)) return deps.health.setDue(partnerId, undefined);
  const parked = await deps.health.parkedOf(partnerId, isProbing ? 1 : circuitLimits.drainPerSweep);
  const queue = isProbing ? deps.slowQueue : deps.deliverQueue;
  await queue.send(parked.map(pairMessage));
  await deps.health.setDue(
    partnerId,
    parked.length === 0 && !isProbing ? undefined : nowMs + circuitLimits.drainEveryMs,
  );
}

function pairMessage({ articleId, partnerId }: { articleId: string; partnerId: string }): {
  body: DeliverMessage;
  groupId: string;
} {
  return { body: { articleId, partnerId }, groupId: partnerId };
}

function idOf(work: DueItem['work']): { articleId: string; partnerId: string } {
  return { articleId: '', partnerId: '', ...work };
}
