import { deliveryLimits } from '../contract/limits.ts';
import { ttlAttribute } from '../contract/table.ts';
import type { Attempt, Delivery } from '../delivery/delivery.ts';
import type { Notice } from '../delivery/notice.ts';
import { deadAt, deadPartition, deliveryKey, deliveryPartitions, dueAt, parkedAt, sortableMs } from './keys.ts';
import { queryAll } from './query-all.ts';
import type { Condition, Item, Table } from './table.ts';

/** Where a delivery goes after an attempt, or without one. All times are epoch milliseconds. */
export type Outcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly atMs: number; readonly reason: string }
  | { readonly kind: 'parked'; readonly urgent: boolean; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string };

/** Dead letters read at once. */
const deadPageItems = 100;

/** A healed message comes this long after the one that rides on the queue, so that the two do not race. */
const healMarginMs = 60_000;

/** A pair to be parked, with what it is owed. */
export interface ParkedPair {
  readonly articleId: string;
  readonly partnerId: string;
  readonly revision: number;
  /** A retraction: released before all else. */
  readonly urgent: boolean;
}

export interface DeadPageOptions {
  /** When they were given up: from, until; epoch milliseconds. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** `next` of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

export interface DeadPage {
  readonly deliveries: readonly Delivery[];
  readonly next?: string;
}

export interface DeliveryStore {
  get(articleId: string, partnerId: string): Promise<Delivery | undefined>;
  /** Every delivery of an article. */
  ofArticle(articleId: string): Promise<readonly Delivery[]>;
  /**
   * Takes the pair for one attempt and returns its record; undefined when another holds it, when it is not due yet, or when
   * the partner has `revision` already. `revision` undefined means: whatever is owed.
   */
  lease(
    articleId: string,
    partnerId: string,
    token: string,
    nowMs: number,
    revision?: number,
  ): Promise<Delivery | undefined>;
  /** Gives the pair back without an attempt: nothing is owed. */
  release(delivery: Delivery, nowMs: number): Promise<void>;
  /** Writes what came of an attempt; false when the lease was lost meanwhile (a confirmation is then kept all the same). */
  record(delivery: Delivery, attempt: Attempt, outcome: Outcome, nowMs: number): Promise<boolean>;
  /** Parks a pair that may not be tried now; never takes it from one who holds a lease, or from the dead letters for the same revision. */
  park(pair: ParkedPair, reason: string, nowMs: number): Promise<boolean>;
  /** The oldest dead letters of a partner, for a look. */
  deadOf(partnerId: string, limit: number): Promise<readonly Delivery[]>;
  /** A page of a partner's dead letters, those given up first before the others. A hint, from the index; what is shown are the records. */
  deadPage(partnerId: string, options?: DeadPageOptions): Promise<DeadPage>;
  /** Has a dead letter tried again from `atMs` on, with whatever is owed then; false when it is none any more. */
  revive(articleId: string, partnerId: string, atMs: number, nowMs: number): Promise<boolean>;
}

