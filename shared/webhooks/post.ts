import * as http from 'node:http';
import * as https from 'node:https';
import type { EndpointPolicy } from '../contract/env.ts';
import { deliveryLimits } from '../contract/limits.ts';
import { type Answer, type FailureReason, parseRetryAfter } from '../delivery/decide.ts';
import { checkEndpointUrl, EndpointRefusedError, guardedLookup } from './endpoint-guard.ts';

export type Post = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Answer>;

export interface PostOptions {
  readonly connectMs?: number;
  readonly requestMs?: number;
  readonly now?: () => number;
}

/**
 * POSTs to partners: guarded addresses, no redirects, bounded time and answer, connections kept alive. Never throws: what went
 * wrong is the answer. One per container, since it holds the connections.
 */
export function guardedPost(policy: EndpointPolicy, options: PostOptions = {}): Post {
  const { connectMs = deliveryLimits.connectMs, requestMs = deliveryLimits.requestMs, now = Date.now } = options;
  const agentOptions = { keepAlive: true, maxSockets: 64, timeout: 60_000, lookup: guardedLookup(policy) };
  const agents = { 'https:': new https.Agent(agentOptions), 'http:': new http.Agent(agentOptions) } as const;

  return (text, headers, body) => {
    const verdict = checkEndpointUrl(text, policy);
    if (!verdict.ok) return Promise.resolve(failure('ENDPOINT_REFUSED'));
    const { url } = verdict;
    const isTls = url.protocol === 'https:';
    const bytes = Buffer.from(body);

    return new Promise<Answer>((resolve) => {
      let isConnected = false;
      const request = (isTls ? https : http).request(url, {
        method: 'POST',
        agent: isTls ? agents['https:'] : agents['http:'],
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': bytes.byteLength,
          'user-agent': 'Byline/1',
        },
      });

      const settle = (answer: Answer): void => {
        clearTimeout(connectTimer);
        clearTimeout(requestTimer);
        resolve(answer);
      };
      const connectTimer = setTimeout(() => {
        settle(failure('CONNECT_TIMEOUT'));
        request.destroy();
      }, connectMs);
      const requestTimer = setTimeout(() => {
        settle(failure('TIMEOUT', isConnected));
        request.destroy();
      }, requestMs);
      const connected = (): void => {
        isConnected = true;
        clearTimeout(connectTimer);
      };

      request.on('socket', (socket) => {
        if (!socket.connecting) return connected();
        return socket.once(isTls ? 'secureConnect' : 'connect', connected);
      });
      request.on('response', (response) => {
        const { statusCode: status = 0 } = response;
        const retryAfterMs = parseRetryAfter(response.headers['retry-after'], now());
        // The status is the answer; the rest is read only so that the connection can be used again, and not for long.
        let read = 0;
        response.on('data', (chunk: Buffer) => {
          read += chunk.byteLength;
          if (read > deliveryLimits.answerBytes) request.destroy();
        });
        response.on('error', () => request.destroy());
        settle({ kind: 'status', status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
        response.setTimeout(requestMs, () => request.destroy());
      });
      request.on('error', (error) => settle(answerOfError(error, isConnected)));
      request.end(bytes);
    });
  };
}

function failure(reason: FailureReason, ambiguous = false): Answer {
  return { kind: 'failure', reason, ambiguous };
}

/** Decided by error codes and phase, never by messages. Once connected, the partner may have the request. */
function answerOfError(error: Error & { code?: string }, isConnected: boolean): Answer {
  if (error instanceof EndpointRefusedError) return failure('ENDPOINT_REFUSED');
  if (isConnected) return failure('CONNECTION_LOST', true);
  const code = error.code ?? '';
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return failure('DNS_ERROR');
  if (
    code.startsWith('ERR_TLS') ||
    code.startsWith('ERR_SSL') ||
    code.startsWith('CERT_') ||
    code.includes('CERT') ||
    code === 'EPROTO'
  ) {
    return failure('TLS_ERROR');
  }
  return failure('CONNECT_ERROR');
}
