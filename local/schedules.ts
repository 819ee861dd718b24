import { randomUUID } from 'node:crypto';
import type { ScheduleSpec } from './resources.ts';
import { localAccount } from './template.ts';

export interface ScheduleOptions {
  /** Runs a function by its ARN; it throws when it failed. */
  readonly invoke: (functionArn: string, event: unknown) => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

export interface Schedule {
  /** Runs no further and waits for the run at work. */
  stop(): Promise<void>;
}

/**
 * Runs an EventBridge rule with a rate. The first run is at once: a laptop was off for who knows how long, and
 * what fell due meanwhile should not wait longer. A run that takes longer than the rate is not overtaken.
 */
export function startSchedule(spec: ScheduleSpec, { invoke, onError }: ScheduleOptions): Schedule {
  let atWork: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    for (const { functionArn, input } of spec.targets) {
      try {
        await invoke(functionArn, input === undefined ? scheduledEvent(spec, Date.now()) : JSON.parse(input));
      } catch (error) {
        onError(error);
      }
    }
  };
  const tick = (): void => {
    atWork ??= run().finally(() => (atWork = undefined));
  };
  const timer = setInterval(tick, spec.everyMs);
  tick();

  return {
    async stop() {
      clearInterval(timer);
      await atWork;
    },
  };
}

function scheduledEvent(spec: ScheduleSpec, nowMs: number): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: localAccount.accountId,
    time: new Date(nowMs).toISOString(),
    region: localAccount.region,
    resources: [spec.arn],
    detail: {},
  };
}
