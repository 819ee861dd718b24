import { describe, expect, test } from 'vitest';
import type { Attribution } from '../../../shared/article/attribution.ts';
import type { Publisher } from '../../../shared/article/publisher.ts';
import type { ItemCredits } from '../../../shared/attribution/attribution.ts';
import { completeAttribution } from '../../../shared/attribution/attribution.ts';
import { publisherOf } from '../../support/publishers.ts';

const item: ItemCredits = { bylines: [], chain: [], inferred: new Set(), associations: [] };
const bare = { copyrightHolder: undefined, copyrightNotice: undefined, usageTerms: undefined };

function complete(credits: Partial<ItemCredits>, publisher: Partial<Publisher> = {}): Attribution {
  const result = completeAttribution({ ...item, ...credits }, publisherOf(publisher));
  if (result.kind === 'incomplete') throw new Error(JSON.stringify(result.reasons));
  return result.attribution;
}

describe('precedence', () => {
  test('is the item’s word, then the profile’s, each with its origin', () => {
    const own = complete({
      copyrightHolder: 'Wire',
      copyrightNotice: '© Wire',
      usageTerms: 'Once',
      source: 'Wire',
      bylines: ['Ann'],
      creditLine: 'Ann/Wire',
    });
    expect(own).toMatchObject({
      copyrightHolder: 'Wire',
      copyrightNotice: '© Wire',
      usageTerms: 'Once',
      creditLine: 'Ann/Wire',
      origins: {},
    });
    const defaulted = complete({});
    expect(defaulted).toMatchObject({
      copyrightHolder: 'Demo News Ltd',
      usageTerms: 'For partners of Demo News',
      source: 'Demo News',
    });
    expect(defaulted.origins).toEqual({
      source: 'publisher',
      copyrightHolder: 'publisher',
      copyrightNotice: 'publisher',
      usageTerms: 'publisher',
      creditLine: 'inferred',
    });
  });

  test('never puts the profile’s notice over a holder the item names', () => {
    expect(complete({ copyrightHolder: 'Wire', firstPublished: '2026-03-01T00:00:00Z' })).toMatchObject({
      copyrightNotice: '© 2026 Wire',
      origins: { copyrightNotice: 'inferred' },
    });
  });

  test('reads the holder out of the item’s notice before it asks the profile', () => {
    expect(complete({ copyrightNotice: '© 2026 Lindenauer Bote. Alle Rechte vorbehalten.' }).copyrightHolder).toBe(
      'Lindenauer Bote',
    );
    expect(complete({ copyrightNotice: 'Copyright 2026' }).copyrightHolder).toBe('Demo News Ltd');
    expect(complete({ copyrightNotice: 'Copyright Wire – All rights reserved' }).copyrightHolder).toBe('Wire');
    expect(complete({ copyrightNotice: '© 2026, Wire (www.wire.example). All rights reserved' }).copyrightHolder).toBe(
      'Wire',
    );
    expect(complete({ copyrightNotice: 'Copyright 2020-2026 by Example News' }).copyrightHolder).toBe('Example News');
    expect(complete({ copyrightNotice: 'All rights reserved' }).copyrightHolder).toBe('Demo News Ltd');
  });

  test('takes a licence’s address for terms where there are no others', () => {
    expect(complete({ licenseUrl: 'https://l.example/by' }, { usageTerms: undefined })).toMatchObject({
      usageTerms: 'Licence: https://l.example/by',
    });
  });
});

test('what neither says is named, field by field', () => {
  expect(completeAttribution(item, publisherOf(bare))).toMatchObject({
    kind: 'incomplete',
    reasons: [
      { code: 'ATTRIBUTION_INCOMPLETE', path: 'copyrightHolder' },
      { code: 'ATTRIBUTION_INCOMPLETE', path: 'copyrightNotice' },
      { code: 'ATTRIBUTION_INCOMPLETE', path: 'usageTerms' },
    ],
  });
});

test('no year is taken from the clock', () => {
  expect(complete({}).copyrightNotice).toBe('© Demo News');
  expect(complete({ firstPublished: '2025-12-31T23:00:00Z' }).copyrightNotice).toBe('© 2025 Demo News');
});

test('the chain names each hand once, the publisher last', () => {
  expect(
    complete({ source: 'Wire', chain: [{ name: 'Local Desk', at: '2026-01-01T00:00:00Z' }, { name: 'Demo News' }] })
      .chain,
  ).toEqual([
    { name: 'Local Desk', role: 'source', at: '2026-01-01T00:00:00Z' },
    { name: 'Wire', role: 'source' },
    { name: 'Demo News', role: 'provider' },
  ]);
});

test('every picture keeps its own credit and terms', () => {
  const associations = [
    {
      name: 'picture-1',
      rel: 'picture',
      by: 'Ann',
      descriptions: [{ role: 'altText', value: 'A bridge' }],
      usageTerms: 'Once',
    },
    { name: 'related-1', rel: 'related' },
  ];
  expect(complete({ associations }).imageCredits).toEqual([
    { name: 'picture-1', credit: 'Ann', altText: 'A bridge', usageTerms: 'Once' },
  ]);
});

test('an agency that signs under one name and sends under another is credited once', () => {
  const credits = { bylines: ['Ian Jones', 'Press Association'], source: 'PA', language: 'en' };
  expect(complete({ ...credits, sourceBylines: ['Press Association'] }).creditLine).toBe(
    'By Ian Jones, PA via Demo News',
  );
});
