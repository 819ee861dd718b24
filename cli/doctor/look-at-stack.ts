import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GetBucketNotificationConfigurationCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import { logEvents, metricNamespace } from '../../shared/contract/metrics.ts';
import { concurrencyAlarm, stackName, stackOutputs } from '../../shared/contract/stack.ts';
import type { ConnectedStack } from '../../shared/stack/connect-stack.ts';
import { countQueues } from '../../shared/stack/queue-counts.ts';
import { isPushed, type Partner } from '../../shared/partners/partner.ts';
import { backlogStore } from '../../shared/store/backlog.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import type { Table } from '../../shared/store/table.ts';
import { partnerReadStore } from '../../shared/store/partner-reads.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { publisherWatchStore } from '../../shared/store/publisher-watches.ts';
import { registryStores } from '../../shared/store/registry.ts';
import { type Check, ok } from './finding.ts';
import {
  type FetchingPartner,
  fetchingFinding,
  healthFinding,
  keysFinding,
  partnersFinding,
  publishersFinding,
} from './registry-checks.ts';
import {
  clockFinding,
  concurrencyFinding,
  deadLettersFinding,
  notificationFinding,
  queuesFinding,
  sweepFinding,
} from './stack-checks.ts';

const minuteMs = 60_000;
/** Partners that only fetch whose backlog is looked at: two small queries each. */
const fetchingLookedAt = 200;
/** How far back a sweep is looked for. */
const sweepSoughtMs = 30 * minuteMs;
/** Read of the sweep's log at its end: hundreds of runs. */
const logTailBytes = 256 * 1024;

/** Every look at a stack, in the order in which an article meets what is looked at. `dir` is the state folder of a local one. */
export function checksOf(stack: ConnectedStack, dir: string, version: string, nowMs: number): readonly Check[] {
  const { kind, outputs, s3, sqs, dynamodb } = stack;
  const table = dynamoTable(dynamodb, outputs.TableName);
  const registry = registryStores(table, dynamoTable(dynamodb, outputs.KeysTableName));
  const overdue = once(() => backlogStore(table).overdue(nowMs));
  const counts = once(() => countQueues(sqs, outputs));
  const partners = once(() => registry.partners.all());
  const isLocal = kind === 'local';
  return [
    {
      name: 'version',
      // A stack without one of this version's outputs is not connected to in the first place.
      look: async () =>
        ok(
          `byline ${version}, Node ${process.versions.node}; ${outputs.StageName} has all ${Object.keys(stackOutputs).length} outputs`,
        ),
    },
    { name: 'clock', look: async () => clockFinding(await clockSkew(stack)) },
    {
      name: 'publishers',
      look: async () => publishersFinding(await registry.publishers.all(), await publisherWatchStore(table).quietIds()),
    },
    {
      name: 'notification',
      look: async () => {
        if (isLocal) return ok('the local stack tells its ingest queue itself');
        const command = new GetBucketNotificationConfigurationCommand({ Bucket: outputs.UploadsBucketName });
        const { QueueConfigurations = [] } = await s3.send(command);
        return notificationFinding(QueueConfigurations, outputs.IngestQueueUrl);
      },
    },
    { name: 'queues', look: async () => queuesFinding(await counts(), await overdue(), nowMs) },
    { name: 'dead letters', look: async () => deadLettersFinding(await counts()) },
    {
      name: 'sweep',
      look: async () =>
        sweepFinding(
          await (isLocal ? lastLocalSweep(join(dir, 'logs')) : lastSweep(stack, nowMs)),
          await overdue(),
          nowMs,
        ),
    },
    {
      name: 'concurrency',
      look: async () => {
        if (isLocal) return ok('a laptop has no quota');
        const { GetAccountSettingsCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
        const client = new LambdaClient(stack.aws ?? {});
        const { AccountLimit = {} } = await client
          .send(new GetAccountSettingsCommand())
          .finally(() => client.destroy());
        const { ConcurrentExecutions, UnreservedConcurrentExecutions } = AccountLimit;
        return concurrencyFinding(ConcurrentExecutions, UnreservedConcurrentExecutions, await alarmThreshold(stack));
      },
    },
    {
      name: 'keys',
      look: async () => keysFinding(registry.signingKeys, registry.proofKeys, await partners(), nowMs),
    },
    { name: 'partners', look: async () => partnersFinding(await partners()) },
    {
      name: 'fetching',
      look: async () => fetchingFinding(await fetchingPartners(table, await partners()), nowMs),
    },
    {
      name: 'health',
      look: async () => healthFinding(await partnerHealthStore(table).all(), await partners()),
    },
  ];
}

async function fetchingPartners(table: Table, partners: readonly Partner[]): Promise<readonly FetchingPartner[]> {
  const fetching = partners.filter((partner) => partner.status === 'active' && !isPushed(partner));
  const shown = fetching.slice(0, fetchingLookedAt).map(({ id }) => id);
  const [reads, backlogs] = await Promise.all([
    partnerReadStore(table).many(shown),
    Promise.all(shown.map((id) => backlogStore(table).ofPartner(id))),
  ]);
  return shown.map((id, index) => ({ id, reads: reads.get(id), waits: (backlogs[index]?.parked.count ?? 0) > 0 }));
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => (reading ??= read());
}

/** This machine's clock less that of S3, by the Date header of an answer; undefined without one. */
async function clockSkew({ s3, outputs }: ConnectedStack): Promise<number | undefined> {
  const command = new HeadBucketCommand({ Bucket: outputs.UploadsBucketName });
  let toldMs: number | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers = {} } = result.response as { headers?: Readonly<Record<string, string>> };
      toldMs = Date.parse(headers.date ?? '');
      return result;
    },
    { step: 'deserialize' },
  );
  await s3.send(command);
  return toldMs === undefined || Number.isNaN(toldMs) ? undefined : Date.now() - toldMs;
}

