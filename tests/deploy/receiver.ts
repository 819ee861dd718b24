import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface ReceivedWebhook {
  readonly id: string;
  /** Verified by `standardwebhooks` against the exact bytes that came. */
  readonly isSignatureValid: boolean;
  readonly status: number;
  readonly type: string;
  readonly data: {
    readonly revision: number;
    readonly article: { readonly uri: string; readonly headlines?: readonly { readonly value: string }[] };
    readonly attribution?: { readonly creditLine: string; readonly copyrightNotice: string };
  };
}

/** A partner: verifies what it is sent, remembers it, and answers as it is told. */
export interface Receiver {
  readonly port: number;
  /** The secret that came with the registration; before it is known no signature is valid. */
  trust(secret: string): void;
  readonly received: readonly ReceivedWebhook[];
  /** The first webhook, past or to come, that matches; throws when none came within `withinMs`. */
  waitFor(matches: (webhook: ReceivedWebhook) => boolean, withinMs: number): Promise<ReceivedWebhook>;
  close(): Promise<void>;
}

/** Listens on loopback. `answers` are the statuses of the first requests; after those it accepts. */
export async function startReceiver(port: number, answers: readonly number[]): Promise<Receiver> {
  let webhook: Webhook | undefined;
  const received: ReceivedWebhook[] = [];
  const waiting = new Set<() => void>();
  const server: Server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const status = answers[received.length] ?? 204;
      received.push(webhookOf(request, body, webhook, status));
      response.writeHead(status).end();
      for (const look of waiting) look();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    received,
    trust(secret) {
      webhook = new Webhook(secret);
    },
    waitFor(matches, withinMs) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          const seen = received.map(({ type, status }) => `${type} (${status})`).join(', ') || 'nothing';
          reject(new Error(`no such webhook within ${withinMs / 1000} s; received: ${seen}`));
        }, withinMs);
        function look(): void {
          const found = received.find(matches);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        }
        waiting.add(look);
        look();
      });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function webhookOf(
  request: IncomingMessage,
  body: string,
  webhook: Webhook | undefined,
  status: number,
): ReceivedWebhook {
  const headers = request.headers as Record<string, string>;
  let isSignatureValid = false;
  try {
    webhook?.verify(body, headers);
    isSignatureValid = webhook !== undefined;
  } catch {
    // Told by the checks, which ask for a valid one.
  }
  const { type, data } = JSON.parse(body) as Pick<ReceivedWebhook, 'type' | 'data'>;
  return { id: headers['webhook-id'] ?? '', isSignatureValid, status, type, data };
}
