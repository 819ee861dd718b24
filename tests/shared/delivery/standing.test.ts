import { expect, test } from 'vitest';
import type { Revision } from '../../../shared/article/revision.ts';
import type { Delivery } from '../../../shared/delivery/delivery.ts';
import { standingOf } from '../../../shared/delivery/standing.ts';
import { headOf } from '../../support/revisions.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const pair = (changes: Partial<Delivery> = {}): Delivery => ({
  articleId: 'demo-1',
  partnerId: 'outlet',
  state: 'delivered',
  ackedRevision: 0,
  maybeRevision: 0,
  unresolved: 0,
  attemptRevision: 0,
  attempt: 0,
  attempts: [],
  updatedAtMs: nowMs,
  ...changes,
});
const has = (revision: number): Partial<Delivery> => ({
  ackedRevision: revision,
  maybeRevision: revision,
  ackedEvent: 'article.updated',
});
const tookDown: Partial<Delivery> = { ...has(2), ackedEvent: 'article.retracted' };
const retracted: Partial<Revision> = { revision: 2, state: 'retracted' };

test.each<[string, Partial<Delivery>, Partial<Revision>, string]>([
  ['newest confirmed', has(2), { revision: 2 }, 'has-newest'],
  ['only the licence changed since', has(1), { revision: 2, sameAs: 1 }, 'has-newest'],
  ['an older one confirmed', has(1), { revision: 2 }, 'has-older'],
  ['sent, no clear answer', { maybeRevision: 1 }, {}, 'may-have'],
  ['a function ended in the midst', { unresolved: 1 }, {}, 'may-have'],
  ['parked before anything was sent', { state: 'parked' }, {}, 'has-nothing'],
  ['retracted, and confirmed', tookDown, retracted, 'took-down'],
  ['retracted, not confirmed', has(1), retracted, 'owes-takedown'],
  ['retracted, and a function ended in the midst of sending it', { unresolved: 1 }, retracted, 'owes-takedown'],
  ['retracted, never sent', {}, retracted, 'has-nothing'],
  ['no longer licensed, not confirmed', has(1), { revision: 2, licenses: [{ territories: ['GB'] }] }, 'owes-takedown'],
  ['no longer licensed, and confirmed', tookDown, { revision: 2, licenses: [{ territories: ['GB'] }] }, 'took-down'],
])('%s', (_, delivery, head, standing) => {
  expect(standingOf(pair(delivery), headOf(head), { territories: ['US'] }, nowMs)).toBe(standing);
});
