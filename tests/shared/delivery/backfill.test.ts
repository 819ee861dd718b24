import { describe, expect, test } from 'vitest';
import { type Backfill, backfillOf } from '../../../shared/delivery/backfill.ts';
import type { Delivery } from '../../../shared/delivery/delivery.ts';
import { factsOf } from '../../../shared/partners/match.ts';
import type { Partner } from '../../../shared/partners/partner.ts';
import { partnerOf } from '../../support/partners.ts';
import { acceptedAtMs, headOf, revisionOf } from '../../support/revisions.ts';

const nowMs = acceptedAtMs + 3_600_000;
const britain = [{ territories: ['GB'] }];

const deliveryOf = (changes: Partial<Delivery> = {}): Delivery => ({
  articleId: revisionOf().articleId,
  partnerId: 'outlet',
  state: 'delivered',
  ackedRevision: 1,
  ackedEvent: 'article.published',
  maybeRevision: 1,
  attemptRevision: 1,
  attempt: 0,
  attempts: [],
  unresolved: 0,
  updatedAtMs: acceptedAtMs,
  ...changes,
});

function backfill(partner: Partial<Partner>, delivery?: Delivery, head = headOf({}, 1)): Backfill {
  const facts = factsOf(revisionOf().article, head.publisherId);
  return backfillOf({ ...partnerOf(), ...partner }, { head, facts, delivery }, nowMs);
}

describe('a partner that never had an article', () => {
  test('is sent it when its filter and its territories match now', () => {
    expect(backfill({})).toEqual({ effect: 'publish', by: 'look' });
    expect(backfill({ territories: ['GB'] }, undefined, headOf({ licenses: britain }, 1))).toEqual({
      effect: 'publish',
      by: 'look',
    });
  });

  test.each([
    ['its filter does not match', { filter: { languages: ['de'] } }],
    ['it wants no new articles', { events: ['article.updated'] as const }],
  ])('is sent nothing when %s', (_, changes) => {
    expect(backfill(changes)).toEqual({ effect: 'none', because: 'as-it-should-be' });
  });

  test.each([
    ['retracted', headOf({ state: 'retracted' }, 1)],
    ['held', headOf({ state: 'held', heldUntilMs: nowMs + 1 }, 1)],
    ['stored', headOf({ state: 'stored' }, 1)],
    ['run out', headOf({ expiresMs: nowMs }, 1)],
  ])('is sent nothing of one that is %s', (_, head) => {
    expect(backfill({}, undefined, head)).toEqual({ effect: 'none', because: 'not-out' });
  });

  test.each(['parked', 'retrying', 'dead', 'sending'] as const)('and whose pair is %s is left to that', (state) => {
    const delivery = deliveryOf({ state, ackedRevision: 0, ackedEvent: undefined, maybeRevision: 0 });
    expect(backfill({}, delivery)).toEqual({ effect: 'none', because: 'on-its-way' });
  });
});

describe('a partner that has an article', () => {
  const licensed = headOf({ licenses: britain }, 1);

  test('takes down what is not licensed where it publishes any more, by a revision that says the same', () => {
    expect(backfill({ territories: ['US'] }, deliveryOf(), licensed)).toEqual({ effect: 'retract', by: 'revision' });
  });

  test('that has an earlier revision only is told of the newest', () => {
    const head = headOf({ revision: 2, licenses: britain }, 2);
    expect(backfill({ territories: ['US'] }, deliveryOf(), head)).toEqual({ effect: 'retract', by: 'look' });
  });

  test('that has an earlier revision, of which nobody looks after the newest, is sent that', () => {
    const head = headOf({ revision: 2 }, 2);
    expect(backfill({}, deliveryOf(), head)).toEqual({ effect: 'publish', by: 'look' });
    expect(backfill({ events: ['article.published'] }, deliveryOf(), head)).toMatchObject({ effect: 'none' });
  });

  test('keeps what its filter does not match any more', () => {
    expect(backfill({ filter: { languages: ['de'] } }, deliveryOf())).toEqual({ effect: 'none', because: 'holds' });
    expect(backfill({}, deliveryOf())).toEqual({ effect: 'none', because: 'as-it-should-be' });
  });

  test('and took it down is sent it anew when it may have it again', () => {
    const tookDown = deliveryOf({ ackedRevision: 2, ackedEvent: 'article.retracted', maybeRevision: 2 });
    const head = headOf({ revision: 2, sameAs: 1, licenses: britain }, 2);
    expect(backfill({ territories: ['GB'] }, tookDown, head)).toEqual({ effect: 'publish', by: 'revision' });
    expect(backfill({ territories: ['US'] }, tookDown, head)).toEqual({ effect: 'none', because: 'as-it-should-be' });
  });
});
