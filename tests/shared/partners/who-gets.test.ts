import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../shared/partners/match.ts';
import type { Partner } from '../../../shared/partners/partner.ts';
import { explainPartner, type Offer, refusalOf } from '../../../shared/partners/who-gets.ts';
import { partnerOf } from '../../support/partners.ts';
import { revisionOf } from '../../support/revisions.ts';

const offer: Offer = {
  facts: factsOf({ ...revisionOf().article, language: 'en' }, 'demo'),
  licenses: [{ territories: ['GB'] }],
  nowMs: 0,
};
const here = { territories: ['GB'] };

describe('a partner', () => {
  test.each<[Partial<Partner>, ReturnType<typeof refusalOf>]>([
    [here, undefined],
    [{ ...here, filter: { languages: ['de'] } }, 'filter'],
    [{ territories: ['DE'] }, 'territory'],
    [{ ...here, status: 'removed' }, 'removed'],
    [{ ...here, status: 'paused' }, undefined],
  ])('%j is refused for %s', (changes, refusal) => {
    expect(refusalOf(partnerOf(changes), offer)).toBe(refusal);
  });

  test('that holds the article gets what follows, whatever its filter says', () => {
    const partner = partnerOf({ ...here, filter: { languages: ['de'] } });
    expect(explainPartner(partner, offer, false)).toMatchObject({ gets: false, because: 'filter' });
    expect(explainPartner(partner, offer, true)).toMatchObject({
      gets: true,
      because: 'holds-it',
      filter: { matches: false },
    });
  });

  test('that is held back gets it later', () => {
    expect(explainPartner(partnerOf({ ...here, status: 'paused' }), offer, false)).toMatchObject({
      waitsFor: 'resume',
    });
    expect(explainPartner(partnerOf({ ...here, unverified: true }), offer, false)).toMatchObject({
      waitsFor: 'verify',
    });
    expect(explainPartner(partnerOf(here), offer, false)).not.toHaveProperty('waitsFor');
  });
});
