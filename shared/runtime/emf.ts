import { measuresOf, type MetricName, metricNamespace, metrics } from '../contract/metrics.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What makes a log line a metric, too: CloudWatch's embedded metric format
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html). Empty for lines that
 * count nothing. Every metric is kept by `stage`; those that name a field of the line also by that field, where the line has it.
 */
export function embeddedMetrics(event: string, fields: Fields, stage: string, nowMs: number): Fields {
  return embedded(measuresOf(event, fields), fields, stage, nowMs);
}

/** One value, or several of many lines: at most a hundred. */
export type Counted = Readonly<Partial<Record<MetricName, number | readonly number[]>>>;

/** As `embeddedMetrics`, for measures that were taken already. */
export function embedded(measures: Counted, fields: Fields, stage: string, nowMs: number): Fields {
  const names = Object.keys(measures) as MetricName[];
  if (names.length === 0) return {};
  return {
    ...measures,
    stage,
    _aws: {
      Timestamp: nowMs,
      CloudWatchMetrics: names.map((name) => ({
        Namespace: metricNamespace,
        Dimensions: dimensionsOf(name, fields),
        Metrics: [{ Name: name, Unit: metrics[name].unit }],
      })),
    },
  };
}

function dimensionsOf(name: MetricName, fields: Fields): readonly (readonly string[])[] {
  const spec = metrics[name];
  const by = 'by' in spec ? spec.by : undefined;
  return by !== undefined && typeof fields[by] === 'string' ? [['stage'], ['stage', by]] : [['stage']];
}
