import type { ArticleHead } from '../../shared/article/revision.ts';
import { isReleased } from '../../shared/article/revision.ts';
import type { PartnerHealth } from '../../shared/delivery/circuit.ts';
import { isOverdueReader, type PartnerReads } from '../../shared/delivery/reading-habit.ts';
import type { Attempt, Delivery } from '../../shared/delivery/delivery.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import { html, type Html } from './html.ts';

/** What a state means to whoever looks: the colour follows it, and never stands alone. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'idle';

export interface State {
  readonly tone: Tone;
  readonly label: string;
}

export function badge({ tone, label }: State): Html {
  return html`<span class="state ${tone}">${label}</span>`;
}

export function articleState(head: Pick<ArticleHead, 'state' | 'heldUntilMs'>, nowMs: number): State {
  switch (head.state) {
    case 'live':
      return { tone: 'good', label: 'live' };
    case 'held':
      return isReleased(head, nowMs) ? { tone: 'good', label: 'live' } : { tone: 'busy', label: 'held' };
    case 'stored':
      return { tone: 'idle', label: 'stored' };
    case 'retracted':
      return { tone: 'warn', label: 'retracted' };
    default:
      return head.state satisfies never;
  }
}

const deliveryTones = {
  delivered: 'good',
  sending: 'busy',
  retrying: 'warn',
  parked: 'warn',
  dead: 'bad',
  withdrawn: 'idle',
} as const satisfies Record<Delivery['state'], Tone>;

/** The order in which a strip of pairs shows them. */
export const deliveryOrder = Object.keys(deliveryTones) as readonly Delivery['state'][];

export function deliveryState(delivery: Pick<Delivery, 'state' | 'reason'>): State {
  if (isToBeFetched(delivery)) return { tone: 'busy', label: 'to be fetched' };
  return { tone: deliveryTones[delivery.state] ?? 'idle', label: delivery.state };
}

/** Parked for no trouble: its partner comes for it. */
export function isToBeFetched({ state, reason }: Pick<Delivery, 'state' | 'reason'>): boolean {
  return state === 'parked' && reason === 'PULLED';
}

/** One attempt: the status of an answer, or what happened instead where there was none. */
export function attemptState({ status, outcome, by }: Pick<Attempt, 'status' | 'outcome' | 'by'>): State {
  // What is given out is confirmed by the next request, and no failure before that.
  if (by === 'pull')
    return outcome === 'delivered' ? { tone: 'good', label: 'fetched' } : { tone: 'busy', label: 'given out' };
  const label = status === undefined ? (outcome === 'unknown' ? 'not seen' : 'no answer') : String(status);
  return { tone: outcome === 'delivered' ? 'good' : 'bad', label };
}

/** `reads`: of a partner that fetches, when it did. */
export function partnerState(
  partner: Pick<Partner, 'status' | 'unverified' | 'url'>,
  health: PartnerHealth | undefined,
  reads: PartnerReads | undefined,
  nowMs: number,
): State {
  if (partner.status === 'removed') return { tone: 'idle', label: 'removed' };
  if (partner.status === 'paused') return { tone: 'idle', label: 'paused' };
  if (partner.url === undefined) {
    if (!reads) return { tone: 'warn', label: 'never fetched' };
    return isOverdueReader(reads, nowMs) ? { tone: 'warn', label: 'not fetching' } : { tone: 'good', label: 'fetches' };
  }
  if (partner.unverified) return { tone: 'warn', label: 'not verified' };
  switch (health?.circuit ?? 'closed') {
    case 'open':
      return { tone: 'bad', label: 'circuit open' };
    case 'draining':
      return { tone: 'busy', label: 'catching up' };
    default:
      return (health?.failuresInRow ?? 0) > 0 ? { tone: 'warn', label: 'failing' } : { tone: 'good', label: 'healthy' };
  }
}
