import { randomUUID } from 'node:crypto';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deliverEnv, type EndpointPolicy } from '../../shared/contract/env.ts';
import { cacheLimits } from '../../shared/contract/limits.ts';
import { stackName } from '../../shared/contract/stack.ts';
import { parseDeliverMessage } from '../../shared/contract/messages.ts';
import { wholeBatch } from '../../shared/runtime/batch.ts';
import { cached } from '../../shared/runtime/cache.ts';
import { countedLog } from '../../shared/runtime/counted-log.ts';
import { dynamoClient, sqsClient } from '../../shared/runtime/clients.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { sqsQueue } from '../../shared/runtime/queues.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3ObjectsOnDemand } from '../../shared/store/objects-on-demand.ts';
import { noticeStore } from '../../shared/store/notices.ts';
import { partnerCredentialStore } from '../../shared/store/partner-credentials.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { partnerLimitStore } from '../../shared/store/partner-limits.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { readTogether } from '../../shared/store/read-together.ts';
import { signingKeyStore } from '../../shared/store/signing-keys.ts';
import { ownDeployment } from '../../shared/webhooks/own-deployment.ts';
import { guardedPost } from '../../shared/webhooks/post.ts';
import { type DeliverDeps, deliverBatch } from './deliver-batch.ts';
import { deployedBodies } from './deployed-bodies.ts';

let deps: DeliverDeps | undefined;
const counted = countedLog();

/** Called by SQS with pairs to look at; those that failed come again, the others are done. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const built = (deps ??= build());
  try {
    return await wholeBatch(event, parseDeliverMessage, (messages) => deliverBatch(built, messages), counted.log);
  } finally {
    counted.flush();
  }
}

/** Runs once per cold start. */
function build(): DeliverDeps {
  const env = readEnv(deliverEnv);
  const [dynamo, sqs] = [dynamoClient(), sqsClient()];
  const table = readTogether(dynamoTable(dynamo, env.TABLE_NAME));
  const [partners, health] = [partnerStore(table), partnerHealthStore(table)];
  const keysTable = readTogether(dynamoTable(dynamo, env.KEYS_TABLE_NAME));
  const [keys, credentials] = [signingKeyStore(keysTable), partnerCredentialStore(keysTable)];
  const s3 = () => import('../../shared/runtime/s3-client.ts');
  const content = s3ObjectsOnDemand(env.CONTENT_BUCKET, s3);
  const own = ownDeployment(stackName(env.STAGE), [env.DELIVER_QUEUE_URL, env.API_URL]);
  const [deliverQueue, slowQueue] = [sqsQueue(sqs, env.DELIVER_QUEUE_URL), sqsQueue(sqs, env.DELIVER_SLOW_QUEUE_URL)];
  return {
    articles: articleStore(table, content),
    deliveries: deliveryStore(table),
    health,
    partners,
    limits: partnerLimitStore(table),
    partner: cached((id) => partners.get(id, { stale: true }), cacheLimits.registryMs, Date.now),
    partnerHealth: cached((id) => health.get(id, { stale: true }), cacheLimits.healthMs, Date.now),
    signingKeys: cached((id) => keys.get(id, { stale: true }), cacheLimits.signingKeysMs, Date.now),
    bodies: deployedBodies(keysTable, content, env.CONTENT_BUCKET, s3, Date.now),
    credentials: cached((id) => credentials.get(id, { stale: true }), cacheLimits.signingKeysMs, Date.now),
    post: guardedPost(env.ENDPOINT_POLICY as EndpointPolicy, { own }),
    deliverQueue,
    notices: noticeStore(table, partners.endpoints, deliverQueue),
    slowQueue,
    log: counted.log,
    now: Date.now,
    random: Math.random,
    newToken: randomUUID,
  };
}
