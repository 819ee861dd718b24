import { beforeEach, expect, test } from 'vitest';
import { type QuietDeps, tellQuietPublisher } from '../../../functions/sweep/tell-quiet-publisher.ts';
import { quietFromMs } from '../../../shared/article/publisher-watch.ts';
import type { Notice } from '../../../shared/delivery/notice.ts';
import { publisherWatchStore } from '../../../shared/store/publisher-watches.ts';
import { publisherStore } from '../../../shared/store/publishers.ts';
import { MemoryTable } from '../../support/memory-table.ts';
import { publisherOf } from '../../support/publishers.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const daily = publisherOf({ quietAfterHours: 24 });
const quietMs = quietFromMs({ sinceMs: nowMs, quietAfterHours: 24 });

let told: Notice[];
let logged: string[];
let deps: QuietDeps & { publishers: ReturnType<typeof publisherStore> };
beforeEach(async () => {
  [told, logged] = [[], []];
  const table = new MemoryTable();
  deps = {
    watches: publisherWatchStore(table),
    publishers: publisherStore(table),
    notices: { tell: (notice) => Promise.resolve(void told.push(notice)) },
    log: (event) => void logged.push(event),
  };
  await deps.publishers.put(daily);
  await deps.watches.follow(daily, nowMs);
});

test('a publisher of whom nothing new came for as long as its profile says is told of', async () => {
  await deps.watches.heard('demo', 24, nowMs);
  await tellQuietPublisher(deps, 'demo', quietMs);
  const data = { publisherId: 'demo', name: 'Demo News', quietAfterHours: 24, heardAtMs: nowMs };
  expect(told).toMatchObject([{ type: 'publisher.quiet', publisherId: 'demo', atMs: quietMs, data }]);
  expect(logged).toEqual(['publisher.quiet']);
  expect(await deps.watches.quietIds()).toEqual(['demo']);
});

test('a sweep that was cut off tells the same again, and not another silence', async () => {
  const watch = await deps.watches.get('demo');
  await tellQuietPublisher(deps, 'demo', quietMs);
  await deps.watches.heardAgain(watch!, nowMs + 1);
  await tellQuietPublisher({ ...deps, watches: { ...deps.watches, get: async () => watch } }, 'demo', quietMs + 1);
  await tellQuietPublisher(deps, 'demo', quietMs + 86_400_000);
  const [first, again, next] = told.map(({ id }) => id);
  expect(again).toBe(first);
  expect(next).not.toBe(first);
});

test('one that is not quiet yet stays watched and is told to nobody', async () => {
  await tellQuietPublisher(deps, 'demo', quietMs - 1);
  expect([told, await deps.watches.quietIds()]).toEqual([[], []]);
  expect(await deps.watches.get('demo')).toBeDefined();
});

test.each([{ active: false }, { quietAfterHours: undefined }])(
  'nobody waits for a publisher with %j',
  async (changes) => {
    await deps.publishers.put({ ...daily, ...changes });
    await tellQuietPublisher(deps, 'demo', quietMs);
    expect([told, await deps.watches.get('demo')]).toEqual([[], undefined]);
  },
);