export function deliveryStore(table: Table): DeliveryStore {
  async function get(articleId: string, partnerId: string): Promise<Delivery | undefined> {
    const item = await table.get(deliveryKey(articleId, partnerId));
    return item && deliveryOf(item);
  }

  async function deadPage(
    partnerId: string,
    { fromMs, toMs, after, limit = deadPageItems }: DeadPageOptions = {},
  ): Promise<DeadPage> {
    const { items, next } = await table.queryIndex('work', deadPartition(partnerId), {
      ...(fromMs === undefined ? {} : { from: sortableMs(fromMs) }),
      ...(toMs === undefined ? {} : { to: sortableMs(toMs) }),
      after,
      limit,
    });
    const records = await table.getMany(items.map(({ pk, sk }) => ({ pk, sk })));
    // Many keys are read in any order.
    const placeOf = new Map(items.map(({ pk, sk }, place) => [`${pk}${sk}`, place]));
    const deliveries = records
      .toSorted((a, b) => (placeOf.get(`${a.pk}${a.sk}`) ?? 0) - (placeOf.get(`${b.pk}${b.sk}`) ?? 0))
      .map(deliveryOf)
      .filter(({ state }) => state === 'dead');
    return { deliveries, ...(next === undefined ? {} : { next }) };
  }

  async function keepConfirmation(delivery: Delivery, attempt: Attempt): Promise<void> {
    await table.update(
      deliveryKey(delivery.articleId, delivery.partnerId),
      { set: { ackedRevision: attempt.revision, ackedEvent: attempt.event } },
      {
        all: [
          { attribute: 'pk', is: 'present' },
          {
            any: [
              { attribute: 'ackedRevision', is: 'absent' },
              { attribute: 'ackedRevision', is: '<', value: attempt.revision },
            ],
          },
        ],
      },
    );
  }

  return {
    get,

    async ofArticle(articleId) {
      const shards = await Promise.all(deliveryPartitions(articleId).map((partition) => queryAll(table, partition)));
      return shards.flat().map(deliveryOf);
    },

    async lease(articleId, partnerId, token, nowMs, revision) {
      const item = await table.update(
        deliveryKey(articleId, partnerId),
        {
          set: {
            articleId,
            partnerId,
            state: 'sending',
            leaseToken: token,
            leaseUntilMs: nowMs + deliveryLimits.leaseMs,
            updatedAtMs: nowMs,
          },
          add: { unresolved: 1 },
        },
        { all: leaseConditions(nowMs, revision) },
      );
      return item && deliveryOf(item);
    },

    async release(delivery, nowMs) {
      const key = deliveryKey(delivery.articleId, delivery.partnerId);
      const mine: Condition = { attribute: 'leaseToken', is: '=', value: delivery.leaseToken ?? '' };
      const isUntouched = delivery.maybeRevision === 0 && delivery.unresolved <= 1;
      if (isUntouched && delivery.attempts.length === 0) {
        await table.remove(key, mine);
        return;
      }
      await table.update(
        key,
        {
          set: {
            state: isUntouched ? 'withdrawn' : 'delivered',
            // A lease left unresolved may have been a POST: remember that something may be there.
            maybeRevision: isUntouched ? 0 : Math.max(delivery.maybeRevision, 1),
            unresolved: 0,
            updatedAtMs: nowMs,
          },
          remove: ['leaseToken', 'leaseUntilMs', 'nextAttemptAtMs', 'reason', 'workPk', 'workSk'],
        },
        mine,
      );
    },

    async record(delivery, attempt, outcome, nowMs) {
      const attempts = [...unresolvedAttempts(delivery), attempt];
      const isDelivered = outcome.kind === 'delivered';
      const done = await table.update(
        deliveryKey(delivery.articleId, delivery.partnerId),
        {
          set: {
            ...outcomeAttributes(delivery, outcome, nowMs),
            ...(isDelivered ? { ackedRevision: attempt.revision, ackedEvent: attempt.event } : {}),
            maybeRevision: Math.max(delivery.maybeRevision, attempt.revision),
            attemptRevision: attempt.revision,
            attempt: isDelivered ? 0 : failuresSoFar(delivery, attempt.revision) + 1,
            attempts: [...delivery.attempts, ...attempts].slice(-deliveryLimits.attemptsKept),
            unresolved: 0,
            updatedAtMs: nowMs,
            [ttlAttribute]:
              Math.floor(nowMs / 1000) +
              (delivery.notice ? deliveryLimits.noticeDays : deliveryLimits.recordDays) * 86_400,
          },
          remove: [
            'leaseToken',
            'leaseUntilMs',
            ...(outcome.kind === 'retry' ? [] : ['nextAttemptAtMs']),
            ...(isDelivered ? ['reason', 'workPk', 'workSk'] : []),
          ],
        },
        { attribute: 'leaseToken', is: '=', value: delivery.leaseToken ?? '' },
      );
      if (!done && isDelivered) await keepConfirmation(delivery, attempt);
      return done !== undefined;
    },

    async park({ articleId, partnerId, revision, urgent }, reason, nowMs) {
      const item = await table.update(
        deliveryKey(articleId, partnerId),
        {
          set: {
            articleId,
            partnerId,
            state: 'parked',
            reason,
            updatedAtMs: nowMs,
            ...parkedAt(partnerId, urgent, nowMs),
          },
          // The partner's recovery decides from here on, not the wait of an earlier failure.
          remove: ['nextAttemptAtMs'],
        },
        { all: [isFree(nowMs), isNotGivenUp(revision)] },
      );
      return item !== undefined;
    },

    deadPage,

    async deadOf(partnerId, limit) {
      return (await deadPage(partnerId, { limit })).deliveries;
    },

    async revive(articleId, partnerId, atMs, nowMs) {
      const revived = await table.update(
        deliveryKey(articleId, partnerId),
        {
          set: {
            state: 'retrying',
            attempt: 0,
            nextAttemptAtMs: atMs,
            updatedAtMs: nowMs,
            ...dueAt(`${articleId}${partnerId}`, atMs),
          },
        },
        { attribute: 'state', is: '=', value: 'dead' },
      );
      return revived !== undefined;
    },
  };
}

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

function leaseConditions(nowMs: number, revision: number | undefined): Condition[] {
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

/** The revision tried last is older than the one that is meant now. */
const newerThan = (revision: number | undefined): Condition[] =>
  revision === undefined ? [] : [{ attribute: 'attemptRevision', is: '<', value: revision }];

const isNotGivenUp = (revision: number | undefined): Condition => ({
  any: [{ attribute: 'state', is: 'absent' }, { attribute: 'state', is: '<>', value: 'dead' }, ...newerThan(revision)],
});

const isFree = (nowMs: number): Condition => ({
  any: [
    { attribute: 'leaseUntilMs', is: 'absent' },
    { attribute: 'leaseUntilMs', is: '<=', value: nowMs },
  ],
});

function outcomeAttributes(delivery: Delivery, outcome: Outcome, nowMs: number): Record<string, unknown> {
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
function retryDueMs(atMs: number, nowMs: number): number {
  return ridesOnQueue(atMs, nowMs) ? atMs + healMarginMs : atMs;
}

/** Whether a wait until `atMs` fits `DelaySeconds`. */
export function ridesOnQueue(atMs: number, nowMs: number): boolean {
  return atMs - nowMs <= 15 * 60_000;
}

/** Attempts whose end nobody saw: one for each lease left behind by a function that ended mid-way. */
function unresolvedAttempts(delivery: Delivery): Attempt[] {
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

function deliveryOf(item: Item): Delivery {
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
