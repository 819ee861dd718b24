import type { lookup as dnsLookup } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import type { TLSSocket } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import type { EndpointPolicy } from '../contract/env.ts';
import { deliveryLimits } from '../contract/limits.ts';
import { type Answer, type FailureReason, parseRetryAfter } from '../delivery/decide.ts';
import { answerText } from './answer-text.ts';
import type { OwnDeployment } from './own-deployment.ts';
import { checkEndpointUrl, EndpointRefusedError, guardedLookup } from './endpoint-guard.ts';
import { remembered } from './remembered.ts';

/** What a partner that asks for mutual TLS knows us by; PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

export type Post = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
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

/** Addresses whose reading is remembered; a registry has about as many. */
const endpointsKept = 1_000;

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
  const endpointOf = remembered(endpointsKept, (text) => readEndpoint(text, policy, options.own));

  return async (text, headers, body, certificate) => {
    const endpoint = endpointOf(text);
    if (endpoint === 'refused') return failure('ENDPOINT_REFUSED');
    const { isTls, address, host } = endpoint;
    const request = {
      ...address,
      method: 'POST',
      agent: isTls ? httpsAgent : httpAgent,
      // Connections are kept by certificate, too: none is used for another partner.
      ...(isTls ? certificate : undefined),
      headers: headerLines(headers, body, host),
    };
    const deadline = new Deadline(requestMs);
    const exchange = { isTls, request, body, answerTexts, connectMs, now, deadline };
    try {
      const first = await send(exchange);
      if (first !== 'stale') return first;
      const second = await send({ ...exchange, request: { ...request, agent: false, lookup } });
      // The first try may have arrived, whatever became of the second.
      if (second === 'stale') return failure('CONNECTION_LOST', true);
      return second.kind === 'failure' ? failure(second.reason, true) : second;
    } catch (error) {
      deadline.end();
      throw error;
    }
  };
}

/** An address that may be called, in the parts of which Node makes a request: taken apart anew for each, a URL costs a fifth of the request. */
interface Endpoint {
  readonly isTls: boolean;
  readonly host: string;
  readonly address: Pick<http.RequestOptions, 'hostname' | 'port' | 'path'>;
}

function readEndpoint(text: string, policy: EndpointPolicy, own: OwnDeployment | undefined): Endpoint | 'refused' {
  const verdict = checkEndpointUrl(text, policy, own);
  if (!verdict.ok) return 'refused';
  const { hostname, port, path } = urlToHttpOptions(verdict.url);
  return { isTls: verdict.url.protocol === 'https:', host: verdict.url.host, address: { hostname, port, path } };
}

/** Names and values by turns, which Node checks and writes as they stand. Of two spellings of one name the later counts. */
function headerLines(headers: Readonly<Record<string, string>>, body: string | Buffer, host: string): string[] {
  const byName = new Map<string, string>();
  for (const name of Object.keys(headers)) byName.set(name.toLowerCase(), headers[name] ?? '');
  byName.set('content-type', 'application/json');
  byName.set('content-length', String(Buffer.byteLength(body)));
  byName.set('user-agent', 'Byline/1');
  byName.set('host', host);
  const lines: string[] = [];
  for (const [name, value] of byName) lines.push(name, value);
  return lines;
}

/** One deadline for all that a call does, the reading of the answer included: it ends the request that is under way. */
class Deadline {
  isOver = false;
  #request: http.ClientRequest | undefined;
  readonly #timer: NodeJS.Timeout;

