import type { EndpointPolicy } from '../contract/env.ts';
import type { Partner, PartnerProfile } from '../partners/partner.ts';
import { isReleasedBy, partnerAfter } from '../partners/partner-after.ts';
import { checkEndpointUrl } from './endpoint-guard.ts';
import type { OwnDeployment } from './own-deployment.ts';
import { type KeyKind, verificationKeyOf } from './keys.ts';
import type { KeyStore } from './partner-keys.ts';
import { ensureProofKey, type ProofKeyStores } from './proof-keys.ts';

/** Where partners and keys are kept; the stores of `shared/store` fit. */
export interface Registry extends ProofKeyStores {
  readonly partners: {
    get(partnerId: string): Promise<Partner | undefined>;
    put(partner: Partner): Promise<void>;
    revise(before: Partner, after: Partner): Promise<boolean>;
  };
  readonly signingKeys: KeyStore;
}

export interface RegistrationContext {
  readonly policy: EndpointPolicy;
  /** The deployment itself, which is no partner of its own. */
  readonly own?: OwnDeployment;
  /** Whether a new address has to answer the challenge before anything is sent to it. */
  readonly verify: boolean;
  readonly nowMs: number;
  readonly newSecret: (kind?: KeyKind) => string;
}

export type Registration =
  | {
      readonly ok: true;
      readonly partner: Partner;
      /** For a new partner that is sent webhooks, or one that is for the first time; to be shown once: what it verifies with. */
      readonly secret?: string;
      /** What was parked for it can be sent now. */
      readonly isReleased: boolean;
    }
  | { readonly ok: false; readonly problem: string };

/**
 * Registers a partner or changes it, by a profile whose shape was checked; its address must be one Byline may call. A new one gets a secret, stored
 * first: a partner without one could not be sent anything. The first partner of all brings the deployment's own key, which proves text and credit.
 * Until the partner itself is stored nobody was told the secret, so that a registration that was cut off is made anew with another. Changing keeps the secret, the date, and the status unless the profile names one.
 */
export async function registerPartner(
  registry: Registry,
  profile: PartnerProfile,
  { policy, own, verify, nowMs, newSecret }: RegistrationContext,
): Promise<Registration> {
  const verdict = profile.url === undefined ? undefined : checkEndpointUrl(profile.url, policy, own);
  if (verdict && !verdict.ok) return { ok: false, problem: `${profile.url}: ${verdict.message}` };
  const before = await registry.partners.get(profile.id);
  const partner = partnerAfter(before, profile, verify, nowMs);
  if (!before) await ensureProofKey(registry, nowMs);
  const secret = await firstSecret(registry, before, profile, newSecret);
  if (before) await registry.partners.revise(before, partner);
  else await registry.partners.put(partner);
  return {
    ok: true,
    partner,
    ...(secret === undefined ? {} : { secret: verificationKeyOf(secret) }),
    isReleased: before !== undefined && isReleasedBy(before, partner),
  };
}

/** The key of a partner that is to be sent webhooks for the first time; one that only fetches needs none. */
async function firstSecret(
  registry: Registry,
  before: Partner | undefined,
  { id, url, signature }: PartnerProfile,
  newSecret: RegistrationContext['newSecret'],
): Promise<string | undefined> {
  if (url === undefined || before?.url !== undefined) return undefined;
  // One that had an endpoint before it took to fetching has kept its keys.
  if (before && (await registry.signingKeys.get(id))) return undefined;
  const secret = newSecret(signature === 'v1a' ? 'public' : 'shared');
  await registry.signingKeys.put({ partnerId: id, keys: [{ secret }] });
  return secret;
}
