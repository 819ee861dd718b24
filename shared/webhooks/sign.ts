import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** The three headers of Standard Webhooks, all lower case. */
export interface SignatureHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * Signs the exact body with every secret of the partner (Standard Webhooks §Signature scheme; two while rotating), at the time
 * of this attempt: receivers refuse timestamps more than five minutes off.
 */
export function signWebhook(
  messageId: string,
  body: string,
  secrets: readonly string[],
  nowMs: number,
): SignatureHeaders {
  const at = new Date(Math.floor(nowMs / 1000) * 1000);
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(at.getTime() / 1000),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(messageId, at, body)).join(' '),
  };
}

/** A new `whsec_` secret of 32 random bytes (Standard Webhooks asks for 24 to 64). */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
