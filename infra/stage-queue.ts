import { ArnFormat, Duration, Stack } from 'aws-cdk-lib/core';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { queueLimits } from '../shared/contract/limits.ts';
import { stackName } from '../shared/contract/stack.ts';
import { endOfTheLine } from './acknowledgements.ts';
import type { Monitoring } from './monitoring.ts';

export interface StageQueueProps {
  readonly stage: string;
  /** The queue is called `byline-<stage>-<name>`, its dead letters `…-dead-letters`. */
  readonly name: string;
  /** The time-out of the function that takes from it; the visibility time-out is a multiple of this. */
  readonly consumerTimeoutSeconds: number;
  /** What it means to people when messages wait, as a sentence. */
  readonly lateImpact: string;
  /** What it means to people when a message ends in the dead letters, as a sentence. */
  readonly deadImpact: string;
  readonly monitoring: Monitoring;
}

/** The way into one stage: its queue, the dead letters behind it, and the alarms on both. */
export class StageQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly name: string;

  constructor(scope: Construct, id: string, props: StageQueueProps) {
    super(scope, id);
    this.name = props.name;
    const queueName = `${stackName(props.stage)}-${props.name}`;

    this.deadLetters = new Queue(this, 'DeadLetters', {
      queueName: `${queueName}-dead-letters`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(queueLimits.deadLetterRetentionDays),
      redriveAllowPolicy: {
        redrivePermission: RedrivePermission.BY_QUEUE,
        // By its name: the two queues cannot refer to each other.
        sourceQueues: [Queue.fromQueueArn(this, 'Source', arnOfQueue(this, queueName))],
      },
    });
    this.queue = new Queue(this, 'Queue', {
      queueName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(queueLimits.retentionDays),
      visibilityTimeout: Duration.seconds(queueLimits.visibilityPerTimeout * props.consumerTimeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: queueLimits.maxReceiveCount },
    });
    endOfTheLine(this.deadLetters);
    this.#watch(props);
  }

  #watch({ name, monitoring, lateImpact, deadImpact }: StageQueueProps): void {
    monitoring.alarm({
      name: `${name}-queue-age`,
      impact: lateImpact,
      runbook: 'queue-age',
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' }),
      above: 300,
      forMinutes: 3,
    });
    monitoring.alarm({
      name: `${name}-queue-in-flight`,
      impact: `Near 120,000 messages in flight SQS hands out no more, without an error. ${lateImpact}`,
      runbook: 'queue-in-flight',
      metric: this.queue.metricApproximateNumberOfMessagesNotVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      above: 50_000,
      forMinutes: 3,
    });
    monitoring.alarm({
      name: `${name}-dead-letters`,
      impact: deadImpact,
      runbook: 'dead-letters',
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      above: 0,
      forMinutes: 1,
    });
  }
}

function arnOfQueue(scope: Construct, resource: string): string {
  return Stack.of(scope).formatArn({ service: 'sqs', resource, arnFormat: ArnFormat.NO_RESOURCE_NAME });
}
