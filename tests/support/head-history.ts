import { isTransition, type PairState } from '../../shared/delivery/transitions.ts';
import type { Item } from '../../shared/store/table.ts';

/** A revision that became an article's newest. */
export interface HeadMoved {
  readonly revision: number;
  readonly state: string;
  /** The turn in which its head was written: it was accepted then. */
  readonly turn: number;
  readonly atMs: number;
}

/** What the writes of a simulation's table tell of articles and pairs, in their order. */
export class HeadHistory {
  readonly #moves = new Map<string, HeadMoved[]>();
  /** Changes of a pair's state that the table of transitions has not. */
  readonly strayTransitions: string[] = [];

  note(before: Item | undefined, after: Item | undefined, turn: number, atMs: number): void {
    const { pk, sk, state, articleId, revision } = (after ?? before) as Item;
    if (after && sk === 'HEAD' && before?.revision !== revision) {
      const moves = this.of(String(articleId));
      this.#moves.set(String(articleId), [...moves, { revision: Number(revision), state: String(state), turn, atMs }]);
    }
    if (!pk.startsWith('DELIVERY#')) return;
    const [from, to] = [before, after].map((item) => (item?.state ?? 'none') as PairState) as [PairState, PairState];
    // A confirmation that came too late changes no state.
    const isTaken = before?.leaseToken !== after?.leaseToken;
    if ((from !== to || isTaken) && !isTransition(from, to)) this.strayTransitions.push(`${from} to ${to}`);
  }

  of(articleId: string): readonly HeadMoved[] {
    return this.#moves.get(articleId) ?? [];
  }
}