  constructor(ms: number) {
    this.#timer = setTimeout(() => {
      this.isOver = true;
      this.#request?.destroy();
    }, ms);
  }

  holds(request: http.ClientRequest): void {
    this.#request = request;
    if (this.isOver) request.destroy();
  }

  /** The answer is known: what is left to read keeps no process alive. */
  unref(): void {
    this.#timer.unref();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

interface Exchange {
  readonly isTls: boolean;
  /** With `agent: false`, a connection of its own. */
  readonly request: http.RequestOptions;
  readonly body: string | Buffer;
  readonly answerTexts: boolean;
  readonly connectMs: number;
  readonly now: () => number;
  readonly deadline: Deadline;
}

/**
 * One request. `stale`: a connection kept from an earlier request broke before any answer, as it does when the partner closed it while the
 * function was frozen; the same message is then sent once more on a new one (its id is the same, so that a receiver that has it knows).
 */
function send(exchange: Exchange): Promise<Answer | 'stale'> {
  const { isTls, body, deadline } = exchange;
  return new Promise((resolve) => {
    let isStale = false;
    /** The answer as far as it has come, from its status on. */
    let answered: (() => Answer) | undefined;
    const request = (isTls ? https : http).request(exchange.request);
    deadline.holds(request);
    // A kept connection is there already.
    const connecting = request.reusedSocket ? undefined : new Connecting(request, exchange, resolve);
    request.on('response', (response) => {
      answered = readAnswer(request, response, exchange, resolve);
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (answered) return resolve(answered());
      const phase = connecting?.phase ?? 'connected';
      if (deadline.isOver) return resolve(failure('TIMEOUT', phase === 'connected'));
      isStale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      return resolve(isStale ? 'stale' : answerOfError(error, phase));
    });
    request.on('close', () => {
      connecting?.end();
      // After a stale connection the deadline goes on: the second try keeps to it, too.
      if (!isStale) deadline.end();
      // A request can end with neither an answer nor an error: a partner that changes protocols.
      resolve(answered ? answered() : failure('CONNECTION_LOST', true));
    });
    // Head and body leave in one write.
    request.end(body);
  });
}

/** How far a new connection has come; the request leaves on `connected`, not before. */
type Phase = 'waiting' | 'handshake' | 'connected';

/** Watches a new connection come about, in bounded time. */
class Connecting {
  phase: Phase = 'waiting';
  readonly #timer: NodeJS.Timeout;

  constructor(request: http.ClientRequest, { isTls, connectMs }: Exchange, resolve: (answer: Answer) => void) {
    this.#timer = setTimeout(() => {
      resolve(failure('CONNECT_TIMEOUT'));
      request.destroy();
    }, connectMs);
    const connected = (): void => {
      this.phase = 'connected';
      this.end();
    };
    request.once('socket', (socket) => {
      // One that another request has just set free.
      if (!socket.connecting && (!isTls || (socket as TLSSocket).authorized)) return connected();
      if (!isTls) return socket.once('connect', connected);
      socket.once('connect', () => (this.phase = 'handshake'));
      return socket.once('secureConnect', connected);
    });
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/**
 * Reads an answer: the status is the answer, and told at once where nothing more is wanted. The rest is read so that the connection can be used again
 * and a failure explained, and not for long. Returns the answer as far as it has come.
 */
function readAnswer(
  request: http.ClientRequest,
  response: http.IncomingMessage,
  { answerTexts, now, deadline }: Exchange,
  resolve: (answer: Answer) => void,
): () => Answer {
  const status = response.statusCode ?? 0;
  const isEnough = isDelivered(status) && !answerTexts;
  const answer = isEnough ? { kind: 'status' as const, status } : answerOf(response, now());
  const chunks: Buffer[] = [];
  let readBytes = 0;
  let isTold = false;
  const answered = (): Answer => {
    const text = isEnough ? undefined : answerText(response.headers, Buffer.concat(chunks));
    return text === undefined ? answer : { ...answer, text };
  };
  const tell = (): void => {
    if (!isTold) resolve(answered());
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
  deadline.unref();
  return answered;
}

type StatusAnswer = Extract<Answer, { kind: 'status' }>;

const isDelivered = (status: number): boolean => status >= 200 && status < 300;

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
  const idle = new Set<unknown>();
  const watched = new WeakSet<Closing>();
  const [keep, reuse] = [agent.keepSocketAlive.bind(agent) as Keep, agent.reuseSocket.bind(agent)];
  const keepBounded: Keep = (socket) => {
    if (idle.size >= idleConnectionsMax || !keep(socket)) return false;
    idle.add(socket);
    if (!watched.has(socket)) socket.once('close', () => idle.delete(socket));
    watched.add(socket);
    return true;
  };
  agent.keepSocketAlive = keepBounded as Agent['keepSocketAlive'];
  agent.reuseSocket = (socket, request) => {
    idle.delete(socket);
    reuse(socket, request);
  };
  return agent;
}

type Closing = Parameters<http.Agent['keepSocketAlive']>[0];
/** Node asks whether the connection is to be kept; the types say nothing of the answer. */
type Keep = (socket: Closing) => unknown;
