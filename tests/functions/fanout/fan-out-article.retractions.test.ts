import { beforeEach, describe, expect, test } from 'vitest';
import { fanOutArticle, type FanoutDeps } from '../../../functions/fanout/fan-out-article.ts';
import { logEvents } from '../../../shared/contract/metrics.ts';
import type { PartnerReads } from '../../../shared/delivery/reading-habit.ts';
import type { Partner } from '../../../shared/partners/partner.ts';
import { articleStore } from '../../../shared/store/articles.ts';
import { deliveryStore } from '../../../shared/store/deliveries.ts';
import { articleHeadKey } from '../../../shared/store/keys.ts';
import { MemoryObjects } from '../../support/memory-objects.ts';
import { MemoryTable } from '../../support/memory-table.ts';
import { partnerOf } from '../../support/partners.ts';
import { revisionOf } from '../../support/revisions.ts';

const articleId = 'harbour-news-ferry';
const minuteMs = 60_000;
const retractedAtMs = revisionOf().acceptedAtMs + 3_600_000;
const { url: _, ...withoutUrl } = partnerOf({ id: 'radio', pull: true });
/** Fetches, and is sent nothing. */
const radio: Partner = withoutUrl;

let nowMs: number;
let table: MemoryTable;
let deps: FanoutDeps;
/** How many were counted as unconfirmed, look by look. */
let counted: number[];
let reads: Map<string, PartnerReads>;
beforeEach(async () => {
  nowMs = revisionOf().acceptedAtMs;
  [table, counted, reads] = [new MemoryTable(), [], new Map()];
  const queue = { send: () => Promise.resolve() };
  deps = {
    articles: articleStore(table, new MemoryObjects()),
    deliveries: deliveryStore(table),
    partners: () => Promise.resolve([radio]),
    health: () => Promise.resolve(new Map()),
    reads: (ids) => Promise.resolve(new Map([...reads].filter(([id]) => ids.includes(id)))),
    fanoutQueue: queue,
    deliverQueue: queue,
    slowQueue: queue,
    log: (event, fields) => void (event === logEvents.articleSettled && counted.push(Number(fields.unconfirmed))),
    now: () => nowMs,
  };
  await deps.articles.append(articleId, () => ({ kind: 'append', revision: revisionOf({ articleId }) }));
});

/** The partner has the article; then it is retracted, and what is owed of that is parked or waits for its retry. */
async function retract(partnerId: string): Promise<void> {
  const leased = await deps.deliveries.lease(articleId, partnerId, 'token', nowMs, 1);
  const attempt = { atMs: nowMs, revision: 1, event: 'article.published', outcome: 'delivered' } as const;
  await deps.deliveries.record(leased!, attempt, { kind: 'delivered' }, nowMs);
  nowMs = retractedAtMs;
  const retraction = revisionOf({ articleId, revision: 2, state: 'retracted', acceptedAtMs: nowMs });
  await deps.articles.append(articleId, () => ({ kind: 'append', revision: retraction }));
  await fanOutArticle(deps, { articleId });
  await deps.deliveries.park({ articleId, partnerId, revision: 2, urgent: true }, 'PARTNER_PAUSED', nowMs);
}

/** A look at the article so long after the retraction; when the next is due, in minutes after it. */
async function lookAfter(minutes: number): Promise<number | undefined> {
  nowMs = retractedAtMs + minutes * minuteMs;
  await fanOutArticle(deps, { articleId });
  const dueSk = (await table.get(articleHeadKey(articleId)))?.workSk;
  return dueSk === undefined ? undefined : (Number(dueSk) - retractedAtMs) / minuteMs;
}

const habit = (gapMinutes: number): PartnerReads => ({
  partnerId: 'radio',
  lastAtMs: retractedAtMs - minuteMs,
  gapsMs: [gapMinutes * minuteMs, gapMinutes * minuteMs],
});

describe('a retraction that nobody has confirmed', () => {
  test('is told of minutes later where the partner is sent webhooks', async () => {
    deps = { ...deps, partners: () => Promise.resolve([partnerOf({ id: 'outlet' })]) };
    await retract('outlet');
    expect(await lookAfter(3)).toBeUndefined();
    expect(counted).toEqual([1]);
  });

  test('is told of when a partner that only fetches has not come for twice as long as it usually stays away', async () => {
    reads.set('radio', habit(120));
    await retract('radio');
    expect(await lookAfter(3)).toBe(240);
    expect(await lookAfter(239)).toBe(240);
    expect(await lookAfter(240)).toBeUndefined();
    expect(counted).toEqual([0, 0, 1]);
  });

  test('is told of after a day at the latest, however seldom the partner comes', async () => {
    reads.set('radio', habit(7 * 24 * 60));
    await retract('radio');
    expect(await lookAfter(3)).toBe(24 * 60);
    await lookAfter(24 * 60);
    expect(counted).toEqual([0, 1]);
  });

  test('is told of nobody once it was fetched', async () => {
    reads.set('radio', habit(120));
    await retract('radio');
    await lookAfter(3);
    const leased = await deps.deliveries.lease(articleId, 'radio', 'token', nowMs, 2);
    const attempt = { atMs: nowMs, revision: 2, event: 'article.retracted', outcome: 'delivered' } as const;
    await deps.deliveries.record(leased!, attempt, { kind: 'delivered' }, nowMs);
    expect(await lookAfter(240)).toBeUndefined();
    expect(counted).toEqual([0, 0]);
  });
});
