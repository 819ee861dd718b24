import { deliveryLimits } from '../contract/limits.ts';
import { retryWaitMs } from './retry-schedule.ts';

/** Why an attempt failed: contract with the attempts log, the CLI and operators. */
export const failureReasons = {
  HTTP_STATUS: 'the endpoint answered with an error status',
  REDIRECT_REFUSED: 'the endpoint answered with a redirect; register its final address',
  ENDPOINT_GONE: 'the endpoint answered 410 Gone: the partner was paused',
  ENDPOINT_REFUSED: 'the endpoint’s address is not one Byline may call',
  DNS_ERROR: 'the endpoint’s name could not be resolved',
  CONNECT_ERROR: 'no connection to the endpoint',
  CONNECT_TIMEOUT: 'no connection to the endpoint within 5 seconds',
  TLS_ERROR: 'the endpoint’s certificate or TLS handshake failed',
  TIMEOUT: 'no answer within 15 seconds',
  CONNECTION_LOST: 'the connection broke before an answer came',
  BODY_TOO_LARGE: 'the article is larger than can be sent or offered for fetching',
  NO_SIGNING_KEY: 'the partner has no signing key',
} as const;
export type FailureReason = keyof typeof failureReasons;

/** What came of one POST. */
export type Answer =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfterMs?: number;
      /** What the endpoint said beside an error status, for people; foreign text. */
      readonly text?: string;
    }
  | {
      readonly kind: 'failure';
      readonly reason: FailureReason;
      /** The request may have reached the partner, which may yet act on it. */
      readonly ambiguous: boolean;
    };

export type NextStep =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly atMs: number; readonly reason: FailureReason }
  | { readonly kind: 'dead'; readonly reason: FailureReason }
  /** The endpoint says it is gone for good: pause the partner, park the delivery. */
  | { readonly kind: 'pause'; readonly reason: FailureReason };

/**
 * What to do after one attempt. Pure: same inputs, same answer.
 * `failures` counts this revision's failed attempts, this one included when it failed; `leaseUntilMs` is when the partner can no
 * longer act on an unanswered request; `jitter` is a random number from 0 to 1. All times are epoch milliseconds.
 */
export function decideNextStep(
  answer: Answer,
  failures: number,
  leaseUntilMs: number,
  nowMs: number,
  jitter: number,
): NextStep {
  if (answer.kind === 'status') {
    if (answer.status >= 200 && answer.status < 300) return { kind: 'delivered' };
    if (answer.status === 410) return { kind: 'pause', reason: 'ENDPOINT_GONE' };
  }
  const reason = reasonOf(answer);
  const waitMs = retryWaitMs(failures, jitter);
  if (waitMs === undefined) return { kind: 'dead', reason };
  const retryAfterMs = answer.kind === 'status' && asksToWait.has(answer.status) ? (answer.retryAfterMs ?? 0) : 0;
  // A wish of the endpoint is obeyed where it is longer than the schedule's wait. A shorter one is granted for the first waits only: an
  // endpoint that says `Retry-After: 1` for ever would use up a delivery's twelve attempts in as many seconds.
  const wishMs = retryAfterMs > 0 ? Math.min(retryAfterMs, deliveryLimits.retryAfterMs) + Math.round(500 * jitter) : 0;
  const wantedMs = wishMs > 0 && failures <= hastenedFailures ? wishMs : Math.max(waitMs, wishMs);
  const quietUntilMs = answer.kind === 'failure' && answer.ambiguous ? leaseUntilMs : nowMs;
  return { kind: 'retry', atMs: Math.max(nowMs + wantedMs, quietUntilMs), reason };
}

/** Too Many Requests, Service Unavailable: statuses with which an endpoint may say when to come back. */
const asksToWait: ReadonlySet<number> = new Set([429, 503]);

/** Failures after which an endpoint may ask to be tried sooner than the schedule says. */
const hastenedFailures = 2;

/** The failure an answer stands for; meaningless for 2xx. */
export function reasonOf(answer: Answer): FailureReason {
  if (answer.kind === 'failure') return answer.reason;
  return answer.status >= 300 && answer.status < 400 ? 'REDIRECT_REFUSED' : 'HTTP_STATUS';
}

/** `Retry-After` in milliseconds from now: delta seconds or an HTTP date (RFC 9110 §10.2.3); undefined when unreadable or past. */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000 || undefined;
  // oxlint-disable-next-line no-restricted-globals -- reads a date that was given; the clock is not asked.
  const atMs = /^[A-Za-z]{3}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(atMs) && atMs > nowMs ? atMs - nowMs : undefined;
}
