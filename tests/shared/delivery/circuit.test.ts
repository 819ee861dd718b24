import { describe, expect, test } from 'vitest';
import { circuitLimits } from '../../../shared/contract/limits.ts';
import {
  afterFailure,
  afterProbe,
  healthyPartner,
  isUnhealthy,
  type PartnerHealth,
} from '../../../shared/delivery/circuit.ts';

const nowMs = 1_790_000_000_000;
const { failuresToOpen, firstProbeMs, maxProbeMs, pauseAfterMs } = circuitLimits;
const health = (changes: Partial<PartnerHealth>): PartnerHealth => ({ ...healthyPartner('outlet'), ...changes });
const opened = { kind: 'open', probeIntervalMs: firstProbeMs, nextProbeAtMs: nowMs + firstProbeMs };
const open = { circuit: 'open', probeIntervalMs: 240_000, nextProbeAtMs: nowMs + 90_000 } as const;

test.each<[string, Partial<PartnerHealth>, unknown]>([
  ['the first', { failuresInRow: 1 }, { kind: 'stay' }],
  ['the last but one', { failuresInRow: failuresToOpen - 1 }, { kind: 'stay' }],
  ['one too many', { failuresInRow: failuresToOpen }, opened],
  ['one of several at the same time', { failuresInRow: failuresToOpen + 3 }, opened],
  ['the first after recovering', { circuit: 'draining', failuresInRow: 1 }, { kind: 'stay' }],
  ['one too many while draining', { circuit: 'draining', failuresInRow: failuresToOpen }, opened],
  [
    'one while open',
    { ...open, failuresInRow: 40 },
    { kind: 'open', probeIntervalMs: 240_000, nextProbeAtMs: nowMs + 90_000 },
  ],
  ['one while open, the probe forgotten', { circuit: 'open', failuresInRow: 40 }, opened],
  ['one just before five days', { failingSinceMs: nowMs - pauseAfterMs + 1, failuresInRow: 1 }, { kind: 'stay' }],
  ['one after five days', { ...open, failingSinceMs: nowMs - pauseAfterMs, failuresInRow: 400 }, { kind: 'pause' }],
])('a failure, %s', (_, changes, step) => {
  expect(afterFailure(health(changes), nowMs)).toEqual(step);
});

test.each([
  [firstProbeMs, 2 * firstProbeMs],
  [maxProbeMs / 2, maxProbeMs],
  [maxProbeMs / 2 + 1, maxProbeMs],
  [maxProbeMs, maxProbeMs],
  [undefined, 2 * firstProbeMs],
])('a probe after %s ms is followed by one after %s ms', (probeIntervalMs, next) => {
  expect(afterProbe(health({ circuit: 'open', probeIntervalMs }), nowMs)).toEqual({
    probeIntervalMs: next,
    nextProbeAtMs: nowMs + next,
  });
});

describe('the slow lane', () => {
  test.each<[string, PartnerHealth | undefined, boolean]>([
    ['nothing known', undefined, false],
    ['healthy', health({}), false],
    ['stumbling', health({ failuresInRow: 1 }), true],
    ['open', health(open), true],
    ['draining', health({ circuit: 'draining' }), false],
  ])('%s', (_, one, slow) => {
    expect(isUnhealthy(one)).toBe(slow);
  });
});
