import type { Answer } from '../delivery/decide.ts';
import type { PushedPartner } from '../partners/partner.ts';
import type { Sendable } from './envelope.ts';
import type { ClientCertificate, Post } from './post.ts';
import { signWebhook } from './sign.ts';

/** What opens a partner’s door, and proves that it is us. */
export interface Access {
  /** Those that sign now, newest first; at least one. */
  readonly secrets: readonly string[];
  readonly credentials?: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly certificate?: ClientCertificate;
  };
}

/** Signs a webhook at this time and POSTs it: the one way in which anything is sent to a partner. */
export function sendWebhook(
  post: Post,
  partner: Pick<PushedPartner, 'url' | 'headers'>,
  { secrets, credentials }: Access,
  { messageId, body }: Sendable,
  nowMs: number,
): Promise<Answer> {
  // The signature's headers come last: none of the partner's can take their place.
  const headers = { ...partner.headers, ...credentials?.headers, ...signWebhook(messageId, body, secrets, nowMs) };
  return post(partner.url, headers, body, credentials?.certificate);
}
