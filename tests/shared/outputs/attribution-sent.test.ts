import { describe, expect, test } from 'vitest';
import type { Attribution } from '../../../shared/article/attribution.ts';
import { attributionSent } from '../../../shared/outputs/attribution-sent.ts';
import { revisionOf } from '../../support/revisions.ts';

const first = revisionOf();
const partner = { id: 'outlet' };

function sentWith(changes: Partial<Attribution>, indexing?: 'canonical' | 'noindex') {
  return attributionSent({ ...first, attribution: { ...first.attribution!, ...changes } }, { ...partner, indexing });
}

describe('the attribution that is sent', () => {
  test('says which revision it is, and that Byline handed it on', () => {
    const sent = attributionSent(first, partner);
    expect(sent).toMatchObject({ revision: first.revision, contentHash: first.contentHash });
    expect(sent?.chain.at(-1)).toEqual({ name: 'Byline', role: 'syndicator', at: '2026-11-23T09:30:00Z' });
    expect(sent?.chain.slice(0, -1)).toEqual(first.attribution?.chain);
  });

  test('is absent where there is none: a retraction of an article never seen', () => {
    expect(attributionSent({ ...first, attribution: undefined }, partner)).toBeUndefined();
  });
});

describe('the instruction for search engines', () => {
  const canonicalUrl = 'https://a.example/?x=1&y="2"';

  test('names the original, unless the partner is to stay out of the index', () => {
    expect(sentWith({ canonicalUrl })?.indexing).toEqual({
      instruction: 'canonical',
      html: '<link rel="canonical" href="https://a.example/?x=1&amp;y=&quot;2&quot;">',
    });
    expect(sentWith({ canonicalUrl }, 'noindex')?.indexing).toEqual({
      instruction: 'noindex',
      html: '<meta name="robots" content="noindex">',
    });
  });

  test('cannot name an original without an address', () => {
    expect(sentWith({ canonicalUrl: undefined })?.indexing).toBeUndefined();
    expect(sentWith({ canonicalUrl: undefined }, 'noindex')?.indexing?.instruction).toBe('noindex');
  });
});

describe('the count of republications', () => {
  test('is by article, partner and revision, as a picture in the snippet', () => {
    const sent = sentWith({ beaconUrl: 'https://count.example/{article}/{partner}?r={revision}&x={other}' });
    const address = `https://count.example/${first.articleId}/outlet?r=1&x={other}`;
    expect(sent?.beaconUrl).toBe(address);
    expect(sent?.html).toBe(
      `${first.attribution?.html}<img src="${address.replace('&', '&amp;')}" alt="" width="1" height="1">`,
    );
  });

  test('is not there where the publisher does not count', () => {
    expect(sentWith({})?.html).not.toContain('<img');
    expect(sentWith({})).not.toHaveProperty('beaconUrl');
  });
});
