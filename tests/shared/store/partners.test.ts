import { expect, test } from 'vitest';
import type { Partner } from '../../../shared/partners/partner.ts';
import { partnerStore } from '../../../shared/store/partners.ts';
import { useDynalite } from '../../support/dynalite-table.ts';
import { endpointOf, partnerOf } from '../../support/partners.ts';

const newTable = useDynalite();
const outlet = partnerOf({ id: 'outlet', filter: { languages: ['en'], not: { keywords: ['sport'] } } });

test('a partner is kept as it was registered', async () => {
  const store = partnerStore(await newTable());
  expect(await store.get('outlet')).toBeUndefined();
  await store.put(outlet);
  expect(await store.get('outlet')).toEqual(outlet);
  await store.put({ ...outlet, url: 'https://outlet.example/new' });
  expect(await store.get('outlet')).toEqual({ ...outlet, url: 'https://outlet.example/new' });
});

test('pausing says why, resuming forgets it, and neither makes a partner', async () => {
  const store = partnerStore(await newTable());
  await store.put(outlet);
  expect(await store.setStatus('outlet', 'paused', 'ENDPOINT_GONE')).toBe(true);
  expect(await store.get('outlet')).toEqual({ ...outlet, status: 'paused', pauseReason: 'ENDPOINT_GONE' });
  expect(await store.setStatus('outlet', 'active')).toBe(true);
  expect(await store.get('outlet')).toEqual(outlet);
  expect(await store.setStatus('unknown', 'active')).toBe(false);
  expect(await store.all()).toEqual([outlet]);
});

test('a change writes what differs, and leaves alone what was written meanwhile', async () => {
  const store = partnerStore(await newTable());
  const before = { ...outlet, maxPerSecond: 5, unverified: true as const };
  await store.put(before);
  await store.setStatus('outlet', 'paused', 'ENDPOINT_GONE');
  const { maxPerSecond: _, ...after } = { ...before, name: 'The New Outlet', filter: { languages: ['de'] } };
  expect(await store.revise(before, after)).toBe(true);
  expect(await store.get('outlet')).toEqual({ ...after, status: 'paused', pauseReason: 'ENDPOINT_GONE' });
  expect(await store.revise(after, after)).toBe(true);
  expect(await store.revise({ ...after, id: 'unknown' }, { ...after, id: 'unknown', name: 'x' })).toBe(false);
  expect(await store.get('unknown')).toBeUndefined();
});

test('an address is verified, not a partner that has another by now', async () => {
  const store = partnerStore(await newTable());
  await store.put({ ...outlet, unverified: true });
  expect(await store.setVerified('outlet', 'https://elsewhere.example/hook')).toBe(false);
  expect(await store.get('outlet')).toMatchObject({ unverified: true });
  expect(await store.setVerified('outlet', outlet.url ?? '')).toBe(true);
  expect(await store.get('outlet')).toEqual(outlet);
  expect(await store.setVerified('unknown', outlet.url ?? '')).toBe(false);
});

test('a registry of any size is read whole', async () => {
  const store = partnerStore(await newTable());
  // Together more than one answer of the table holds.
  const keywords = Array.from({ length: 2_000 }, (_, number) => `a keyword, number ${number}`);
  const partners: Partner[] = Array.from({ length: 40 }, (_, number) =>
    partnerOf({ id: `outlet-${String(number).padStart(2, '0')}`, filter: { keywords } }),
  );
  await Promise.all(partners.map((partner) => store.put(partner)));
  expect((await store.all()).map(({ id }) => id)).toEqual(partners.map(({ id }) => id));
});

test('endpoints of operational events are found by their id, and listed apart from partners', async () => {
  const store = partnerStore(await newTable());
  await store.put(partnerOf());
  await store.put(endpointOf());
  expect((await store.all()).map(({ id }) => id)).toEqual(['outlet']);
  expect(await store.endpoints()).toEqual([endpointOf()]);
  expect(await store.get('@ops')).toEqual(endpointOf());
});

test('a pause is for active partners: one that was removed stays removed', async () => {
  const store = partnerStore(await newTable());
  await store.put(partnerOf());
  await store.put(partnerOf({ id: 'gone', status: 'removed' }));
  expect(await store.pause({ id: 'outlet' }, 'ENDPOINT_GONE', 5)).toBe(true);
  expect(await store.pause({ id: 'outlet' }, 'FAILING_FOR_DAYS', 6)).toBe(false);
  expect(await store.pause({ id: 'gone' }, 'ENDPOINT_GONE', 5)).toBe(false);
  expect(await store.get('outlet')).toMatchObject({ status: 'paused', pauseReason: 'ENDPOINT_GONE', statusAtMs: 5 });
  expect(await store.get('gone')).toMatchObject({ status: 'removed' });
  // An answer from before a person resumed it pauses nothing.
  await store.setStatus('outlet', 'active', undefined, 7);
  expect(await store.pause({ id: 'outlet', statusAtMs: 5 }, 'ENDPOINT_GONE', 8)).toBe(false);
  expect(await store.pause({ id: 'outlet', statusAtMs: 7 }, 'ENDPOINT_GONE', 8)).toBe(true);
});
