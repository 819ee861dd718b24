import type { lookup as dnsLookup } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import type { EndpointPolicy } from '../contract/env.ts';
import { deliveryLimits } from '../contract/limits.ts';
import { type Answer, type FailureReason, parseRetryAfter } from '../delivery/decide.ts';
import { answerText } from './answer-text.ts';
import type { OwnDeployment } from './own-deployment.ts';
import { checkEndpointUrl, EndpointRefusedError, guardedLookup } from './endpoint-guard.ts';

/** What a partner that asks for mutual TLS knows us by; PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

export type Post = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  certificate?: ClientCertificate,
) => Promise<Answer>;

export interface PostOptions {
  readonly connectMs?: number;
  readonly requestMs?: number;
  readonly now?: () => number;
  /** The deployment itself, to which nothing is posted. */
  readonly own?: OwnDeployment;
  /** Whether the text of a 2xx answer is wanted, too: waits for it, for a second at most. */
  readonly answerTexts?: boolean;
  /** Name resolution; the system's by default. */
  readonly resolve?: typeof dnsLookup;
}

/** Idle connections kept, over all partners: a container has about a thousand file descriptors, and a registry more hosts. */
const idleConnectionsMax = 256;

/**
 * POSTs to partners: guarded addresses, no redirects, bounded time and answer, connections kept alive. What went wrong on the way is the
 * answer; only headers that HTTP cannot carry throw. One per container, since it holds the connections.
 */
export function guardedPost(policy: EndpointPolicy, options: PostOptions = {}): Post {
  const { connectMs = deliveryLimits.connectMs, requestMs = deliveryLimits.requestMs, now = Date.now } = options;
  const answerTexts = options.answerTexts === true;
  const lookup = guardedLookup(policy, options.resolve);
  const agentOptions = { keepAlive: true, maxSockets: 64, timeout: 60_000, lookup };
  const httpsAgent = boundedIdle(new https.Agent(agentOptions));
  const httpAgent = boundedIdle(new http.Agent(agentOptions));

  return async (text, headers, body, certificate) => {
    const verdict = checkEndpointUrl(text, policy, options.own);
    if (!verdict.ok) return failure('ENDPOINT_REFUSED');
    const { url } = verdict;
    const agent = url.protocol === 'https:' ? httpsAgent : httpAgent;
    // One deadline for all that this call does, the reading of the answer included.
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), requestMs);
    const exchange = {
      url,
      headers,
      body,
      certificate,
      answerTexts,
      connectMs,
      now,
      lookup,
      deadline,
      timer,
    };

    try {
      const first = await send({ ...exchange, agent });
      if (first !== 'stale') return first;
      const second = await send({ ...exchange, agent: false });
      // The first try may have arrived, whatever became of the second.
      if (second === 'stale') return failure('CONNECTION_LOST', true);
      return second.kind === 'failure' ? failure(second.reason, true) : second;
    } catch (error) {
      clearTimeout(timer);
      throw error;
    }
  };
}

interface Exchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly certificate: ClientCertificate | undefined;
  readonly answerTexts: boolean;
  /** `false`: a connection of its own. */
  readonly agent: http.Agent | false;
  readonly lookup: ReturnType<typeof guardedLookup>;
  readonly connectMs: number;
  readonly now: () => number;
  readonly deadline: AbortController;
  readonly timer: NodeJS.Timeout;
}

/**
 * One request. `stale`: a connection kept from an earlier request broke before any answer, as it does when the partner closed it while the
 * function was frozen; the same message is then sent once more on a new one (its id is the same, so that a receiver that has it knows).
 */
