import { describe, expect, test } from 'vitest';
import {
  clockFinding,
  concurrencyFinding,
  deadLettersFinding,
  notificationFinding,
  queuesFinding,
  sweepFinding,
} from '../../../cli/doctor/stack-checks.ts';
import { queueNames, type QueueCounts, type QueueName } from '../../../shared/stack/queue-counts.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const minuteMs = 60_000;
const nothing = { count: 0, isMore: false };
const url = 'https://sqs.eu-west-1.amazonaws.com/1/byline-prod-ingest';
const QueueArn = 'arn:aws:sqs:eu-west-1:1:byline-prod-ingest';

function counts(changes: Partial<Record<QueueName, Partial<QueueCounts>>> = {}): Record<QueueName, QueueCounts> {
  const entries = queueNames.map((name) => [name, { waiting: 0, inWork: 0, delayed: 0, ...changes[name] }]);
  return Object.fromEntries(entries) as Record<QueueName, QueueCounts>;
}

describe('the notification', () => {
  test('is well when the bucket tells of what comes and goes', () => {
    const both = [
      { QueueArn, Events: ['s3:ObjectCreated:*'] },
      { QueueArn, Events: ['s3:ObjectRemoved:*'] },
    ];
    expect(notificationFinding(both, url).status).toBe('ok');
  });

  test.each([
    ['nothing is set', [], 's3:ObjectCreated:* and s3:ObjectRemoved:*'],
    ['removals are missing', [{ QueueArn, Events: ['s3:ObjectCreated:*'] }], 's3:ObjectRemoved:*'],
    ['another queue is told', [{ QueueArn: `${QueueArn}-2`, Events: ['s3:ObjectCreated:*'] }], 's3:ObjectCreated:*'],
    ['only some ways to create are told', [{ QueueArn, Events: ['s3:ObjectCreated:Put'] }], 's3:ObjectCreated:*'],
  ])('fails when %s', (_, configurations, missing) => {
    expect(notificationFinding(configurations, url)).toMatchObject({
      status: 'fail',
      said: expect.stringContaining(missing),
    });
  });
});

test.each([
  ['nothing waits', counts(), nothing, 'ok'],
  ['some work waits', counts({ Deliver: { waiting: 900 } }), nothing, 'ok'],
  ['much waits', counts({ Deliver: { waiting: 5_000 } }), nothing, 'warn'],
  ['too much is in flight', counts({ Deliver: { inWork: 60_000 } }), nothing, 'fail'],
  ['work has just come due', counts(), { count: 3, isMore: false, sinceMs: nowMs - minuteMs }, 'ok'],
  ['work has been due for long', counts(), { count: 3, isMore: false, sinceMs: nowMs - 10 * minuteMs }, 'fail'],
  ['dead letters are another look', counts({ FanoutDeadLetters: { waiting: 5_000 } }), nothing, 'ok'],
])('queues: %s', (_, queues, overdue, status) => {
  expect(queuesFinding(queues, overdue, nowMs).status).toBe(status);
});

test('dead letters fail, and are named', () => {
  expect(deadLettersFinding(counts()).status).toBe('ok');
  expect(deadLettersFinding(counts({ FanoutDeadLetters: { waiting: 2 } }))).toMatchObject({
    status: 'fail',
    said: 'given up: 2 in FanoutDeadLetters',
  });
});

test.each([
  ['it ran lately', nowMs - minuteMs, undefined, 'ok'],
  ['it ran long ago', nowMs - 20 * minuteMs, undefined, 'fail'],
  ['it never ran, and nothing is due', undefined, undefined, 'warn'],
  ['it never ran, and work is due', undefined, nowMs - 20 * minuteMs, 'fail'],
])('the sweep: %s', (_, lastMs, sinceMs, status) => {
  expect(sweepFinding(lastMs, { count: 0, isMore: false, sinceMs }, nowMs).status).toBe(status);
});

test.each([
  [1_000, 1_000, 'ok'],
  [1_000, 100, 'warn'],
  [10, 5, 'fail'],
  [undefined, undefined, 'fail'],
])('a quota of %s, of which %s are left: %s', (limit, unreserved, status) => {
  expect(concurrencyFinding(limit, unreserved).status).toBe(status);
});

test.each([
  [1_000, 800, 'ok'],
  [1_000, 801, 'warn'],
  [5_000, 800, 'ok'],
])('a quota of %s with an alarm at %s: %s', (limit, alarmAt, status) => {
  expect(concurrencyFinding(limit, limit, alarmAt).status).toBe(status);
});

test.each([
  [900, 'ok'],
  [-60_000, 'warn'],
  [260_000, 'fail'],
  [undefined, 'warn'],
])('a clock that is off by %s ms: %s', (skewMs, status) => {
  expect(clockFinding(skewMs).status).toBe(status);
});
