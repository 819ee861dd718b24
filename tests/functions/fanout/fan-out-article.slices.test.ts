import { beforeEach, describe, expect, test } from 'vitest';
import { fanOutArticle, type FanoutDeps } from '../../../functions/fanout/fan-out-article.ts';
import { fanoutLimits } from '../../../shared/contract/limits.ts';
import type { DeliverMessage, FanoutMessage } from '../../../shared/contract/messages.ts';
import type { Partner } from '../../../shared/partners/partner.ts';
import type { Queue } from '../../../shared/runtime/queues.ts';
import { articleStore } from '../../../shared/store/articles.ts';
import { deliveryStore } from '../../../shared/store/deliveries.ts';
import { MemoryObjects } from '../../support/memory-objects.ts';
import { MemoryTable } from '../../support/memory-table.ts';
import { partnerOf } from '../../support/partners.ts';
import { revisionOf } from '../../support/revisions.ts';

const articleId = 'harbour-news-ferry';

function queueInto(sent: object[]): Queue {
  return {
    send: (messages) => {
      sent.push(...messages.map(({ body }) => body));
      return Promise.resolve();
    },
  };
}

describe('a registry of a hundred thousand partners', () => {
  let partners: Partner[];
  let [slices, asked]: [FanoutMessage[], DeliverMessage[]] = [[], []];
  let deps: FanoutDeps;

  beforeEach(async () => {
    partners = Array.from({ length: 100_000 }, (_, index) => partnerOf({ id: `partner-${index}` }));
    [slices, asked] = [[], []];
    const table = new MemoryTable();
    const articles = articleStore(table, new MemoryObjects());
    await articles.append(articleId, () => ({ kind: 'append', revision: revisionOf({ articleId }) }));
    deps = {
      articles,
      deliveries: deliveryStore(table),
      partners: () => Promise.resolve(partners),
      health: () => Promise.resolve(new Map()),
      reads: () => Promise.resolve(new Map()),
      fanoutQueue: queueInto(slices),
      deliverQueue: queueInto(asked),
      slowQueue: queueInto(asked),
      log: () => undefined,
      now: () => revisionOf().acceptedAtMs + 1000,
    };
  });

  /** Runs one invocation and answers how many partners it asked for. */
  async function invoke(message: FanoutMessage): Promise<number> {
    const before = asked.length;
    await fanOutArticle(deps, message);
    return asked.length - before;
  }

  test('is taken on by invocations of five thousand at most, which together ask for each partner once', async () => {
    expect(await invoke({ articleId })).toBe(0);
    expect(slices.length).toBeGreaterThanOrEqual(20);
    for (const slice of slices) {
      const count = await invoke(slice);
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(fanoutLimits.partnersPerSlice);
    }
    expect(asked).toHaveLength(100_000);
    expect(new Set(asked.map(({ partnerId }) => partnerId)).size).toBe(100_000);
  });

  test('may change while it is taken on: who stays registered is asked for all the same', async () => {
    partners = partners.slice(0, 12_000);
    await invoke({ articleId });
    const [first, ...others] = slices;
    await invoke(first!);
    partners = partners.filter((_, index) => index % 100 !== 7);
    for (const slice of others) await invoke(slice);
    const askedFor = new Set(asked.map(({ partnerId }) => partnerId));
    expect(partners.filter(({ id }) => !askedFor.has(id))).toEqual([]);
  });

  test('is looked over in slices, too, when most of it was lost', async () => {
    await invoke({ articleId });
    slices.length = 0;
    expect(await invoke({ articleId })).toBe(0);
    expect(slices.length).toBeGreaterThanOrEqual(20);
    expect(await invoke(slices[0]!)).toBeLessThanOrEqual(fanoutLimits.partnersPerSlice);
  });
});

test('a slice that comes again asks for those only who are still owed something', async () => {
  const table = new MemoryTable();
  const articles = articleStore(table, new MemoryObjects());
  const deliveries = deliveryStore(table);
  await articles.append(articleId, () => ({ kind: 'append', revision: revisionOf({ articleId }) }));
  const partners = ['a', 'b', 'c', 'd'].map((id) => partnerOf({ id }));
  const asked: object[] = [];
  const nowMs = revisionOf().acceptedAtMs + 1000;
  const head = (await articles.head(articleId))!;
  await articles.markFannedOut(head, nowMs);
  const leased = (await deliveries.lease(articleId, 'b', 'token', nowMs, 1))!;
  const attempt = {
    atMs: nowMs,
    revision: 1,
    event: 'article.published',
    outcome: 'delivered',
    durationMs: 1,
  } as const;
  await deliveries.record(leased, attempt, { kind: 'delivered' }, nowMs);
  const deps: FanoutDeps = {
    articles,
    deliveries,
    partners: () => Promise.resolve(partners),
    health: () => Promise.resolve(new Map()),
    reads: () => Promise.resolve(new Map()),
    fanoutQueue: queueInto([]),
    deliverQueue: queueInto(asked),
    slowQueue: queueInto(asked),
    log: () => undefined,
    now: () => nowMs,
  };
  for (let slice = 0; slice < 4; slice++) await fanOutArticle(deps, { articleId, slice, slices: 4 });
  expect(asked.map((body) => (body as DeliverMessage).partnerId).toSorted()).toEqual(['a', 'c', 'd']);
});
