import { describe, expect, test } from 'vitest';
import { canaryPublisherId } from '../../../shared/contract/canary.ts';
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
const fresh = { holds: false, isRetracted: false };
const held = { holds: true, isRetracted: false };

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

  test('that does not name the canary does not get it, however open its filter', () => {
    const canary = { ...offer, facts: factsOf(revisionOf().article, canaryPublisherId) };
    expect(refusalOf(partnerOf({ ...here, filter: {} }), canary)).toBe('filter');
    expect(refusalOf(partnerOf({ ...here, filter: { publishers: [canaryPublisherId] } }), canary)).toBeUndefined();
  });

  test('that holds the article gets what follows, whatever its filter says', () => {
    const partner = partnerOf({ ...here, filter: { languages: ['de'] } });
    expect(explainPartner(partner, offer, fresh)).toMatchObject({ gets: false, because: 'filter' });
    expect(explainPartner(partner, offer, held)).toMatchObject({
      gets: true,
      because: 'holds-it',
      filter: { matches: false },
    });
  });

  test('that wants no event of the kind does not get it', () => {
    const onlyNew = partnerOf({ ...here, events: ['article.published'] });
    expect(explainPartner(onlyNew, offer, fresh)).toMatchObject({ gets: true });
    expect(explainPartner(onlyNew, offer, held)).toMatchObject({ gets: false, because: 'event' });
    const onlyCorrections = partnerOf({ ...here, events: ['article.updated'] });
    expect(explainPartner(onlyCorrections, offer, fresh)).toMatchObject({ gets: false, because: 'event' });
  });

  test('hears of a retraction if it was sent the article, and only then', () => {
    const removed = partnerOf({ status: 'removed', territories: ['DE'], filter: { languages: ['de'] } });
    expect(explainPartner(removed, offer, { holds: true, isRetracted: true })).toMatchObject({ gets: true });
    const matching = partnerOf(here);
    expect(explainPartner(matching, offer, { holds: false, isRetracted: true })).toMatchObject({
      gets: false,
      because: 'not-sent',
    });
  });

  test('that is held back gets it later', () => {
    expect(explainPartner(partnerOf({ ...here, status: 'paused' }), offer, fresh)).toMatchObject({
      waitsFor: 'resume',
    });
    expect(explainPartner(partnerOf({ ...here, unverified: true }), offer, fresh)).toMatchObject({
      waitsFor: 'verify',
    });
    expect(explainPartner(partnerOf(here), offer, fresh)).not.toHaveProperty('waitsFor');
  });
});
