import { beforeEach, describe, expect, test } from 'vitest';
import { deliveryLimits } from '../../../shared/contract/limits.ts';
import { type Admission, partnerLimitStore, type PartnerLimitStore } from '../../../shared/store/partner-limits.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();
const nowMs = 1_790_000_000_250;

let store: PartnerLimitStore;
beforeEach(async () => {
  store = partnerLimitStore(await newTable());
});

const admitted = (admissions: readonly Admission[]) => admissions.filter(({ kind }) => kind === 'admitted').length;

test('a partner without limits is admitted', async () => {
  expect(await store.admit({ id: 'outlet' }, nowMs, 0)).toEqual({ kind: 'admitted' });
});

describe('a limit a second', () => {
  const partner = { id: 'outlet', maxPerSecond: 3 };

  test('is kept by all who ask at once; the others wait for the seconds they need', async () => {
    const admissions = await Promise.all(Array.from({ length: 10 }, () => store.admit(partner, nowMs, 0)));
    expect(admitted(admissions)).toBe(3);
    const waits = admissions.flatMap((one) => (one.kind === 'wait' ? [one.untilMs - 1_790_000_000_000] : []));
    expect(waits.toSorted()).toEqual([1000, 1000, 1000, 2000, 2000, 2000, 3000]);
  });

  test('starts anew with each second, and is each partner’s own', async () => {
    for (let number = 0; number < 3; number++) await store.admit(partner, nowMs, 0);
    expect(await store.admit(partner, nowMs + 749, 0)).toMatchObject({ kind: 'wait' });
    expect(await store.admit(partner, nowMs + 750, 0)).toMatchObject({ kind: 'admitted' });
    expect(await store.admit({ ...partner, id: 'other' }, nowMs, 0)).toMatchObject({ kind: 'admitted' });
  });
});

describe('a limit at once', () => {
  const partner = { id: 'outlet', maxInFlight: 3 };

  test('is kept by all who ask at once, whatever slot they begin with', async () => {
    const admissions = await Promise.all(
      Array.from({ length: 9 }, (_, number) => store.admit(partner, nowMs, number / 9)),
    );
    expect(admitted(admissions)).toBe(3);
    const slots = admissions.flatMap((one) => (one.kind === 'admitted' ? [one.slot] : []));
    expect(slots.toSorted()).toEqual(['slot0', 'slot1', 'slot2']);
    expect(admissions.find(({ kind }) => kind === 'wait')).toEqual({ kind: 'wait', untilMs: nowMs + 2000 });
  });

  test('a slot given back is free for the next', async () => {
    const [first] = await Promise.all(Array.from({ length: 3 }, () => store.admit(partner, nowMs, 0.99)));
    expect((await store.admit(partner, nowMs, 0)).kind).toBe('wait');
    if (first) await store.finish(partner, first);
    expect(await store.admit(partner, nowMs, 0)).toEqual(first);
  });

  test('a slot never given back is free when its lease would have ended', async () => {
    for (let number = 0; number < 3; number++) await store.admit(partner, nowMs, 0);
    expect((await store.admit(partner, nowMs + deliveryLimits.leaseMs - 1, 0)).kind).toBe('wait');
    expect((await store.admit(partner, nowMs + deliveryLimits.leaseMs, 0)).kind).toBe('admitted');
  });

  test('waiting for the second does not hold a slot', async () => {
    const both = { ...partner, maxPerSecond: 1, maxInFlight: 2 };
    expect((await store.admit(both, nowMs, 0)).kind).toBe('admitted');
    expect((await store.admit(both, nowMs, 0)).kind).toBe('wait');
    expect(await store.admit(both, nowMs + 1000, 0)).toMatchObject({ kind: 'admitted', slot: 'slot1' });
  });
});
