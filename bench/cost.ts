/**
 * What a million deliveries, a million articles and an idle month cost: `node bench/cost.ts [--articles N] [--partners N]`. Requests, units, log
 * bytes and stored bytes are counted on the local stack (`bill.ts`); durations are counted in round trips; `prices.ts` has the rest.
 */
import { parseArgs } from 'node:util';
import { functionLimits, storageLimits } from '../shared/contract/limits.ts';
import { logEvents, measuresOf } from '../shared/contract/metrics.ts';
import { addUsage, requestsOf, totalRequests } from './aws-usage.ts';
import { type Bill, measureBill, type Stage, stages } from './bill.ts';
import { assumptions, prices } from './prices.ts';

/** US dollars by what they are paid for. */
export interface Cost {
  readonly dynamoDb: number;
  readonly sqs: number;
  readonly s3: number;
  readonly lambda: number;
  readonly logs: number;
}

/**
 * CPU of a warm invocation in milliseconds of a whole core, for the batch and for each message: `deliver` and `fanout` as `function-cpu.ts` measured them on 2026-11-24,
 * `ingest` and `sweep` estimated from the rates of `normalize.ts`.
 */
const cpuMs: Readonly<Record<Stage, { readonly batch: number; readonly message: number }>> = {
  ingest: { batch: 5, message: 12 },
  fanout: { batch: 4, message: 3 },
  deliver: { batch: 5, message: 1.6 },
  sweep: { batch: 5, message: 0 },
};

/** Requests one after the other in an invocation; those side by side count once. */
const roundTrips: Readonly<Record<Stage, { readonly dynamoDb: number; readonly sqs: number; readonly s3: number }>> = {
  ingest: { dynamoDb: 7, sqs: 1, s3: 2 },
  fanout: { dynamoDb: 4, sqs: 2, s3: 0 },
  deliver: { dynamoDb: 5, sqs: 0, s3: 0 },
  sweep: { dynamoDb: 2, sqs: 1, s3: 0 },
};

/** A function has a whole core at 1,769 MB, and a share of it below (Lambda Developer Guide, “Memory”). */
const mbPerCore = 1_769;

/** Estimated length of an invocation that works on `messages`, in milliseconds. */
export function invocationMs(stage: Stage, messages: number): number {
  const { dynamoDb, sqs, s3 } = roundTrips[stage];
  const share = Math.min(1, functionLimits[stage].memoryMb / mbPerCore);
  const waitMs = dynamoDb * assumptions.dynamoDbMs + sqs * assumptions.sqsMs + s3 * assumptions.s3Ms;
  const partnerMs = stage === 'deliver' ? assumptions.partnerMs : 0;
  return waitMs + partnerMs + (cpuMs[stage].batch + messages * cpuMs[stage].message) / share;
}

/** What a stage of a run cost. */
function costOf(bill: Bill, stage: Stage): Cost {
  const usage = bill.usage[stage];
  // Run by its schedule, and paid for in the idle month.
  const invocations = stage === 'sweep' ? 0 : usage.batches;
  const gbSeconds =
    invocations === 0
      ? 0
      : (invocations * invocationMs(stage, usage.messages / invocations) * functionLimits[stage].memoryMb) /
        1024 /
        1000;
  const { dynamoDb, sqs, s3, lambdaArm, logs } = prices;
  const logBytes = bill.logBytes[stage] + invocations * assumptions.platformLogBytes;
  return {
    dynamoDb: (usage.writeUnits * dynamoDb.perMillionWriteUnits + usage.readUnits * dynamoDb.perMillionReadUnits) / 1e6,
    sqs: (usage.sqsBilled * sqs.perMillionRequests) / 1e6,
    s3:
      (requestsOf(usage, 'S3 PUT') * s3.perThousandPuts +
        (requestsOf(usage, 'S3 GET') + requestsOf(usage, 'S3 HEAD')) * s3.perThousandGets) /
      1e3,
    lambda: (invocations * lambdaArm.perMillionInvocations) / 1e6 + gbSeconds * lambdaArm.perGbSecond,
    logs: (logBytes / 1e9) * logs.perGbIngested,
  };
}

export const sumOf = (cost: Cost): number => Object.values(cost).reduce((sum: number, part: number) => sum + part, 0);

/** All requests to AWS of a run, a delivery's share of its article included; polls that found nothing are in the idle month. */
export function requestsPerDelivery(bill: Bill): number {
  return totalRequests(addUsage(Object.values(bill.usage))) / bill.deliveries;
}

