import { describe, expect, test } from 'vitest';
import { newSecret, verificationKeyOf } from '../../../shared/webhooks/keys.ts';
import { signWebhook } from '../../../shared/webhooks/sign.ts';
import { verifyWebhook } from '../../../shared/webhooks/verify.ts';
import { casesOf } from '../../support/material.ts';

const nowMs = 1_790_000_000_000;
const body = JSON.stringify({ text: 'Zürich – 東京 🗞' });

describe('what Byline signs', () => {
  test.each(['shared', 'public'] as const)('is verified by a %s key, and by no other', (kind) => {
    const [secret, other] = [newSecret(kind), newSecret(kind)];
    const headers = { ...signWebhook('msg_1', body, [secret], nowMs) };
    const verified = (keys: string[], text = body, at = nowMs) =>
      verifyWebhook(headers, Buffer.from(text), keys.map(verificationKeyOf), at);
    expect(verified([secret])).toEqual({ ok: true, messageId: 'msg_1' });
    expect(verified([other, secret])).toMatchObject({ ok: true });
    expect(verified([other])).toEqual({ ok: false, reason: 'signature-wrong' });
    expect(verified([secret], `${body} `)).toEqual({ ok: false, reason: 'signature-wrong' });
    expect(verified([secret], body, nowMs + 300_000)).toMatchObject({ ok: true });
    expect(verified([secret], body, nowMs + 301_000)).toEqual({ ok: false, reason: 'too-old' });
    expect(verified([secret], body, nowMs - 301_000)).toEqual({ ok: false, reason: 'too-new' });
  });

  test('is verified by either key while keys are changed', () => {
    const [older, newer] = [newSecret(), newSecret('public')];
    const headers = { ...signWebhook('msg_1', body, [newer, older], nowMs) };
    for (const key of [older, newer])
      expect(verifyWebhook(headers, Buffer.from(body), [verificationKeyOf(key)], nowMs)).toMatchObject({ ok: true });
  });
});

interface SignatureCase {
  readonly id: string;
  readonly now: number;
  readonly secret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly expected: 'valid' | 'invalid';
}

describe('signatures collected elsewhere', () => {
  const cases = casesOf<SignatureCase>('badinputs/webhook/signature-cases.json');

  test.skipIf(cases.length === 0)('are told right from wrong, all of them', () => {
    const wrong = cases.filter(({ now, secret, headers, body: text, expected }) => {
      const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
      return verifyWebhook(lower, Buffer.from(text), [secret], now * 1000).ok !== (expected === 'valid');
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(cases.length).toBeGreaterThan(50);
  });
});
