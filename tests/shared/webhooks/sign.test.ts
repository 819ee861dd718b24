import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { newSecret, publicJwkOf } from '../../../shared/webhooks/keys.ts';
import { signWebhook } from '../../../shared/webhooks/sign.ts';

const body = '{"type":"article.published","data":{"text":"Zürich 東京 \\u0000 </script>"}}';

describe('the signature headers', () => {
  test('satisfy the verifier of the standard, to the byte', () => {
    const secret = newSecret();
    const headers = signWebhook('msg_a_1', body, [secret], Date.now());
    expect(new Webhook(secret).verify(body, { ...headers })).toEqual(JSON.parse(body));
    expect(() => new Webhook(secret).verify(body.replace('data', 'date'), { ...headers })).toThrow(/signature/i);
    expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'msg_a_2' })).toThrow(/signature/i);
    expect(() => new Webhook(newSecret()).verify(body, { ...headers })).toThrow(/signature/i);
  });

  test('are those of a vector made with openssl', () => {
    // printf 'msg_a_1.1790000000.{}' | openssl dgst -sha256 -mac HMAC -macopt key:bylinebylinebylinebyline -binary | base64
    const secret = `whsec_${Buffer.from('bylinebylinebylinebyline').toString('base64')}`;
    expect(signWebhook('msg_a_1', '{}', [secret], 1_790_000_000_999)).toEqual({
      'webhook-id': 'msg_a_1',
      'webhook-timestamp': '1790000000',
      'webhook-signature': 'v1,SLBII6aMBhslTNIwb+rEQC4iDScZrWTP/IJ2M4H8O3c=',
    });
  });

  test('hold one signature a secret while secrets are rotated: receivers with the old or the new one accept', () => {
    const [newer, older] = [newSecret(), newSecret()];
    const headers = signWebhook('msg_a_1', body, [newer, older], Date.now());
    expect(headers['webhook-signature']).toMatch(/^v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=$/);
    for (const secret of [newer, older]) {
      expect(new Webhook(secret).verify(body, { ...headers })).toEqual(JSON.parse(body));
    }
  });

  test('hold a signature of Ed25519 over id, time and body for a partner with a public key', () => {
    const secret = newSecret('public');
    const headers = signWebhook('msg_a_1', body, [secret], Date.now());
    const [version, signature = ''] = headers['webhook-signature'].split(',');
    const signed = `msg_a_1.${headers['webhook-timestamp']}.${body}`;
    const { kty, crv, x } = publicJwkOf(secret);
    const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
    const isValid = (text: string): boolean => verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
    expect(version).toBe('v1a');
    expect(isValid(signed)).toBe(true);
    expect(isValid(signed.replace('data', 'date'))).toBe(false);
  });

  test('hold both kinds while a partner changes from one to the other', () => {
    const [publicKey, shared] = [newSecret('public'), newSecret()];
    const headers = signWebhook('msg_a_1', body, [publicKey, shared], Date.now());
    expect(headers['webhook-signature']).toMatch(/^v1a,\S{88} v1,\S{44}$/);
    expect(new Webhook(shared).verify(body, { ...headers })).toEqual(JSON.parse(body));
  });

  test('carry the time of this attempt, which receivers hold against their clock', () => {
    const secret = newSecret();
    const late = signWebhook('msg_a_1', body, [secret], Date.now() - 6 * 60_000);
    expect(() => new Webhook(secret).verify(body, { ...late })).toThrow(/old/i);
    const early = signWebhook('msg_a_1', body, [secret], Date.now() + 6 * 60_000);
    expect(() => new Webhook(secret).verify(body, { ...early })).toThrow(/new/i);
  });
});
