import { Construct } from 'constructs';
import { type Env, fanoutEnv } from '../shared/contract/env.ts';
import { functionLimits } from '../shared/contract/limits.ts';
import { allObjectsOf } from './acknowledgements.ts';
import { readItems, readObjects, sendTo, writeItems } from './permissions.ts';
import { StageFunction, type StageProps } from './stage-function.ts';
import type { Store } from './store.ts';
import type { PipelineQueues } from './syndication.ts';

export interface FanoutProps extends StageProps {
  readonly stage: string;
  readonly store: Store;
  readonly queues: PipelineQueues;
  /** Batches worked on at once. @default `functionLimits.fanout` */
  readonly maxConcurrency?: number;
}

/** Accepted revisions → one delivery for each partner that matches. */
export class Fanout extends Construct {
  constructor(scope: Construct, id: string, props: FanoutProps) {
    super(scope, id);
    const { stage, store, queues } = props;
    const { timeoutSeconds, memoryMb, batchSize, maxConcurrency } = functionLimits.fanout;
    const stageFunction = new StageFunction(this, 'Stage', {
      ...props,
      name: 'fanout',
      description: 'Matches articles with partners, writes deliveries',
      timeoutSeconds,
      memoryMb,
      inputs: [{ from: queues.fanout, batchSize, maxConcurrency: props.maxConcurrency ?? maxConcurrency }],
      environment: {
        STAGE: stage,
        TABLE_NAME: store.table.tableName,
        CONTENT_BUCKET: store.content.bucketName,
        FANOUT_QUEUE_URL: queues.fanout.queue.queueUrl,
        DELIVER_QUEUE_URL: queues.deliver.queue.queueUrl,
        DELIVER_SLOW_QUEUE_URL: queues.deliverSlow.queue.queueUrl,
      } satisfies Env<typeof fanoutEnv>,
      permissions: [
        ...readObjects(store.content),
        readItems(store.table),
        writeItems(store.table),
        // Its own queue: a large registry is fanned out in slices.
        sendTo(queues.fanout, queues.deliver, queues.deliverSlow),
      ],
      failureImpact: 'Articles are tried again; partners get them late, and after ten tries they are set aside.',
    });
    allObjectsOf(stageFunction.role, store.content);
  }
}
