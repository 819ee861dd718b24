import { RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { deliverEnv, type EndpointPolicy, type Env } from '../shared/contract/env.ts';
import { functionLimits } from '../shared/contract/limits.ts';
import { allObjectsOf } from './acknowledgements.ts';
import type { Egress } from './egress.ts';
import { decryptItems, readItems, readObjects, removeItems, sendTo, writeItems, writeObjects } from './permissions.ts';
import { StageFunction, type StageProps } from './stage-function.ts';
import type { Store } from './store.ts';
import type { PipelineQueues } from './syndication.ts';

export interface DeliverProps extends StageProps {
  readonly stage: string;
  readonly endpointPolicy: EndpointPolicy;
  /** The deployment’s own API, which is no partner’s endpoint. */
  readonly apiUrl: string;
  readonly store: Store;
  readonly queues: PipelineQueues;
  /** Batches worked on at once. @default `functionLimits.deliver` */
  readonly maxConcurrency?: number;
  /** The same of the slow lane. @default `functionLimits.deliverSlow` */
  readonly maxConcurrencySlow?: number;
  /** Webhooks leave through this network. @default Lambda's own */
  readonly egress?: Egress;
}

/** Deliveries → signed webhooks. Two lanes into one function, so that unhealthy partners wait for each other only. */
export class Deliver extends Construct {
  constructor(scope: Construct, id: string, props: DeliverProps) {
    super(scope, id);
    const { stage, store, queues, endpointPolicy, apiUrl, maxConcurrency, maxConcurrencySlow } = props;
    const { timeoutSeconds, memoryMb, ...fastLane } = functionLimits.deliver;
    const stageFunction = new StageFunction(this, 'Stage', {
      ...props,
      name: 'deliver',
      description: 'Signs webhooks, posts them to partners, records the answers',
      timeoutSeconds,
      memoryMb,
      inputs: [
        { from: queues.deliver, ...fastLane, ...(maxConcurrency ? { maxConcurrency } : {}) },
        {
          from: queues.deliverSlow,
          ...functionLimits.deliverSlow,
          ...(maxConcurrencySlow ? { maxConcurrency: maxConcurrencySlow } : {}),
        },
      ],
      // Retries return through its own queues by design, bounded by the retry schedule. Lambda would take the
      // sixteenth send of such a chain for a runaway loop and move the delivery to the dead letters.
      recursiveLoop: RecursiveLoop.ALLOW,
      environment: {
        STAGE: stage,
        TABLE_NAME: store.table.tableName,
        KEYS_TABLE_NAME: store.keysTable.tableName,
        CONTENT_BUCKET: store.content.bucketName,
        DELIVER_QUEUE_URL: queues.deliver.queue.queueUrl,
        DELIVER_SLOW_QUEUE_URL: queues.deliverSlow.queue.queueUrl,
        ENDPOINT_POLICY: endpointPolicy,
        API_URL: apiUrl,
      } satisfies Env<typeof deliverEnv>,
      permissions: [
        // Large bodies are put there, to be fetched by a presigned address, which can do what the role can.
        ...readObjects(store.content),
        writeObjects(store.content),
        readItems(store.table),
        writeItems(store.table),
        // A pair that turned out to be owed nothing is taken back.
        removeItems(store.table),
        readItems(store.keysTable),
        decryptItems(store.encryptionKey),
        sendTo(queues.deliver, queues.deliverSlow),
      ],
      failureImpact: 'Deliveries are tried again; partners get articles late, and after ten tries they are set aside.',
    });
    allObjectsOf(stageFunction.role, store.content);
  }
}
