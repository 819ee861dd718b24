import { describe, expect, test } from 'vitest';
import { keyIdOf, kindOf, newSecret, publicJwkOf, verificationKeyOf } from '../../../shared/webhooks/keys.ts';

describe('a new shared secret', () => {
  test('is 32 random bytes in the form of the standard', () => {
    const secrets = Array.from({ length: 50 }, () => newSecret());
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) {
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
    }
  });

  test('is what the partner verifies with, too', () => {
    const secret = newSecret();
    expect(kindOf(secret)).toBe('shared');
    expect(verificationKeyOf(secret)).toBe(secret);
  });
});

describe('a new public key', () => {
  const secret = newSecret('public');

  test('keeps its private half here, and gives the public half in both spellings', () => {
    expect(kindOf(secret)).toBe('public');
    const publicHalf = verificationKeyOf(secret);
    expect(publicHalf).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/);
    const jwk = publicJwkOf(secret);
    expect(jwk).toMatchObject({ kty: 'OKP', crv: 'Ed25519', kid: keyIdOf(secret), use: 'sig', alg: 'EdDSA' });
    expect(Buffer.from(jwk.x, 'base64url').toString('base64')).toBe(publicHalf.slice('whpk_'.length));
    const privateHalf = Buffer.from(secret.slice('whsk_'.length), 'base64').subarray(0, 32);
    expect(JSON.stringify(jwk)).not.toContain(privateHalf.toString('base64url'));
  });
});

test('a key’s id says nothing of the key', () => {
  const secret = newSecret();
  expect(keyIdOf(secret)).toMatch(/^[0-9a-f]{10}$/);
  expect(keyIdOf(secret)).not.toBe(keyIdOf(newSecret()));
});

test('what is no key of either kind is refused without being shown', () => {
  expect(() => kindOf('sk_live_5ecre7')).toThrow(/neither whsec_ nor whsk_/);
  expect(() => kindOf('sk_live_5ecre7')).not.toThrow(/5ecre7/);
});
