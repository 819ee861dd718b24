import { keyLimits } from '../contract/limits.ts';
import { keyIdOf } from './keys.ts';

/** A signing key as stores keep it. */
export interface Key {
  readonly secret: string;
  /** From then on it signs no more. */
  readonly expiresAtMs?: number;
}

/** The keys that sign at a time, newest first. */
export function keysInUse<K extends Key>(keys: readonly K[], nowMs: number): readonly K[] {
  return keys.filter(({ expiresAtMs }) => expiresAtMs === undefined || expiresAtMs > nowMs);
}

/**
 * Puts a new key in front. Those in use before sign beside it for `overlapMs`, so that the partner can change over at any time within; those that ended are
 * forgotten. At most `keyLimits.keysPerPartner` are kept, since each adds a signature to every webhook.
 */
export function rotated<K extends Key>(
  keys: readonly K[],
  secret: string,
  nowMs: number,
  overlapMs: number,
): readonly (K | Key)[] {
  const untilMs = nowMs + overlapMs;
  const ending = keysInUse(keys, nowMs).map((key) => ({
    ...key,
    expiresAtMs: Math.min(key.expiresAtMs ?? untilMs, untilMs),
  }));
  return [{ secret }, ...ending].slice(0, keyLimits.keysPerPartner);
}

export type Revocation<K> =
  | { readonly kind: 'revoked'; readonly keys: readonly K[] }
  | { readonly kind: 'unknown' }
  /** Without a key nothing could be sent at all: rotate first. */
  | { readonly kind: 'last' };

/** Takes a key away at once, by its id: it was lost or seen by others. */
export function revoked<K extends Key>(keys: readonly K[], keyId: string, nowMs: number): Revocation<K> {
  const inUse = keysInUse(keys, nowMs);
  const left = inUse.filter(({ secret }) => keyIdOf(secret) !== keyId);
  if (left.length === inUse.length) return { kind: 'unknown' };
  // A key that ends by itself soon is no key to live on.
  if (!left.some(({ expiresAtMs }) => expiresAtMs === undefined)) return { kind: 'last' };
  return { kind: 'revoked', keys: left };
}
