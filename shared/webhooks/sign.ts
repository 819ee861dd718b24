import { sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { kindOf, privateKeyOf } from './keys.ts';

/** The three headers of Standard Webhooks, all lower case. */
export interface SignatureHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * Signs the exact body with every key of the partner (Standard Webhooks §Signature scheme; two while rotating): `v1` for shared secrets, `v1a`
 * for Ed25519. At the time of this attempt: receivers refuse timestamps more than five minutes off.
 */
export function signWebhook(
  messageId: string,
  body: string,
  secrets: readonly string[],
  nowMs: number,
): SignatureHeaders {
  const at = new Date(Math.floor(nowMs / 1000) * 1000);
  const timestamp = String(at.getTime() / 1000);
  const signatures = secrets.map((secret) =>
    kindOf(secret) === 'shared'
      ? new Webhook(secret).sign(messageId, at, body)
      : `v1a,${sign(null, Buffer.from(`${messageId}.${timestamp}.${body}`), privateKeyOf(secret)).toString('base64')}`,
  );
  return { 'webhook-id': messageId, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
