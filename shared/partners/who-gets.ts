import { isLicensed, type License } from '../article/license.ts';
import { canaryPublisherId } from '../contract/canary.ts';
import { explain, type Explanation } from './explain.ts';
import { type ArticleFacts, matches } from './match.ts';
import type { Partner } from './partner.ts';

/** Why a partner does not get an article that it does not have yet: it was removed, it publishes where nothing is licensed, its filter. */
export type Refusal = 'removed' | 'territory' | 'filter';

/** An article as it is offered to partners now. */
export interface Offer {
  readonly facts: ArticleFacts;
  /** Absent: everywhere and always. */
  readonly licenses?: readonly License[];
  readonly nowMs: number;
}

/** Whether a partner gets an article, and if not, why; undefined when it gets it. What fan-out decides by, and `explainPartner` explains. */
export function refusalOf(partner: Partner, { facts, licenses, nowMs }: Offer): Refusal | undefined {
  if (partner.status === 'removed') return 'removed';
  if (!isLicensed(licenses, partner.territories, nowMs)) return 'territory';
  // A canary is for whoever names it, and for nobody's open filter.
  const isCanary = facts.publisherId === canaryPublisherId;
  if (isCanary && !partner.filter.publishers?.includes(canaryPublisherId)) return 'filter';
  return matches(partner.filter, facts) ? undefined : 'filter';
}

/** Why one partner does or does not get an article. */
export interface PartnerExplanation {
  readonly partnerId: string;
  readonly name: string;
  readonly gets: boolean;
  /**
   * Absent when it gets it by its filter. `holds-it`: it gets what follows whatever its filter says; `event`: it wants no event of this kind;
   * `not-sent`: of a retracted article, it never had it.
   */
  readonly because?: Refusal | 'holds-it' | 'event' | 'not-sent';
  /** It gets it once it is resumed, or once its endpoint answered the challenge. */
  readonly waitsFor?: 'resume' | 'verify';
  readonly filter: Explanation;
}

/** `holds`: the partner has, or may have, an earlier revision. `isRetracted`: what is offered is the retraction of the article. */
export function explainPartner(
  partner: Partner,
  offer: Offer,
  { holds, isRetracted }: { readonly holds: boolean; readonly isRetracted: boolean },
): PartnerExplanation {
  const because = isRetracted ? becauseRetracted(holds) : becauseOffered(partner, offer, holds);
  const waitsFor = partner.status === 'paused' ? 'resume' : partner.unverified ? 'verify' : undefined;
  return {
    partnerId: partner.id,
    name: partner.name,
    gets: because === undefined || because === 'holds-it',
    ...(because === undefined ? {} : { because }),
    ...(waitsFor === undefined || partner.status === 'removed' ? {} : { waitsFor }),
    filter: explain(partner.filter, offer.facts),
  };
}

/** A retraction follows what was sent, whatever filters, events and territories say now. */
function becauseRetracted(holds: boolean): 'holds-it' | 'not-sent' {
  return holds ? 'holds-it' : 'not-sent';
}

function becauseOffered(partner: Partner, offer: Offer, holds: boolean): PartnerExplanation['because'] {
  const refusal = refusalOf(partner, offer);
  if (refusal !== undefined && !(refusal === 'filter' && holds)) return refusal;
  if (!partner.events.includes(holds ? 'article.updated' : 'article.published')) return 'event';
  return refusal === undefined ? undefined : 'holds-it';
}
