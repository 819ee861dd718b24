import { expect, test } from 'vitest';
import { countedLog } from '../../../shared/runtime/counted-log.ts';

function setUp() {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const { log, flush } = countedLog(
    write,
    () => 'prod',
    () => 1_790_000_000_000,
  );
  const attempted = (outcome: string, durationMs: number, more: object = {}): void =>
    log('delivery.attempted', { outcome, attempt: 1, durationMs, sinceMs: durationMs + 100, ...more });
  return { lines, log, flush, attempted };
}

test('lines are written as they come, and what they count in one line an outcome', () => {
  const { lines, flush, attempted } = setUp();
  attempted('delivered', 80);
  attempted('delivered', 90);
  attempted('retry', 15_000);
  expect(lines).toHaveLength(3);
  expect(lines.some((line) => '_aws' in line)).toBe(false);
  flush();
  expect(lines.slice(3)).toMatchObject([
    {
      event: 'deliveries.counted',
      outcome: 'delivered',
      stage: 'prod',
      Attempts: 2,
      AttemptDuration: [80, 90],
      DeliveryLag: [180, 190],
    },
    { event: 'deliveries.counted', outcome: 'retry', stage: 'prod', Attempts: 1, AttemptDuration: [15_000] },
  ]);
  const { _aws } = lines[3] as { _aws: { CloudWatchMetrics: { Dimensions: unknown; Metrics: unknown }[] } };
  expect(_aws.CloudWatchMetrics[0]).toMatchObject({
    Dimensions: [['stage'], ['stage', 'outcome']],
    Metrics: [{ Name: 'Attempts', Unit: 'Count' }],
  });
});

test('nothing is counted twice, and nothing is written where nothing was counted', () => {
  const { lines, log, flush, attempted } = setUp();
  attempted('delivered', 1);
  flush();
  flush();
  log('delivery.skipped', { reason: 'has-it' });
  flush();
  expect(lines.map(({ event }) => event)).toEqual(['delivery.attempted', 'deliveries.counted', 'delivery.skipped']);
});

test('no line holds more than a hundred values of one metric', () => {
  const { lines, flush, attempted } = setUp();
  for (let index = 0; index < 250; index++) attempted('delivered', index);
  flush();
  const counted = lines.filter(({ event }) => event === 'deliveries.counted');
  expect(counted.map(({ AttemptDuration }) => (AttemptDuration as number[]).length)).toEqual([100, 100, 50]);
  expect(counted.reduce((sum, { Attempts }) => sum + (Attempts as number), 0)).toBe(250);
});
