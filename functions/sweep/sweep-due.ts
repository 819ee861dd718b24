import { circuitLimits, sweepLimits } from '../../shared/contract/limits.ts';
import type { DeliverMessage, FanoutMessage } from '../../shared/contract/messages.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import { uploadEventMessage } from '../../shared/contract/s3-events.ts';
import { isHeldBack } from '../../shared/partners/partner.ts';
import type { Log } from '../../shared/runtime/logger.ts';
import type { OutgoingMessage, Queue } from '../../shared/runtime/queues.ts';
import type { DueItem, DueStore } from '../../shared/store/due.ts';
import type { PartnerHealthStore } from '../../shared/store/partner-health.ts';
import type { PartnerStore } from '../../shared/store/partners.ts';
import type { UploadStore } from '../../shared/store/uploads.ts';
import { type QuietDeps, tellQuietPublisher } from './tell-quiet-publisher.ts';

export interface SweepDeps extends QuietDeps {
  readonly due: DueStore;
  readonly health: PartnerHealthStore;
  readonly partners: PartnerStore;
  readonly uploadRecords: UploadStore;
  readonly ingestQueue: Queue;
  readonly fanoutQueue: Queue;
  readonly deliverQueue: Queue;
  readonly slowQueue: Queue;
  readonly log: Log;
  readonly now: () => number;
}

type Counts = Record<DueItem['work']['kind'], number>;

/**
 * Hands whatever is due, or will be before the next sweep, to its stage: articles to be fanned out, released or looked over, deliveries to be tried again, uploads
 * that got stuck, partners to be probed or drained; and tells of publishers that are quiet. Page after page, as long as its time lasts; what is left is the oldest for the next run.
 */
export async function sweepDue(deps: SweepDeps): Promise<void> {
  const startMs = deps.now();
  const counts: Counts = { article: 0, delivery: 0, upload: 0, health: 0, publisher: 0 };
  let isWhole = true;
  for await (const items of deps.due.pages(startMs + sweepLimits.lookAheadMs)) {
    await handOut(deps, items, startMs + sweepLimits.runMs);
    for (const { work } of items) counts[work.kind] += 1;
    isWhole = deps.now() - startMs < sweepLimits.runMs;
    if (!isWhole) break;
  }
  const publishersQuiet = (await deps.watches.quietIds()).length;
  deps.log(logEvents.sweepDone, { ...counts, isWhole, publishersQuiet, ...(await failingPartners(deps, startMs)) });
}

/** How many partners are in trouble, and for how long the one that is the longest. */
async function failingPartners(
  { health }: SweepDeps,
  nowMs: number,
): Promise<{ readonly partnersFailing: number; readonly longestFailureMs: number }> {
  const failing = (await health.all()).filter(({ circuit }) => circuit === 'open');
  const longest = failing.map(({ failingSinceMs = nowMs }) => nowMs - failingSinceMs);
  return { partnersFailing: failing.length, longestFailureMs: Math.max(0, ...longest) };
}

/** Sends first and notes the hand-out after: a run that ends mid-way hands out twice, never not at all. */
async function handOut(deps: SweepDeps, items: readonly DueItem[], untilMs: number): Promise<void> {
  const nowMs = deps.now();
  const of = (kind: DueItem['work']['kind']): DueItem[] => items.filter(({ work }) => work.kind === kind);
  const later = ({ dueMs }: DueItem): { delaySeconds?: number } =>
    dueMs > nowMs ? { delaySeconds: Math.ceil((dueMs - nowMs) / 1000) } : {};

  await Promise.all([
    deps.fanoutQueue.send(
      of('article').map((item) => ({
        body: { articleId: idOf(item.work).articleId } satisfies FanoutMessage,
        ...later(item),
      })),
    ),
    deps.slowQueue.send(of('delivery').map((item) => ({ ...pairMessage(idOf(item.work)), ...later(item) }))),
    announceAgain(deps, of('upload')),
  ]);
  await Promise.all(
    items
      .filter(({ work }) => work.kind !== 'health' && work.kind !== 'publisher')
      .map((item) => deps.due.handedOut(item, Math.max(nowMs, item.dueMs) + sweepLimits.handoutMs)),
  );
  for (const { work } of items.filter(({ dueMs }) => dueMs <= nowMs)) {
    // Those left stay due, and are the oldest of the next run.
    if (deps.now() >= untilMs) return;
    if (work.kind === 'health') await sweepPartner(deps, work.partnerId, nowMs);
    if (work.kind === 'publisher') await tellQuietPublisher(deps, work.publisherId, nowMs);
  }
}

/** Uploads whose handling began and did not end: their event is announced again, as it is on record. */
async function announceAgain(deps: SweepDeps, stuck: readonly DueItem[]): Promise<void> {
  const records = await deps.uploadRecords.at(stuck.map(({ key }) => key));
  await deps.ingestQueue.send(
    records.map(({ key, status, sequencer, versionId, eTag, sizeBytes = 0 }) => ({
      body: uploadEventMessage({
        kind: status === 'removed' ? 'removed' : 'created',
        key,
        sizeBytes,
        sequencer,
        versionId,
        eTag,
      }),
    })),
  );
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

function pairMessage({ articleId, partnerId }: { articleId: string; partnerId: string }): OutgoingMessage {
  return { body: { articleId, partnerId } satisfies DeliverMessage, groupId: partnerId };
}

function idOf(work: DueItem['work']): { articleId: string; partnerId: string } {
  return { articleId: '', partnerId: '', ...work };
}
