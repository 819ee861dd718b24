import { beforeEach, describe, expect, test } from 'vitest';
import { deliveryLimits } from '../../../shared/contract/limits.ts';
import type { Attempt, Delivery } from '../../../shared/delivery/delivery.ts';
import { type DeliveryStore, deliveryStore } from '../../../shared/store/deliveries.ts';
import { failuresSoFar, mayBeLeased, type Outcome, ridesOnQueue } from '../../../shared/store/delivery-records.ts';
import { dueStore } from '../../../shared/store/due.ts';
import { partnerHealthStore } from '../../../shared/store/partner-health.ts';
import { deliveryKey } from '../../../shared/store/keys.ts';
import type { Table } from '../../../shared/store/table.ts';
import { dueBy } from '../../support/due.ts';
import { MemoryTable } from '../../support/memory-table.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();
const nowMs = Date.UTC(2026, 10, 23, 12);
const { leaseMs } = deliveryLimits;
const [article, partner] = ['harbour-news-1', 'outlet'];

let table: Table;
let store: DeliveryStore;
beforeEach(async () => {
  table = await newTable();
  store = deliveryStore(table);
});

const lease = (atMs = nowMs, revision?: number, token = 'mine') => store.lease(article, partner, token, atMs, revision);

async function leased(atMs = nowMs, revision?: number, token = 'mine'): Promise<Delivery> {
  const delivery = await lease(atMs, revision, token);
  if (!delivery) throw new Error('the pair was not leased');
  return delivery;
}

const attemptAt = (
  revision: number,
  outcome: Attempt['outcome'],
  event: Attempt['event'] = 'article.published',
): Attempt => ({
  atMs: nowMs,
  revision,
  event,
  outcome,
  ...(outcome === 'failed' ? { reason: 'HTTP_STATUS', status: 503 } : {}),
});

const outcomes = {
  delivered: { kind: 'delivered' },
  retry: { kind: 'retry', atMs: nowMs + 120_000, reason: 'HTTP_STATUS' },
  retryLate: { kind: 'retry', atMs: nowMs + 7_200_000, reason: 'HTTP_STATUS' },
  parked: { kind: 'parked', urgent: false, reason: 'HTTP_STATUS' },
  dead: { kind: 'dead', reason: 'HTTP_STATUS' },
} as const satisfies Record<string, Outcome>;

/** Leases the pair and records one attempt at a revision. */
async function tried(revision: number, outcome: keyof typeof outcomes, atMs = nowMs): Promise<boolean> {
  const delivery = await leased(atMs, undefined, `token at ${atMs}`);
  const result = outcome === 'delivered' ? 'delivered' : 'failed';
  return store.record(delivery, attemptAt(revision, result), outcomes[outcome], atMs);
}

const onIndexes = async (atMs: number) => ({
  due: (await dueBy(dueStore(table), atMs)).length,
  parked: (await partnerHealthStore(table).parkedOf(partner, 10)).length,
  dead: (await store.deadPage(partner)).deliveries.length,
});

