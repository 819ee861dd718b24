import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type MetricName, metricNamespace, metrics } from '../../shared/contract/metrics.ts';
import { type MetricSource, metricTally } from './metric-day.ts';

/** Read of one log in one look; the rest comes with the next. */
const bytesPerLook = 32 * 1024 * 1024;

interface Place {
  /** Up to where the file was read: the end of a line. */
  offset: number;
}

/**
 * The metrics in the log lines of a local stack: what its functions write is what CloudWatch would count, in its embedded metric format. Each look
 * reads what was added since the last one.
 */
export function localMetrics(logsDir: string): MetricSource {
  const places = new Map<string, Place>();
  const tally = metricTally();
  let reading: Promise<void> = Promise.resolve();

  async function readAll(): Promise<void> {
    for (const name of await logNames(logsDir)) {
      const place = places.get(name) ?? { offset: 0 };
      const text = await readFrom(join(logsDir, name), place);
      places.set(name, place);
      for (const line of text.split('\n')) measure(line, tally.add);
    }
  }

  return {
    async day(nowMs) {
      // One after the other: two looks at once would count a line twice.
      reading = reading.catch(() => {}).then(readAll);
      await reading;
      return tally.days(nowMs);
    },
  };
}

async function logNames(dir: string): Promise<readonly string[]> {
  try {
    return (await readdir(dir)).filter((name) => name.endsWith('.log'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function readFrom(path: string, place: Place): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    // Put aside at a start, and begun anew.
    if (size < place.offset) place.offset = 0;
    const bytes = Buffer.alloc(Math.min(size - place.offset, bytesPerLook));
    const { bytesRead } = await file.read(bytes, 0, bytes.byteLength, place.offset);
    // Whole lines only: a character cut in two would be lost.
    const end = bytes.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
    place.offset += end;
    return bytes.toString('utf8', 0, end);
  } finally {
    await file.close();
  }
}

interface EmbeddedLine {
  readonly _aws?: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
}

function measure(text: string, add: (name: MetricName, atMs: number, value: number) => void): void {
  // Most lines count nothing, and need not be parsed.
  if (!text.includes('"_aws"')) return;
  const line = lineOf(text);
  const { _aws: embedded } = line as EmbeddedLine;
  for (const { Namespace, Metrics } of embedded?.CloudWatchMetrics ?? []) {
    if (Namespace !== metricNamespace) continue;
    for (const { Name } of Metrics) {
      if (!Object.hasOwn(metrics, Name)) continue;
      // One value, or those of several lines.
      for (const value of [line[Name]].flat())
        if (typeof value === 'number') add(Name as MetricName, embedded!.Timestamp, value);
    }
  }
}

function lineOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) as { line?: Readonly<Record<string, unknown>> }).line ?? {};
  } catch {
    // Cut off by a kill.
    return {};
  }
}
