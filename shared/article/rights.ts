import { present } from './present.ts';

/** What partners may do with an article: machine readable, beside the words of its usage terms. */

/** The rules a publisher sets for all its articles; what an article says for itself outweighs them. */
export interface PublisherRules {
  /** What a partner may change: nothing at all, or only shorten the headline. @default not said */
  readonly mayChange?: 'nothing' | 'headline';
  /** Where articles may be published: ISO 3166-1 alpha-2 codes. @default everywhere */
  readonly territories?: readonly string[];
  /** Where they may not. @default nowhere */
  readonly excludedTerritories?: readonly string[];
  /** Days from first publication on, after which an article is to be taken down. @default no end */
  readonly useForDays?: number;
  /** Whether an article may stay in a partner’s archive. @default not said */
  readonly mayArchive?: boolean;
  /** Whether translations, summaries and other adaptations may be made. @default not said */
  readonly mayAdapt?: boolean;
}

/** The rules for one article. Absent members are not said; none of them widens what the usage terms allow. */
export interface UsageRules extends Omit<PublisherRules, 'useForDays'> {
  /** When it is to be taken down: ISO 8601. Byline itself retracts it then. */
  readonly until?: string;
}

/** A licence’s limits as an item says them, read. */
export interface ItemLicense {
  readonly territories?: readonly string[];
  readonly excludedTerritories?: readonly string[];
  /** Epoch milliseconds. */
  readonly endsMs?: number;
}

/** How an article may be used, from its own licence and its publisher’s rules; undefined when neither says anything. `untilMs` is the earlier end of both. */
export function usageRulesOf(
  license: ItemLicense,
  rules: PublisherRules = {},
  publishedMs: number | undefined,
  isoOf: (ms: number) => string,
): { readonly rules: UsageRules | undefined; readonly untilMs?: number } {
  const { useForDays, ...lasting } = rules;
  const ends = [license.endsMs, useForDays === undefined ? undefined : endOf(publishedMs, useForDays)].filter(
    (ms) => ms !== undefined,
  );
  const untilMs = ends.length > 0 ? Math.min(...ends) : undefined;
  const isOwn = license.territories !== undefined || license.excludedTerritories !== undefined;
  const { territories, excludedTerritories } = isOwn ? license : rules;
  const merged: UsageRules = {
    ...lasting,
    territories,
    excludedTerritories,
    ...(untilMs === undefined ? {} : { until: isoOf(untilMs) }),
  };
  const said = present(merged);
  return { rules: Object.keys(said).length > 0 ? said : undefined, ...(untilMs === undefined ? {} : { untilMs }) };
}

const dayMs = 24 * 3_600_000;

function endOf(publishedMs: number | undefined, days: number): number | undefined {
  return publishedMs === undefined ? undefined : publishedMs + days * dayMs;
}

/**
 * Whether a partner that publishes in `partnerTerritories` may be sent an article under these rules. One common territory suffices: the rules travel with the
 * article. A partner that does not say where it publishes is not sent what is licensed for some territories only, and is
 * sent what is licensed for all but some.
 */
export function isLicensedIn(
  rules: Pick<UsageRules, 'territories' | 'excludedTerritories'> | undefined,
  partnerTerritories: readonly string[] | undefined,
): boolean {
  const { territories, excludedTerritories = [] } = rules ?? {};
  if (partnerTerritories === undefined) return territories === undefined;
  return partnerTerritories.some(
    (territory) =>
      !excludedTerritories.includes(territory) && (territories === undefined || territories.includes(territory)),
  );
}
