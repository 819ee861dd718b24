import { expect, test } from 'vitest';
import { metricNamespace, metrics } from '../../shared/contract/metrics.ts';
import { pipelineTemplate, resourcesOf } from '../support/pipeline-template.ts';

const dev = pipelineTemplate('dev');
const ours = resourcesOf(dev, 'AWS::CloudWatch::Alarm')
  .map(([, alarm]) => alarm)
  .filter(({ Namespace }) => Namespace === metricNamespace);

test('every alarm on our own figures is on a metric that the functions write, of this stage', () => {
  expect(ours.length).toBeGreaterThanOrEqual(10);
  for (const { MetricName, Dimensions } of ours) {
    expect(metrics).toHaveProperty(MetricName);
    expect(Dimensions).toEqual([{ Name: 'stage', Value: 'dev' }]);
  }
});

test('what publishers and partners would notice first is watched', () => {
  const watched = ours.map(({ MetricName }) => MetricName as string);
  expect(watched).toEqual(
    expect.arrayContaining([
      'LostDeliveries',
      'UnconfirmedRetractions',
      'EmbargoLateness',
      'DeadDeliveries',
      'AccessDenied',
    ]),
  );
});

test('the account’s concurrency is watched at 80 % of what the account has', () => {
  const thresholds = (settings?: Parameters<typeof pipelineTemplate>[1]): unknown[] =>
    resourcesOf(pipelineTemplate('dev', settings), 'AWS::CloudWatch::Alarm')
      .map(([, alarm]) => alarm)
      .filter(({ AlarmName }) => AlarmName === 'byline-dev-account-concurrency')
      .map(({ MetricName, Dimensions, Statistic, Threshold }) => [MetricName, Dimensions, Statistic, Threshold]);
  expect(thresholds()).toEqual([['ClaimedAccountConcurrency', undefined, 'Maximum', 800]]);
  expect(thresholds({ lambdaConcurrency: 10 })).toEqual([['ClaimedAccountConcurrency', undefined, 'Maximum', 8]]);
});

test('a canary is watched where one is sent, and its absence is an alarm', () => {
  const canaryAlarms = (template: ReturnType<typeof pipelineTemplate>) =>
    resourcesOf(template, 'AWS::CloudWatch::Alarm').filter(([, { MetricName }]) => MetricName === 'CanaryLateness');
  expect(canaryAlarms(dev)).toEqual([]);
  const withCanary = pipelineTemplate('dev', { canary: { partner: 'watch' } });
  expect(canaryAlarms(withCanary)).toMatchObject([[expect.any(String), { TreatMissingData: 'breaching' }]]);
  const environments = resourcesOf(withCanary, 'AWS::Lambda::Function').map(([, fn]) => fn.Environment?.Variables);
  expect(environments.flatMap((variables) => variables?.CANARY_PARTNER ?? [])).toEqual(['watch']);
});
