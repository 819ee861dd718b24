import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/**
 * The keys that sign webhooks, in the spelling of Standard Webhooks 1.0.0: `whsec_` and base64 for a shared secret; `whsk_` for the private half of an
 * Ed25519 pair, which stays here, and `whpk_` for the public half, which a partner verifies with.
 */
export type KeyKind = 'shared' | 'public';

/** A new secret of 32 random bytes (the specification asks for 24 to 64), or a new Ed25519 key. */
export function newSecret(kind: KeyKind = 'shared'): string {
  if (kind === 'shared') return `whsec_${randomBytes(32).toString('base64')}`;
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return `whsk_${Buffer.concat([Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')]).toString('base64')}`;
}

/** What kind of key a secret is, by its prefix. Throws for anything else. */
export function kindOf(secret: string): KeyKind {
  if (secret.startsWith('whsec_')) return 'shared';
  if (secret.startsWith('whsk_')) return 'public';
  throw new Error('a signing key is neither whsec_ nor whsk_');
}

/** The private half of a `whsk_` key, as Node signs with it. */
export function privateKeyOf(secret: string): KeyObject {
  const bytes = Buffer.from(secret.slice('whsk_'.length), 'base64');
  const half = (from: number): string => bytes.subarray(from, from + 32).toString('base64url');
  return createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d: half(0), x: half(32) }, format: 'jwk' });
}

/** What the partner verifies with: the shared secret itself, or the public half as `whpk_` and base64. */
export function verificationKeyOf(secret: string): string {
  if (kindOf(secret) === 'shared') return secret;
  return `whpk_${Buffer.from(publicJwkOf(secret).x, 'base64url').toString('base64')}`;
}

/** A public Ed25519 key as a member of a JSON Web Key Set (RFC 8037). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
}

/** The public half of a `whsk_` key. */
export function publicJwkOf(secret: string): PublicJwk {
  const { x = '' } = createPublicKey(privateKeyOf(secret)).export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x, kid: keyIdOf(secret), use: 'sig', alg: 'EdDSA' };
}

/** Names a key where the key itself must not be shown: ten hex digits of its hash. */
export function keyIdOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 10);
}
