import { expect, test } from 'vitest';
import { sweepLimits } from '../../../shared/contract/limits.ts';
import { uploadAuditStore } from '../../../shared/store/upload-audit.ts';
import { MemoryTable } from '../../support/memory-table.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);

test('an audit begins at once, over everything', async () => {
  const store = uploadAuditStore(new MemoryTable());
  expect(await store.get()).toEqual({ step: 0, sinceMs: 0, graceMs: sweepLimits.auditGraceMs, nextAtMs: 0 });
});

test('of two runs that read the same state one writes the next', async () => {
  const store = uploadAuditStore(new MemoryTable());
  const first = await store.get();
  const next = { after: 'k', startedAtMs: nowMs, sinceMs: 0, graceMs: 5, nextAtMs: nowMs };
  expect([await store.advance(first, next), await store.advance(first, next)]).toEqual([true, false]);
  const second = await store.get();
  expect(second).toMatchObject({ ...next, step: 1 });
  const round = { sinceMs: nowMs, graceMs: 5, nextAtMs: nowMs + 1 };
  expect([await store.advance(second, round), await store.advance(second, round)]).toEqual([true, false]);
  expect(await store.get()).not.toHaveProperty('after');
});

test('a restart looks at everything again, whatever is under way', async () => {
  const store = uploadAuditStore(new MemoryTable());
  const before = await store.get();
  await store.advance(before, { after: 'k', startedAtMs: nowMs, sinceMs: 7, graceMs: 5, nextAtMs: nowMs + 99 });
  const underWay = await store.get();
  await store.restart(nowMs + 1, 0);
  expect(await store.advance(underWay, { sinceMs: 7, graceMs: 5, nextAtMs: nowMs + 99 })).toBe(false);
  expect(await store.get()).toMatchObject({ sinceMs: 0, graceMs: 0, nextAtMs: nowMs + 1 });
  expect(await store.get()).not.toHaveProperty('after');
});
