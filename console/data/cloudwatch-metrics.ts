import type { CloudWatchClient, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { metricNamespace } from '../../shared/contract/metrics.ts';
import { hourMs } from './flow.ts';
import { hourStarts, type MetricDay, metricNames, type MetricSource } from './metric-day.ts';

/** CloudWatch is paid by the metric asked for, and counts by the minute. */
const askedEveryMs = 60_000;
const statistics = { count: 'SampleCount', sum: 'Sum', max: 'Maximum' } as const;
type Statistic = keyof typeof statistics;
/** GetMetricData takes 500 queries in one request; this is three for each metric. */
const seconds = hourMs / 1000;

/** The metrics of a deployed stage, from CloudWatch; at most once a minute. */
export function cloudWatchMetrics(connect: () => Promise<CloudWatchClient>, stage: string): MetricSource {
  let asked: { readonly atMs: number; readonly days: Promise<readonly MetricDay[]> } | undefined;
  return {
    day(nowMs) {
      if (asked === undefined || nowMs - asked.atMs >= askedEveryMs) {
        asked = { atMs: nowMs, days: ask(connect, stage, nowMs) };
        asked.days.catch(() => (asked = undefined));
      }
      return asked.days;
    },
  };
}

async function ask(
  connect: () => Promise<CloudWatchClient>,
  stage: string,
  nowMs: number,
): Promise<readonly MetricDay[]> {
  const { GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const client = await connect();
  const starts = hourStarts(nowMs);
  const values = new Map<string, number>();
  let next: string | undefined;
  do {
    const answer = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(starts[0] ?? nowMs),
        EndTime: new Date(nowMs),
        MetricDataQueries: metricNames.flatMap((name, index) => queriesOf(name, index, stage)),
        NextToken: next,
      }),
    );
    for (const { Id = '', Timestamps = [], Values = [] } of answer.MetricDataResults ?? []) {
      for (const [index, at] of Timestamps.entries()) values.set(`${Id} ${at.getTime()}`, Values[index] ?? 0);
    }
    next = answer.NextToken;
  } while (next !== undefined);
  return metricNames.map((name, index) => ({
    name,
    hours: starts.map((startMs) => {
      const value = (statistic: Statistic): number => values.get(`${idOf(index, statistic)} ${startMs}`) ?? 0;
      return { startMs, count: value('count'), sum: value('sum'), max: value('max') };
    }),
  }));
}

const idOf = (index: number, statistic: Statistic): string => `m${index}_${statistic}`;

function queriesOf(name: string, index: number, stage: string): readonly MetricDataQuery[] {
  return (Object.keys(statistics) as Statistic[]).map((statistic) => ({
    Id: idOf(index, statistic),
    MetricStat: {
      Metric: { Namespace: metricNamespace, MetricName: name, Dimensions: [{ Name: 'stage', Value: stage }] },
      Period: seconds,
      Stat: statistics[statistic],
    },
  }));
}
