import { expect, test } from 'vitest';
import {
  fetchingFinding,
  healthFinding,
  keysFinding,
  partnersFinding,
  publishersFinding,
} from '../../../cli/doctor/registry-checks.ts';
import { registryStores } from '../../../shared/store/registry.ts';
import { MemoryTable } from '../../support/memory-table.ts';
import { partnerOf } from '../../support/partners.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const evening = partnerOf({ id: 'evening-post' });

test('publishers are well when there are some and none is paused', () => {
  const gazette = { id: 'gazette', name: 'Gazette', active: true };
  expect(publishersFinding([], []).status).toBe('warn');
  expect(publishersFinding([gazette], []).status).toBe('ok');
  expect(publishersFinding([{ ...gazette, active: false }], [])).toMatchObject({
    status: 'warn',
    todo: expect.stringContaining('publishers resume gazette'),
  });
  expect(publishersFinding([gazette], ['removed']).status).toBe('ok');
  expect(publishersFinding([gazette], ['gazette'])).toMatchObject({
    status: 'warn',
    said: 'nothing new comes of gazette',
  });
});

test('partners are well when all are verified and active; those removed do not count', () => {
  expect(partnersFinding([]).status).toBe('warn');
  expect(partnersFinding([evening, { ...evening, id: 'gone', status: 'removed' }]).status).toBe('ok');
  expect(partnersFinding([{ ...evening, unverified: true }]).todo).toBe('byline partners verify evening-post');
  expect(partnersFinding([{ ...evening, status: 'paused' }]).todo).toBe('byline partners show evening-post');
});

test('a partner whose circuit is open is named, the longest first to look at', () => {
  const failing = (partnerId: string, sinceMs: number) => ({
    partnerId,
    circuit: 'open' as const,
    failuresInRow: 9,
    failingSinceMs: nowMs - sinceMs,
  });
  const partners = [evening, partnerOf({ id: 'morning-post' })];
  expect(healthFinding([], partners).status).toBe('ok');
  expect(healthFinding([failing('forgotten', 1)], partners).status).toBe('ok');
  expect(healthFinding([failing('evening-post', 1_000), failing('morning-post', 60_000)], partners)).toMatchObject({
    status: 'warn',
    said: 'evening-post, morning-post fail, since 2026-11-24T11:59:00Z the longest',
    todo: expect.stringContaining('partners show morning-post'),
  });
});

test('a partner without a key that lasts fails: nothing could be signed for it', async () => {
  const { signingKeys, proofKeys } = registryStores(new MemoryTable(), new MemoryTable());
  const look = () => keysFinding(signingKeys, proofKeys, [evening], nowMs);
  expect(await look()).toMatchObject({ status: 'fail', said: 'nothing signs for evening-post' });
});

test('partners that only fetch are well while they come, or nothing waits for them', () => {
  const hourMs = 3_600_000;
  const reads = { partnerId: 'radio', lastAtMs: nowMs - 3 * hourMs, gapsMs: [hourMs, hourMs] };
  expect(fetchingFinding([], nowMs).status).toBe('ok');
  expect(fetchingFinding([{ id: 'radio', reads, waits: false }], nowMs).status).toBe('ok');
  expect(fetchingFinding([{ id: 'radio', reads, waits: true }], nowMs - hourMs).status).toBe('ok');
  expect(fetchingFinding([{ id: 'radio', reads, waits: true }], nowMs)).toMatchObject({
    status: 'warn',
    said: 'radio does not fetch what waits',
    todo: expect.stringContaining('partners show radio'),
  });
  expect(fetchingFinding([{ id: 'new', waits: true }], nowMs).said).toContain('new never did');
});

test('a partner that only fetches needs no signing key', async () => {
  const { signingKeys, proofKeys } = registryStores(new MemoryTable(), new MemoryTable());
  const fetching = partnerOf({ id: 'fetcher', url: undefined, pull: true });
  expect(await keysFinding(signingKeys, proofKeys, [fetching], nowMs)).toMatchObject({ status: 'ok' });
});
