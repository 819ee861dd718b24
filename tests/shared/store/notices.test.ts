import { beforeEach, expect, test } from 'vitest';
import type { Notice } from '../../../shared/delivery/notice.ts';
import { deliveryStore } from '../../../shared/store/deliveries.ts';
import { dueStore } from '../../../shared/store/due.ts';
import { noticeStore } from '../../../shared/store/notices.ts';
import { partnerStore } from '../../../shared/store/partners.ts';
import type { Table } from '../../../shared/store/table.ts';
import { dueBy } from '../../support/due.ts';
import { useDynalite } from '../../support/dynalite-table.ts';
import { MemoryQueue } from '../../support/memory-queue.ts';
import { endpointOf, partnerOf } from '../../support/partners.ts';

const newTable = useDynalite();
const nowMs = Date.UTC(2026, 10, 24, 12);
const notice: Notice = {
  id: 'notice-1',
  type: 'upload.rejected',
  atMs: nowMs,
  publisherId: 'demo',
  data: { key: 'publishers/demo/a.json' },
};

let table: Table;
let queue: MemoryQueue;
beforeEach(async () => {
  table = await newTable();
  queue = new MemoryQueue(() => nowMs, 1000, 5);
  const partners = partnerStore(table);
  await partners.put(partnerOf());
  await partners.put(endpointOf({ id: '@pager', events: ['upload.rejected'] }));
  await partners.put(endpointOf({ id: '@desk', events: ['upload.rejected'], publisherId: 'demo' }));
  await partners.put(endpointOf({ id: '@other', events: ['upload.rejected'], publisherId: 'other' }));
  await partners.put(endpointOf({ id: '@deaf', events: ['upload.accepted'] }));
});

const tell = (withQueue = true): Promise<void> =>
  noticeStore(table, partnerStore(table).endpoints, withQueue ? queue : undefined).tell(notice);
const asked = (): string[] =>
  [...queue.messages].map(({ body }) => (JSON.parse(body) as { partnerId: string }).partnerId).toSorted();

test('an event is told to those who hear it, and to nobody twice', async () => {
  await tell();
  await tell();
  expect(asked()).toEqual(['@desk', '@pager']);
});

test('it is on record as a delivery, with what it says, which a lease takes like any other', async () => {
  await tell();
  const store = deliveryStore(table);
  expect(await store.get('notice-1', '@other')).toBeUndefined();
  const leased = await store.lease('notice-1', '@pager', 'token', nowMs, 1);
  expect(leased).toMatchObject({ state: 'sending', notice, ackedRevision: 0, unresolved: 1 });
});

test('without a queue, or when its message is lost, the sweep finds it', async () => {
  await tell(false);
  expect(asked()).toEqual([]);
  const due = await dueBy(dueStore(table), nowMs + 10 * 60_000);
  expect(due.map(({ work }) => work)).toContainEqual({ kind: 'delivery', articleId: 'notice-1', partnerId: '@pager' });
});
