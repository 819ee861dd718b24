import type { UsageRules } from '../article/rights.ts';

/** The vocabulary that `rightsInfo.encodedRights` is written in (ninjs 3.1 `langId`). */
export const odrlLanguageId = 'http://www.w3.org/ns/odrl/2/';

interface Parties {
  /** The article. */
  readonly uri: string;
  /** Who grants: an address of the publisher, or its name. */
  readonly assigner: string;
}

/**
 * The rules as an ODRL 2.2 policy in JSON-LD (https://www.w3.org/TR/odrl-model/): distribution is permitted within place and time, with the duty to attribute;
 * what is forbidden is said. An article's own policy is passed on instead of this one. Countries are ISO 3166-1 alpha-2 codes.
 */
export function odrlPolicy(rules: UsageRules, { uri, assigner }: Parties): string {
  const { territories, excludedTerritories, until, mayArchive, mayAdapt, mayChange } = rules;
  const constraint = [
    ...(territories ? [{ leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: territories }] : []),
    ...(excludedTerritories
      ? [{ leftOperand: 'spatial', operator: 'isNoneOf', rightOperand: excludedTerritories }]
      : []),
    ...(until
      ? [{ leftOperand: 'dateTime', operator: 'lt', rightOperand: { '@value': until, '@type': 'xsd:dateTime' } }]
      : []),
  ];
  const forbidden = [
    ...(mayArchive === false ? ['archive'] : []),
    ...(mayAdapt === false ? ['derive', 'translate'] : []),
    ...(mayChange === undefined ? [] : ['modify']),
  ];
  return JSON.stringify({
    '@context': 'http://www.w3.org/ns/odrl.jsonld',
    '@type': 'Offer',
    uid: `${uri}#rights`,
    permission: [
      {
        target: uri,
        assigner,
        action: 'distribute',
        ...(constraint.length > 0 ? { constraint } : {}),
        duty: [{ action: 'attribute' }],
      },
    ],
    ...(forbidden.length > 0 ? { prohibition: forbidden.map((action) => ({ target: uri, assigner, action })) } : {}),
  });
}
