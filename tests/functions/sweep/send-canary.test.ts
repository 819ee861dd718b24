import { beforeEach, expect, test } from 'vitest';
import { type CanaryDeps, sendCanary } from '../../../functions/sweep/send-canary.ts';
import { articleIdOf } from '../../../shared/article/identity.ts';
import { canaryKey, canaryPublisherId, isCanary, noCanary } from '../../../shared/contract/canary.ts';
import { readUpload } from '../../../shared/intake/read-upload.ts';
import { partnerStore } from '../../../shared/store/partners.ts';
import { publisherStore } from '../../../shared/store/publishers.ts';
import { MemoryObjects } from '../../support/memory-objects.ts';
import { MemoryTable } from '../../support/memory-table.ts';
import { partnerOf } from '../../support/partners.ts';

const dueMs = Date.UTC(2026, 10, 24, 12, 5, 20);
let nowMs: number;
let uploads: MemoryObjects;
let deps: CanaryDeps;
beforeEach(async () => {
  nowMs = dueMs;
  uploads = new MemoryObjects();
  const table = new MemoryTable();
  const partners = partnerStore(table);
  await partners.put(partnerOf({ id: 'watch' }));
  deps = {
    canaryPartner: 'watch',
    partners,
    publishers: publisherStore(table),
    canaries: uploads,
    lastCanary: { atMs: 0 },
    now: () => nowMs,
  };
});

const sent = () => uploads.exists(canaryKey);

test('an article is uploaded that ingest accepts, with the time it was sent', async () => {
  await sendCanary(deps);
  const publisher = await deps.publishers.get(canaryPublisherId);
  if (!publisher) throw new Error('the publisher of canaries is not registered');
  const object = await uploads.get(canaryKey);
  const upload = { bytes: object?.bytes ?? new Uint8Array(), key: canaryKey };
  const { items } = await readUpload(upload, publisher, { nowMs });
  expect(items).toMatchObject([{ status: 'accepted', disposition: { kind: 'send' }, versionMs: nowMs }]);
  const nativeId = items[0]?.status === 'accepted' ? items[0].identity.nativeId : '';
  expect(nativeId).toBe('urn:byline:canary:2026-11-24');
  expect(isCanary(articleIdOf(canaryPublisherId, nativeId))).toBe(true);
});

test('one comes with the first sweep, and then with every fifth, early or late by seconds as sweeps are', async () => {
  const sentAtMinutes: number[] = [];
  const canaries = { put: () => Promise.resolve(void sentAtMinutes.push((nowMs - dueMs) / 60_000)) };
  for (let minute = 0; minute < 15; minute++) {
    nowMs = dueMs + minute * 60_000 + (minute % 2 === 0 ? 0 : -3_000);
    await sendCanary({ ...deps, canaries });
  }
  expect(sentAtMinutes).toEqual([0, 4.95, 10]);
});

test('nothing is uploaded where there is no canary, or before its partner is registered; then with the next sweep', async () => {
  await sendCanary({ ...deps, canaryPartner: noCanary });
  await sendCanary({ ...deps, canaryPartner: 'nobody' });
  expect(await sent()).toBe(false);
  nowMs += 60_000;
  await sendCanary(deps);
  expect(await sent()).toBe(true);
});
