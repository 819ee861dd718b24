import type { CloudWatchClient, GetMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { cloudWatchMetrics } from '../../../console/data/cloudwatch-metrics.ts';
import { hourMs } from '../../../console/data/flow.ts';

const nowMs = Date.UTC(2026, 10, 24, 12, 30);

/** CloudWatch that answers every sum with one value in the hour under way, on two pages. */
function cloudWatch() {
  const requests: GetMetricDataCommandInput[] = [];
  const client = {
    send: ({ input }: { input: GetMetricDataCommandInput }) => {
      requests.push(input);
      const queries = (input.MetricDataQueries ?? []).filter(({ Id }) => Id?.endsWith('_sum'));
      const half = input.NextToken ? queries.slice(10) : queries.slice(0, 10);
      return Promise.resolve({
        MetricDataResults: half.map(({ Id }, index) => ({
          Id,
          Timestamps: [new Date(nowMs - hourMs / 2)],
          Values: [index + 1],
        })),
        ...(input.NextToken ? {} : { NextToken: 'second' }),
      });
    },
  };
  return { requests, connect: () => Promise.resolve(client as unknown as CloudWatchClient) };
}

test('metrics of a stage are asked for by the hour, page after page', async () => {
  const { requests, connect } = cloudWatch();
  const days = await cloudWatchMetrics(connect, 'prod').day(nowMs);
  expect(requests).toHaveLength(2);
  expect(requests[0]?.MetricDataQueries?.[0]?.MetricStat).toMatchObject({
    Metric: { Namespace: 'Byline', Dimensions: [{ Name: 'stage', Value: 'prod' }] },
    Period: 3600,
  });
  expect(days[0]?.hours.at(-1)).toMatchObject({ startMs: nowMs - hourMs / 2, sum: 1 });
  expect(days[10]?.hours.at(-1)).toMatchObject({ sum: 1 });
  expect(days[0]?.hours.at(-2)).toMatchObject({ sum: 0 });
});

test('CloudWatch is asked once a minute, and again at once after it failed', async () => {
  const { requests, connect } = cloudWatch();
  const source = cloudWatchMetrics(connect, 'prod');
  await source.day(nowMs);
  await source.day(nowMs + 59_000);
  expect(requests).toHaveLength(2);
  await source.day(nowMs + 60_000);
  expect(requests).toHaveLength(4);

  let isDown = true;
  const flaky = cloudWatchMetrics(() => (isDown ? Promise.reject(new Error('down')) : connect()), 'prod');
  await expect(flaky.day(nowMs)).rejects.toThrow('down');
  isDown = false;
  expect(await flaky.day(nowMs)).not.toEqual([]);
});
