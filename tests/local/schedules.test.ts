import { describe, expect, test, vi } from 'vitest';
import { startSchedule } from '../../local/schedules.ts';

const spec = {
  logicalId: 'Rule',
  name: 'every-minute',
  arn: 'arn:aws:events:us-east-1:000000000000:rule/every-minute',
  everyMs: 60_000,
  targets: [{ functionArn: 'sweep' }, { functionArn: 'other', input: '{"my":"input"}' }],
};
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('startSchedule', () => {
  test('runs its targets at once and then at its rate, until it is stopped', async () => {
    vi.useFakeTimers();
    const calls: [string, unknown][] = [];
    const schedule = startSchedule(spec, {
      invoke: async (functionArn, event) => calls.push([functionArn, event]),
      onError: () => {},
    });
    await settled();
    expect(calls).toEqual([
      [
        'sweep',
        expect.objectContaining({ source: 'aws.events', 'detail-type': 'Scheduled Event', resources: [spec.arn] }),
      ],
      ['other', { my: 'input' }],
    ]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(calls).toHaveLength(6);
    await schedule.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(calls).toHaveLength(6);
    vi.useRealTimers();
  });

  test('a run that takes longer than the rate is not overtaken, and one that fails is followed by the next', async () => {
    vi.useFakeTimers();
    const errors: unknown[] = [];
    let [started, end] = [0, (): void => {}];
    const schedule = startSchedule(
      { ...spec, targets: [{ functionArn: 'sweep' }] },
      {
        invoke: () => {
          started++;
          return new Promise((_, reject) => (end = () => reject(new Error('slow'))));
        },
        onError: (error) => errors.push(error),
      },
    );
    await vi.advanceTimersByTimeAsync(180_000);
    expect(started).toBe(1);
    end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(started).toBe(2);
    expect(errors).toEqual([new Error('slow')]);
    const stopped = schedule.stop();
    end();
    await stopped;
    vi.useRealTimers();
  });
});
