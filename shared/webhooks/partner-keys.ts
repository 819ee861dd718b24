import { type Key, keysInUse, type Revocation, revoked, rotated } from './key-rotation.ts';
import { keyIdOf, type KeyKind, kindOf, newSecret, type PublicJwk, publicJwkOf, verificationKeyOf } from './keys.ts';

/** Where partners' keys are kept; the store of `shared/store` fits. */
export interface KeyStore {
  get(partnerId: string): Promise<{ readonly partnerId: string; readonly keys: readonly Key[] } | undefined>;
  put(keys: { readonly partnerId: string; readonly keys: readonly Key[] }): Promise<void>;
}

/** A key as it may be shown at any time: never the key itself. */
export interface ShownKey {
  readonly keyId: string;
  readonly kind: KeyKind;
  /** ISO 8601; absent while it is in use without an end. */
  readonly signsUntil?: string;
  /** Of a public key: what the partner verifies with. */
  readonly jwk?: PublicJwk;
}

/** The keys that sign for a partner now, newest first, for people to see. */
export async function shownKeys(store: KeyStore, partnerId: string, nowMs: number): Promise<readonly ShownKey[]> {
  const found = await store.get(partnerId);
  return keysInUse(found?.keys ?? [], nowMs).map(({ secret, expiresAtMs }) => ({
    keyId: keyIdOf(secret),
    kind: kindOf(secret),
    ...(expiresAtMs === undefined ? {} : { signsUntil: new Date(expiresAtMs).toISOString() }),
    ...(kindOf(secret) === 'public' ? { jwk: publicJwkOf(secret) } : {}),
  }));
}

/**
 * Gives a partner a new key beside those it has, which sign on for `overlapMs`. Returns what the partner verifies with (`whsec_` or `whpk_`),
 * to be shown this once.
 */
export async function rotateKeys(
  store: KeyStore,
  partnerId: string,
  { kind, overlapMs, nowMs }: { readonly kind: KeyKind; readonly overlapMs: number; readonly nowMs: number },
): Promise<{ readonly keyId: string; readonly verificationKey: string }> {
  const secret = newSecret(kind);
  const found = await store.get(partnerId);
  await store.put({ partnerId, keys: rotated(found?.keys ?? [], secret, nowMs, overlapMs) });
  return { keyId: keyIdOf(secret), verificationKey: verificationKeyOf(secret) };
}

/** Takes a partner's key away, by its id. Containers of `deliver` that hold it forget it within a minute. */
export async function revokeKey(
  store: KeyStore,
  partnerId: string,
  keyId: string,
  nowMs: number,
): Promise<Revocation<Key>['kind']> {
  const found = await store.get(partnerId);
  const outcome = revoked(found?.keys ?? [], keyId, nowMs);
  if (outcome.kind === 'revoked') await store.put({ partnerId, keys: outcome.keys });
  return outcome.kind;
}
