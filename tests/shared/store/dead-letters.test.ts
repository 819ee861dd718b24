import { beforeEach, expect, test } from 'vitest';
import type { Delivery } from '../../../shared/delivery/delivery.ts';
import { type DeadLetterChoice, deadLetters, replayDeadLetters } from '../../../shared/store/dead-letters.ts';
import { type DeliveryStore, deliveryStore } from '../../../shared/store/deliveries.ts';
import { dueStore } from '../../../shared/store/due.ts';
import { dueBy } from '../../support/due.ts';
import { MemoryTable } from '../../support/memory-table.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
let table: MemoryTable;
let store: DeliveryStore;
beforeEach(() => {
  table = new MemoryTable();
  store = deliveryStore(table);
});

async function giveUp(articleId: string, partnerId: string, atMs: number, reason = 'HTTP_STATUS'): Promise<void> {
  const leased = (await store.lease(articleId, partnerId, 'token', atMs)) as Delivery;
  const attempt = { atMs, revision: 1, event: 'article.published', outcome: 'failed', reason } as const;
  await store.record(leased, attempt, { kind: 'dead', reason }, atMs);
}

async function chosen(choice: DeadLetterChoice): Promise<string[]> {
  const ids: string[] = [];
  for await (const { articleId, partnerId } of deadLetters(store, choice)) ids.push(`${partnerId} ${articleId}`);
  return ids;
}

test('are chosen by partner, article, reason and time, oldest first', async () => {
  await giveUp('a-2', 'north', nowMs + 2000);
  await giveUp('a-1', 'north', nowMs + 1000);
  await giveUp('a-1', 'south', nowMs + 3000, 'TIMEOUT');
  const partnerIds = ['north', 'south'];
  expect(await chosen({ partnerIds })).toEqual(['north a-1', 'north a-2', 'south a-1']);
  expect(await chosen({ partnerIds: ['south'] })).toEqual(['south a-1']);
  expect(await chosen({ partnerIds, articleId: 'a-1' })).toEqual(['north a-1', 'south a-1']);
  expect(await chosen({ partnerIds, reason: 'TIMEOUT' })).toEqual(['south a-1']);
  expect(await chosen({ partnerIds, fromMs: nowMs + 2000 })).toEqual(['north a-2', 'south a-1']);
  expect(await chosen({ partnerIds, toMs: nowMs + 1000 })).toEqual(['north a-1']);
  expect(await chosen({ partnerIds, fromMs: nowMs + 2000, toMs: nowMs + 2000 })).toEqual(['north a-2']);
});

test('a replay of thousands becomes due at its rate, a partner for itself', async () => {
  for (let index = 0; index < 250; index++) await giveUp(`a-${index}`, 'north', nowMs + index);
  await giveUp('a-1', 'south', nowMs);
  const choice = { partnerIds: ['north', 'south'] };
  const progress = await replayDeadLetters(store, choice, { perSecond: 10, nowMs: nowMs + 5000 });
  expect(progress).toEqual({ revived: 251, lastAtMs: nowMs + 5000 + 24_900 });
  const due = async (atMs: number) => (await dueBy(dueStore(table), atMs)).length;
  expect([await due(nowMs + 5000), await due(nowMs + 6000), await due(nowMs + 60_000)]).toEqual([2, 12, 251]);
  expect(await chosen(choice)).toEqual([]);
});

test('an interrupted replay leaves the others dead letters, and goes on with them at the same rate', async () => {
  for (let index = 0; index < 30; index++) await giveUp(`a-${index}`, 'north', nowMs + index);
  const choice = { partnerIds: ['north'] };
  const interrupted = replayDeadLetters(store, choice, { perSecond: 1, nowMs }, ({ revived }) => {
    if (revived === 12) throw new Error('interrupted');
  });
  await expect(interrupted).rejects.toThrow('interrupted');
  expect(await chosen(choice)).toHaveLength(18);
  const startMs = nowMs + 12_000;
  expect(await replayDeadLetters(store, choice, { perSecond: 1, nowMs, startMs })).toEqual({
    revived: 18,
    lastAtMs: nowMs + 29_000,
  });
});
