import type { EndpointPolicy } from '../../shared/contract/env.ts';
import type { PlannedChange } from '../../shared/partners/plan.ts';
import type { PartnerHealthStore } from '../../shared/store/partner-health.ts';
import type { PartnerSwitch } from '../../shared/store/partner-switch.ts';
import type { PublisherWatchStore } from '../../shared/store/publisher-watches.ts';
import type { RegistryStores } from '../../shared/store/registry.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import type { OwnDeployment } from '../../shared/webhooks/own-deployment.ts';
import { registerPartner } from '../../shared/webhooks/register-partner.ts';

export interface ApplyDeps extends RegistryStores {
  readonly health: PartnerHealthStore;
  readonly switch: PartnerSwitch;
  readonly watches: PublisherWatchStore;
  readonly policy: EndpointPolicy;
  readonly own?: OwnDeployment;
  readonly verify: boolean;
  readonly nowMs: number;
}

export interface Applied {
  readonly change: PlannedChange;
  /** Of a new partner: shown this once. */
  readonly secret?: string;
  /** It gets nothing until its address is verified. */
  readonly mustVerify: boolean;
}

/** Carries out one change of a plan. Doing it again changes nothing; a change that was cut off is made whole by the next apply. */
export async function applyChange(deps: ApplyDeps, change: PlannedChange): Promise<Applied> {
  if (change.kind === 'keep') return { change, mustVerify: false };
  if (change.of === 'publisher') {
    const publisher = change.kind === 'remove' ? { ...change.standing, active: false } : change.to;
    // Before the profile, which tells the next apply that nothing is left to do.
    await deps.watches.follow(publisher, deps.nowMs);
    await deps.publishers.put(publisher);
    return { change, mustVerify: false };
  }
  if (change.kind === 'remove') {
    await deps.partners.setStatus(change.id, 'removed', undefined, deps.nowMs);
    // Retractions that were parked for it are still owed.
    await deps.health.drain(change.id, deps.nowMs);
    return { change, mustVerify: false };
  }
  const { status, ...profile } = change.to;
  const registration = await registerPartner(deps, profile, { ...deps, newSecret });
  // The files were checked before the plan was made.
  if (!registration.ok) throw new Error(registration.problem);
  const { partner, secret, isReleased } = registration;
  if (isReleased) await deps.health.drain(change.id, deps.nowMs);
  // By the switch that operators use: whoever is told of pauses is told of this one.
  if (status === 'paused' && partner.status === 'active') await deps.switch.pause(change.id, deps.nowMs);
  if (status === 'active' && partner.status === 'paused') await deps.switch.resume(change.id, deps.nowMs);
  return { change, mustVerify: partner.unverified === true, ...(secret === undefined ? {} : { secret }) };
}
