import { expect, test } from 'vitest';
import { odrlLicenses } from '../../../shared/normalize/odrl.ts';

const policy = (changes: object): string =>
  JSON.stringify({
    '@context': 'http://www.w3.org/ns/odrl.jsonld',
    '@type': 'Agreement',
    uid: 'urn:policy:1',
    ...changes,
  });
const constraint = (leftOperand: string, operator: string, rightOperand: unknown) => ({
  leftOperand,
  operator,
  rightOperand,
});

test('each permission is a grant, with its places and times', () => {
  const encoded = policy({
    permission: [
      {
        action: 'distribute',
        constraint: [
          constraint('spatial', 'isAnyOf', ['http://cvx.iptc.org/iso3166-1a2/GB', 'IE']),
          constraint('dateTime', 'lt', { '@value': '2026-12-01T00:00:00Z', '@type': 'xsd:dateTime' }),
        ],
      },
      {
        action: 'distribute',
        constraint: [
          constraint('odrl:spatial', 'odrl:eq', { '@id': 'iso3166:US' }),
          constraint('dateTime', 'gteq', '2026-12-24T00:00:00Z'),
        ],
      },
    ],
  });
  expect(odrlLicenses(encoded)).toEqual([
    { territories: ['GB', 'IE'], endsMs: Date.UTC(2026, 11, 1) },
    { territories: ['US'], startsMs: Date.UTC(2026, 11, 24) },
  ]);
});

test('what is prohibited in a place is excepted from every grant', () => {
  const encoded = policy({
    permission: { action: 'use' },
    prohibition: { action: 'use', constraint: constraint('spatial', 'eq', 'Japan') },
  });
  expect(odrlLicenses(encoded)).toEqual([{ excludedTerritories: ['JP'] }]);
});

test.each([
  undefined,
  '',
  'All rights reserved',
  '{"permission"',
  '[]',
  '{}',
  '{"permission":null}',
  '{"permission":[{"constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":5}]}]}',
  '{"permission":[{"constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"soon"}]}]}',
  `{"permission":"${'x'.repeat(200_000)}"}`,
])('%j limits neither place nor time', (encoded) => {
  expect(odrlLicenses(encoded)).toEqual([]);
});
