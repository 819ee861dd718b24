import { circuitLimits } from '../contract/limits.ts';

/** How a partner's endpoint is doing: one record a partner, written only when that changes. */
export interface PartnerHealth {
  readonly partnerId: string;
  /** `open`: deliveries are parked, one probe at a time; `draining`: healthy again, parked deliveries are being released. */
  readonly circuit: 'closed' | 'open' | 'draining';
  readonly failuresInRow: number;
  readonly failingSinceMs?: number;
  readonly nextProbeAtMs?: number;
  readonly probeIntervalMs?: number;
}

export const healthyPartner = (partnerId: string): PartnerHealth => ({
  partnerId,
  circuit: 'closed',
  failuresInRow: 0,
});

export type CircuitStep =
  | { readonly kind: 'stay' }
  | { readonly kind: 'open'; readonly nextProbeAtMs: number; readonly probeIntervalMs: number }
  /** Failing for days: the endpoint is paused and operators are told. */
  | { readonly kind: 'pause' };

/** What a further failure means, given the health after counting it. */
export function afterFailure(health: PartnerHealth, nowMs: number): CircuitStep {
  if (health.failingSinceMs !== undefined && nowMs - health.failingSinceMs >= circuitLimits.pauseAfterMs) {
    return { kind: 'pause' };
  }
  if (health.circuit !== 'open' && health.failuresInRow < circuitLimits.failuresToOpen) return { kind: 'stay' };
  const probeIntervalMs =
    health.circuit === 'open'
      ? Math.min((health.probeIntervalMs ?? circuitLimits.firstProbeMs) * 2, circuitLimits.maxProbeMs)
      : circuitLimits.firstProbeMs;
  return { kind: 'open', probeIntervalMs, nextProbeAtMs: nowMs + probeIntervalMs };
}

/** Whether deliveries to the partner ride on the slow lane. */
export function isUnhealthy(health: PartnerHealth | undefined): boolean {
  return health !== undefined && (health.circuit === 'open' || health.failuresInRow > 0);
}
