import { Construct } from 'constructs';
import type { EndpointPolicy } from '../shared/contract/env.ts';
import { functionLimits, storageLimits } from '../shared/contract/limits.ts';
import { Access } from './access.ts';
import { Api } from './api.ts';
import type { StageConfig } from './config.ts';
import { PipelineDashboard } from './dashboard.ts';
import { Deliver } from './deliver.ts';
import { Egress } from './egress.ts';
import { Fanout } from './fanout.ts';
import { Ingest } from './ingest.ts';
import { Monitoring } from './monitoring.ts';
import { watchCanary, watchConcurrency, watchPipeline } from './pipeline-alarms.ts';
import { StageQueue } from './stage-queue.ts';
import { Store } from './store.ts';
import { Sweep } from './sweep.ts';
import { Uploads } from './uploads.ts';

export interface ArticleSyndicationProps extends Pick<
  StageConfig,
  | 'alarmEmails'
  | 'domain'
  | 'canary'
  | 'concurrency'
  | 'lambdaConcurrency'
  | 'operators'
  | 'publishers'
  | 'retention'
  | 'staticEgress'
> {
  /** Names this pipeline within its account and region: 1 to 16 of `a-z`, `0-9` and `-`. */
  readonly stage: string;
  /**
   * Whether tables, buckets, keys and logs outlive the stack, and the tables refuse to be deleted.
   * @default true
   */
  readonly keepData?: boolean;
  /**
   * Where partners may be: `public` (https to public addresses) or `local` (http and loopback too).
   * @default 'public'
   */
  readonly endpointPolicy?: EndpointPolicy;
  /**
   * Whether the functions send X-Ray traces, which are paid for one by one.
   * @default false
   */
  readonly tracing?: boolean;
}

/** The queues between the stages, by the name of the stage that takes from them. */
export interface PipelineQueues {
  readonly ingest: StageQueue;
  readonly fanout: StageQueue;
  readonly deliver: StageQueue;
  readonly deliverSlow: StageQueue;
}

/**
 * The whole pipeline, in the order in which an article passes it. For use in any CDK app:
 * `new ArticleSyndication(stack, 'Syndication', { stage: 'prod' })`.
 */
export class ArticleSyndication extends Construct {
  readonly monitoring: Monitoring;
  readonly queues: PipelineQueues;
  readonly store: Store;
  readonly uploads: Uploads;
  readonly access: Access;
  readonly ingest: Ingest;
  readonly fanout: Fanout;
  readonly deliver: Deliver;
  readonly sweep: Sweep;
  readonly api: Api;

  constructor(scope: Construct, id: string, props: ArticleSyndicationProps) {
    super(scope, id);
    const { stage, keepData = true, endpointPolicy = 'public', tracing = false } = props;
    const { alarmEmails, concurrency = {}, retention = {}, staticEgress = false } = props;
    const logDays = retention.logDays ?? storageLimits.logDays;
    this.monitoring = new Monitoring(this, 'Monitoring', { stage, alarmEmails });
    this.queues = pipelineQueues(this, { stage, monitoring: this.monitoring });
    this.store = new Store(this, 'Store', {
      keepData,
      receiptDays: retention.receiptDays,
      monitoring: this.monitoring,
    });
    const shared = {
      stage,
      keepData,
      tracing,
      logDays,
      monitoring: this.monitoring,
      store: this.store,
      queues: this.queues,
    };

    this.uploads = new Uploads(this, 'Uploads', {
      stage,
      keepData,
      replacedUploadDays: retention.replacedUploadDays,
      events: this.queues.ingest,
    });
    this.ingest = new Ingest(this, 'Ingest', { ...shared, uploads: this.uploads, maxConcurrency: concurrency.ingest });
    this.fanout = new Fanout(this, 'Fanout', { ...shared, maxConcurrency: concurrency.fanout });
    this.api = new Api(this, 'Api', { ...shared, domain: props.domain });
    const egress = staticEgress ? new Egress(this, 'Egress', { keepData, logDays }) : undefined;
    this.deliver = new Deliver(this, 'Deliver', {
      ...shared,
      endpointPolicy,
      apiUrl: this.api.url,
      egress,
      maxConcurrency: concurrency.deliver,
      maxConcurrencySlow: concurrency.deliverSlow,
    });
    this.sweep = new Sweep(this, 'Sweep', { ...shared, uploads: this.uploads, canaryPartner: props.canary?.partner });
    this.access = new Access(this, 'Access', {
      ...props,
      uploads: this.uploads,
      store: this.store,
      queues: this.queues,
    });
    watchPipeline(this.monitoring, stage);
    watchConcurrency(this.monitoring, props.lambdaConcurrency);
    if (props.canary) watchCanary(this.monitoring, stage);
    new PipelineDashboard(this, 'Dashboard', { stage, queues: this.queues });
  }
}

function pipelineQueues(scope: Construct, common: { stage: string; monitoring: Monitoring }): PipelineQueues {
  const { ingest, fanout, deliver } = functionLimits;
  return {
    ingest: new StageQueue(scope, 'IngestQueue', {
      ...common,
      name: 'ingest',
      consumerTimeoutSeconds: ingest.timeoutSeconds,
      lateImpact: 'Publishers wait for their receipts, and their articles have not gone out.',
      deadImpact: 'An upload has neither been accepted nor rejected, and its publisher has no receipt.',
    }),
    fanout: new StageQueue(scope, 'FanoutQueue', {
      ...common,
      name: 'fanout',
      consumerTimeoutSeconds: fanout.timeoutSeconds,
      lateImpact: 'Accepted articles, corrections and retractions have not been handed to partners.',
      deadImpact: 'An accepted revision may not have been handed to every partner that matches it.',
    }),
    deliver: new StageQueue(scope, 'DeliverQueue', {
      ...common,
      name: 'deliver',
      consumerTimeoutSeconds: deliver.timeoutSeconds,
      lateImpact: 'Partners get articles, corrections and retractions late.',
      deadImpact: 'A delivery was not finished: a partner may lack an article, a correction or a retraction.',
    }),
    deliverSlow: new StageQueue(scope, 'DeliverSlowQueue', {
      ...common,
      name: 'deliver-slow',
      consumerTimeoutSeconds: deliver.timeoutSeconds,
      lateImpact: 'Partners that failed lately get their articles later than the retry schedule says.',
      deadImpact: 'A delivery to a partner that failed lately was not finished.',
    }),
  };
}
