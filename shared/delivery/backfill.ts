import { type ArticleHead, isExpired, isReleased } from '../article/revision.ts';
import type { ArticleFacts } from '../partners/match.ts';
import type { Partner } from '../partners/partner.ts';
import { refusalOf } from '../partners/who-gets.ts';
import { type Delivery, mayHoldArticle, neverTried, whatIsOwed, withoutLease } from './delivery.ts';

/**
 * What a partner's profile, as it stands, would make of an article that was fanned out before: `publish` it, which its filter and territories of then did not;
 * `retract` it, which is not licensed where it publishes any more; or leave it. `holds` is one that its filter does not match any more: it keeps what it has, with corrections
 * and retractions.
 */
export type Backfill =
  | { readonly effect: 'publish' | 'retract'; readonly by: 'look' | 'revision' }
  | { readonly effect: 'none'; readonly because: 'as-it-should-be' | 'holds' | 'on-its-way' | 'not-out' };

/**
 * Decides that of one article. `by: 'look'`: what it is owed follows from the record, and somebody has to look; `'revision'`: it has, or took down, this very revision, and
 * one revision is never sent as two events, so that one that says the same has to come first. Pure.
 */
export function backfillOf(
  partner: Partner,
  { head, facts, delivery }: { readonly head: ArticleHead; readonly facts: ArticleFacts; readonly delivery?: Delivery },
  nowMs: number,
): Backfill {
  if (!isReleased(head, nowMs) || isExpired(head, nowMs)) return { effect: 'none', because: 'not-out' };
  const standing = delivery ? withoutLease(delivery) : neverTried;
  const refusal = refusalOf(partner, { facts, licenses: head.licenses, nowMs });
  // Parked, waiting or given up: what it gets is what it is owed then, and a replay's business where it is dead.
  const isUnderWay = delivery !== undefined && delivery.state !== 'delivered' && delivery.state !== 'withdrawn';
  if (isUnderWay) return { effect: 'none', because: 'on-its-way' };
  const by = whatIsOwed(standing, head, partner, nowMs).kind === 'send' ? 'look' : 'revision';
  if (mayHoldArticle(standing)) {
    if (refusal === 'territory') return { effect: 'retract', by };
    // It has an earlier revision, and nobody looks after the newest: it was removed meanwhile, and registered again.
    if (by === 'look') return { effect: 'publish', by };
    return { effect: 'none', because: refusal === 'filter' ? 'holds' : 'as-it-should-be' };
  }
  if (refusal !== undefined || !partner.events.includes('article.published'))
    return { effect: 'none', because: 'as-it-should-be' };
  return { effect: 'publish', by };
}
