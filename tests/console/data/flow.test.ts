import { expect, test } from 'vitest';
import { firstDeliveryTimes, flowByHour, hourMs, partnerByHour, quantile } from '../../../console/data/flow.ts';
import type { Attempt, Delivery } from '../../../shared/delivery/delivery.ts';
import { headOf } from '../../support/revisions.ts';

const nowMs = Date.UTC(2026, 10, 24, 12, 30);
const attempt = (atMs: number, outcome: Attempt['outcome'] = 'delivered'): Attempt => ({
  atMs,
  revision: 1,
  event: 'article.published',
  outcome,
  durationMs: 500,
});
const delivery = (attempts: readonly Attempt[]): Delivery => ({
  articleId: 'a',
  partnerId: 'outlet',
  state: 'delivered',
  ackedRevision: 1,
  maybeRevision: 1,
  unresolved: 0,
  attemptRevision: 1,
  attempt: 0,
  attempts,
  updatedAtMs: nowMs,
});

test('what came in and went out is counted by the hour, the hour under way last', () => {
  const head = headOf({ acceptedAtMs: nowMs - hourMs });
  const hours = flowByHour(
    {
      articles: [{ head, deliveries: [delivery([attempt(nowMs - hourMs, 'failed'), attempt(nowMs - 60_000)])] }],
      rejected: [{ key: 'k', sequencer: '1', status: 'rejected', articleIds: [], atMs: nowMs }],
      isCut: false,
    },
    nowMs,
  );
  expect(hours).toHaveLength(24);
  expect(hours.at(-1)).toEqual({ startMs: nowMs - hourMs / 2, accepted: 0, rejected: 1, delivered: 1, failed: 0 });
  expect(hours.at(-2)).toMatchObject({ accepted: 1, rejected: 0, delivered: 0, failed: 1 });
});

test('a revised article counts when it came and when it was revised last', () => {
  const head = { ...headOf({ revision: 3, acceptedAtMs: nowMs }), firstAcceptedAtMs: nowMs - 2 * hourMs };
  const hours = flowByHour({ articles: [{ head, deliveries: [] }], rejected: [], isCut: false }, nowMs);
  expect(hours.map(({ accepted }) => accepted).slice(-3)).toEqual([1, 0, 1]);
});

test('an attempt whose end nobody saw counts as failed', () => {
  expect(partnerByHour([attempt(nowMs, 'unknown')], nowMs).at(-1)).toMatchObject({ delivered: 0, failed: 1 });
});

test('the time to the first partner is measured from acceptance, of live articles only', () => {
  const at = nowMs - 10_000;
  const live = {
    head: headOf({ acceptedAtMs: at }),
    deliveries: [delivery([attempt(at + 1_000)]), delivery([attempt(at + 9_000)])],
  };
  const held = { head: headOf({ acceptedAtMs: at, state: 'held' }), deliveries: [delivery([attempt(at + 2_000)])] };
  expect(firstDeliveryTimes([live, held, { head: live.head, deliveries: [] }])).toEqual([1_500]);
});

test('quantiles of nothing are nothing', () => {
  expect(quantile([], 0.5)).toBeUndefined();
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(3);
  expect(quantile([1, 2, 3, 4], 0.95)).toBe(4);
});
