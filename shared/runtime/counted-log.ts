import { logEvents, measuresOf, type MetricName, metrics } from '../contract/metrics.ts';
import { embedded } from './emf.ts';
import type { Log } from './logger.ts';

export interface CountedLog {
  readonly log: Log;
  /** Writes what was counted since the last time. At the end of each invocation: Lambda freezes the process then. */
  flush(): void;
}

type Fields = Readonly<Record<string, unknown>>;

/** CloudWatch takes so many values of one metric in one line (embedded metric format, “Metric values”). */
const valuesMost = 100;

/**
 * A log for stages that do much in one invocation. Lines are written as they come, but what they count stands in one line for all of them: the
 * embedded metric format is twice as long as a delivery's own line, and CloudWatch is paid by the byte. Counts are added up, durations kept one by one.
 */
export function countedLog(
  write: (line: string) => void = (line) => process.stdout.write(line),
  stage: () => string = () => process.env.STAGE ?? 'local',
  now: () => number = Date.now,
): CountedLog {
  const groups = new Map<string, Group>();

  function count(event: string, fields: Fields): void {
    const measures = Object.entries(measuresOf(event, fields)) as [MetricName, number][];
    if (measures.length === 0) return;
    const apart = toldApartBy(
      measures.map(([name]) => name),
      fields,
    );
    const key = JSON.stringify(apart);
    const group = groups.get(key) ?? { apart, sums: {}, values: {} };
    groups.set(key, group);
    let isFull = false;
    for (const [name, value] of measures) {
      if (metrics[name].unit === 'Count') {
        group.sums[name] = (group.sums[name] ?? 0) + value;
        continue;
      }
      const values = (group.values[name] ??= []);
      values.push(value);
      isFull ||= values.length === valuesMost;
    }
    if (isFull) flush();
  }

  function flush(): void {
    for (const { apart, sums, values } of groups.values()) {
      const line = { event: logEvents.deliveriesCounted, ...apart };
      write(`${JSON.stringify({ ...line, ...embedded({ ...sums, ...values }, apart, stage(), now()) })}\n`);
    }
    groups.clear();
  }

  return {
    log(event, fields) {
      write(`${JSON.stringify({ event, ...fields })}\n`);
      count(event, fields);
    },
    flush,
  };
}

interface Group {
  /** The fields by which metrics of the group are told apart. */
  readonly apart: Readonly<Record<string, string>>;
  readonly sums: Partial<Record<MetricName, number>>;
  readonly values: Partial<Record<MetricName, number[]>>;
}

function toldApartBy(names: readonly MetricName[], fields: Fields): Record<string, string> {
  const apart: Record<string, string> = {};
  for (const name of names) {
    const spec = metrics[name];
    const by = 'by' in spec ? spec.by : undefined;
    const value = by === undefined ? undefined : fields[by];
    if (by !== undefined && typeof value === 'string') apart[by] = value;
  }
  return apart;
}
