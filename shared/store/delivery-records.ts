import { deliveryLimits } from '../contract/limits.ts';
import { ttlAttribute } from '../contract/table.ts';
import type { Attempt, Delivery } from '../delivery/delivery.ts';
import type { Notice } from '../delivery/notice.ts';
import { deadAt, deliveryKey, dueAt, parkedAt } from './keys.ts';
import type { Condition, Item } from './table.ts';

/** What stands in a pair's record, and under which conditions it may change. */

/** Where a delivery goes after an attempt, or without one. All times are epoch milliseconds. */
export type Outcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly atMs: number; readonly reason: string }
  | { readonly kind: 'parked'; readonly urgent: boolean; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string };

/** What stands in a record only while its pair is owed something. */
export const settledRemoves = [
  'nextAttemptAtMs',
  'reason',
  'workPk',
  'workSk',
  'listPk',
  'listSk',
  'offered',
  'offeredPage',
];

/** A healed message comes this long after the one that rides on the queue, so that the two do not race. */
const healMarginMs = 60_000;

/** The record of an operational event for one endpoint, due at once, though the message that goes with it is given a head start. */
export function announcedDelivery(notice: Notice, endpointId: string): Item {
  const { id, atMs } = notice;
  return {
    ...deliveryKey(id, endpointId),
    articleId: id,
    partnerId: endpointId,
    state: 'retrying',
    notice,
    nextAttemptAtMs: atMs,
    updatedAtMs: atMs,
    [ttlAttribute]: Math.floor(atMs / 1000) + deliveryLimits.noticeDays * 86_400,
    ...dueAt(`${id}${endpointId}`, atMs + healMarginMs),
  };
}

/** Failed attempts at a revision so far: the schedule starts anew with each revision. */
export function failuresSoFar(delivery: Delivery, revision: number): number {
  return delivery.attemptRevision === revision ? delivery.attempt : 0;
}

/** When a pair may be taken: by its time, its holder, and what the message knows of. */
export function leaseConditions(nowMs: number, revision: number | undefined): Condition[] {
  const isNewer = newerThan(revision);
  return [
    isFree(nowMs),
    {
      any: [
        { attribute: 'nextAttemptAtMs', is: 'absent' },
        { attribute: 'nextAttemptAtMs', is: '<=', value: nowMs },
        ...isNewer,
      ],
    },
    isNotGivenUp(revision),
    ...(revision === undefined
      ? []
      : [
          {
            any: [
              { attribute: 'ackedRevision', is: 'absent' },
              { attribute: 'ackedRevision', is: '<', value: revision },
            ] as const,
          },
        ]),
  ];
}

/** What `leaseConditions` says, of a record that was read. */
export function mayBeLeased(delivery: Delivery | undefined, nowMs: number, revision: number | undefined): boolean {
  if (!delivery) return true;
  const { leaseUntilMs, nextAttemptAtMs, state, attemptRevision, ackedRevision } = delivery;
  const isNewer = revision !== undefined && attemptRevision > 0 && attemptRevision < revision;
  if (leaseUntilMs !== undefined && leaseUntilMs > nowMs) return false;
  if (nextAttemptAtMs !== undefined && nextAttemptAtMs > nowMs && !isNewer) return false;
  if (state === 'dead' && !isNewer) return false;
  return revision === undefined || ackedRevision < revision;
}

/** The revision tried last is older than the one that is meant now. */
const newerThan = (revision: number | undefined): Condition[] =>
  revision === undefined ? [] : [{ attribute: 'attemptRevision', is: '<', value: revision }];

/** Not among the dead letters, save for an older revision. */
export const isNotGivenUp = (revision: number | undefined): Condition => ({
  any: [{ attribute: 'state', is: 'absent' }, { attribute: 'state', is: '<>', value: 'dead' }, ...newerThan(revision)],
});

/** Nobody holds a lease that still counts. */
export const isFree = (nowMs: number): Condition => ({
  any: [
    { attribute: 'leaseUntilMs', is: 'absent' },
    { attribute: 'leaseUntilMs', is: '<=', value: nowMs },
  ],
});

/** State and place on the work index after an attempt. */
export function outcomeAttributes(delivery: Delivery, outcome: Outcome, nowMs: number): Record<string, unknown> {
  switch (outcome.kind) {
    case 'delivered':
      return { state: 'delivered' };
    case 'retry':
      return {
        state: 'retrying',
        reason: outcome.reason,
        nextAttemptAtMs: outcome.atMs,
        ...dueAt(`${delivery.articleId}${delivery.partnerId}`, retryDueMs(outcome.atMs, nowMs)),
      };
    case 'parked':
      return { state: 'parked', reason: outcome.reason, ...parkedAt(delivery.partnerId, outcome.urgent, nowMs) };
    case 'dead':
      return { state: 'dead', reason: outcome.reason, ...deadAt(delivery.partnerId, nowMs) };
  }
}

/** A wait short enough for the queue rides there; the index then only heals it. A longer one is the sweep's. */
export function retryDueMs(atMs: number, nowMs: number): number {
  return ridesOnQueue(atMs, nowMs) ? atMs + healMarginMs : atMs;
}

/** Whether a wait until `atMs` fits `DelaySeconds`. */
export function ridesOnQueue(atMs: number, nowMs: number): boolean {
  return atMs - nowMs <= 15 * 60_000;
}

/** Attempts whose end nobody saw: one for each lease left behind by a function that ended mid-way. */
export function unresolvedAttempts(delivery: Delivery): Attempt[] {
  return delivery.unresolved > 1
    ? [
        {
          atMs: delivery.updatedAtMs,
          revision: delivery.attemptRevision,
          event: delivery.notice?.type ?? 'article.published',
          outcome: 'unknown',
        },
      ]
    : [];
}

/** A record as it is read; what an earlier release did not write counts as nothing. */
export function deliveryOf(item: Item): Delivery {
  const stored = item as unknown as Partial<Delivery> &
    Pick<Delivery, 'articleId' | 'partnerId' | 'state' | 'updatedAtMs'>;
  return {
    ...stored,
    ackedRevision: stored.ackedRevision ?? 0,
    // What was confirmed is there, whatever else the record says.
    maybeRevision: Math.max(stored.maybeRevision ?? 0, stored.ackedRevision ?? 0),
    unresolved: stored.unresolved ?? 0,
    attemptRevision: stored.attemptRevision ?? 0,
    attempt: stored.attempt ?? 0,
    attempts: stored.attempts ?? [],
  };
}
