import { expect, test } from 'vitest';
import { metricNamespace, metrics } from '../../shared/contract/metrics.ts';
import { pipelineTemplate, resourcesOf } from '../support/pipeline-template.ts';

const [dashboard] = resourcesOf(pipelineTemplate('dev'), 'AWS::CloudWatch::Dashboard');

test('there is one dashboard, under the name of the stack', () => {
  expect(dashboard?.[1].DashboardName).toBe('byline-dev');
});

test('it shows metrics that the functions write, and the queues of every stage', () => {
  const body = JSON.stringify(dashboard?.[1].DashboardBody);
  const shown = [...body.matchAll(new RegExp(`${metricNamespace}\\\\*",\\\\*"(\\w+)`, 'g'))].map(([, name]) => name);
  expect(shown.length).toBeGreaterThan(10);
  for (const name of shown) expect(metrics).toHaveProperty(name as string);
  expect(body.match(/ApproximateAgeOfOldestMessage/g)).toHaveLength(4);
});
