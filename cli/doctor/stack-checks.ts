import { functionLimits, monitoringLimits } from '../../shared/contract/limits.ts';
import type { QueueCounts, QueueName } from '../../shared/stack/queue-counts.ts';
import type { Waiting } from '../../shared/store/backlog.ts';
import { fail, type Finding, ok, warn } from './finding.ts';

type Look = Omit<Finding, 'check'>;

const minuteMs = 60_000;
/** A sweep runs every minute; CloudWatch is a minute or two behind. */
const sweepLateMs = 5 * minuteMs;
/** SQS hands out no more at about 120,000; the alarm is at 50,000. */
const inFlightMax = 50_000;
const waitingMany = 1_000;
/** SigV4 refuses at five minutes; signatures of webhooks are refused at as much. */
const skewFailMs = 4 * minuteMs;
const skewWarnMs = 30_000;

/** Whether the bucket tells the ingest queue of what comes and of what goes. */
export function notificationFinding(
  configurations: readonly { readonly QueueArn?: string; readonly Events?: readonly string[] }[],
  ingestQueueUrl: string,
): Look {
  const queue = ingestQueueUrl.split('/').at(-1) ?? '';
  const events = configurations
    .filter(({ QueueArn = '' }) => QueueArn.split(':').at(-1) === queue)
    .flatMap(({ Events = [] }) => Events);
  const missing = ['s3:ObjectCreated:', 's3:ObjectRemoved:'].filter(
    (kind) => !events.some((event) => event === `${kind}*`),
  );
  if (missing.length > 0)
    return fail(
      `the uploads bucket does not tell ${queue} of ${missing.map((kind) => `${kind}*`).join(' and ')}`,
      'deploy again; then byline recheck finds what was uploaded meanwhile',
    );
  return ok(`the uploads bucket tells ${queue} of what comes and goes`);
}

export function queuesFinding(counts: Readonly<Record<QueueName, QueueCounts>>, overdue: Waiting, nowMs: number): Look {
  const queues = Object.entries(counts).filter(([name]) => !name.endsWith('DeadLetters'));
  const flooded = queues.find(([, { inWork }]) => inWork > inFlightMax);
  if (flooded)
    return fail(`${flooded[0]} has ${flooded[1].inWork} messages in flight`, 'docs/runbook.md#queue-in-flight');
  const late = overdue.sinceMs === undefined ? 0 : nowMs - overdue.sinceMs;
  if (late > sweepLateMs)
    return fail(
      `work is due since ${Math.round(late / minuteMs)} minutes and nobody takes it`,
      'docs/runbook.md#sweep-silent',
    );
  const waiting = queues.filter(([, one]) => one.waiting > waitingMany);
  if (waiting.length > 0)
    return warn(
      `waiting: ${waiting.map(([name, one]) => `${name} ${one.waiting}`).join(', ')}`,
      'look again in a minute: is it less? if not, docs/runbook.md#queue-age',
    );
  return ok(queues.map(([name, { waiting: count, inWork }]) => `${name} ${count}+${inWork}`).join(', '));
}

export function deadLettersFinding(counts: Readonly<Record<QueueName, QueueCounts>>): Look {
  const full = Object.entries(counts).filter(([name, { waiting }]) => name.endsWith('DeadLetters') && waiting > 0);
  if (full.length === 0) return ok('no message was given up');
  return fail(
    `given up: ${full.map(([name, { waiting }]) => `${waiting} in ${name}`).join(', ')}`,
    'docs/runbook.md#dead-letters says how to find the fault, and to send them again',
  );
}

/** `lastMs`: when a sweep last ended, as far as is known; `overdue`: what no sweep has taken. */
export function sweepFinding(lastMs: number | undefined, overdue: Waiting, nowMs: number): Look {
  if (lastMs !== undefined && nowMs - lastMs <= sweepLateMs)
    return ok(`ran ${Math.max(0, Math.round((nowMs - lastMs) / 1000))} s ago`);
  const todo = 'docs/runbook.md#sweep-silent';
  if (lastMs !== undefined) return fail(`last ran ${Math.round((nowMs - lastMs) / minuteMs)} minutes ago`, todo);
  if (overdue.sinceMs !== undefined && nowMs - overdue.sinceMs > sweepLateMs)
    return fail('no sweep is on record, and work is due that nobody takes', todo);
  return warn('no sweep is on record yet', `look again in some minutes; if it stays so, ${todo}`);
}

/** Whether the account lets all functions run at once as the stack may want to, and the alarm on that, set to `alarmAt`, would tell in time. */
export function concurrencyFinding(limit: number | undefined, unreserved: number | undefined, alarmAt?: number): Look {
  const { ingest, fanout, deliver, deliverSlow } = functionLimits;
  const wanted = [ingest, fanout, deliver, deliverSlow].reduce((sum, { maxConcurrency }) => sum + maxConcurrency, 1);
  const free = unreserved ?? limit ?? 0;
  if (free < 10)
    return fail(
      `the account has ${free} executions at once left`,
      'ask for more (Service Quotas, Lambda, concurrent executions)',
    );
  if (free < wanted)
    return warn(
      `the account has ${free} executions at once left, the stack may want ${wanted}`,
      'ask for more (Service Quotas, Lambda), or lower concurrency in byline.config.ts',
    );
  if (limit !== undefined && alarmAt !== undefined && alarmAt > limit * monitoringLimits.concurrencyPart)
    return warn(
      `the alarm on concurrency is at ${alarmAt}, the account's limit at ${limit}: it would come too late`,
      `set lambdaConcurrency: ${limit} in byline.config.ts, and deploy`,
    );
  return ok(`${free} executions at once are left, ${wanted} may be wanted`);
}

/** `skewMs`: this machine's clock less the service's; its Date header is exact to the second. */
export function clockFinding(skewMs: number | undefined): Look {
  if (skewMs === undefined) return warn('the service told no time', 'compare the clock of this machine by hand');
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const said = `this machine is ${seconds} s ${skewMs < 0 ? 'behind' : 'ahead of'} the service`;
  if (Math.abs(skewMs) > skewFailMs) return fail(said, 'set the clock: AWS refuses requests that are five minutes off');
  if (Math.abs(skewMs) > skewWarnMs) return warn(said, 'set the clock');
  return ok(said);
}
