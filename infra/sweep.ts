import { Duration } from 'aws-cdk-lib/core';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { canaryKey, noCanary } from '../shared/contract/canary.ts';
import { type Env, sweepEnv } from '../shared/contract/env.ts';
import { functionLimits } from '../shared/contract/limits.ts';
import { workIndex } from '../shared/contract/table.ts';
import { deadLettersElsewhere, madeUpByTheNext } from './acknowledgements.ts';
import { listVersions, queryIndex, readItems, sendTo, writeItems, writeObject } from './permissions.ts';
import { StageFunction, type StageProps } from './stage-function.ts';
import type { Store } from './store.ts';
import type { PipelineQueues } from './syndication.ts';
import type { Uploads } from './uploads.ts';

export interface SweepProps extends StageProps {
  readonly stage: string;
  readonly uploads: Uploads;
  readonly store: Store;
  readonly queues: PipelineQueues;
  /** Who is sent canary articles. @default nobody */
  readonly canaryPartner?: string;
}

/** Every minute: what is due, released, stuck or to be probed is handed to its queue. */
export class Sweep extends Construct {
  constructor(scope: Construct, id: string, props: SweepProps) {
    super(scope, id);
    const { stage, uploads, store, queues, monitoring } = props;
    const sweep = new StageFunction(this, 'Stage', {
      ...props,
      ...functionLimits.sweep,
      name: 'sweep',
      description: 'Hands out what is due: retries, embargoes, stuck work, probes',
      inputs: [],
      environment: {
        STAGE: stage,
        CANARY_PARTNER: props.canaryPartner ?? noCanary,
        TABLE_NAME: store.table.tableName,
        UPLOADS_BUCKET: uploads.bucket.bucketName,
        INGEST_QUEUE_URL: queues.ingest.queue.queueUrl,
        FANOUT_QUEUE_URL: queues.fanout.queue.queueUrl,
        DELIVER_QUEUE_URL: queues.deliver.queue.queueUrl,
        DELIVER_SLOW_QUEUE_URL: queues.deliverSlow.queue.queueUrl,
      } satisfies Env<typeof sweepEnv>,
      permissions: [
        queryIndex(store.table, workIndex.name),
        readItems(store.table),
        writeItems(store.table),
        listVersions(uploads.bucket),
        ...(props.canaryPartner === undefined ? [] : [writeObject(uploads.bucket, canaryKey)]),
        sendTo(queues.ingest, queues.fanout, queues.deliver, queues.deliverSlow),
      ],
      failureImpact: 'Retries, embargoed articles and probes wait until a later sweep succeeds.',
    });
    const schedule = new Rule(this, 'EveryMinute', {
      description: 'Starts the sweep',
      schedule: Schedule.rate(Duration.minutes(1)),
      // A sweep that could not start is made up for by the next one: late ones are not to pile up.
      targets: [new LambdaFunction(sweep.function, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    madeUpByTheNext(schedule);
    deadLettersElsewhere(
      sweep.function,
      'A failed sweep leaves everything due: the next finds it a minute later, and the errors alarm tells.',
    );
    monitoring.alarm({
      name: 'sweep-silent',
      impact: 'Nothing that is due goes out: no retries, no embargoed articles, no repair of stuck work.',
      runbook: 'sweep-silent',
      metric: sweep.function.metricInvocations({ period: Duration.minutes(1) }),
      below: 1,
      forMinutes: 5,
      missingIsBad: true,
    });
  }
}
