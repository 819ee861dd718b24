import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { requestBody } from '../../shared/webhooks/request-body.ts';
import { type Unverified, verifyWebhook } from '../../shared/webhooks/verify.ts';
import { HeldArticles, type ReceivedWebhook, type Verdict } from './held-articles.ts';

export interface ReceiverOptions {
  /** `whsec_…` or `whpk_…`, any of which must have signed. */
  readonly keys: readonly string[];
  /** Answered instead of 204 to all that is verified, or to the first ones only. */
  readonly status?: number;
  /** How many webhooks are answered with `status` before it takes them; all, when absent. */
  readonly failFirst?: number;
  /** Waited before each answer. */
  readonly delayMs: number;
  readonly now: () => number;
}

/** What came in, and what it was answered. */
export type Arrival =
  | { readonly kind: 'webhook'; readonly status: number; readonly verdict: Verdict; readonly webhook: ReceivedWebhook }
  | { readonly kind: 'refused'; readonly status: 401 | 400 | 405 | 413; readonly reason: Unverified | 'not-a-webhook' };

/** More than the largest body a partner can ask for would be. */
const bodyBytesMax = 128 * 1024 * 1024;

/** A partner’s receiver, that keeps to the rules or fails as it is told to. `tell` hears of each request, after it was answered. */
export function webhookReceiver(options: ReceiverOptions, tell: (arrival: Arrival) => void): Server {
  const held = new HeldArticles();
  let failures = 0;

  const statusFor = (verdict: Verdict): number => {
    const isFailing = options.status !== undefined && failures < (options.failFirst ?? Number.POSITIVE_INFINITY);
    if (!isFailing || verdict === 'challenge') return verdict === 'challenge' ? 200 : 204;
    failures += 1;
    return options.status ?? 503;
  };

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<Arrival> => {
    const body = await requestBody(request, bodyBytesMax);
    if (request.method !== 'POST') return refuse(response, 405, 'not-a-webhook');
    if (!body) return refuse(response, 413, 'not-a-webhook');
    const verified = verifyWebhook(request.headers, body, options.keys, options.now());
    if (!verified.ok) return refuse(response, 401, verified.reason);
    const webhook = webhookOf(verified.messageId, body);
    if (!webhook) return refuse(response, 400, 'not-a-webhook');
    if (options.delayMs > 0) await delay(options.delayMs);
    const verdict = held.judge(webhook);
    const status = statusFor(verdict);
    if (status >= 200 && status < 300) held.take(webhook);
    const { challenge } = webhook.data;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(verdict === 'challenge' ? JSON.stringify({ challenge }) : undefined);
    return { kind: 'webhook', status, verdict, webhook };
  };

  return createServer((request, response) => {
    receive(request, response).then(tell, () => response.destroy());
  });
}

function refuse(
  response: ServerResponse,
  status: 401 | 400 | 405 | 413,
  reason: Unverified | 'not-a-webhook',
): Arrival {
  response.writeHead(status).end();
  return { kind: 'refused', status, reason };
}

function webhookOf(messageId: string, body: Buffer): ReceivedWebhook | undefined {
  try {
    const { type, data } = JSON.parse(body.toString()) as Partial<ReceivedWebhook>;
    if (typeof type !== 'string' || typeof data !== 'object' || data === null) return undefined;
    return { messageId, type, data };
  } catch {
    return undefined;
  }
}
