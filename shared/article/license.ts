import { isLicensedIn } from './rights.ts';

/**
 * One grant of a licence: where and when an article may be used. Several add up: a partner is licensed where any of them lets it be.
 * All instants are epoch milliseconds.
 */
export interface License {
  /** Where: ISO 3166-1 alpha-2 codes; absent means everywhere. */
  readonly territories?: readonly string[];
  /** Where not. */
  readonly excludedTerritories?: readonly string[];
  readonly startsMs?: number;
  /** From here on it may not be used any more. */
  readonly endsMs?: number;
}

/** Whether a grant holds at `nowMs`. */
function holds({ startsMs, endsMs }: License, nowMs: number): boolean {
  return (startsMs === undefined || startsMs <= nowMs) && (endsMs === undefined || endsMs > nowMs);
}

/** Whether a partner that publishes in `territories` may use the article at `nowMs`: one grant that covers it suffices. */
export function isLicensed(
  licenses: readonly License[] | undefined,
  territories: readonly string[] | undefined,
  nowMs: number,
): boolean {
  if (licenses === undefined) return true;
  return licenses.some((license) => holds(license, nowMs) && isLicensedIn(license, territories));
}

/** The grants that are not over at `nowMs`; those that have begun no longer say when. */
export function licensesFrom(licenses: readonly License[], nowMs: number): readonly License[] {
  return licenses
    .filter(({ endsMs }) => endsMs === undefined || endsMs > nowMs)
    .map(({ startsMs, ...license }) =>
      startsMs !== undefined && startsMs > nowMs ? { ...license, startsMs } : license,
    );
}

/** When the last grant ends; undefined when one never does, or there is none. */
export function licensesEndMs(licenses: readonly License[] | undefined): number | undefined {
  const ends = (licenses ?? []).map(({ endsMs }) => endsMs);
  return ends.length === 0 || ends.includes(undefined) ? undefined : Math.max(...(ends as number[]));
}

/** When the next grant begins or ends; undefined when none will. */
export function nextLicenseChangeMs(licenses: readonly License[] | undefined): number | undefined {
  const changes = (licenses ?? []).flatMap(({ startsMs, endsMs }) => startsMs ?? endsMs ?? []);
  return changes.length === 0 ? undefined : Math.min(...changes);
}
