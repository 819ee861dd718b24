import type { Delivery } from './delivery.ts';

/** A pair's state; `none` before it has a record. */
export type PairState = Delivery['state'] | 'none';

export interface Transition {
  readonly from: readonly PairState[];
  readonly to: PairState;
  /** What happens, and under which condition it may. */
  readonly when: string;
}

/**
 * Every change of a pair's state there is. The conditional writes of `shared/store/deliveries.ts` make them and no others: the simulations hold
 * every write of theirs to this table, and the same table stands in docs/delivery.md.
 */
export const transitions = [
  {
    from: ['none', 'delivered', 'retrying', 'parked', 'withdrawn'],
    to: 'sending',
    when: 'a lease is taken: nobody holds one, the wait is over or the message knows of a newer revision, and the partner has not confirmed that',
  },
  { from: ['dead'], to: 'sending', when: 'a lease is taken for a newer revision than the one given up' },
  { from: ['sending'], to: 'sending', when: 'the lease ran out, and another is taken: whoever held it ended mid-way' },
  {
    from: ['sending'],
    to: 'delivered',
    when: 'the partner answered 2xx; or nothing is owed, and it has, or may have, an earlier revision',
  },
  { from: ['sending'], to: 'retrying', when: 'the attempt failed, and the retry schedule has time left' },
  {
    from: ['sending'],
    to: 'parked',
    when: 'the attempt failed, and the partner takes nothing any more: 410, five failures in a row, five days',
  },
  {
    from: ['sending'],
    to: 'dead',
    when: 'the retry schedule is used up, the webhook cannot be sent at all, or the partner was removed and its endpoint is gone',
  },
  {
    from: ['sending'],
    to: 'withdrawn',
    when: 'nothing is owed, and the partner has nothing, though it was tried before',
  },
  { from: ['sending'], to: 'none', when: 'nothing is owed, and no attempt was ever made' },
  {
    from: ['none', 'delivered', 'retrying', 'parked', 'withdrawn', 'sending', 'dead'],
    to: 'parked',
    when: 'something is owed while the partner takes nothing; not under a lease that still holds, nor, once given up, for the same revision',
  },
  { from: ['dead'], to: 'retrying', when: 'a person asks for a replay' },
  {
    from: ['retrying', 'parked', 'dead', 'sending', 'withdrawn'],
    to: 'delivered',
    when: 'the partner fetched it, and asked for what comes after; or it fetches, nothing is owed any more, and it has, or may have, an earlier revision',
  },
  {
    from: ['retrying', 'parked', 'dead'],
    to: 'withdrawn',
    when: 'it fetches, nothing is owed any more, and it has nothing, though it was tried before',
  },
  {
    from: ['retrying', 'parked', 'dead'],
    to: 'none',
    when: 'it fetches, nothing is owed any more, and no attempt was ever made',
  },
  { from: ['none'], to: 'retrying', when: 'an operational event is told' },
  {
    from: ['none', 'delivered', 'retrying', 'parked', 'withdrawn', 'sending', 'dead'],
    to: 'retrying',
    when: 'the limits of the partner are used up: it waits for its turn, under the conditions of a lease',
  },
] as const satisfies readonly Transition[];

/** Whether the table has a change from one state to another. */
export function isTransition(from: PairState, to: PairState): boolean {
  return transitions.some((one: Transition) => one.to === to && one.from.includes(from));
}
