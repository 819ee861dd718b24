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

/**
 * What a further failure means, given the health after counting it. One that comes while the circuit is open, from a POST that was under way,
 * does not put the next probe off; only probes do.
 */
export function afterFailure(health: PartnerHealth, nowMs: number): CircuitStep {
  const { circuit, failuresInRow, failingSinceMs, nextProbeAtMs, probeIntervalMs } = health;
  if (failingSinceMs !== undefined && nowMs - failingSinceMs >= circuitLimits.pauseAfterMs) return { kind: 'pause' };
  if (circuit === 'open' && nextProbeAtMs !== undefined && probeIntervalMs !== undefined) {
    return { kind: 'open', nextProbeAtMs, probeIntervalMs };
  }
  if (circuit !== 'open' && failuresInRow < circuitLimits.failuresToOpen) return { kind: 'stay' };
  const { firstProbeMs } = circuitLimits;
  return { kind: 'open', probeIntervalMs: firstProbeMs, nextProbeAtMs: nowMs + firstProbeMs };
}

/** When a probe that is taken now, and fails, is followed by the next: after twice the interval, up to the longest. */
export function afterProbe(
  health: PartnerHealth,
  nowMs: number,
): { readonly nextProbeAtMs: number; readonly probeIntervalMs: number } {
  const { firstProbeMs, maxProbeMs } = circuitLimits;
  const probeIntervalMs = Math.min((health.probeIntervalMs ?? firstProbeMs) * 2, maxProbeMs);
  return { probeIntervalMs, nextProbeAtMs: nowMs + probeIntervalMs };
}

/** Whether deliveries to the partner ride on the slow lane. */
export function isUnhealthy(health: PartnerHealth | undefined): boolean {
  return health !== undefined && (health.circuit === 'open' || health.failuresInRow > 0);
}
