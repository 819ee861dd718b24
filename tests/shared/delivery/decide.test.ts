import { describe, expect, test } from 'vitest';
import {
  type Answer,
  decideNextStep,
  failureReasons,
  parseRetryAfter,
  reasonOf,
} from '../../../shared/delivery/decide.ts';
import { retryWaitsMs } from '../../../shared/delivery/retry-schedule.ts';

const nowMs = Date.UTC(2026, 10, 23, 12);
const leaseUntilMs = nowMs + 20_000;
const half = 0.5;
const hour = 3_600_000;
const status = (code: number, retryAfterMs?: number): Answer => ({ kind: 'status', status: code, retryAfterMs });
const decide = (answer: Answer, failures = 1, jitter = half) =>
  decideNextStep(answer, failures, leaseUntilMs, nowMs, jitter);

describe('after an answer', () => {
  test.each([200, 201, 202, 204, 206, 299])('%i is delivered', (code) => {
    expect(decide(status(code), 12)).toEqual({ kind: 'delivered' });
  });

  test('410 pauses the endpoint, at whatever attempt', () => {
    for (const failures of [1, 12, 50]) {
      expect(decide(status(410, 5000), failures)).toEqual({ kind: 'pause', reason: 'ENDPOINT_GONE' });
    }
  });

  test.each([100, 101, 199, 400, 401, 404, 409, 413, 422, 429, 500, 502, 503, 504, 599, 999])(
    '%i is tried again',
    (code) => {
      expect(decide(status(code))).toEqual({ kind: 'retry', atMs: nowMs + 5000, reason: 'HTTP_STATUS' });
    },
  );

  test.each([300, 301, 302, 303, 304, 307, 308])('%i is tried again, not followed', (code) => {
    expect(decide(status(code))).toEqual({ kind: 'retry', atMs: nowMs + 5000, reason: 'REDIRECT_REFUSED' });
  });

  test.each(Object.keys(failureReasons) as (keyof typeof failureReasons)[])(
    '%s is tried again, and kept as the reason',
    (reason) => {
      const answer: Answer = { kind: 'failure', reason, ambiguous: false };
      expect(decide(answer)).toEqual({ kind: 'retry', atMs: nowMs + 5000, reason });
      expect(decide(answer, 12)).toEqual({ kind: 'dead', reason });
      expect(reasonOf(answer)).toBe(reason);
    },
  );
});

describe('the wait', () => {
  test('follows the schedule, and ends in the dead letters', () => {
    const waits = retryWaitsMs.map((_, index) => decide(status(500), index + 1));
    expect(waits).toEqual(
      retryWaitsMs.map((waitMs) => ({ kind: 'retry', atMs: nowMs + waitMs, reason: 'HTTP_STATUS' })),
    );
    expect(decide(status(500), 12)).toEqual({ kind: 'dead', reason: 'HTTP_STATUS' });
    expect(decide(status(503, 60_000), 12)).toEqual({ kind: 'dead', reason: 'HTTP_STATUS' });
  });

  test.each<[string, number, number, number]>([
    ['longer than the schedule’s is obeyed', 1, 120_000, 120_250],
    ['is capped at a day', 1, 99 * 24 * hour, 24 * hour + 250],
    ['shorter than the schedule’s is granted at first', 2, 1000, 1250],
    ['shorter than the schedule’s does not shorten it later', 6, 1000, 2 * hour],
    ['of nothing is none', 1, 0, 5000],
  ])('that the endpoint asks for, %s', (_, failures, retryAfterMs, waitMs) => {
    expect(decide(status(429, retryAfterMs), failures)).toMatchObject({ atMs: nowMs + waitMs });
  });

  test.each([429, 503])('may be asked for with %i', (code) => {
    expect(decide(status(code, 120_000))).toMatchObject({ atMs: nowMs + 120_250 });
  });

  test.each([301, 400, 500, 502, 504])('may not be asked for with %i', (code) => {
    expect(decide(status(code, 120_000))).toMatchObject({ atMs: nowMs + 5000 });
  });

  test('that the endpoint asks for is never cut short by chance', () => {
    for (const jitter of [0, 0.01, 0.999]) {
      const step = decide(status(503, 120_000), 1, jitter);
      expect(step.kind === 'retry' && step.atMs).toBeGreaterThanOrEqual(nowMs + 120_000);
    }
  });

  test('after an answer that may yet come outlasts the lease, so that the partner cannot get two revisions at once', () => {
    const timeout: Answer = { kind: 'failure', reason: 'TIMEOUT', ambiguous: true };
    expect(decide(timeout)).toMatchObject({ kind: 'retry', atMs: leaseUntilMs });
    expect(decide(timeout, 2)).toMatchObject({ kind: 'retry', atMs: nowMs + 30_000 });
    expect(decide({ ...timeout, ambiguous: false })).toMatchObject({ kind: 'retry', atMs: nowMs + 5000 });
  });
});

describe('Retry-After', () => {
  test.each<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['0', undefined],
    ['1', 1000],
    [' 60 ', 60_000],
    ['007', 7000],
    ['9999999999', 9_999_999_999_000],
    ['99999999999', undefined],
    ['1.5', undefined],
    ['-5', undefined],
    ['+5', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['5 seconds', undefined],
    ['soon', undefined],
    ['Infinity', undefined],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 12:00:00 GMT', undefined],
    ['Wed, 21 Oct 2015 07:28:00 GMT', undefined],
    ['2026-11-23T13:00:00Z', undefined],
    ['Mon, 99 Nov 2026 12:00:30 GMT', undefined],
  ])('%j means %s ms', (header, wanted) => {
    expect(parseRetryAfter(header, nowMs)).toBe(wanted);
  });
});
