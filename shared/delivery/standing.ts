import { isLicensed } from '../article/license.ts';
import type { ArticleHead } from '../article/revision.ts';
import type { Partner } from '../partners/partner.ts';
import { type Delivery, mayHoldArticle, withoutLease } from './delivery.ts';

/** How a partner stands with an article, for people, each with its words. */
export const standings = {
  'has-newest': 'has the newest revision',
  'has-older': 'has an older revision',
  'may-have': 'may have it: it was sent, and not confirmed',
  'has-nothing': 'has nothing',
  'took-down': 'confirmed the retraction',
  'owes-takedown': 'has NOT confirmed the retraction',
} as const;
export type StandingName = keyof typeof standings;

/**
 * How the partner of a pair stands. A retraction concerns it when the article is retracted, or when its licence does not cover the partner any more; until it
 * is confirmed, the partner owes it, whoever was paused or removed since.
 */
export function standingOf(
  pair: Delivery,
  head: ArticleHead,
  partner: Pick<Partner, 'territories'> | undefined,
  nowMs: number,
): StandingName {
  const mayHold = mayHoldArticle(withoutLease(pair));
  const isTakenBack = head.state === 'retracted' || !isLicensed(head.licenses, partner?.territories, nowMs);
  if (isTakenBack && mayHold) return 'owes-takedown';
  if (pair.ackedEvent === 'article.retracted' && !mayHold) return 'took-down';
  if (isTakenBack || !mayHold) return 'has-nothing';
  if (pair.ackedRevision >= (head.sameAs ?? head.revision)) return 'has-newest';
  return pair.ackedRevision > 0 ? 'has-older' : 'may-have';
}
