import { isLicensed, type License } from '../article/license.ts';
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
  return matches(partner.filter, facts) ? undefined : 'filter';
}

/** Why one partner does or does not get an article. */
export interface PartnerExplanation {
  readonly partnerId: string;
  readonly name: string;
  readonly gets: boolean;
  /** Absent when it gets it by its filter. */
  readonly because?: Refusal | 'holds-it';
  /** It gets it once it is resumed, or once its endpoint answered the challenge. */
  readonly waitsFor?: 'resume' | 'verify';
  readonly filter: Explanation;
}

/** `holds`: the partner has, or may have, an earlier revision, and is sent whatever follows. */
export function explainPartner(partner: Partner, offer: Offer, holds: boolean): PartnerExplanation {
  const refusal = refusalOf(partner, offer);
  const staysWithIt = refusal === 'filter' && holds;
  const because = staysWithIt ? 'holds-it' : refusal;
  const waitsFor = partner.status === 'paused' ? 'resume' : partner.unverified ? 'verify' : undefined;
  return {
    partnerId: partner.id,
    name: partner.name,
    gets: refusal === undefined || staysWithIt,
    ...(because === undefined ? {} : { because }),
    ...(waitsFor === undefined || partner.status === 'removed' ? {} : { waitsFor }),
    filter: explain(partner.filter, offer.facts),
  };
}
