import { createHash, generateKeyPairSync } from 'node:crypto';
import type { KeptProofKey, ProofKey, ProofPublicKey } from '../article/proof-key.ts';
import { keyLimits } from '../contract/limits.ts';

/** Where the deployment's proof keys are kept; the stores of `shared/store` fit. */
export interface ProofKeyStores {
  readonly proofKeys: {
    get(): Promise<readonly KeptProofKey[]>;
    put(keys: readonly KeptProofKey[]): Promise<void>;
  };
  readonly publicKeys: {
    get(): Promise<readonly ProofPublicKey[]>;
    put(keys: readonly ProofPublicKey[]): Promise<void>;
  };
}

/** Makes the deployment's first proof key, where there is none. Idempotent; also mends public halves that a run before did not come to write. */
export async function ensureProofKey(stores: ProofKeyStores, nowMs: number): Promise<void> {
  const [kept, shown] = await Promise.all([stores.proofKeys.get(), stores.publicKeys.get()]);
  if (kept.length === 0) return addKey(stores, kept, shown, nowMs).then(() => {});
  if (kept.every(({ key }) => shown.some(({ kid }) => kid === key.kid))) return;
  await stores.publicKeys.put(merged(shown, kept));
}

/**
 * Adds a proof key, which signs whatever is accepted from now on. The ones before go on to sign what was accepted under them, and their public
 * halves stay, so that proofs out in the world hold. Returns the new key's id.
 */
export async function rotateProofKey(stores: ProofKeyStores, nowMs: number): Promise<string> {
  const [kept, shown] = await Promise.all([stores.proofKeys.get(), stores.publicKeys.get()]);
  return addKey(stores, kept, shown, nowMs);
}

/** Takes a proof key away, both halves: proofs by it hold no more. Says whether there was one of that id. At least one key stays: rotate first. */
export async function revokeProofKey(stores: ProofKeyStores, keyId: string): Promise<'revoked' | 'unknown' | 'last'> {
  const [kept, shown] = await Promise.all([stores.proofKeys.get(), stores.publicKeys.get()]);
  const left = kept.filter(({ key }) => key.kid !== keyId);
  const leftShown = shown.filter(({ kid }) => kid !== keyId);
  if (left.length === kept.length && leftShown.length === shown.length) return 'unknown';
  if (left.length === 0) return 'last';
  await stores.publicKeys.put(leftShown);
  await stores.proofKeys.put(left);
  return 'revoked';
}

async function addKey(
  stores: ProofKeyStores,
  kept: readonly KeptProofKey[],
  shown: readonly ProofPublicKey[],
  nowMs: number,
): Promise<string> {
  const added: KeptProofKey = { key: newProofKey(), sinceMs: nowMs };
  const keys = [added, ...kept.toSorted((a, b) => b.sinceMs - a.sinceMs)].slice(0, keyLimits.proofKeys);
  // Public first: a proof by a key that nobody can look up would be worth nothing.
  await stores.publicKeys.put(merged(shown, keys));
  await stores.proofKeys.put(keys);
  return added.key.kid;
}

function newProofKey(): ProofKey {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x, d, kid: createHash('sha256').update(x).digest('hex').slice(0, 16) };
}

function merged(shown: readonly ProofPublicKey[], kept: readonly KeptProofKey[]): readonly ProofPublicKey[] {
  const fresh = kept
    .filter(({ key }) => !shown.some(({ kid }) => kid === key.kid))
    .map(({ key: { d: _private, ...half } }) => ({ ...half, use: 'sig', alg: 'EdDSA' }));
  return [...fresh, ...shown];
}
