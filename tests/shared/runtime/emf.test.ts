import { describe, expect, test } from 'vitest';
import { embeddedMetrics } from '../../../shared/runtime/emf.ts';

describe('embedded metrics', () => {
  test('name their values by members of the line, by stage and by what else they are told apart by', () => {
    const fields = { outcome: 'delivered', attempt: 1, durationMs: 80, sinceMs: 700 };
    const added = embeddedMetrics('delivery.attempted', fields, 'prod', 1_790_000_000_000);
    expect(added).toEqual({
      Attempts: 1,
      AttemptDuration: 80,
      DeliveryLag: 700,
      stage: 'prod',
      _aws: {
        Timestamp: 1_790_000_000_000,
        CloudWatchMetrics: [
          {
            Namespace: 'Byline',
            Dimensions: [['stage'], ['stage', 'outcome']],
            Metrics: [{ Name: 'Attempts', Unit: 'Count' }],
          },
          {
            Namespace: 'Byline',
            Dimensions: [['stage']],
            Metrics: [{ Name: 'AttemptDuration', Unit: 'Milliseconds' }],
          },
          { Namespace: 'Byline', Dimensions: [['stage']], Metrics: [{ Name: 'DeliveryLag', Unit: 'Milliseconds' }] },
        ],
      },
    });
    const line: Readonly<Record<string, unknown>> = { ...fields, ...added };
    for (const name of ['Attempts', 'outcome', 'stage']) expect(line).toHaveProperty(name);
  });

  test('are not told apart by a field that the line does not have', () => {
    const { _aws } = embeddedMetrics('upload.rejected', { items: 1, accepted: 0 }, 'dev', 1) as {
      _aws: { CloudWatchMetrics: { Dimensions: string[][] }[] };
    };
    expect(_aws.CloudWatchMetrics.map(({ Dimensions }) => Dimensions)).toEqual([[['stage']]]);
  });

  test('leave a line alone that counts nothing', () => {
    expect(embeddedMetrics('delivery.skipped', {}, 'dev', 1)).toEqual({});
  });
});
