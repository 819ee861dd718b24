import { createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** Why a webhook is not ours, or not of now. */
export type Unverified = 'header-missing' | 'header-malformed' | 'too-old' | 'too-new' | 'signature-wrong';

export type Verification =
  | { readonly ok: true; readonly messageId: string }
  | { readonly ok: false; readonly reason: Unverified };

/** Standard Webhooks’ libraries allow five minutes either way. */
const toleranceSeconds = 5 * 60;

/** The version and the signature, and nothing more: libraries pass over what follows a second comma. */
const signaturePattern = /^(v1|v1a),([A-Za-z0-9+/]{2,}={0,2})$/;

/**
 * Verifies a webhook as a partner does (Standard Webhooks §Verifying signatures), by any of the keys it holds: `whsec_` or bare base64 for
 * `v1`, `whpk_` for `v1a`. `headers` have lower-case names; `body` is the exact body. Stricter than the libraries where they read a timestamp’s beginning.
 */
export function verifyWebhook(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Buffer,
  keys: readonly string[],
  nowMs: number,
): Verification {
  const [id, timestamp, signatures] = (['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const).map(
    (name) => headers[name],
  );
  if (!id || !timestamp || !signatures) return { ok: false, reason: 'header-missing' };
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string')
    return { ok: false, reason: 'header-malformed' };
  if (!/^\d{1,12}$/.test(timestamp)) return { ok: false, reason: 'header-malformed' };
  const ageSeconds = Math.floor(nowMs / 1000) - Number(timestamp);
  if (ageSeconds > toleranceSeconds) return { ok: false, reason: 'too-old' };
  if (ageSeconds < -toleranceSeconds) return { ok: false, reason: 'too-new' };
  const signed = { id, timestamp, body };
  const isOurs = signatures.split(' ').some((signature) => keys.some((key) => isSignedBy(key, signature, signed)));
  return isOurs ? { ok: true, messageId: id } : { ok: false, reason: 'signature-wrong' };
}

interface Signed {
  readonly id: string;
  readonly timestamp: string;
  readonly body: Buffer;
}

function isSignedBy(key: string, signature: string, { id, timestamp, body }: Signed): boolean {
  const [, version, text = ''] = signaturePattern.exec(signature) ?? [];
  if (key.startsWith('whpk_')) {
    if (version !== 'v1a') return false;
    const x = Buffer.from(key.slice('whpk_'.length), 'base64').toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
    return verify(null, signed, publicKey, Buffer.from(text, 'base64'));
  }
  if (version !== 'v1') return false;
  const expected = new Webhook(key).sign(id, new Date(Number(timestamp) * 1000), body);
  const [ours, theirs] = [Buffer.from(expected), Buffer.from(signature)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
