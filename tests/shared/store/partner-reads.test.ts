import { expect, test } from 'vitest';
import { partnerReadStore } from '../../../shared/store/partner-reads.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();
const nowMs = Date.UTC(2026, 10, 24, 12);
const hourMs = 3_600_000;

test('readings are kept with the gaps between them, for each partner', async () => {
  const reads = partnerReadStore(await newTable());
  expect(await reads.get('radio')).toBeUndefined();
  for (const hour of [0, 1, 3]) await reads.note('radio', nowMs + hour * hourMs);
  await reads.note('weekly', nowMs);
  // The second page of one reading.
  await reads.note('radio', nowMs + 3 * hourMs + 5_000);
  const radio = { partnerId: 'radio', lastAtMs: nowMs + 3 * hourMs, gapsMs: [2 * hourMs, hourMs] };
  expect(await reads.get('radio')).toEqual(radio);
  const many = await reads.many(['radio', 'weekly', 'never', 'radio']);
  expect([...many.keys()].toSorted()).toEqual(['radio', 'weekly']);
  expect(many.get('radio')).toEqual(radio);
});

test('of nobody nothing is asked', async () => {
  const table = await newTable();
  const reads = partnerReadStore({ ...table, getMany: () => Promise.reject(new Error('was asked')) });
  expect(await reads.many([])).toEqual(new Map());
});
