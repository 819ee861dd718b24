import { beforeEach, expect, test } from 'vitest';
import { type PublisherHeard, publisherHeard } from '../../../functions/ingest/publisher-heard.ts';
import { noteEveryMs } from '../../../shared/article/publisher-watch.ts';
import type { Notice } from '../../../shared/delivery/notice.ts';
import { type PublisherWatchStore, publisherWatchStore } from '../../../shared/store/publisher-watches.ts';
import { MemoryTable } from '../../support/memory-table.ts';
import { publisherOf } from '../../support/publishers.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const dayMs = 86_400_000;
const daily = publisherOf({ quietAfterHours: 24 });

let table: MemoryTable;
let watches: PublisherWatchStore;
let told: Notice[];
let heard: PublisherHeard;
beforeEach(() => {
  [table, told] = [new MemoryTable(), []];
  watches = publisherWatchStore(table);
  heard = publisherHeard(watches, { tell: (notice) => Promise.resolve(void told.push(notice)) });
});

test('a busy publisher costs one write for many uploads, and one that nobody watches none', async () => {
  let writes = 0;
  table.onChange = () => void writes++;
  for (let upload = 0; upload < 50; upload++) await heard(daily, nowMs + upload);
  expect(writes).toBe(1);
  await heard(daily, nowMs + noteEveryMs(24));
  expect(writes).toBe(2);
  await heard(publisherOf({ id: 'other' }), nowMs);
  expect(writes).toBe(2);
});

test('one that was quiet is told to be heard again, with how long it was silent', async () => {
  await heard(daily, nowMs);
  const watch = await watches.get('demo');
  await watches.quiet(watch!, nowMs + dayMs);
  await heard(daily, nowMs + 2 * dayMs);
  expect(told).toMatchObject([{ type: 'publisher.heard', publisherId: 'demo', data: { silentMs: 2 * dayMs } }]);
  expect(await watches.get('demo')).toEqual({ ...watch, heardAtMs: nowMs + 2 * dayMs });
});