/** US dollars for a million first attempts: fan-out, delivery, and the look that finds them settled. Ingest is the article's. */
export function costPerMillionDeliveries(bill: Bill): number {
  const parts = stages.filter((stage) => stage !== 'ingest');
  return (parts.reduce((sum, stage) => sum + sumOf(costOf(bill, stage)), 0) / bill.deliveries) * 1e6;
}

/** US dollars for a million articles: ingest, from the upload to the receipt. What their deliveries cost comes to it. */
export function costPerMillionArticles(bill: Bill): number {
  return (sumOf(costOf(bill, 'ingest')) / bill.articles) * 1e6;
}

/** US dollars for keeping what a million deliveries leave: a month of it, and until it expires. */
export function storagePerMillionDeliveries(bill: Bill): { month: number; kept: number } {
  const bytes = bill.storedBytes.deliveries / bill.deliveries + assumptions.itemOverheadBytes;
  const month = ((bytes * 1e6) / 1e9) * (prices.dynamoDb.perGbMonth + prices.dynamoDb.backupPerGbMonth);
  return { month, kept: month * (storageLimits.receiptDays / 30.4) };
}

/** US dollars a month when nothing is published, by part. */
export function idleMonth(counts: {
  readonly alarms: number;
  readonly dashboards: number;
  readonly queuesWithMapping: number;
}): Record<string, number> {
  const monthSeconds = 30.4 * 86_400;
  const runs = monthSeconds / 60;
  const polls = (counts.queuesWithMapping * assumptions.idlePollsPerQueue * monthSeconds) / assumptions.longPollSeconds;
  const sweepSeconds = invocationMs('sweep', 0) / 1000;
  const { memoryMb } = functionLimits.sweep;
  return {
    'SQS: mappings that wait': (polls * prices.sqs.perMillionRequests) / 1e6,
    'Lambda: sweep every minute':
      (runs * prices.lambdaArm.perMillionInvocations) / 1e6 +
      runs * sweepSeconds * (memoryMb / 1024) * prices.lambdaArm.perGbSecond,
    'DynamoDB: what the sweep reads': (runs * assumptions.sweepReadUnits * prices.dynamoDb.perMillionReadUnits) / 1e6,
    'CloudWatch: log of sweep': ((runs * (assumptions.platformLogBytes + 70)) / 1e9) * prices.logs.perGbIngested,
    'CloudWatch: alarms': counts.alarms * prices.cloudWatch.perAlarmMonth,
    'CloudWatch: dashboard': counts.dashboards * prices.cloudWatch.perDashboardMonth,
    'CloudWatch: metrics that the sweep counts every minute':
      Object.keys(measuresOf(logEvents.sweepDone, {})).length * prices.cloudWatch.perMetricMonth,
    'KMS: the key of the signing keys': prices.kms.perKeyMonth,
  };
}

const total = (bill: Bill): number => stages.reduce((sum, stage) => sum + sumOf(costOf(bill, stage)), 0);

/** A table for people. */
export function costTable(bill: Bill): string {
  const rows = stages.map((stage) => {
    const cost = costOf(bill, stage);
    const perMillion = (usd: number): string => ((usd / bill.deliveries) * 1e6).toFixed(3);
    const cells = [cost.dynamoDb, cost.sqs, cost.s3, cost.lambda, cost.logs, sumOf(cost)].map(perMillion);
    return `| ${[stage, (totalRequests(bill.usage[stage]) / bill.deliveries).toFixed(3), ...cells].join(' | ')} |`;
  });
  return [
    '| stage | requests a delivery | DynamoDB | SQS | S3 | Lambda | logs | USD per million deliveries |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    `| all | ${requestsPerDelivery(bill).toFixed(3)} | | | | | | ${((total(bill) / bill.deliveries) * 1e6).toFixed(3)} |`,
    `| without ingest | | | | | | | **${costPerMillionDeliveries(bill).toFixed(3)}** |`,
  ].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { articles: { type: 'string', default: '5' }, partners: { type: 'string', default: '100' } },
  });
  const bill = await measureBill(Number(values.articles), Number(values.partners));
  const storage = storagePerMillionDeliveries(bill);
  console.log(`${bill.articles} articles to ${bill.partners} partners; prices of ${prices.region}, ${prices.asOf}\n`);
  console.log(costTable(bill));
  console.log(`\na million articles: ${costPerMillionArticles(bill).toFixed(2)} USD, deliveries apart`);
  console.log(
    `stored deliveries: ${storage.month.toFixed(2)} USD per million and month, ${storage.kept.toFixed(2)} USD until they expire`,
  );
}
