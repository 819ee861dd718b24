import canonicalize from 'canonicalize';
import type { ProofKey, ProofPublicKey } from '../article/proof-key.ts';

/**
 * The proof of a webhook's text and credit: a detached JWS (RFC 7515 Appendix F) with EdDSA (RFC 8037) over the RFC 8785 form of what was sent. It outlives
 * the webhook's own signature: whoever gets the article later, from whomever, can check that text and credit are what the deployment sent.
 */

/** The members of a webhook's `data` that the proof covers, with `attribution.proof` taken out. */
export interface Proven {
  readonly articleId: string;
  readonly revision: number;
  readonly article: unknown;
  readonly attribution: Readonly<Record<string, unknown>>;
}

export type ProofVerdict =
  | { readonly kind: 'valid'; readonly keyId: string }
  /** Text or credit are not those that were signed, or the signature is none of this key's. */
  | { readonly kind: 'invalid'; readonly keyId: string }
  | { readonly kind: 'unknown-key'; readonly keyId: string }
  | { readonly kind: 'no-proof' }
  | { readonly kind: 'unreadable' };

/** Signs; the same input gives the same proof, always. Returns `header..signature`. */
export async function signProof(proven: Proven, key: ProofKey): Promise<string> {
  const { FlattenedSign } = await import('jose/jws/flattened/sign');
  const { kid, ...jwk } = key;
  const { protected: header, signature } = await new FlattenedSign(bytesOf(proven))
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .sign({ ...jwk, alg: 'EdDSA' });
  return `${header}..${signature}`;
}

/** Checks the proof of a webhook's `data` against a JSON Web Key Set, got on a way that is trusted. Never throws for what `data` holds. */
export async function verifyProof(data: unknown, keys: readonly ProofPublicKey[]): Promise<ProofVerdict> {
  const read = readProof(data);
  if (read === undefined) return { kind: 'no-proof' };
  const { flattenedVerify } = await import('jose/jws/flattened/verify');
  const [header = '', , signature = ''] = read.proof.split('.');
  const keyId = keyIdIn(header);
  if (keyId === undefined) return { kind: 'unreadable' };
  const key = keys.find(({ kid }) => kid === keyId);
  if (!key) return { kind: 'unknown-key', keyId };
  try {
    const payload = Buffer.from(bytesOf(read.proven)).toString('base64url');
    await flattenedVerify(
      { protected: header, payload, signature },
      { ...key, alg: 'EdDSA' },
      { algorithms: ['EdDSA'] },
    );
    return { kind: 'valid', keyId };
  } catch {
    return { kind: 'invalid', keyId };
  }
}

function bytesOf({ articleId, revision, article, attribution }: Proven): Uint8Array {
  // A round through JSON drops undefined members, which the canonical form has no spelling for.
  const plain: unknown = JSON.parse(JSON.stringify({ articleId, revision, article, attribution }));
  return new TextEncoder().encode(canonicalize(plain));
}

function readProof(data: unknown): { readonly proof: string; readonly proven: Proven } | undefined {
  if (!isRecord(data) || !isRecord(data.attribution)) return undefined;
  const { proof, ...attribution } = data.attribution;
  if (typeof proof !== 'string') return undefined;
  const { articleId, revision, article } = data as unknown as Proven;
  return { proof, proven: { articleId, revision, article, attribution } };
}

function keyIdIn(header: string): string | undefined {
  try {
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid?: unknown };
    return typeof kid === 'string' ? kid : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
