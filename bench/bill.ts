import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { sweepDue } from '../functions/sweep/sweep-due.ts';
import { localCredentials } from '../local/credentials.ts';
import { localAccount } from '../local/template.ts';
import { sweepLimits } from '../shared/contract/limits.ts';
import { logEvents } from '../shared/contract/metrics.ts';
import { sqsQueue } from '../shared/runtime/queues.ts';
import { dueStore } from '../shared/store/due.ts';
import { dynamoTable } from '../shared/store/dynamo-table.ts';
import { partnerHealthStore } from '../shared/store/partner-health.ts';
import { noticeStore } from '../shared/store/notices.ts';
import { partnerStore } from '../shared/store/partners.ts';
import { publisherStore } from '../shared/store/publishers.ts';
import { publisherWatchStore } from '../shared/store/publisher-watches.ts';
import { uploadStore } from '../shared/store/uploads.ts';
import { addUsage, type AwsUsage, noUsage } from './aws-usage.ts';
import { itemBytes } from './dynamodb-units.ts';
import { type LocalRun, startLocalRun } from './local-run.ts';
import { startWireMeter, type WireMeter } from './wire-meter.ts';

export const stages = ['ingest', 'fanout', 'deliver', 'sweep'] as const;
export type Stage = (typeof stages)[number];

/** What a run asked of AWS, and what it left behind. */
export interface Bill {
  readonly articles: number;
  readonly partners: number;
  readonly deliveries: number;
  readonly usage: Readonly<Record<Stage, AwsUsage>>;
  /** Of each stage's own lines. */
  readonly logBytes: Readonly<Record<Stage, number>>;
  /** Bytes that stay in the table, for all deliveries and for all else. */
  readonly storedBytes: { readonly deliveries: number; readonly articles: number };
}

/**
 * Publishes articles to partners on the local stack and counts each request to AWS on its way, from the upload to the look that finds
 * all deliveries settled (five minutes later in life, and at once here: the sweep is told a later time).
 */
export async function measureBill(articles: number, partners: number): Promise<Bill> {
  const meter = startWireMeter();
  try {
    const run = await startLocalRun({ endpointsFor: meter.endpointsFor });
    try {
      await run.registerPartners(partners);
      meter.take();
      await run.publish(articles, partners);
      await settle(run, meter, articles);
      const taken = meter.take();
      const usage = (stage: Stage): AwsUsage => addUsage([taken.get(stage) ?? noUsage()]);
      const logged = (stage: Stage): number =>
        [...run.logged].reduce((sum, [name, { bytes }]) => sum + (name.toLowerCase().includes(stage) ? bytes : 0), 0);
      return {
        articles,
        partners,
        deliveries: articles * partners,
        usage: byStage(usage),
        logBytes: byStage(logged),
        storedBytes: storedBytes(meter),
      };
    } finally {
      await run.stop();
    }
  } finally {
    meter.stop();
  }
}

async function settle(run: LocalRun, meter: WireMeter, articles: number): Promise<void> {
  const { endpoints, outputs } = run.stack;
  const { dynamodb, sqs } = await meter.endpointsFor('sweep', endpoints);
  const common = { region: localAccount.region, credentials: localCredentials };
  const [dynamoClient, sqsClient] = [
    new DynamoDBClient({ ...common, endpoint: dynamodb }),
    new SQSClient({ ...common, endpoint: sqs }),
  ];
  const table = dynamoTable(dynamoClient, outputs.TableName);
  const queue = (url: string) => sqsQueue(sqsClient, url.replace(endpoints.sqs, sqs));
  try {
    const partners = partnerStore(table);
    await sweepDue({
      due: dueStore(table),
      health: partnerHealthStore(table),
      partners,
      publishers: publisherStore(table),
      watches: publisherWatchStore(table),
      notices: noticeStore(table, partners.endpoints),
      uploadRecords: uploadStore(table),
      ingestQueue: queue(outputs.IngestQueueUrl),
      fanoutQueue: queue(outputs.FanoutQueueUrl),
      deliverQueue: queue(outputs.DeliverQueueUrl),
      slowQueue: queue(outputs.DeliverSlowQueueUrl),
      log: () => undefined,
      now: () => Date.now() + sweepLimits.settleCheckMs + 1000,
    });
    await run.seen(logEvents.articleSettled, articles);
  } finally {
    dynamoClient.destroy();
    sqsClient.destroy();
  }
}

function byStage<Value>(valueOf: (stage: Stage) => Value): Record<Stage, Value> {
  const { ingest, fanout, deliver, sweep } = Object.fromEntries(
    stages.map((stage) => [stage, valueOf(stage)]),
  ) as Record<Stage, Value>;
  return { ingest, fanout, deliver, sweep };
}

function storedBytes(meter: WireMeter): Bill['storedBytes'] {
  let [deliveries, articles] = [0, 0];
  for (const item of meter.items()) {
    const { S: pk = '' } = (item.pk ?? {}) as { S?: string };
    // An item on the whole-item index is stored twice.
    const bytes = itemBytes(item) * ('listPk' in item ? 2 : 1);
    if (pk.startsWith('DELIVERY#')) deliveries += bytes;
    else articles += bytes;
  }
  return { deliveries, articles };
}
