/**
 * A demo partner: an HTTP receiver in a process of its own, as a real partner's would be. It verifies each webhook with the
 * `standardwebhooks` package, writes down what it accepted before it answers, and tells its parent, which may be killed meanwhile.
 * Started by `local/demo-partners.ts`, which sends a `ReceiverConfig` first; ends when its parent does.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { requestBody } from '../shared/webhooks/request-body.ts';
import { listenNear, loopback } from './ports.ts';

export interface ReceiverConfig {
  readonly port: number;
  /** `whsec_…` */
  readonly secret: string;
  /** Where accepted webhooks are written down, a JSON line each. */
  readonly journalPath: string;
  /** Answers 503 to this many attempts at the first webhook it gets, then accepts. */
  readonly refusals: number;
}

/** A webhook this partner holds. */
export interface HeldWebhook {
  /** `webhook-id`. */
  readonly messageId: string;
  readonly type: string;
  readonly articleId: string;
  readonly revision: number;
  readonly headline?: string;
}

/** What a receiver tells its parent. */
export type ReceiverReport =
  | { readonly kind: 'listening'; readonly port: number }
  | ({
      readonly kind: 'webhook';
      readonly status: number;
      readonly attempt: number;
      readonly isRepeat: boolean;
    } & HeldWebhook)
  | { readonly kind: 'refused-signature'; readonly reason: string };

/** Larger than any body Byline sends by default. */
const bodyBytesMax = 2 * 1024 * 1024;
const retryAfterSeconds = 1;

if (import.meta.main && process.send) {
  // Ctrl-C reaches the whole group; the parent stops first and this process with it.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit(0));
  process.once('message', (config: ReceiverConfig) => void startReceiver(config, (report) => process.send?.(report)));
}

/** Listens for webhooks on the loopback interface; reports where, and then each webhook. */
export async function startReceiver(config: ReceiverConfig, report: (report: ReceiverReport) => void): Promise<Server> {
  const webhook = new Webhook(config.secret);
  endLastLine(config.journalPath);
  const held = new Set(readJournal(config.journalPath).map(({ messageId }) => messageId));
  const attempts = new Map<string, number>();
  let refusedMessageId: string | undefined;

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await requestBody(request, bodyBytesMax);
    if (request.method !== 'POST' || body === undefined) return answer(response, request.method === 'POST' ? 413 : 405);
    const message = verified(webhook, body, request);
    if (message instanceof Error) {
      report({ kind: 'refused-signature', reason: message.message });
      return answer(response, 401);
    }
    const { messageId } = message;
    const attempt = (attempts.get(messageId) ?? 0) + 1;
    attempts.set(messageId, attempt);
    const isRepeat = held.has(messageId);
    refusedMessageId ??= messageId;
    if (messageId === refusedMessageId && attempt <= config.refusals && !isRepeat) {
      answer(response, 503, { 'retry-after': String(retryAfterSeconds) });
      return report({ kind: 'webhook', status: 503, attempt, isRepeat, ...message });
    }
    // Written down first, answered second: a 2xx says that the partner has it.
    if (!isRepeat) appendFileSync(config.journalPath, `${JSON.stringify(message)}\n`);
    held.add(messageId);
    answer(response, 204);
    return report({ kind: 'webhook', status: 204, attempt, isRepeat, ...message });
  };

  const newServer = (): Server =>
    createServer((request, response) => {
      receive(request, response).catch(() => response.destroy());
    });
  let server = newServer();
  const port = await listenNear(config.port, async (candidate) => {
    server = newServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(candidate, loopback, resolve);
    });
    return (server.address() as { port: number }).port;
  });
  report({ kind: 'listening', port });
  return server;
}

/** The webhooks a receiver holds, oldest first; none when it never got one. */
export function readJournal(path: string): readonly HeldWebhook[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as HeldWebhook];
      } catch {
        // The last line, cut off by a kill before its webhook was answered: it will come again.
        return [];
      }
    });
}

/** A line cut off by a kill must not swallow the one written next. */
function endLastLine(path: string): void {
  if (existsSync(path) && !/(?:^|\n)$/.test(readFileSync(path, 'utf8'))) appendFileSync(path, '\n');
}

function verified(webhook: Webhook, body: Buffer, request: IncomingMessage): HeldWebhook | WebhookVerificationError {
  let payload: {
    type: string;
    data: { articleId: string; revision: number; article?: { headlines?: { value: string }[] } };
  };
  try {
    payload = webhook.verify(body, request.headers as Record<string, string>) as typeof payload;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error;
    throw error;
  }
  const { type, data } = payload;
  const headline = data.article?.headlines?.[0]?.value;
  return {
    messageId: String(request.headers['webhook-id']),
    type,
    articleId: data.articleId,
    revision: data.revision,
    ...(headline === undefined ? {} : { headline }),
  };
}

function answer(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end();
}