describe('a lease', () => {
  test('makes the record before anything is sent', async () => {
    expect(await leased()).toEqual({
      pk: expect.any(String),
      sk: partner,
      articleId: article,
      partnerId: partner,
      state: 'sending',
      leaseToken: 'mine',
      leaseUntilMs: nowMs + leaseMs,
      unresolved: 1,
      ackedRevision: 0,
      maybeRevision: 0,
      attemptRevision: 0,
      attempt: 0,
      attempts: [],
      updatedAtMs: nowMs,
    });
    expect(await store.get(article, partner)).toMatchObject({ state: 'sending', unresolved: 1 });
  });

  test('is held by one at a time, of any number who ask', async () => {
    const tokens = Array.from({ length: 12 }, (_, number) => `token ${number}`);
    const leases = await Promise.all(tokens.map((token) => lease(nowMs, 1, token)));
    expect(leases.filter(Boolean)).toHaveLength(1);
    expect(await store.get(article, partner)).toMatchObject({ unresolved: 1 });
  });

  test('ends by itself, and tells the next that something may have been sent', async () => {
    await leased();
    expect(await lease(nowMs + leaseMs - 1, 9)).toBeUndefined();
    expect(await leased(nowMs + leaseMs, 1, 'next')).toMatchObject({ leaseToken: 'next', unresolved: 2 });
  });

  test.each<[string, (() => Promise<unknown>) | undefined, number, number | undefined, boolean]>([
    ['of a pair never tried', undefined, 0, undefined, true],
    ['of a pair never tried, for a revision', undefined, 0, 3, true],
    ['once it has the revision', () => tried(2, 'delivered'), 0, 2, false],
    ['once it has a later revision', () => tried(2, 'delivered'), 0, 1, false],
    ['for the next revision', () => tried(2, 'delivered'), 0, 3, true],
    ['for whatever is owed', () => tried(2, 'delivered'), 0, undefined, true],
    ['before the retry is due', () => tried(2, 'retry'), 119_999, 2, false],
    ['before the retry is due, for whatever is owed', () => tried(2, 'retry'), 119_999, undefined, false],
    ['when the retry is due', () => tried(2, 'retry'), 120_000, 2, true],
    ['before the retry is due, for a newer revision', () => tried(2, 'retry'), 0, 3, true],
    ['of a dead letter', () => tried(2, 'dead'), 1e12, 2, false],
    ['of a dead letter, for whatever is owed', () => tried(2, 'dead'), 1e12, undefined, false],
    ['of a dead letter, for a newer revision', () => tried(2, 'dead'), 0, 3, true],
    ['of a parked pair', () => tried(2, 'parked'), 0, undefined, true],
  ])('%s', async (_, before, afterMs, revision, isLeased) => {
    await before?.();
    expect((await lease(nowMs + afterMs, revision)) !== undefined).toBe(isLeased);
  });
});

