import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { stackName } from '../shared/contract/stack.ts';
import { explainAwsError } from '../shared/stack/aws-errors.ts';
import {
  type ConnectedStack,
  connectStack,
  type StackChoice,
  StackUnreachable,
} from '../shared/stack/connect-stack.ts';
import { countQueues, type QueueCounts, type QueueName } from '../shared/stack/queue-counts.ts';
import { type ArticleStore, articleStore } from '../shared/store/articles.ts';
import { type BacklogStore, backlogStore } from '../shared/store/backlog.ts';
import { type DeliveryStore, deliveryStore } from '../shared/store/deliveries.ts';
import { dynamoTable } from '../shared/store/dynamo-table.ts';
import { type Objects, s3Objects } from '../shared/store/objects.ts';
import { partnerCredentialStore } from '../shared/store/partner-credentials.ts';
import { type PartnerHealthStore, partnerHealthStore } from '../shared/store/partner-health.ts';
import { type PartnerReadStore, partnerReadStore } from '../shared/store/partner-reads.ts';
import { type PartnerSwitch, partnerSwitch } from '../shared/store/partner-switch.ts';
import { type PartnerStore, partnerStore } from '../shared/store/partners.ts';
import { type PublisherWatchStore, publisherWatchStore } from '../shared/store/publisher-watches.ts';
import { type PublisherStore, publisherStore } from '../shared/store/publishers.ts';
import { type SigningKeyStore, signingKeyStore } from '../shared/store/signing-keys.ts';
import { type UploadStore, uploadStore } from '../shared/store/uploads.ts';
import type { ChallengeDeps } from '../shared/webhooks/challenge.ts';
import { newSecret } from '../shared/webhooks/keys.ts';
import { ownDeployment } from '../shared/webhooks/own-deployment.ts';
import type { AccessStores } from '../shared/webhooks/partner-checks.ts';
import { guardedPost } from '../shared/webhooks/post.ts';

import { cloudWatchMetrics } from './data/cloudwatch-metrics.ts';
import { localMetrics } from './data/local-metrics.ts';
import type { MetricSource } from './data/metric-day.ts';

/** The stack as the console uses it: the pipeline's own stores, over the operator's own credentials. */
export interface ConsoleStack {
  readonly kind: ConnectedStack['kind'];
  readonly name: string;
  readonly region?: string;
  readonly articles: ArticleStore;
  readonly deliveries: DeliveryStore;
  readonly uploadRecords: UploadStore;
  readonly partners: PartnerStore;
  readonly publishers: PublisherStore;
  readonly watches: PublisherWatchStore;
  readonly health: PartnerHealthStore;
  readonly reads: PartnerReadStore;
  readonly partnerSwitch: PartnerSwitch;
  readonly signingKeys: SigningKeyStore;
  readonly backlog: BacklogStore;
  readonly access: AccessStores;
  /** How webhooks leave this machine: by the guard of the deployment. */
  readonly challenge: ChallengeDeps;
  readonly uploads: Objects;
  readonly receipts: Objects;
  readonly metrics: MetricSource;
  queues(): Promise<Readonly<Record<QueueName, QueueCounts>>>;
  close(): void;
}

/** A stack that may go and come back while the console runs: a laptop's is stopped and started at other ports. */
export interface StackLink {
  /** The stack, connected to where that is needed. Throws `StackUnreachable`. */
  open(): Promise<ConsoleStack>;
  /** What a person is told of a failure: one line with a next step; undefined for a defect of ours. The next `open` connects anew. */
  explain(error: unknown): Promise<string | undefined>;
  close(): void;
}

export function stackLink(choice: StackChoice): StackLink {
  let opening: Promise<ConsoleStack> | undefined;
  const open = (): Promise<ConsoleStack> => {
    opening ??= connectStack(choice).then((stack) => consoleStack(stack, choice.dir));
    opening.catch(() => (opening = undefined));
    return opening;
  };
  const close = (): void => {
    opening?.then((stack) => stack.close()).catch(() => {});
    opening = undefined;
  };
  return {
    open,
    close,
    async explain(error) {
      const explained = explainFailure(error);
      if (explained === undefined) return undefined;
      close();
      if (choice.stack !== undefined || error instanceof StackUnreachable) return explained;
      // Of a laptop's stack the network says little: whether one runs says it all.
      return open().then(
        () => 'the local stack was started anew: load this page again',
        (again: unknown) => explainFailure(again) ?? explained,
      );
    },
  };
}

/** `dir` is the state folder of a local stack. */
function consoleStack(stack: ConnectedStack, dir: string): ConsoleStack {
  const { outputs, s3, sqs, dynamodb } = stack;
  const table = dynamoTable(dynamodb, outputs.TableName);
  const keysTable = dynamoTable(dynamodb, outputs.KeysTableName);
  let cloudWatch: CloudWatchClient | undefined;
  return {
    kind: stack.kind,
    name: stack.name,
    region: stack.aws?.region,
    articles: articleStore(table, s3Objects(s3, outputs.ContentBucketName)),
    deliveries: deliveryStore(table),
    uploadRecords: uploadStore(table),
    partners: partnerStore(table),
    publishers: publisherStore(table),
    watches: publisherWatchStore(table),
    health: partnerHealthStore(table),
    reads: partnerReadStore(table),
    partnerSwitch: partnerSwitch(table),
    signingKeys: signingKeyStore(keysTable),
    backlog: backlogStore(table),
    access: { keys: signingKeyStore(keysTable), credentials: partnerCredentialStore(keysTable) },
    challenge: {
      post: guardedPost(outputs.EndpointPolicy === 'local' ? 'local' : 'public', {
        own: ownDeployment(stackName(outputs.StageName), Object.values(outputs)),
        answerTexts: true,
      }),
      now: Date.now,
      newId: () => randomBytes(24).toString('base64url'),
      newSecret,
    },
    uploads: s3Objects(s3, outputs.UploadsBucketName),
    receipts: s3Objects(s3, outputs.ReceiptsBucketName),
    metrics:
      stack.kind === 'local'
        ? localMetrics(join(dir, 'logs'))
        : cloudWatchMetrics(async () => {
            const { CloudWatchClient } = await import('@aws-sdk/client-cloudwatch');
            return (cloudWatch ??= new CloudWatchClient(stack.aws ?? {}));
          }, outputs.StageName),
    queues: () => countQueues(sqs, outputs),
    close() {
      cloudWatch?.destroy();
      stack.close();
    },
  };
}

/** What a person is told of an error: one line with a next step; undefined for what is a defect of ours. */
export function explainFailure(error: unknown): string | undefined {
  return error instanceof StackUnreachable ? error.message : explainAwsError(error);
}