function send(exchange: Exchange): Promise<Answer | 'stale'> {
  const { url, headers, body, certificate, agent, lookup, connectMs, deadline, timer } = exchange;
  const isTls = url.protocol === 'https:';
  return new Promise((resolve) => {
    let phase: Phase = 'waiting';
    let isStale = false;
    /** The answer as far as it has come, from its status on. */
    let answered: (() => Answer) | undefined;
    const request = (isTls ? https : http).request(url, {
      method: 'POST',
      agent,
      lookup,
      signal: deadline.signal,
      // Connections are kept by certificate, too: none is used for another partner.
      ...(isTls ? certificate : {}),
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Byline/1',
      },
    });

    const connectTimer = setTimeout(() => {
      resolve(failure('CONNECT_TIMEOUT'));
      request.destroy();
    }, connectMs);
    const connected = (): void => {
      phase = 'connected';
      clearTimeout(connectTimer);
    };
    request.on('socket', (socket) => {
      if (request.reusedSocket) return connected();
      if (!isTls) return socket.once('connect', connected);
      socket.once('connect', () => (phase = 'handshake'));
      return socket.once('secureConnect', connected);
    });
    request.on('response', (response) => {
      const answer = answerOf(response, exchange.now());
      // The status is the answer; the rest is read so that the connection can be used again and a failure explained, and not for long.
      const isEnough = isDelivered(answer) && !exchange.answerTexts;
      const chunks: Buffer[] = [];
      let readBytes = 0;
      answered = () => {
        const text = isEnough ? undefined : answerText(response.headers, Buffer.concat(chunks));
        return { ...answer, ...(text === undefined ? {} : { text }) };
      };
      let isTold = false;
      const tell = (): void => {
        if (!isTold) resolve(answered!());
        isTold = true;
      };
      const textTimer = isEnough ? undefined : setTimeout(tell, deliveryLimits.answerTextMs);
      if (isEnough) tell();
      response.on('data', (chunk: Buffer) => {
        if (!isEnough && readBytes < textBytes) chunks.push(chunk.subarray(0, textBytes - readBytes));
        readBytes += chunk.byteLength;
        if (readBytes >= textBytes) tell();
        if (readBytes > deliveryLimits.answerBytes) request.destroy();
      });
      response.on('error', () => request.destroy());
      response.on('close', () => {
        clearTimeout(textTimer);
        tell();
      });
      timer.unref();
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (answered) return resolve(answered());
      if (deadline.signal.aborted) return resolve(failure('TIMEOUT', phase === 'connected'));
      isStale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      return resolve(isStale ? 'stale' : answerOfError(error, phase));
    });
    request.on('close', () => {
      clearTimeout(connectTimer);
      // After a stale connection the deadline goes on: the second try keeps to it, too.
      if (!isStale) clearTimeout(timer);
      // A request can end with neither an answer nor an error: a partner that changes protocols.
      resolve(answered ? answered() : failure('CONNECTION_LOST', true));
    });
    // As text: head and body then leave in one write.
    request.end(body);
  });
}

/** How far a new connection has come; the request leaves on `connected`, not before. */
type Phase = 'waiting' | 'handshake' | 'connected';

type StatusAnswer = Extract<Answer, { kind: 'status' }>;

const isDelivered = ({ status }: StatusAnswer): boolean => status >= 200 && status < 300;

/** Four bytes a character at most. */
const textBytes = deliveryLimits.answerTextCharacters * 4;

function answerOf({ statusCode: status = 0, headers }: http.IncomingMessage, nowMs: number): StatusAnswer {
  const retryAfterMs = parseRetryAfter(headers['retry-after'], nowMs);
  return { kind: 'status', status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function failure(reason: FailureReason, ambiguous = false): Answer {
  return { kind: 'failure', reason, ambiguous };
}

/** Decided by error codes and phase, never by messages. Once connected, the partner may have the request. */
function answerOfError(error: NodeJS.ErrnoException, phase: Phase): Answer {
  if (error instanceof EndpointRefusedError) return failure('ENDPOINT_REFUSED');
  if (phase === 'connected') return failure('CONNECTION_LOST', true);
  if (phase === 'handshake') return failure('TLS_ERROR');
  const code = error.code ?? '';
  return failure(code === 'ENOTFOUND' || code.startsWith('EAI_') ? 'DNS_ERROR' : 'CONNECT_ERROR');
}

/** Keeps the agent from holding more idle connections than it may, whatever the number of hosts. */
function boundedIdle<Agent extends http.Agent>(agent: Agent): Agent {
  const keep = agent.keepSocketAlive.bind(agent) as (socket: Parameters<Agent['keepSocketAlive']>[0]) => unknown;
  const bounded: (socket: Parameters<Agent['keepSocketAlive']>[0]) => unknown = (socket) => {
    const idle = Object.values(agent.freeSockets).reduce((sum, sockets = []) => sum + sockets.length, 0);
    return idle < idleConnectionsMax && keep(socket);
  };
  agent.keepSocketAlive = bounded as Agent['keepSocketAlive'];
  return agent;
}