describe('what came of an attempt', () => {
  test('delivered: the revision is confirmed and nothing is due', async () => {
    await tried(1, 'retryLate');
    expect(await tried(1, 'delivered', nowMs + 7_200_000)).toBe(true);
    const delivery = await store.get(article, partner);
    expect(delivery).toMatchObject({
      state: 'delivered',
      ackedRevision: 1,
      ackedEvent: 'article.published',
      maybeRevision: 1,
      attempt: 0,
      unresolved: 0,
      attempts: [{ outcome: 'failed', status: 503 }, { outcome: 'delivered' }],
      expiresAtSeconds: (nowMs + 7_200_000) / 1000 + 400 * 86_400,
    });
    for (const gone of ['leaseToken', 'leaseUntilMs', 'nextAttemptAtMs', 'reason', 'workPk', 'workSk']) {
      expect(delivery).not.toHaveProperty(gone);
    }
    expect(await onIndexes(1e15)).toEqual({ due: 0, parked: 0, dead: 0 });
  });

  test('retry: a short wait rides on the queue, and the index heals it a minute later; a long one is the sweep’s', async () => {
    await tried(1, 'retry');
    expect(await store.get(article, partner)).toMatchObject({
      state: 'retrying',
      reason: 'HTTP_STATUS',
      attempt: 1,
      attemptRevision: 1,
      maybeRevision: 1,
      nextAttemptAtMs: nowMs + 120_000,
    });
    expect(await onIndexes(nowMs + 179_999)).toEqual({ due: 0, parked: 0, dead: 0 });
    expect(await onIndexes(nowMs + 180_000)).toEqual({ due: 1, parked: 0, dead: 0 });
    await tried(2, 'retryLate', nowMs + 120_000);
    expect(await onIndexes(nowMs + 7_199_999)).toEqual({ due: 0, parked: 0, dead: 0 });
    expect(await onIndexes(nowMs + 7_200_000)).toEqual({ due: 1, parked: 0, dead: 0 });
    expect([ridesOnQueue(nowMs + 900_000, nowMs), ridesOnQueue(nowMs + 900_001, nowMs)]).toEqual([true, false]);
  });

  test('the schedule starts anew with each revision', async () => {
    for (const [attempt, revision] of [1, 1, 1, 2, 2].entries()) {
      await tried(revision, 'retry', nowMs + attempt * 120_000);
    }
    const delivery = await store.get(article, partner);
    expect(delivery).toMatchObject({ attemptRevision: 2, attempt: 2 });
    expect([1, 2, 3].map((revision) => delivery && failuresSoFar(delivery, revision))).toEqual([0, 2, 0]);
  });

  test('parked and dead: where their partner is looked up', async () => {
    await tried(1, 'parked');
    expect(await onIndexes(1e15)).toEqual({ due: 0, parked: 1, dead: 0 });
    await tried(1, 'dead', nowMs + 1);
    expect(await onIndexes(1e15)).toEqual({ due: 0, parked: 0, dead: 1 });
    expect((await store.deadPage(partner)).deliveries).toMatchObject([
      { articleId: article, state: 'dead', reason: 'HTTP_STATUS', attempt: 2 },
    ]);
    expect((await store.deadPage('other')).deliveries).toEqual([]);
  });

  test('only the newest attempts are kept', async () => {
    for (let number = 0; number < 20; number++) await tried(number + 1, 'delivered', nowMs + number);
    const { attempts = [] } = (await store.get(article, partner)) ?? {};
    expect(attempts.map(({ revision }) => revision)).toEqual(Array.from({ length: 16 }, (_, number) => number + 5));
  });

  test('an attempt whose end nobody saw is on record with the next one', async () => {
    await leased();
    await tried(1, 'delivered', nowMs + leaseMs);
    expect(await store.get(article, partner)).toMatchObject({
      unresolved: 0,
      attempts: [{ outcome: 'unknown' }, { outcome: 'delivered' }],
    });
  });

  test('a failure recorded after the lease was lost changes nothing', async () => {
    const late = await leased();
    await tried(1, 'delivered', nowMs + leaseMs);
    const before = await store.get(article, partner);
    expect(await store.record(late, attemptAt(1, 'failed'), outcomes.dead, nowMs + leaseMs + 1)).toBe(false);
    expect(await store.get(article, partner)).toEqual(before);
  });

  test.each([0, 1])(
    'a confirmation that comes after the lease was lost is kept (revision %i confirmed before)',
    async (confirmed) => {
      if (confirmed > 0) await tried(confirmed, 'delivered', nowMs - 1);
      const late = await leased();
      const next = await leased(nowMs + leaseMs, undefined, 'next');
      expect(
        await store.record(late, attemptAt(2, 'delivered', 'article.updated'), outcomes.delivered, nowMs + leaseMs + 1),
      ).toBe(false);
      expect(await store.get(article, partner)).toMatchObject({
        ackedRevision: 2,
        leaseToken: next.leaseToken,
        state: 'sending',
      });
    },
  );

  test('a late confirmation never takes back a higher one', async () => {
    const late = await leased();
    await tried(3, 'delivered', nowMs + leaseMs);
    await store.record(late, attemptAt(2, 'delivered'), outcomes.delivered, nowMs + leaseMs + 1);
    expect(await store.get(article, partner)).toMatchObject({ ackedRevision: 3 });
  });
});

describe('giving a lease back', () => {
  test('leaves no trace of a pair that was never tried', async () => {
    await store.release(await leased(), nowMs);
    expect(await store.get(article, partner)).toBeUndefined();
  });

  test('keeps what the partner has', async () => {
    await tried(1, 'delivered');
    await store.release(await leased(), nowMs + 5);
    const delivery = await store.get(article, partner);
    expect(delivery).toMatchObject({ state: 'delivered', ackedRevision: 1, unresolved: 0, updatedAtMs: nowMs + 5 });
    expect(delivery).not.toHaveProperty('leaseToken');
  });

  test('keeps in mind that a function which ended mid-way may have sent something', async () => {
    await leased();
    await store.release(await leased(nowMs + leaseMs), nowMs + leaseMs);
    expect(await store.get(article, partner)).toMatchObject({ maybeRevision: 1, unresolved: 0 });
  });

  test('takes the pair off the lists: nothing is owed', async () => {
    await tried(1, 'parked');
    await store.release(await leased(), nowMs);
    expect(await onIndexes(1e15)).toEqual({ due: 0, parked: 0, dead: 0 });
  });

  test('that was lost meanwhile does nothing', async () => {
    const late = await leased();
    const next = await leased(nowMs + leaseMs, undefined, 'next');
    await store.release(late, nowMs + leaseMs + 1);
    expect(await store.get(article, partner)).toEqual(next);
  });
});

