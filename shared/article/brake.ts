import { brakeLimits } from '../contract/limits.ts';
import type { Brake, Publisher } from './publisher.ts';
import type { ArticleHead, Disposition, Revision, RevisionSource } from './revision.ts';

/** The publisher's brake, with the default where its profile names none; undefined when it is off. */
export function brakeOf({ brake = brakeLimits }: Pick<Publisher, 'brake'>): Brake | undefined {
  return brake === 'off' ? undefined : brake;
}

/** Whether an item would go out by itself, now or when its embargo ends: what does not needs no brake, and is not counted. */
export function goesOut(disposition: Disposition): boolean {
  return disposition.kind === 'send' || (disposition.kind === 'hold' && disposition.untilMs !== undefined);
}

/**
 * Whether the upload brings an article that was not there before it, or was taken back. True again for a first revision when the same event is handled again:
 * the count, and what is held, stays as it was.
 */
export function isNewWith(source: RevisionSource, head: ArticleHead | undefined): boolean {
  if (head === undefined || head.state === 'retracted') return true;
  return head.revision === 1 && head.source.key === source.key && head.source.sequencer === source.sequencer;
}

/** The revision by which an operator lets an article out; under an embargo, it goes on waiting for its end. */
export function releasedFromBrake(previous: Revision, nowMs: number): Revision {
  const isUnderEmbargo = previous.heldUntilMs !== undefined && previous.heldUntilMs > nowMs;
  return {
    ...previous,
    revision: previous.revision + 1,
    state: isUnderEmbargo ? 'held' : 'live',
    heldUntilMs: isUnderEmbargo ? previous.heldUntilMs : undefined,
    heldBy: undefined,
    acceptedAtMs: nowMs,
  };
}

/** The revision by which an operator takes an article back that never went out. */
export function discardedByOperator(previous: Revision, nowMs: number): Revision {
  return {
    ...previous,
    revision: previous.revision + 1,
    state: 'retracted',
    heldUntilMs: undefined,
    heldBy: undefined,
    sameAs: undefined,
    article: { ...previous.article, pubStatus: 'canceled' },
    contentHash: 'discarded',
    retractedBy: 'operator',
    acceptedAtMs: nowMs,
  };
}
