import { instantOf } from '../../shared/article/instant.ts';
import type { Publisher } from '../../shared/article/publisher.ts';
import type { PartnerHealth } from '../../shared/delivery/circuit.ts';
import { isOverdueReader, type PartnerReads } from '../../shared/delivery/reading-habit.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import type { ProofKeyStore } from '../../shared/store/proof-keys.ts';
import type { SigningKeyStore } from '../../shared/store/signing-keys.ts';
import { fail, type Finding, ok, warn } from './finding.ts';

type Look = Omit<Finding, 'check'>;

/** Ids named in one line; the others are counted. */
const idsNamed = 5;

/** `quietIds`: of those whose profile says for how long they may be quiet, the ones that are longer. */
export function publishersFinding(publishers: readonly Publisher[], quietIds: readonly string[]): Look {
  if (publishers.length === 0)
    return warn('nobody is registered to upload', 'register with byline apply publishers.yaml');
  const paused = publishers.filter(({ active }) => !active).map(({ id }) => id);
  if (paused.length > 0)
    return warn(`uploads of ${named(paused)} are refused`, `byline publishers resume ${paused[0]}, if that is over`);
  const known = new Set(publishers.map(({ id }) => id));
  const quiet = quietIds.filter((id) => known.has(id));
  if (quiet.length > 0)
    return warn(`nothing new comes of ${named(quiet)}`, 'ask whether that is meant; docs/runbook.md#publisher-quiet');
  return ok(`${publishers.length} registered`);
}

export function partnersFinding(partners: readonly Partner[]): Look {
  const here = partners.filter(({ status }) => status !== 'removed');
  if (here.length === 0) return warn('nobody is registered to receive', 'register with byline apply partners.yaml');
  const unverified = here.filter((partner) => partner.unverified).map(({ id }) => id);
  if (unverified.length > 0)
    return warn(`nothing is sent to ${named(unverified)}: not verified`, `byline partners verify ${unverified[0]}`);
  const paused = here.filter(({ status }) => status === 'paused').map(({ id }) => id);
  if (paused.length > 0)
    return warn(`what ${named(paused)} is owed is parked: paused`, `byline partners show ${paused[0]}`);
  return ok(`${here.length} registered, all verified and active`);
}

export function healthFinding(health: readonly PartnerHealth[], partners: readonly Partner[]): Look {
  const known = new Set(partners.map(({ id }) => id));
  const failing = health.filter(({ circuit, partnerId }) => circuit === 'open' && known.has(partnerId));
  if (failing.length === 0) return ok('no partner is failing');
  const [longest] = failing.toSorted((a, b) => (a.failingSinceMs ?? Infinity) - (b.failingSinceMs ?? Infinity));
  const since = longest?.failingSinceMs === undefined ? '' : `, since ${instantOf(longest.failingSinceMs)} the longest`;
  return warn(
    `${named(failing.map(({ partnerId }) => partnerId))} fail${since}`,
    `byline partners show ${longest?.partnerId}: what it is owed is kept for it`,
  );
}

/** A partner that is sent nothing, with when it last came and whether anything waits for it. */
export interface FetchingPartner {
  readonly id: string;
  readonly reads?: PartnerReads;
  readonly waits: boolean;
}

/** Partners that only fetch are well while they come as often as is usual with them, or nothing waits for them. */
export function fetchingFinding(partners: readonly FetchingPartner[], nowMs: number): Look {
  if (partners.length === 0) return ok('every partner is sent webhooks');
  const away = partners.filter(({ reads, waits }) => waits && isOverdueReader(reads, nowMs));
  if (away.length === 0) return ok(`${partners.length} only fetch, and come for what they are owed`);
  const never = away.filter(({ reads }) => !reads).map(({ id }) => id);
  return warn(
    `${named(away.map(({ id }) => id))} ${away.length === 1 ? 'does' : 'do'} not fetch what waits${never.length > 0 ? `; ${named(never)} never did` : ''}`,
    `byline partners show ${away[0]?.id} tells when it last did; without a token it cannot: byline partners token ${away[0]?.id}`,
  );
}

/** Reading keys shows, too, that the table’s own encryption key is enabled and may be used. */
export async function keysFinding(
  signingKeys: SigningKeyStore,
  proofKeys: ProofKeyStore,
  partners: readonly Partner[],
  nowMs: number,
): Promise<Look> {
  // Nothing is signed for a partner that only fetches.
  const owners = partners.filter(({ status, url }) => status !== 'removed' && url !== undefined);
  const without: string[] = [];
  for (const { id } of owners) {
    const { keys = [] } = (await signingKeys.get(id)) ?? {};
    if (!keys.some(({ expiresAtMs }) => expiresAtMs === undefined || expiresAtMs > nowMs)) without.push(id);
  }
  if (without.length > 0)
    return fail(`nothing signs for ${named(without)}`, `byline partners rotate ${without[0]}, and hand the key over`);
  if (owners.length > 0 && (await proofKeys.get()).length === 0)
    return warn('there is no key for proofs yet', 'byline keys rotate makes one');
  return ok(`readable; ${owners.length} partners have theirs`);
}

function named(ids: readonly string[]): string {
  const rest = ids.length - idsNamed;
  return `${ids.slice(0, idsNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
