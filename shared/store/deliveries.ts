import { deliveryLimits, fanoutLimits } from '../contract/limits.ts';
import { ttlAttribute } from '../contract/table.ts';
import type { Attempt, Delivery } from '../delivery/delivery.ts';
import {
  deliveryOf,
  failuresSoFar,
  isFree,
  isNotGivenUp,
  leaseConditions,
  mayBeLeased,
  type Outcome,
  outcomeAttributes,
  settledRemoves,
  retryDueMs,
  unresolvedAttempts,
} from './delivery-records.ts';
import {
  deadPartition,
  deliveryKey,
  deliveryPartitions,
  dueAt,
  parkedAt,
  pulledAt,
  shardOf,
  sortableMs,
} from './keys.ts';
import { queryAll } from './query-all.ts';
import type { Condition, Table } from './table.ts';

/** Dead letters read at once. */
const deadPageItems = 100;

/** A pair to be parked, with what it is owed. */
export interface ParkedPair {
  readonly articleId: string;
  readonly partnerId: string;
  readonly revision: number;
  /** A retraction: released before all else. */
  readonly urgent: boolean;
  /** Of a partner that fetches: since when it is owed; epoch milliseconds. */
  readonly pullSinceMs?: number;
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
  /** Every delivery of an article; of one slice of the partners where given. */
  ofArticle(articleId: string, slice?: PartnerSlice): Promise<readonly Delivery[]>;
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
  record(
    delivery: Delivery,
    attempt: Attempt,
    outcome: Outcome,
    nowMs: number,
    /** Of a partner that may fetch what it did not take: since when it is owed. */
    pullSinceMs?: number,
  ): Promise<boolean>;
  /** Parks a pair that may not be tried now; never takes it from one who holds a lease, or from the dead letters for the same revision. */
  park(pair: ParkedPair, reason: string, nowMs: number): Promise<boolean>;
  /** The oldest dead letters of a partner, for a look. */
  deadOf(partnerId: string, limit: number): Promise<readonly Delivery[]>;
  /**
   * Notes that a pair may be tried, and waits until `atMs` for its partner's limits; false when it may not be tried now, or changed meanwhile.
   * However many messages ask for it, it waits once.
   */
  defer(
    pair: Pick<ParkedPair, 'articleId' | 'partnerId'>,
    revision: number | undefined,
    atMs: number,
    nowMs: number,
  ): Promise<boolean>;
  /** A page of a partner's dead letters, those given up first before the others. A hint, from the index; what is shown are the records. */
  deadPage(partnerId: string, options?: DeadPageOptions): Promise<DeadPage>;
  /** Has a dead letter tried again from `atMs` on, with whatever is owed then; false when it is none any more. */
  revive(articleId: string, partnerId: string, atMs: number, nowMs: number): Promise<boolean>;
}

/** One of `slices` parts of all partners. */
export interface PartnerSlice {
  readonly slice: number;
  readonly slices: number;
}

/** How many slices so many partners make, of at most `most` each: with a tenth to spare, since they are spread by hash and not by counting. */
export function slicesFor(partners: number, most: number): number {
  const { deliveryShards } = fanoutLimits;
  // In whole multiples of the partitions of an article's deliveries, so that one slice lies on one partition.
  return Math.ceil(partners / (most * 0.9) / deliveryShards) * deliveryShards;
}

/** The slice a partner is in, whatever else is registered. */
export function sliceOf(partnerId: string, slices: number): number {
  return shardOf(partnerId, slices);
}

function isInSlice(shard: number, slice: PartnerSlice | undefined): boolean {
  const { deliveryShards } = fanoutLimits;
  return !slice || slice.slices % deliveryShards !== 0 || slice.slice % deliveryShards === shard;
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

    async ofArticle(articleId, slice) {
      const partitions = deliveryPartitions(articleId).filter((_, shard) => isInSlice(shard, slice));
      const shards = await Promise.all(partitions.map((partition) => queryAll(table, partition)));
      const deliveries = shards.flat().map(deliveryOf);
      return slice
        ? deliveries.filter(({ partnerId }) => sliceOf(partnerId, slice.slices) === slice.slice)
        : deliveries;
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
          remove: ['leaseToken', 'leaseUntilMs', ...settledRemoves],
        },
        mine,
      );
    },

    async record(delivery, attempt, outcome, nowMs, pullSinceMs) {
      const attempts = [...unresolvedAttempts(delivery), attempt];
      const isDelivered = outcome.kind === 'delivered';
      const done = await table.update(
        deliveryKey(delivery.articleId, delivery.partnerId),
        {
          set: {
            ...outcomeAttributes(delivery, outcome, nowMs),
            ...(isDelivered ? { ackedRevision: attempt.revision, ackedEvent: attempt.event } : {}),
            ...(isDelivered || pullSinceMs === undefined
              ? {}
              : pulledAt(delivery.partnerId, delivery.articleId, attempt.revision, pullSinceMs)),
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
            // A partner may yet take an unanswered request: until its lease would have ended, nobody sends it anything newer.
            ...(attempt.mayArrive ? [] : ['leaseUntilMs']),
            ...(isDelivered ? settledRemoves : outcome.kind === 'retry' ? [] : ['nextAttemptAtMs']),
          ],
        },
        { attribute: 'leaseToken', is: '=', value: delivery.leaseToken ?? '' },
      );
      if (!done && isDelivered) await keepConfirmation(delivery, attempt);
      return done !== undefined;
    },

    async park({ articleId, partnerId, revision, urgent, pullSinceMs }, reason, nowMs) {
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
            ...(pullSinceMs === undefined ? {} : pulledAt(partnerId, articleId, revision, pullSinceMs)),
          },
          // The partner's recovery decides from here on, not the wait of an earlier failure.
          remove: ['nextAttemptAtMs'],
        },
        { all: [isFree(nowMs), isNotGivenUp(revision)] },
      );
      return item !== undefined;
    },

    async defer({ articleId, partnerId }, revision, atMs, nowMs) {
      const current = await get(articleId, partnerId);
      if (!mayBeLeased(current, nowMs, revision)) return false;
      // From now on it waits for this revision: a second message that asks for it finds it waiting.
      const isNewer = revision !== undefined && revision > (current?.attemptRevision ?? 0);
      const deferred = await table.update(
        deliveryKey(articleId, partnerId),
        {
          set: {
            articleId,
            partnerId,
            state: 'retrying',
            reason: 'PARTNER_LIMIT',
            nextAttemptAtMs: atMs,
            ...(isNewer ? { attemptRevision: revision, attempt: 0 } : {}),
            updatedAtMs: nowMs,
            ...dueAt(`${articleId}${partnerId}`, retryDueMs(atMs, nowMs)),
          },
        },
        {
          all: [
            isFree(nowMs),
            current
              ? { attribute: 'updatedAtMs', is: '=', value: current.updatedAtMs }
              : { attribute: 'pk', is: 'absent' },
          ],
        },
      );
      return deferred !== undefined;
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
