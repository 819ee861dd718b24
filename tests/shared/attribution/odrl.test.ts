import { expect, test } from 'vitest';
import { odrlPolicy } from '../../../shared/attribution/odrl.ts';
import { odrlLicenses } from '../../../shared/normalize/odrl.ts';

const parties = { uri: 'urn:example:ferry', assigner: 'https://news.example' };
const rules = {
  mayChange: 'headline',
  territories: ['DE', 'AT'],
  until: '2026-12-31T23:00:00Z',
  mayArchive: false,
  mayAdapt: false,
} as const;

test('rules are an offer: distribution within place and time, with the duty to attribute', () => {
  expect(JSON.parse(odrlPolicy(rules, parties))).toMatchObject({
    '@context': 'http://www.w3.org/ns/odrl.jsonld',
    '@type': 'Offer',
    permission: [
      {
        target: 'urn:example:ferry',
        assigner: 'https://news.example',
        action: 'distribute',
        constraint: [
          { leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: ['DE', 'AT'] },
          { leftOperand: 'dateTime', operator: 'lt', rightOperand: { '@value': '2026-12-31T23:00:00Z' } },
        ],
        duty: [{ action: 'attribute' }],
      },
    ],
    prohibition: [{ action: 'archive' }, { action: 'derive' }, { action: 'translate' }, { action: 'modify' }],
  });
});

test('what Byline writes it reads as the same limits', () => {
  const endsMs = Date.UTC(2026, 11, 31, 23);
  expect(odrlLicenses(odrlPolicy(rules, parties))).toEqual([{ territories: ['DE', 'AT'], endsMs }]);
  expect(odrlLicenses(odrlPolicy({ excludedTerritories: ['JP'] }, parties))).toEqual([{ excludedTerritories: ['JP'] }]);
});

test('rules without limits forbid what they forbid, and limit nothing', () => {
  const policy = JSON.parse(odrlPolicy({ mayChange: 'nothing' }, parties)) as { permission: object[] };
  expect(policy.permission[0]).not.toHaveProperty('constraint');
  expect(odrlLicenses(JSON.stringify(policy))).toEqual([]);
});
