import { deliveryLimits, pullLimits } from '../contract/limits.ts';
import { ttlAttribute } from '../contract/table.ts';
import type { Attempt, Delivery, OfferedRevision } from '../delivery/delivery.ts';
import { deliveryOf, isFree, settledRemoves } from './delivery-records.ts';
import { deadPartition, deliveryKey, parkedPartition, pulledAt, pullPartition } from './keys.ts';
import type { Condition, Item, Page, Table } from './table.ts';

/** A pair that its partner may fetch, with its place among them; none yet for one that was parked or dead before fetching was allowed. */
export interface PullablePair {
  readonly delivery: Delivery;
  readonly place?: string;
}

export interface PullPage {
  readonly pairs: readonly PullablePair[];
  /** Present when there may be more. */
  readonly next?: string;
}

/**
 * What a partner can fetch: the pairs it has not confirmed, by the index in the order in which they became owed, each as its record stands. The index may be behind; a pair
 * it shows late is still there at the next look, since only what was given out is taken off the list.
 */
export interface PullStore {
  listed(partnerId: string, options: { readonly limit: number; readonly after?: string }): Promise<PullPage>;
  /** Up to this place, that one included; at most one answer's worth. */
  listedUpTo(partnerId: string, place: string): Promise<readonly PullablePair[]>;
  /** Parked and dead pairs that have no place on the list. */
  unlisted(partnerId: string): Promise<readonly PullablePair[]>;
  /** Takes the pair for one look; undefined when another holds it. It says on record that the partner may have the article, before anyone looks at its head. */
  take(delivery: Delivery, token: string, nowMs: number): Promise<Delivery | undefined>;
  /** Notes what the partner is given, and gives the pair back; false when the lease was lost. */
  offer(taken: Delivery, offered: OfferedRevision, sinceMs: number, nowMs: number): Promise<boolean>;
  /** Gives the pair back as it was. */
  giveBack(taken: Delivery): Promise<void>;
  /**
   * Writes that the partner has what it was given in that answer; with `isOwedMore` it stays on the list. False when it was given something else since, a newer
   * revision moved it on, or someone holds it.
   */
  confirm(pair: PullablePair, page: string, isOwedMore: boolean, nowMs: number): Promise<boolean>;
}

export function pullStore(table: Table): PullStore {
  /** As the records stand now: who is not on the list any more is left out. */
  async function current(items: readonly Item[], isWanted: (item: Item) => boolean): Promise<PullablePair[]> {
    const records = await table.getMany(items.map(({ pk, sk }) => ({ pk, sk })));
    return records.filter(isWanted).map((item) => ({
      delivery: deliveryOf(item),
      ...(item.listSk === undefined ? {} : { place: String(item.listSk) }),
    }));
  }

  async function listed(partnerId: string, options: Parameters<Table['queryIndex']>[2]): Promise<PullPage> {
    const partition = pullPartition(partnerId);
    const { items, next }: Page = await table.queryIndex('list', partition, options);
    const pairs = await current(items, ({ listPk }) => listPk === partition);
    const inOrder = pairs.toSorted((a, b) => (String(a.place) < String(b.place) ? -1 : 1));
    return { pairs: inOrder, ...(next === undefined ? {} : { next }) };
  }

  const mine = ({ leaseToken = '' }: Delivery): Condition => ({ attribute: 'leaseToken', is: '=', value: leaseToken });

  return {
    listed,

    async listedUpTo(partnerId, place) {
      return (await listed(partnerId, { to: place, limit: pullLimits.confirmedPairs })).pairs;
    },

    async unlisted(partnerId) {
      const limit = pullLimits.entriesMost * 2;
      const pages = await Promise.all(
        [parkedPartition(partnerId), deadPartition(partnerId)].map((partition) =>
          table.queryIndex('work', partition, { limit }),
        ),
      );
      const items = pages.flatMap((page) => page.items);
      return current(items, ({ listPk, state }) => listPk === undefined && (state === 'parked' || state === 'dead'));
    },

    async take({ articleId, partnerId }, token, nowMs) {
      const item = await table.update(
        deliveryKey(articleId, partnerId),
        { set: { leaseToken: token, leaseUntilMs: nowMs + deliveryLimits.leaseMs }, add: { unresolved: 1 } },
        { all: [{ attribute: 'state', is: 'present' }, isFree(nowMs)] },
      );
      return item && deliveryOf(item);
    },

    async offer(taken, offered, sinceMs, nowMs) {
      const { articleId, partnerId, attempts, maybeRevision } = taken;
      const { revision, event, page } = offered;
      const isNew = !attempts.some((one) => one.by === 'pull' && one.revision === revision && one.event === event);
      const attempt: Attempt = { atMs: nowMs, revision, event, outcome: 'unknown', by: 'pull' };
      const item = await table.update(
        deliveryKey(articleId, partnerId),
        {
          set: {
            offered,
            offeredPage: page,
            maybeRevision: Math.max(maybeRevision, revision),
            attempts: [...attempts, ...(isNew ? [attempt] : [])].slice(-deliveryLimits.attemptsKept),
            unresolved: 0,
            ...pulledAt(partnerId, articleId, revision, sinceMs),
          },
          remove: ['leaseToken', 'leaseUntilMs'],
        },
        mine(taken),
      );
      return item !== undefined;
    },

    async giveBack(taken) {
      const { articleId, partnerId, unresolved } = taken;
      await table.update(
        deliveryKey(articleId, partnerId),
        { set: { unresolved: unresolved - 1 }, remove: ['leaseToken', 'leaseUntilMs'] },
        mine(taken),
      );
    },

    async confirm({ delivery, place = '' }, page, isOwedMore, nowMs) {
      const { articleId, partnerId, offered, attempts } = delivery;
      if (offered?.page !== page) return false;
      const { revision, event } = offered;
      const attempt: Attempt = { atMs: nowMs, revision, event, outcome: 'delivered', by: 'pull' };
      const item = await table.update(
        deliveryKey(articleId, partnerId),
        {
          set: {
            ...(isOwedMore ? {} : { state: 'delivered' }),
            ackedRevision: revision,
            ackedEvent: event,
            attemptRevision: revision,
            attempt: 0,
            attempts: [...attempts, attempt].slice(-deliveryLimits.attemptsKept),
            unresolved: 0,
            updatedAtMs: nowMs,
            [ttlAttribute]: Math.floor(nowMs / 1000) + deliveryLimits.recordDays * 86_400,
          },
          remove: ['leaseToken', 'leaseUntilMs', ...(isOwedMore ? ['offered', 'offeredPage'] : settledRemoves)],
        },
        {
          all: [
            { attribute: 'offeredPage', is: '=', value: page },
            // A newer revision moved it on: it is owed that.
            { attribute: 'listSk', is: '=', value: place },
            isFree(nowMs),
          ],
        },
      );
      return item !== undefined;
    },
  };
}
