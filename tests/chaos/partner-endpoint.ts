import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

export type Temper = 'fast' | 'slow' | 'bursts' | 'resets' | 'hangs' | 'late' | 'recovers';

export interface Copy {
  readonly revision: number;
  readonly retracted: boolean;
  readonly headline: string;
}

/** One partner as a real HTTP server: verifies every webhook, keeps the newest copy of each article, and behaves badly until it is healed. */
export interface PartnerEndpoint {
  readonly id: string;
  readonly url: string;
  readonly temper: Temper;
  readonly copies: ReadonlyMap<string, Copy>;
  readonly seen: {
    received: number;
    taken: number;
    badSignatures: number;
    outOfOrder: number;
    afterRetraction: number;
    early: number;
  };
  /** Told of an embargo, so that what comes before its end can be counted. */
  embargoed(articleUri: string, untilMs: number): void;
  /** Told when an article was retracted, so that what comes later can be counted. */
  retracted(articleUri: string, atMs: number): void;
  heal(): void;
  stop(): void;
}

/** Longer than a POST waits. */
const lateMs = 17_000;
/** A POST that started before a retraction was accepted may arrive this long after it: lease less POST. */
const underWayMs = 15_000;

export async function startPartner(id: string, temper: Temper, secret: string): Promise<PartnerEndpoint> {
  const webhook = new Webhook(secret);
  const copies = new Map<string, Copy>();
  const highest = new Map<string, number>();
  const retractedAt = new Map<string, number>();
  const embargoedUntil = new Map<string, number>();
  const seen = { received: 0, taken: 0, badSignatures: 0, outOfOrder: 0, afterRetraction: 0, early: 0 };
  let healed = false;

  function take(body: string, startedAtMs: number): void {
    const { type, data } = JSON.parse(body) as {
      type: string;
      data: { revision: number; article: { uri: string; headlines?: { value: string }[] } };
    };
    const { uri, headlines } = data.article;
    if (data.revision < (highest.get(uri) ?? 0)) seen.outOfOrder += 1;
    highest.set(uri, Math.max(highest.get(uri) ?? 0, data.revision));
    const retractedAtMs = retractedAt.get(uri);
    if (type !== 'article.retracted' && retractedAtMs !== undefined && startedAtMs > retractedAtMs + underWayMs)
      seen.afterRetraction += 1;
    if (startedAtMs < (embargoedUntil.get(uri) ?? 0)) seen.early += 1;
    seen.taken += 1;
    copies.set(uri, {
      revision: data.revision,
      retracted: type === 'article.retracted',
      headline: headlines?.[0]?.value ?? '',
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAtMs = Date.now();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    seen.received += 1;
    try {
      webhook.verify(body, request.headers as Record<string, string>);
    } catch {
      seen.badSignatures += 1;
      return end(response, 401);
    }
    if (healed || temper === 'fast') {
      take(body, startedAtMs);
      return end(response, 204);
    }
    switch (temper) {
      case 'slow':
        await delay(300);
        take(body, startedAtMs);
        return end(response, 204);
      case 'bursts':
        if (Math.floor(startedAtMs / 5_000) % 2 === 0) return end(response, 503);
        take(body, startedAtMs);
        return end(response, 200);
      case 'resets':
        if (seen.received % 3 === 0) {
          request.socket.destroy();
          return undefined;
        }
        take(body, startedAtMs);
        return end(response, 202);
      case 'hangs':
        // Never answers and never takes it.
        return undefined;
      case 'late':
        take(body, startedAtMs);
        await delay(lateMs, undefined, { ref: false });
        return end(response, 204);
      case 'recovers':
        return end(response, 500);
    }
  }

  const server = createServer(
    (request, response) => void answer(request, response).catch(() => request.socket.destroy()),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    id,
    url: `http://127.0.0.1:${port}/webhook`,
    temper,
    copies,
    seen,
    embargoed: (uri, untilMs) => void embargoedUntil.set(uri, untilMs),
    retracted: (uri, atMs) => void retractedAt.set(uri, atMs),
    heal: () => void (healed = true),
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function end(response: ServerResponse, status: number): undefined {
  response.writeHead(status).end();
  return undefined;
}
