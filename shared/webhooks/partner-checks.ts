import type { FailureReason } from '../delivery/decide.ts';
import type { PushedPartner } from '../partners/partner.ts';
import { type Challenged, type ChallengeDeps, challengePartner, testEnvelope } from './challenge.ts';
import { keysInUse } from './key-rotation.ts';
import { type Access, sendWebhook } from './send.ts';

/** Where a partner's keys and credentials are kept; the stores of `shared/store` fit. */
export interface AccessStores {
  readonly keys: {
    get(
      partnerId: string,
    ): Promise<{ readonly keys: readonly { readonly secret: string; readonly expiresAtMs?: number }[] } | undefined>;
  };
  readonly credentials: { get(partnerId: string): Promise<Access['credentials'] | undefined> };
}

/** What opens a partner's door now; undefined when no key signs for it. */
export async function accessOf(stores: AccessStores, partnerId: string, nowMs: number): Promise<Access | undefined> {
  const [found, credentials] = await Promise.all([stores.keys.get(partnerId), stores.credentials.get(partnerId)]);
  const secrets = keysInUse(found?.keys ?? [], nowMs).map(({ secret }) => secret);
  return secrets.length === 0 ? undefined : { secrets, ...(credentials ? { credentials } : {}) };
}

/** What a `partner.test` came back with; nothing of what the endpoint said, which is foreign text. */
export interface Tested {
  readonly isTaken: boolean;
  readonly status?: number;
  /** Where there was no answer. */
  readonly reason?: FailureReason;
  readonly durationMs: number;
}

/** Sends a `partner.test` as every webhook is sent. */
export async function testPartner(
  deps: Pick<ChallengeDeps, 'post' | 'now' | 'newId'>,
  partner: Pick<PushedPartner, 'id' | 'url' | 'headers'>,
  access: Access,
): Promise<Tested> {
  const startMs = deps.now();
  const answer = await sendWebhook(deps.post, partner, access, testEnvelope(deps, partner.id), startMs);
  const durationMs = deps.now() - startMs;
  return answer.kind === 'status'
    ? { isTaken: answer.status >= 200 && answer.status < 300, status: answer.status, durationMs }
    : { isTaken: false, reason: answer.reason, durationMs };
}

/** Challenges a partner's endpoint; once it answers, what was parked for it goes out. `moved`: its address was changed meanwhile. */
export async function verifyPartner(
  stores: {
    readonly partners: { setVerified(partnerId: string, url: string): Promise<boolean> };
    readonly health: { drain(partnerId: string, nowMs: number): Promise<void> };
  },
  deps: ChallengeDeps,
  partner: Pick<PushedPartner, 'id' | 'url' | 'headers'>,
  access: Access,
): Promise<Challenged | { readonly outcome: 'moved'; readonly message: string }> {
  const challenged = await challengePartner(deps, partner, access);
  if (challenged.outcome !== 'verified') return challenged;
  if (!(await stores.partners.setVerified(partner.id, partner.url)))
    return { outcome: 'moved', message: 'its address was changed meanwhile: verify it again' };
  await stores.health.drain(partner.id, deps.now());
  return challenged;
}
