import type { EndpointPolicy } from '../contract/env.ts';
import { outputFormat, outputFormats } from '../outputs/registry.ts';
import { articleEvents, type Partner, registryIdPattern } from '../partners/partner.ts';
import { checkEndpointUrl } from './endpoint-guard.ts';
import { type KeyKind, verificationKeyOf } from './keys.ts';

interface SigningKeys {
  readonly partnerId: string;
  readonly keys: readonly { readonly secret: string; readonly expiresAtMs?: number }[];
}

/** Where partners and their secrets are kept; the stores of `shared/store` fit. */
export interface Registry {
  readonly partners: { get(partnerId: string): Promise<Partner | undefined>; put(partner: Partner): Promise<void> };
  readonly signingKeys: {
    get(partnerId: string): Promise<SigningKeys | undefined>;
    put(keys: SigningKeys): Promise<void>;
  };
}

export type Registration =
  /** `secret` is there for a new partner only, to be shown once: what the partner verifies with. */
  | { readonly ok: true; readonly partner: Partner; readonly secret?: string }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Registers a partner or changes it: its address must be one Byline may call, and a new one gets the secret given. The secret is
 * stored first: a partner without one could not be sent anything. Registering again keeps secret, status and date.
 */
export async function registerPartner(
  registry: Registry,
  wanted: Omit<Partner, 'status' | 'createdAtMs'>,
  context: { readonly policy: EndpointPolicy; readonly nowMs: number; readonly newSecret: (kind?: KeyKind) => string },
): Promise<Registration> {
  const problems = partnerProblems(wanted, context.policy);
  if (problems.length > 0) return { ok: false, problems };
  const [before, keys] = await Promise.all([registry.partners.get(wanted.id), registry.signingKeys.get(wanted.id)]);
  const secret = keys ? undefined : context.newSecret(wanted.signature === 'v1a' ? 'public' : 'shared');
  if (secret !== undefined) await registry.signingKeys.put({ partnerId: wanted.id, keys: [{ secret }] });
  const partner: Partner = {
    ...wanted,
    status: before?.status ?? 'active',
    createdAtMs: before?.createdAtMs ?? context.nowMs,
  };
  await registry.partners.put(partner);
  return { ok: true, partner, ...(secret === undefined ? {} : { secret: verificationKeyOf(secret) }) };
}

/** What is wrong with a registration, a sentence each; empty when nothing is. */
export function partnerProblems(partner: Omit<Partner, 'status' | 'createdAtMs'>, policy: EndpointPolicy): string[] {
  const verdict = checkEndpointUrl(partner.url, policy);
  const events = partner.events.filter((event) => !articleEvents.includes(event));
  return [
    ...(registryIdPattern.test(partner.id) ? [] : [`"${partner.id}" is no id: use a-z, 0-9 and "-", at most 63`]),
    ...(verdict.ok ? [] : [`${partner.url}: ${verdict.message}`]),
    ...(outputFormat(partner.format)
      ? []
      : [`format "${partner.format}" is unknown: use ${outputFormats.map(({ id }) => id).join(' or ')}`]),
    ...events.map((event) => `event "${event}" is unknown: use ${articleEvents.join(', ')}`),
  ];
}