/** What the alarm on the account's concurrency is set to; undefined where there is none. */
async function alarmThreshold({ aws, outputs }: ConnectedStack): Promise<number | undefined> {
  const { CloudWatchClient, DescribeAlarmsCommand } = await import('@aws-sdk/client-cloudwatch');
  const client = new CloudWatchClient(aws ?? {});
  const AlarmNames = [`${stackName(outputs.StageName)}-${concurrencyAlarm}`];
  const { MetricAlarms = [] } = await client
    .send(new DescribeAlarmsCommand({ AlarmNames }))
    .finally(() => client.destroy());
  return MetricAlarms[0]?.Threshold;
}

/** When CloudWatch last counted a sweep that ended. */
async function lastSweep({ aws, outputs }: ConnectedStack, nowMs: number): Promise<number | undefined> {
  const { CloudWatchClient, GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const client = new CloudWatchClient(aws ?? {});
  const metric = {
    Namespace: metricNamespace,
    MetricName: 'Sweeps',
    Dimensions: [{ Name: 'stage', Value: outputs.StageName }],
  };
  const command = new GetMetricDataCommand({
    StartTime: new Date(nowMs - sweepSoughtMs),
    EndTime: new Date(nowMs),
    MetricDataQueries: [{ Id: 'sweeps', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } }],
  });
  const { MetricDataResults = [] } = await client.send(command).finally(() => client.destroy());
  const times = MetricDataResults.flatMap(({ Timestamps = [], Values = [] }) =>
    Timestamps.filter((_, index) => (Values[index] ?? 0) > 0).map((at) => at.getTime()),
  );
  return times.length === 0 ? undefined : Math.max(...times);
}

/** When a local stack last wrote that a sweep ended. */
async function lastLocalSweep(logsDir: string): Promise<number | undefined> {
  const names = await readdir(logsDir).catch(() => []);
  const times = await Promise.all(
    names.filter((name) => /sweep.*\.log$/i.test(name)).map((name) => lastSweepIn(join(logsDir, name))),
  );
  const known = times.filter((atMs) => atMs !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

async function lastSweepIn(path: string): Promise<number | undefined> {
  const { size } = await stat(path);
  let lastMs: number | undefined;
  const lines = createInterface({ input: createReadStream(path, { start: Math.max(0, size - logTailBytes) }) });
  for await (const line of lines) {
    if (!line.includes(`"${logEvents.sweepDone}"`)) continue;
    const atMs = Date.parse(/^\{"at":"([^"]+)"/.exec(line)?.[1] ?? '');
    if (Number.isFinite(atMs)) lastMs = atMs;
  }
  return lastMs;
}
