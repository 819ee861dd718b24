import { expect, test } from 'vitest';
import { pullTokenStore } from '../../../shared/store/pull-tokens.ts';
import { opensBy, revokePullTokens, rotatePullToken, tokensInUse } from '../../../shared/webhooks/pull-tokens.ts';
import { MemoryTable } from '../../support/memory-table.ts';

const hour = 3_600_000;

test('a token is shown once and kept as a hash', async () => {
  const table = new MemoryTable();
  const store = pullTokenStore(table);
  const { id, token } = await rotatePullToken(store, 'outlet', { overlapMs: hour, nowMs: 5 });
  expect(token).toMatch(/^bylt_[\w-]{43}$/);
  expect(JSON.stringify([...table.items.values()])).not.toContain(token.slice(5));
  const kept = await store.get('outlet');
  expect(kept).toMatchObject([{ id, createdAtMs: 5 }]);
  expect(opensBy(kept, token, 5)).toBe(true);
  for (const wrong of ['', 'bylt_', token.slice(0, -1), `${token}x`]) expect(opensBy(kept, wrong, 5)).toBe(false);
  expect(opensBy([], token, 5)).toBe(false);
});

test('a further one goes on beside the one before, for the overlap and no longer', async () => {
  const store = pullTokenStore(new MemoryTable());
  const first = await rotatePullToken(store, 'outlet', { overlapMs: hour, nowMs: 0 });
  const second = await rotatePullToken(store, 'outlet', { overlapMs: hour, nowMs: hour });
  const opens = async (token: string, nowMs: number) => opensBy(await store.get('outlet'), token, nowMs);
  expect([await opens(first.token, 2 * hour - 1), await opens(second.token, 2 * hour - 1)]).toEqual([true, true]);
  expect([await opens(first.token, 2 * hour), await opens(second.token, 2 * hour)]).toEqual([false, true]);
  // A later rotation does not make the first one live on.
  await rotatePullToken(store, 'outlet', { overlapMs: 50 * hour, nowMs: hour + 1 });
  expect(await opens(first.token, 2 * hour)).toBe(false);
});

test('at most a few are kept', async () => {
  const store = pullTokenStore(new MemoryTable());
  for (let made = 0; made < 9; made++) await rotatePullToken(store, 'outlet', { overlapMs: hour, nowMs: made });
  expect(tokensInUse(await store.get('outlet'), 10)).toHaveLength(4);
});

test('one is taken away by its id, or all of them, and no other partner’s', async () => {
  const store = pullTokenStore(new MemoryTable());
  const [a, b] = [
    await rotatePullToken(store, 'outlet', { overlapMs: hour, nowMs: 0 }),
    await rotatePullToken(store, 'outlet', { overlapMs: hour, nowMs: 0 }),
  ];
  const other = await rotatePullToken(store, 'other', { overlapMs: hour, nowMs: 0 });
  expect(await revokePullTokens(store, 'outlet', 'unknown')).toBe(0);
  expect(await revokePullTokens(store, 'outlet', a.id)).toBe(1);
  expect(opensBy(await store.get('outlet'), a.token, 1)).toBe(false);
  expect(opensBy(await store.get('outlet'), b.token, 1)).toBe(true);
  expect(await revokePullTokens(store, 'outlet', undefined)).toBe(1);
  expect(opensBy(await store.get('outlet'), b.token, 1)).toBe(false);
  expect(opensBy(await store.get('other'), other.token, 1)).toBe(true);
});
