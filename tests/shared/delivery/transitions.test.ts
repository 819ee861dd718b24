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

test('an attempt ends only where a lease was: nothing is delivered or given up without one, unless the partner fetched it', () => {
  const ends = (transitions as readonly Transition[]).filter(({ to }) =>
    ['delivered', 'dead', 'withdrawn'].includes(to),
  );
  const byFetching = ends.filter(({ when }) => /\bfetch(?:es|ed)\b/.test(when));
  for (const end of ends.filter((one) => !byFetching.includes(one))) expect(end.from).toEqual(['sending']);
  // Fetching gives nothing up, and confirms nothing that was never owed.
  for (const { from, to } of byFetching) {
    expect(to).not.toBe('dead');
    expect(from).not.toContain('none');
  }
});
