import { expect, test } from 'vitest';
import { isTransition, type PairState, type Transition, transitions } from '../../../shared/delivery/transitions.ts';

const states: readonly PairState[] = ['none', 'sending', 'delivered', 'retrying', 'parked', 'dead', 'withdrawn'];

test('every state can be reached from none, and none of them is a trap', () => {
  const reachable = (from: PairState): ReadonlySet<PairState> => {
    const seen = new Set<PairState>([from]);
    for (const state of seen) for (const to of states) if (isTransition(state, to)) seen.add(to);
    return seen;
  };
  expect([...reachable('none')].toSorted()).toEqual([...states].toSorted());
  for (const state of states) expect(reachable(state)).toContain('delivered');
});

test('an attempt ends only where a lease was: nothing is delivered or given up without one', () => {
  for (const { from, to } of transitions as readonly Transition[])
    if (to === 'delivered' || to === 'dead' || to === 'withdrawn') expect(from).toEqual(['sending']);
});
