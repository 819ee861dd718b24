import { Construct } from 'constructs';
import { type Env, ingestEnv } from '../shared/contract/env.ts';
import { functionLimits } from '../shared/contract/limits.ts';
import { allObjectsOf } from './acknowledgements.ts';
import { readItems, readObjects, sendTo, writeItems, writeObjects } from './permissions.ts';
import { StageFunction, type StageProps } from './stage-function.ts';
import type { Store } from './store.ts';
import type { PipelineQueues } from './syndication.ts';
import type { Uploads } from './uploads.ts';

export interface IngestProps extends StageProps {
  readonly stage: string;
  readonly uploads: Uploads;
  readonly store: Store;
  readonly queues: PipelineQueues;
  /** Batches worked on at once. @default `functionLimits.ingest` */
  readonly maxConcurrency?: number;
}

/** Upload events → articles and receipts; tells fan-out of every new revision. */
export class Ingest extends Construct {
  constructor(scope: Construct, id: string, props: IngestProps) {
    super(scope, id);
    const { stage, uploads, store, queues } = props;
    const { timeoutSeconds, memoryMb, batchSize, maxConcurrency } = functionLimits.ingest;
    const stageFunction = new StageFunction(this, 'Stage', {
      ...props,
      name: 'ingest',
      description: 'Reads uploads, stores articles, writes receipts',
      timeoutSeconds,
      memoryMb,
      inputs: [{ from: queues.ingest, batchSize, maxConcurrency: props.maxConcurrency ?? maxConcurrency }],
      environment: {
        STAGE: stage,
        TABLE_NAME: store.table.tableName,
        UPLOADS_BUCKET: uploads.bucket.bucketName,
        RECEIPTS_BUCKET: store.receipts.bucketName,
        CONTENT_BUCKET: store.content.bucketName,
        FANOUT_QUEUE_URL: queues.fanout.queue.queueUrl,
        DELIVER_QUEUE_URL: queues.deliver.queue.queueUrl,
      } satisfies Env<typeof ingestEnv>,
      permissions: [
        ...readObjects(uploads.bucket),
        writeObjects(store.receipts),
        ...readObjects(store.content),
        writeObjects(store.content),
        readItems(store.table),
        writeItems(store.table),
        // Fan-outs; and what became of the upload, to whom it is told by webhook.
        sendTo(queues.fanout, queues.deliver),
      ],
      failureImpact:
        'Uploads are tried again; publishers wait for receipts, and after ten tries the upload is set aside.',
    });
    allObjectsOf(stageFunction.role, uploads.bucket, store.receipts, store.content);
  }
}
