import { Duration } from 'aws-cdk-lib/core';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { canaryEveryMinutes } from '../shared/contract/canary.ts';
import { monitoringLimits } from '../shared/contract/limits.ts';
import { type MetricName, metricNamespace } from '../shared/contract/metrics.ts';
import { concurrencyAlarm } from '../shared/contract/stack.ts';
import type { Monitoring, PipelineAlarmProps } from './monitoring.ts';

/** A metric that the functions write into their log lines, of one stage. */
export function pipelineMetric(stage: string, name: MetricName, statistic = 'Sum', periodMinutes = 1): Metric {
  return new Metric({
    namespace: metricNamespace,
    metricName: name,
    dimensionsMap: { stage },
    statistic,
    period: Duration.minutes(periodMinutes),
  });
}

/** Alarms on what publishers and partners notice, by the pipeline's own metrics. What AWS measures is watched where it is made. */
export function watchPipeline(monitoring: Monitoring, stage: string): void {
  const on = (name: MetricName, props: Omit<PipelineAlarmProps, 'metric'>, statistic = 'Sum', minutes = 1): void => {
    monitoring.alarm({ ...props, metric: pipelineMetric(stage, name, statistic, minutes) });
  };
  on(
    'LostDeliveries',
    {
      name: 'deliveries-lost',
      impact: 'Articles were accepted, and partners got them minutes late: nobody was looking after their deliveries.',
      runbook: 'deliveries-lost',
      above: 0,
      forMinutes: 1,
    },
    'Sum',
    5,
  );
  on('UnconfirmedRetractions', {
    name: 'retraction-unconfirmed',
    impact: 'An article was retracted, and a partner that has it has not confirmed in its time to have taken it down.',
    runbook: 'retraction-unconfirmed',
    above: 0,
    forMinutes: 1,
  });
  on(
    'EmbargoLateness',
    {
      name: 'embargo-late',
      impact: 'An article left late after its embargo had ended.',
      runbook: 'embargo-late',
      above: monitoringLimits.embargoLateMs,
      forMinutes: 1,
    },
    'Maximum',
  );
  on(
    'DeliveryLag',
    {
      name: 'delivery-late',
      impact: 'Healthy partners get new articles minutes after they were accepted.',
      runbook: 'delivery-late',
      above: monitoringLimits.deliveryLateMs,
      forMinutes: 5,
    },
    'p90',
  );
  on('PartnersPaused', {
    name: 'partner-paused',
    impact: 'A partner was paused after days of failing, or said 410 Gone: it gets nothing until someone resumes it.',
    runbook: 'partner-paused',
    above: 0,
    forMinutes: 1,
  });
  on(
    'LongestFailure',
    {
      name: 'partner-failing',
      impact: 'A partner has taken nothing for an hour: what it is owed is kept for it.',
      runbook: 'partner-failing',
      above: monitoringLimits.partnerFailingMs,
      forMinutes: 5,
    },
    'Maximum',
  );
  on(
    'DeadDeliveries',
    {
      name: 'deliveries-dead',
      impact: 'A partner does not have an article: its delivery was given up after the whole retry schedule.',
      runbook: 'deliveries-dead',
      above: 0,
      forMinutes: 1,
    },
    'Sum',
    5,
  );
  on('RecordsFailed', {
    name: 'work-failed',
    impact: 'Work fails by a fault of ours and is tried again: uploads or deliveries are late.',
    runbook: 'work-failed',
    above: 0,
    forMinutes: 5,
  });
  on('AccessDenied', {
    name: 'access-denied',
    impact: 'AWS refuses a key, a table or a bucket to a function: what needs it stands still.',
    runbook: 'access-denied',
    above: 0,
    forMinutes: 2,
  });
  on(
    'ArticlesBraked',
    {
      name: 'brake-closed',
      impact: 'A publisher sends far more new articles than usual: further ones are held until someone has looked.',
      runbook: 'brake-closed',
      above: 0,
      forMinutes: 1,
    },
    'Sum',
    5,
  );
  on(
    'PublishersQuiet',
    {
      name: 'publisher-quiet',
      impact: 'A publisher has sent nothing new for longer than its profile says it may: its articles are missing.',
      runbook: 'publisher-quiet',
      above: 0,
      forMinutes: 1,
    },
    // A sweep now and then falls out of its minute: the alarm is not to end and begin again for that.
    'Maximum',
    5,
  );
  on('UploadsMissed', {
    name: 'uploads-missed',
    impact: 'Uploads were read hours late: their event had been lost.',
    runbook: 'uploads-missed',
    above: 0,
    forMinutes: 1,
  });
}

/**
 * The alarm on what all functions of the account take together, before Lambda refuses to start ours. `limit` is what the account may run at once: AWS tells no
 * template. Claimed is what runs and what others have reserved.
 */
export function watchConcurrency(monitoring: Monitoring, limit: number = monitoringLimits.accountConcurrency): void {
  monitoring.alarm({
    name: concurrencyAlarm,
    impact: 'Functions of this account take over 80 % of what may run at once: soon uploads and deliveries wait.',
    runbook: 'account-concurrency',
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'ClaimedAccountConcurrency',
      statistic: 'Maximum',
      period: Duration.minutes(1),
    }),
    above: Math.floor(limit * monitoringLimits.concurrencyPart),
    forMinutes: 5,
  });
}

/** The alarm of a stage that sends canaries: one that is late, or does not come, is as bad. */
export function watchCanary(monitoring: Monitoring, stage: string): void {
  monitoring.alarm({
    name: 'canary-late',
    impact: 'A test article that is sent every five minutes did not arrive in time: others are most likely late, too.',
    runbook: 'canary-late',
    metric: pipelineMetric(stage, 'CanaryLateness', 'Maximum', canaryEveryMinutes),
    above: monitoringLimits.canaryLateMs,
    forMinutes: 3,
    missingIsBad: true,
  });
}
