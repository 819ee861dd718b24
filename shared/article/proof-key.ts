/** A private Ed25519 key as a JWK (RFC 8037), with its id: the deployment's own, that signs proofs of text and credit. */
export interface ProofKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly d: string;
  readonly kid: string;
}

/** A public key of a JSON Web Key Set. */
export type ProofPublicKey = Omit<ProofKey, 'd'> & { readonly use?: string; readonly alg?: string };

/** A proof key as it is kept. */
export interface KeptProofKey {
  readonly key: ProofKey;
  /** It signs what was accepted from then on, until a newer one takes over: epoch milliseconds. */
  readonly sinceMs: number;
}

/**
 * The key for a revision accepted at a time: the newest that was there then, so that every attempt at the revision carries the same proof, also after a
 * rotation. A revision older than all of them gets the oldest. Undefined when there is none.
 */
export function proofKeyFor(keys: readonly KeptProofKey[], acceptedAtMs: number): ProofKey | undefined {
  const byAge = keys.toSorted((a, b) => a.sinceMs - b.sinceMs);
  return (byAge.findLast(({ sinceMs }) => sinceMs <= acceptedAtMs) ?? byAge[0])?.key;
}
