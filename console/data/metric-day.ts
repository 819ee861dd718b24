import { type MetricName, metrics } from '../../shared/contract/metrics.ts';
import { hourMs, hoursShown } from './flow.ts';

/** What was measured in one hour. */
export interface MetricHour {
  readonly startMs: number;
  readonly count: number;
  readonly sum: number;
  readonly max: number;
}

/** One metric over the last 24 hours, oldest first; the last hour is under way. */
export interface MetricDay {
  readonly name: MetricName;
  readonly hours: readonly MetricHour[];
}

/** Where metrics come from: on AWS CloudWatch, on a laptop the lines that CloudWatch would have taken them from. */
export interface MetricSource {
  day(nowMs: number): Promise<readonly MetricDay[]>;
}

export const metricNames = Object.keys(metrics) as readonly MetricName[];

/** Counts that are taken anew at each look, and so are never added up. */
const levels: ReadonlySet<MetricName> = new Set(['PartnersFailing', 'LongestFailure']);

/** What an hour, or a day, comes to: a sum of counts, an average of durations, the highest of levels; undefined where nothing was measured. */
export function figureOf(name: MetricName, hours: readonly Omit<MetricHour, 'startMs'>[]): number | undefined {
  const count = hours.reduce((total, hour) => total + hour.count, 0);
  if (count === 0) return undefined;
  if (levels.has(name)) return Math.max(...hours.map(({ max }) => max));
  const sum = hours.reduce((total, hour) => total + hour.sum, 0);
  return metrics[name].unit === 'Count' ? sum : sum / count;
}

/** Adds measurements up by metric and hour. */
export interface MetricTally {
  add(name: MetricName, atMs: number, value: number): void;
  days(nowMs: number): readonly MetricDay[];
}

export function metricTally(): MetricTally {
  const hours = new Map<string, MetricHour>();
  const keyOf = (name: MetricName, startMs: number): string => `${name} ${startMs}`;
  return {
    add(name, atMs, value) {
      const startMs = Math.floor(atMs / hourMs) * hourMs;
      const { count, sum, max } = hours.get(keyOf(name, startMs)) ?? { count: 0, sum: 0, max: 0 };
      hours.set(keyOf(name, startMs), { startMs, count: count + 1, sum: sum + value, max: Math.max(max, value) });
    },
    days(nowMs) {
      const starts = hourStarts(nowMs);
      const first = starts[0] ?? 0;
      for (const [key, { startMs }] of hours) if (startMs < first) hours.delete(key);
      return metricNames.map((name) => ({
        name,
        hours: starts.map((startMs) => hours.get(keyOf(name, startMs)) ?? { startMs, count: 0, sum: 0, max: 0 }),
      }));
    },
  };
}

export function hourStarts(nowMs: number): readonly number[] {
  const last = Math.floor(nowMs / hourMs) * hourMs;
  return Array.from({ length: hoursShown }, (_, index) => last - (hoursShown - 1 - index) * hourMs);
}
