import type { License } from '../article/license.ts';
import { readTerritories } from './territories.ts';

/**
 * The permissions of an ODRL 2.2 policy in JSON-LD (https://www.w3.org/TR/odrl-model/), as ninjs carries it in `rightsInfo.encodedRights`, as far as they limit
 * place (`spatial`) and time (`dateTime`). Prohibitions with a place become exceptions. Empty when it is none, or limits neither.
 */
export function odrlLicenses(encoded: string | undefined): readonly License[] {
  const policy = parsed(encoded);
  if (!policy) return [];
  const permissions = listOf(policy.permission ?? policy['odrl:permission']);
  const prohibited = listOf(policy.prohibition ?? policy['odrl:prohibition']).flatMap((rule) =>
    placesOf(constraintsOf(rule), ['eq', 'isAnyOf', 'isPartOf', 'isA']),
  );
  const grants = permissions.map((rule) => {
    const constraints = constraintsOf(rule);
    const except = [...placesOf(constraints, ['neq', 'isNoneOf']), ...prohibited];
    const places = placesOf(constraints, ['eq', 'isAnyOf', 'isPartOf', 'isA']);
    return {
      ...(places.length > 0 ? { territories: places } : {}),
      ...(except.length > 0 ? { excludedTerritories: except } : {}),
      ...timesOf(constraints),
    } satisfies License;
  });
  return grants.some((grant) => Object.keys(grant).length > 0) ? grants.slice(0, maxGrants) : [];
}

/** More grants than this are no licence of one article. */
const maxGrants = 100;
/** Read at most; policies of news have some kilobytes. */
const maxCharacters = 100_000;

type Node = Readonly<Record<string, unknown>>;

function parsed(encoded: string | undefined): Node | undefined {
  const text = encoded?.trim() ?? '';
  if (!text.startsWith('{') || text.length > maxCharacters) return undefined;
  try {
    return JSON.parse(text) as Node;
  } catch {
    return undefined;
  }
}

function listOf(value: unknown): readonly Node[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one): one is Node => typeof one === 'object' && one !== null && !Array.isArray(one));
}

interface Constraint {
  readonly left: string;
  readonly operator: string;
  readonly right: readonly string[];
}

function constraintsOf(rule: Node): readonly Constraint[] {
  return listOf(rule.constraint ?? rule['odrl:constraint']).map((constraint) => {
    const right = constraint.rightOperand ?? constraint['odrl:rightOperand'];
    return {
      left: localName(constraint.leftOperand ?? constraint['odrl:leftOperand']),
      operator: localName(constraint.operator ?? constraint['odrl:operator']),
      right: (Array.isArray(right) ? right : [right]).map(textOf).filter((text) => text !== ''),
    };
  });
}

/** `odrl:spatial`, `http://www.w3.org/ns/odrl/2/spatial`, `{"@id": …}`: the last part is the word. */
function localName(value: unknown): string {
  return /[^/#:]*$/.exec(textOf(value))?.[0] ?? '';
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const { '@id': id, '@value': literal, uid } = value as Node;
  return [id, literal, uid].find((one): one is string => typeof one === 'string') ?? '';
}

/** Codes of ISO 3166-1 as addresses end with them: `…/iso3166-1a2/GB`. */
function placesOf(constraints: readonly Constraint[], operators: readonly string[]): readonly string[] {
  const places = constraints
    .filter(({ left, operator }) => left === 'spatial' && operators.includes(operator))
    .flatMap(({ right }) => right.map((place) => (/^https?:|^[a-z0-9-]+:/i.test(place) ? localName(place) : place)));
  return [...new Set(places.flatMap((place) => readTerritories(place)?.territories ?? []))];
}

function timesOf(constraints: readonly Constraint[]): Pick<License, 'startsMs' | 'endsMs'> {
  const instants = constraints
    .filter(({ left }) => left === 'dateTime')
    .flatMap(({ operator, right: [text = ''] }) => {
      // oxlint-disable-next-line no-restricted-globals -- reads a date that was given; the clock is not asked.
      const ms = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
      return Number.isFinite(ms) ? [{ operator, ms }] : [];
    });
  const starts = instants.filter(({ operator }) => operator === 'gt' || operator === 'gteq').map(({ ms }) => ms);
  const ends = instants.filter(({ operator }) => operator === 'lt' || operator === 'lteq').map(({ ms }) => ms);
  return {
    ...(starts.length > 0 ? { startsMs: Math.max(...starts) } : {}),
    ...(ends.length > 0 ? { endsMs: Math.min(...ends) } : {}),
  };
}
