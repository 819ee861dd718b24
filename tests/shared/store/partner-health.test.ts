import { beforeEach, describe, expect, test } from 'vitest';
import { circuitLimits } from '../../../shared/contract/limits.ts';
import { dueStore } from '../../../shared/store/due.ts';
import { type PartnerHealthStore, partnerHealthStore } from '../../../shared/store/partner-health.ts';
import type { Table } from '../../../shared/store/table.ts';
import { dueBy } from '../../support/due.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();
const nowMs = Date.UTC(2026, 10, 23, 12);
const { failuresToOpen, firstProbeMs, maxProbeMs, pauseAfterMs } = circuitLimits;
const partner = 'outlet';

let table: Table;
let store: PartnerHealthStore;
beforeEach(async () => {
  table = await newTable();
  store = partnerHealthStore(table);
});

const isDue = async (atMs: number) =>
  (await dueBy(dueStore(table), atMs)).some(({ work }) => work.kind === 'health' && work.partnerId === partner);

async function fail(times: number, atMs = nowMs) {
  let step = await store.failed(partner, atMs);
  for (let time = 1; time < times; time++) step = await store.failed(partner, atMs);
  return step;
}

/** Takes the probe that is due at `atMs`, and has it fail. */
async function probe(atMs: number) {
  expect(await store.takeProbe(await store.get(partner), atMs)).toBe(true);
  return store.failed(partner, atMs + 1);
}

test('a partner nobody heard of is healthy, and costs no record', async () => {
  expect(await store.get(partner)).toEqual({ partnerId: partner, circuit: 'closed', failuresInRow: 0 });
  expect(await store.all()).toEqual([]);
});

describe('failures in a row', () => {
  test('open the circuit when there are enough, and bring the partner before the sweep', async () => {
    for (let failures = 1; failures < failuresToOpen; failures++) {
      expect(await store.failed(partner, nowMs + failures)).toEqual({ kind: 'stay' });
    }
    expect(await store.get(partner)).toMatchObject({ circuit: 'closed', failuresInRow: 4, failingSinceMs: nowMs + 1 });
    expect(await isDue(1e15)).toBe(false);
    const nextProbeAtMs = nowMs + 9 + firstProbeMs;
    expect(await store.failed(partner, nowMs + 9)).toEqual({
      kind: 'open',
      nextProbeAtMs,
      probeIntervalMs: firstProbeMs,
    });
    expect(await store.get(partner)).toMatchObject({ circuit: 'open', nextProbeAtMs, failingSinceMs: nowMs + 1 });
    expect([await isDue(nextProbeAtMs - 1), await isDue(nextProbeAtMs)]).toEqual([false, true]);
  });

  test('of POSTs that were under way when it opened do not put the probe off', async () => {
    await fail(failuresToOpen);
    const before = await store.get(partner);
    const steps = await Promise.all(Array.from({ length: 20 }, () => store.failed(partner, nowMs + 1000)));
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(['open']));
    expect(await store.get(partner)).toEqual({ ...before, failuresInRow: failuresToOpen + 20 });
  });

  test('at the same time are all counted', async () => {
    await Promise.all(Array.from({ length: 12 }, () => store.failed(partner, nowMs)));
    expect(await store.get(partner)).toMatchObject({
      circuit: 'open',
      failuresInRow: 12,
      probeIntervalMs: firstProbeMs,
    });
  });

  test('for days pause the endpoint', async () => {
    await fail(failuresToOpen);
    expect(await store.failed(partner, nowMs + pauseAfterMs - 1)).toMatchObject({ kind: 'open' });
    expect(await store.failed(partner, nowMs + pauseAfterMs)).toEqual({ kind: 'pause' });
  });
});

describe('probes', () => {
  test('of many who ask, one gets the probe', async () => {
    await fail(failuresToOpen);
    const health = await store.get(partner);
    const taken = await Promise.all(Array.from({ length: 8 }, () => store.takeProbe(health, nowMs + firstProbeMs)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('that fail follow each other at twice the distance, up to a longest', async () => {
    await fail(failuresToOpen);
    const distances: number[] = [];
    let lastMs = nowMs;
    for (let number = 0; number < 10; number++) {
      const { nextProbeAtMs = 0 } = await store.get(partner);
      distances.push(nextProbeAtMs - lastMs);
      lastMs = nextProbeAtMs;
      expect(await probe(nextProbeAtMs)).toMatchObject({ kind: 'open' });
    }
    expect(distances.slice(0, 4)).toEqual([1, 2, 4, 8].map((times) => times * firstProbeMs));
    expect(distances.at(-1)).toBe(maxProbeMs);
  });

  test('one whose function ended mid-way is followed by the next', async () => {
    await fail(failuresToOpen);
    await store.takeProbe(await store.get(partner), nowMs + firstProbeMs);
    const { nextProbeAtMs = 0 } = await store.get(partner);
    expect(nextProbeAtMs).toBeGreaterThan(nowMs + firstProbeMs);
    expect(await store.takeProbe(await store.get(partner), nextProbeAtMs)).toBe(true);
  });
});

describe('recovering', () => {
  test('of a partner that only stumbled forgets the failures', async () => {
    await fail(failuresToOpen - 1);
    await store.recovered(await store.get(partner), nowMs);
    expect(await store.get(partner)).toEqual({ partnerId: partner, circuit: 'closed', failuresInRow: 0 });
    expect(await fail(failuresToOpen - 1)).toEqual({ kind: 'stay' });
  });

  test('of an open circuit has the parked pairs released at once, and closes it when there are none left', async () => {
    await fail(failuresToOpen);
    await store.recovered(await store.get(partner), nowMs + 5);
    expect(await store.get(partner)).toEqual({ partnerId: partner, circuit: 'draining', failuresInRow: 0 });
    expect(await isDue(nowMs + 5)).toBe(true);
    await store.setDue(partner, nowMs + 60_000);
    expect([await isDue(nowMs + 59_999), await isDue(nowMs + 60_000)]).toEqual([false, true]);
    await store.setDue(partner, undefined);
    expect(await store.get(partner)).toMatchObject({ circuit: 'closed' });
    expect(await isDue(1e15)).toBe(false);
  });

  test('a circuit that opened again meanwhile is not closed by the end of the draining', async () => {
    await fail(failuresToOpen);
    await store.setDue(partner, undefined);
    expect(await store.get(partner)).toMatchObject({ circuit: 'open' });
    expect(await isDue(1e15)).toBe(false);
  });

  test('having nothing due makes no record', async () => {
    await store.setDue(partner, undefined);
    expect(await store.all()).toEqual([]);
  });

  test('a partner resumed by a person is drained, even if it never failed', async () => {
    await store.drain(partner, nowMs);
    expect(await store.get(partner)).toEqual({ partnerId: partner, circuit: 'draining', failuresInRow: 0 });
    expect(await isDue(nowMs)).toBe(true);
  });
});

test('partners in trouble are listed, each with its own state', async () => {
  await fail(2);
  await store.failed('other', nowMs);
  expect((await store.all()).map(({ partnerId, failuresInRow }) => [partnerId, failuresInRow])).toEqual([
    ['other', 1],
    [partner, 2],
  ]);
});
