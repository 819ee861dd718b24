import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { fanoutEnv } from '../../shared/contract/env.ts';
import { cacheLimits } from '../../shared/contract/limits.ts';
import { parseFanoutMessage } from '../../shared/contract/messages.ts';
import { eachRecord } from '../../shared/runtime/batch.ts';
import { cached } from '../../shared/runtime/cache.ts';
import { dynamoClient, sqsClient } from '../../shared/runtime/clients.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { logLine } from '../../shared/runtime/logger.ts';
import { sqsQueue } from '../../shared/runtime/queues.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3ObjectsOnDemand } from '../../shared/store/objects-on-demand.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { partnerReadStore } from '../../shared/store/partner-reads.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { readTogether } from '../../shared/store/read-together.ts';
import { fanOutArticle, type FanoutDeps } from './fan-out-article.ts';

let deps: FanoutDeps | undefined;

/** Called by SQS with articles to fan out. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const built = (deps ??= build());
  return eachRecord(event, (record) => fanOutArticle(built, parseFanoutMessage(record.body)), logLine);
}

/** Runs once per cold start. */
function build(): FanoutDeps {
  const env = readEnv(fanoutEnv);
  const [table, sqs] = [readTogether(dynamoTable(dynamoClient(), env.TABLE_NAME)), sqsClient()];
  const partners = cached(partnerStore(table).all, cacheLimits.fanoutRegistryMs, Date.now);
  const health = cached(
    async () => new Map((await partnerHealthStore(table).all()).map((one) => [one.partnerId, one])),
    cacheLimits.registryMs,
    Date.now,
  );
  return {
    articles: articleStore(
      table,
      s3ObjectsOnDemand(env.CONTENT_BUCKET, () => import('../../shared/runtime/s3-client.ts')),
    ),
    deliveries: deliveryStore(table),
    partners: () => partners('all'),
    health: () => health('all'),
    reads: partnerReadStore(table).many,
    fanoutQueue: sqsQueue(sqs, env.FANOUT_QUEUE_URL),
    deliverQueue: sqsQueue(sqs, env.DELIVER_QUEUE_URL),
    slowQueue: sqsQueue(sqs, env.DELIVER_SLOW_QUEUE_URL),
    log: logLine,
    now: Date.now,
  };
}