describe('parking a pair', () => {
  const park = (atMs = nowMs, revision = 1) =>
    store.park({ articleId: article, partnerId: partner, revision, urgent: false }, 'CIRCUIT_OPEN', atMs);

  test('makes the record, but never takes it from one who holds a lease', async () => {
    expect(await park()).toBe(true);
    expect(await store.get(article, partner)).toMatchObject({ state: 'parked', reason: 'CIRCUIT_OPEN', unresolved: 0 });
    await leased(nowMs + 1);
    expect(await park(nowMs + leaseMs)).toBe(false);
    expect(await park(nowMs + 1 + leaseMs)).toBe(true);
  });

  test('moves a pair that waited for its retry: released, it is tried at once, with whatever is owed', async () => {
    await tried(1, 'retryLate');
    expect(await park(nowMs + 1)).toBe(true);
    expect(await onIndexes(1e15)).toEqual({ due: 0, parked: 1, dead: 0 });
    expect(await lease(nowMs + 2)).toBeDefined();
  });

  test('leaves a dead letter to a person, unless there is a newer revision', async () => {
    await tried(2, 'dead');
    expect(await park(nowMs + 1, 2)).toBe(false);
    expect(await park(nowMs + 1, 3)).toBe(true);
    expect(await onIndexes(1e15)).toEqual({ due: 0, parked: 1, dead: 0 });
  });

  test('releases retractions first, then the oldest', async () => {
    for (const [number, urgent] of [false, true, false, true].entries()) {
      const pair = { articleId: `article-${number}`, partnerId: partner, revision: 1, urgent };
      await store.park(pair, 'CIRCUIT_OPEN', nowMs - number);
    }
    await store.park({ articleId: 'article-9', partnerId: 'other', revision: 1, urgent: true }, 'CIRCUIT_OPEN', nowMs);
    const parked = await partnerHealthStore(table).parkedOf(partner, 10);
    expect(parked.map(({ articleId }) => articleId)).toEqual(['article-3', 'article-1', 'article-2', 'article-0']);
    expect(await partnerHealthStore(table).parkedOf(partner, 2)).toHaveLength(2);
  });
});

describe('a dead letter', () => {
  test('stands in the list of its partner, the oldest first', async () => {
    for (const [number, afterMs] of [5, 1, 9, 3, 7].entries()) {
      const delivery = await store.lease(`article-${number}`, partner, 't', nowMs + afterMs);
      if (delivery) await store.record(delivery, attemptAt(1, 'failed'), outcomes.dead, nowMs + afterMs);
    }
    const ids = async (limit: number) =>
      (await store.deadPage(partner, { limit })).deliveries.map(({ articleId }) => articleId);
    expect(await ids(10)).toEqual(['article-1', 'article-3', 'article-0', 'article-4', 'article-2']);
    expect(await ids(2)).toEqual(['article-1', 'article-3']);
  });

  test('is revived once, with its schedule anew', async () => {
    expect(await store.revive(article, partner, nowMs, nowMs)).toBe(false);
    await tried(1, 'dead');
    expect(await store.revive(article, partner, nowMs + 60_000, nowMs + 1)).toBe(true);
    expect(await store.revive(article, partner, nowMs + 60_000, nowMs + 1)).toBe(false);
    expect(await store.get(article, partner)).toMatchObject({ state: 'retrying', attempt: 0, maybeRevision: 1 });
    expect(await onIndexes(nowMs + 60_000)).toEqual({ due: 1, parked: 0, dead: 0 });
    expect(await lease(nowMs + 59_999)).toBeUndefined();
    expect(await lease(nowMs + 60_000)).toBeDefined();
  });
});

