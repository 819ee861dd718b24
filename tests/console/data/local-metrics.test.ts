import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { localMetrics } from '../../../console/data/local-metrics.ts';
import type { MetricName } from '../../../shared/contract/metrics.ts';
import { logEvents } from '../../../shared/contract/metrics.ts';
import { embeddedMetrics } from '../../../shared/runtime/emf.ts';
import { temporaryDir } from '../../support/assembly.ts';

const nowMs = Date.UTC(2026, 10, 24, 12, 30);
let path: string;
let dir: string;
beforeEach(() => {
  dir = temporaryDir();
  path = join(dir, 'Deliver.log');
});

/** A line of a local stack's log, as a function that logs it leaves it. */
const attempted = (durationMs: number): string => {
  const fields = { outcome: 'delivered', attempt: 1, durationMs, sinceMs: 900 };
  const line = {
    event: logEvents.deliveryAttempted,
    ...fields,
    ...embeddedMetrics(logEvents.deliveryAttempted, fields, 'local', nowMs),
  };
  return `${JSON.stringify({ at: 'x', functionName: 'Deliver', stream: 'stdout', line })}\n`;
};

const sumOf = async (source: ReturnType<typeof localMetrics>, metric: MetricName): Promise<number> =>
  (await source.day(nowMs)).find(({ name }) => name === metric)?.hours.at(-1)?.sum ?? -1;

describe('the metrics of a local stack', () => {
  test('are those that CloudWatch would take from its lines', async () => {
    writeFileSync(path, `${attempted(40)}${JSON.stringify({ line: { text: 'not one "_aws"' } })}\n${attempted(60)}`);
    const source = localMetrics(dir);
    expect(await sumOf(source, 'Attempts')).toBe(2);
    expect(await sumOf(source, 'AttemptDuration')).toBe(100);
    expect(await sumOf(source, 'DeliveryLag')).toBe(1_800);
  });

  test('are counted once, however often they are looked at, also by two at once', async () => {
    writeFileSync(path, attempted(40));
    const source = localMetrics(dir);
    await Promise.all([source.day(nowMs), source.day(nowMs)]);
    appendFileSync(path, attempted(40));
    expect(await sumOf(source, 'Attempts')).toBe(2);
  });

  test('of a line that is still being written come when it is whole', async () => {
    const line = attempted(40);
    writeFileSync(path, line.slice(0, 50));
    const source = localMetrics(dir);
    expect(await sumOf(source, 'Attempts')).toBe(0);
    appendFileSync(path, line.slice(50));
    expect(await sumOf(source, 'Attempts')).toBe(1);
  });

  test('go on when the log was put aside and begun anew', async () => {
    writeFileSync(path, `${attempted(40)}${attempted(40)}`);
    const source = localMetrics(dir);
    await source.day(nowMs);
    writeFileSync(path, attempted(40));
    expect(await sumOf(source, 'Attempts')).toBe(3);
  });

  test('are none where there is no log, and broken lines count nothing', async () => {
    expect(await sumOf(localMetrics(join(dir, 'missing')), 'Attempts')).toBe(0);
    writeFileSync(path, '{"_aws" broken\n{"line":{"_aws":{}}}\n');
    expect(await sumOf(localMetrics(dir), 'Attempts')).toBe(0);
  });
});
