import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Publisher } from '../shared/article/publisher.ts';
import type { Receipt } from '../shared/contract/receipt.ts';
import { articleStore } from '../shared/store/articles.ts';
import { dynamoTable } from '../shared/store/dynamo-table.ts';
import { s3Objects } from '../shared/store/objects.ts';
import { registryStores } from '../shared/store/registry.ts';
import { localCredentials } from './credentials.ts';
import { type ExpectedWebhook, expectedOf, missingOf } from './demo-expectations.ts';
import { registerDemoPartners, type RunningPartner } from './demo-partners.ts';
import type { DemoScreen } from './demo-screen.ts';
import type { DemoState } from './demo-state.ts';
import { demoPublisherId, type DemoUpload, readUpload } from './demo-uploads.ts';
import type { LocalStack } from './start.ts';
import { localAccount } from './template.ts';

const demoPublisher: Publisher = {
  id: demoPublisherId,
  name: 'Harbour News Agency',
  url: 'https://harbour-news.example',
  language: 'en',
  timeZone: 'Europe/Berlin',
  byline: 'Harbour News staff',
  copyrightHolder: 'Harbour News Agency',
  copyrightNotice: '© {year} Harbour News Agency',
  usageTerms: 'Partners of Harbour News may republish this article with its credit line and a link to the original.',
  // All samples at once.
  brake: 'off',
  active: true,
};

/**
 * How long the demo waits while nothing arrives. A retry whose message was lost in a kill stands on the due index a minute after its time, where the sweep,
 * which comes every minute, finds it.
 */
const patienceMs = 150_000;
/** The same, once that was too long. */
const lostPatienceMs = 5_000;
const lookEveryMs = 50;

export interface DemoResult {
  /** Distinct articles accepted. */
  readonly articles: number;
  /** Items rejected, each with its reasons in a receipt. */
  readonly rejected: number;
  readonly deliveries: { readonly delivered: number; readonly failed: number };
  /** Webhooks the partners hold, each with a signature they verified. */
  readonly signaturesVerified: number;
}

/** What the demo does with a stack that runs: register, upload, watch, count. */
export interface DemoRun {
  /** Registers the demo's publisher and partners. */
  register(): Promise<void>;
  /** Takes in the receipts of earlier runs. Returns how many there are. */
  recall(): Promise<number>;
  /** Waits until what is expected has arrived, or nothing has for too long. */
  settle(): Promise<void>;
  /** Uploads files side by side and waits until their receipts are written and their webhooks have arrived. */
  upload(uploads: readonly DemoUpload[]): Promise<void>;
  /** To be told of every object written to the receipts bucket: shows it. */
  receiptWritten(key: string): void;
  /** Shows what is missing, and counts. */
  result(): DemoResult;
}

/** A run of the demo over a stack, its partners' receivers and a screen. */
export function demoRun(
  stack: LocalStack,
  partners: readonly RunningPartner[],
  state: DemoState,
  screen: DemoScreen,
): DemoRun {
  const { uploads, receipts, sqs, listReceipts, articles, stores } = clientsOf(stack);
  const read = new Map<string, Receipt>();
  const names = new Map<string, string>();
  const awaited = new Set<string>();
  const expected = new Map<string, ExpectedWebhook>();
  let reading: Promise<unknown> = Promise.resolve();
  let currentPatienceMs = patienceMs;

  const takeIn = async (key: string): Promise<Receipt | undefined> => {
    const object = await receipts.get(key);
    if (!object) return undefined;
    const receipt = JSON.parse(new TextDecoder().decode(object.bytes)) as Receipt;
    for (const entry of receipt.items) {
      for (const webhook of await expectedOf(entry, partners, articles)) {
        expected.set(`${webhook.partnerId} ${webhook.articleId} ${webhook.revision}`, webhook);
      }
    }
    read.set(key, receipt);
    return receipt;
  };

  const settle = async (): Promise<void> => {
    let [lastProgressMs, lastOpen] = [Date.now(), Number.POSITIVE_INFINITY];
    while (Date.now() - lastProgressMs < currentPatienceMs) {
      await reading;
      const open = awaited.size + missingOf(expected.values(), partners).length;
      if (open === 0 && (await isDrained(sqs, stack.outputs.IngestQueueUrl))) {
        await reading;
        if (missingOf(expected.values(), partners).length === 0) return;
      }
      if (open !== lastOpen) [lastProgressMs, lastOpen] = [Date.now(), open];
      await delay(lookEveryMs);
    }
    currentPatienceMs = lostPatienceMs;
  };

  return {
    async register() {
      await stores.publishers.put(demoPublisher);
      await registerDemoPartners(partners, state, stores, Date.now());
    },

    async recall() {
      for await (const key of listReceipts()) await takeIn(key);
      return read.size;
    },

    settle,

    async upload(group) {
      for (const { name, key } of group) {
        names.set(key, name);
        awaited.add(key);
        screen.uploaded(name);
      }
      await Promise.all(group.map((upload) => uploads.put(upload.key, readUpload(upload), 'application/octet-stream')));
      await settle();
    },

    receiptWritten(key) {
      const shown = async (): Promise<void> => {
        const receipt = await takeIn(key);
        if (receipt) screen.receipt(names.get(key) ?? key.replace(`publishers/${demoPublisherId}/`, ''), receipt);
        awaited.delete(key);
      };
      reading = reading
        .then(shown)
        .catch((error: unknown) => screen.bad(`the receipt of ${key} cannot be read: ${String(error)}`));
    },

    result() {
      const items = [...read.values()].flatMap((receipt) => receipt.items);
      const missing = missingOf(expected.values(), partners);
      for (const webhook of missing) screen.missing(webhook);
      for (const key of awaited) screen.bad(`no receipt was written for ${key}`);
      return {
        articles: new Set(items.flatMap(({ status, articleId = '' }) => (status === 'accepted' ? [articleId] : [])))
          .size,
        rejected: items.filter(({ status }) => status === 'rejected').length,
        deliveries: { delivered: expected.size - missing.length, failed: missing.length + awaited.size },
        signaturesVerified: partners.reduce((sum, partner) => sum + partner.held().length, 0),
      };
    },
  };
}

function clientsOf({ endpoints, outputs }: LocalStack) {
  const common = { region: localAccount.region, credentials: localCredentials };
  const s3 = new S3Client({ ...common, endpoint: endpoints.s3, forcePathStyle: true });
  const dynamodb = new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb });
  const table = dynamoTable(dynamodb, outputs.TableName);
  return {
    sqs: new SQSClient({ ...common, endpoint: endpoints.sqs }),
    uploads: s3Objects(s3, outputs.UploadsBucketName),
    receipts: s3Objects(s3, outputs.ReceiptsBucketName),
    async *listReceipts(): AsyncGenerator<string> {
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client: s3 },
        { Bucket: outputs.ReceiptsBucketName },
      )) {
        for (const { Key } of Contents) if (Key !== undefined) yield Key;
      }
    },
    articles: articleStore(table, s3Objects(s3, outputs.ContentBucketName)),
    stores: registryStores(table, dynamoTable(dynamodb, outputs.KeysTableName)),
  };
}

/** Whether a queue holds nothing: neither waiting, nor being worked on, nor delayed. */
async function isDrained(sqs: SQSClient, queueUrl: string): Promise<boolean> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return Object.values(Attributes).every((count) => count === '0');
}