test('the deliveries of an article are found over all partitions, and no others', async () => {
  const partners = Array.from({ length: 120 }, (_, number) => `outlet-${number}`);
  await Promise.all(partners.map((id) => store.lease(article, id, 't', nowMs)));
  await store.lease('harbour-news-11', 'outlet-1', 't', nowMs);
  const found = await store.ofArticle(article);
  expect(found.map(({ partnerId }) => partnerId).toSorted()).toEqual(partners.toSorted());
  expect(await store.ofArticle('unknown')).toEqual([]);
});

describe('a pair whose partner has no room', () => {
  const defer = (revision: number | undefined, untilMs: number, atMs = nowMs) =>
    store.defer({ articleId: article, partnerId: partner }, revision, untilMs, atMs);

  test('waits once, however many messages ask for it, and is found by the sweep', async () => {
    expect(await defer(1, nowMs + 5000)).toBe(true);
    expect(await defer(1, nowMs + 9000)).toBe(false);
    expect(await lease(nowMs + 4999, 1)).toBeUndefined();
    expect(await onIndexes(nowMs + 180_000)).toEqual({ due: 1, parked: 0, dead: 0 });
    expect(await lease(nowMs + 5000, 1)).toMatchObject({ attemptRevision: 1, attempt: 0, maybeRevision: 0 });
  });

  test('that waits for an older revision waits anew for a newer one', async () => {
    await defer(1, nowMs + 5000);
    expect(await defer(2, nowMs + 7000, nowMs + 1000)).toBe(true);
    expect(await defer(2, nowMs + 8000, nowMs + 1000)).toBe(false);
    expect(await lease(nowMs + 6000, 2)).toBeUndefined();
  });

  test('keeps count of its failures', async () => {
    await tried(1, 'retry');
    expect(await defer(1, nowMs + 130_000, nowMs + 120_000)).toBe(true);
    expect(await store.get(article, partner)).toMatchObject({
      attempt: 1,
      attemptRevision: 1,
      reason: 'PARTNER_LIMIT',
    });
  });

  test('is left alone while another holds it, when it has the revision, and when it was given up', async () => {
    await leased();
    expect(await defer(1, nowMs + 5000)).toBe(false);
    await tried(1, 'delivered', nowMs + leaseMs);
    expect(await defer(1, nowMs + 99_000, nowMs + leaseMs + 1)).toBe(false);
    await tried(2, 'dead', nowMs + leaseMs + 2);
    expect(await defer(2, nowMs + 99_000, nowMs + leaseMs + 3)).toBe(false);
  });
});

test('what a record says of a lease is what the lease does', async () => {
  // In memory: it is held to one contract with DynamoDB, and there are many cases.
  const table = new MemoryTable();
  const store = deliveryStore(table);
  const states = ['delivered', 'dead', 'retrying'] as const;
  const [acked, tried_, at] = [
    [undefined, 1, 2],
    [undefined, 1, 2, 3],
    [undefined, nowMs - 1, nowMs, nowMs + 1],
  ];
  let number = 0;
  for (const state of states)
    for (const ackedRevision of acked)
      for (const attemptRevision of tried_)
        for (const nextAttemptAtMs of at)
          for (const leaseUntilMs of [undefined, nowMs, nowMs + 1]) {
            const id = `a-${number++}`;
            const item = {
              articleId: id,
              partnerId: partner,
              state,
              ackedRevision,
              attemptRevision,
              nextAttemptAtMs,
              leaseUntilMs,
            };
            await table.put({ ...deliveryKey(id, partner), ...item });
            const read = await store.get(id, partner);
            for (const revision of [undefined, 2]) {
              const may = mayBeLeased(read, nowMs, revision);
              const did = await store.lease(id, partner, 't', nowMs, revision);
              expect([JSON.stringify(item), revision, may]).toEqual([
                JSON.stringify(item),
                revision,
                did !== undefined,
              ]);
              await table.put({ ...deliveryKey(id, partner), ...item });
            }
          }
});
