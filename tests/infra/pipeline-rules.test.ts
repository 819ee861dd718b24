import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Code, EventSourceMapping, type EventSourceMappingOptions, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import { PipelineRules, type PipelineRulesProps } from '../../infra/pipeline-rules.ts';
import { findings, testApp } from '../support/pipeline-template.ts';

interface Faults {
  readonly queue?: QueueProps;
  readonly deadLetters?: QueueProps | 'none';
  readonly maxReceiveCount?: number;
  readonly mapping?: EventSourceMappingOptions;
  readonly reserved?: number;
  readonly environment?: Record<string, string>;
  readonly callsFunction?: boolean;
  readonly alarms?: readonly ('age' | 'depth')[];
  readonly rules?: PipelineRulesProps;
}

describe('the rules of the pipeline', () => {
  test('have nothing to say of a queue, its dead letters, its function and their alarms as they should be', () => {
    expect(rulesBrokenBy({})).toEqual([]);
  });

  test('a message must stay hidden for six time-outs of its function', () => {
    expect(rulesBrokenBy({ queue: { visibilityTimeout: Duration.seconds(59) } })).toEqual(['Visibility: Queue']);
    expect(rulesBrokenBy({ queue: { visibilityTimeout: undefined } })).toEqual(['Visibility: Queue']);
  });

  test('a message must have five tries and end in dead letters', () => {
    expect(rulesBrokenBy({ maxReceiveCount: 4 })).toEqual(['ReceiveCount: Queue']);
    expect(rulesBrokenBy({ deadLetters: 'none' })).toEqual(['ReceiveCount: Queue']);
  });

  test('dead letters must be kept for fourteen days, and longer than their source keeps them', () => {
    expect(rulesBrokenBy({ deadLetters: { retentionPeriod: Duration.days(13) } })).toEqual([
      'DeadLetterRetention: DeadLetters',
    ]);
    expect(rulesBrokenBy({ queue: { retentionPeriod: Duration.days(14) } })).toEqual([
      'DeadLetterRetention: DeadLetters',
    ]);
  });

  test('a mapping must let its function report single failures', () => {
    expect(rulesBrokenBy({ mapping: { reportBatchItemFailures: false } })).toEqual(['PartialFailures: Mapping']);
  });

  test('a mapping must not filter', () => {
    expect(rulesBrokenBy({ mapping: { filters: [{ pattern: '{}' }] } })).toEqual(['NoFilters: Mapping']);
  });

  test('a mapping must be bounded, and by no more than its function has reserved', () => {
    expect(rulesBrokenBy({ mapping: { maxConcurrency: undefined } })).toEqual(['MaxConcurrency: Mapping']);
    expect(rulesBrokenBy({ reserved: 9 })).toEqual(['MaxConcurrency: Mapping']);
    expect(rulesBrokenBy({ reserved: 10 })).toEqual([]);
  });

  test('a bucket must not call a function', () => {
    expect(rulesBrokenBy({ callsFunction: true })).toEqual(['NoDirectNotification: Bucket']);
  });

  test.each<Record<string, string>>([
    { KEY: 'whsec_abcdefgh' },
    { KEY: 'AKIAIOSFODNN7EXAMPLE' },
    { KEY: 'MySecret' },
    { API_TOKEN: 'x' },
  ])('the variables %j look like a secret', (environment) => {
    expect(rulesBrokenBy({ environment })).toEqual(['NoSecretsInEnvironment: Function']);
  });

  test('a queue must have an alarm on age, dead letters one on their number', () => {
    expect(rulesBrokenBy({ alarms: ['depth'] })).toEqual(['QueueAlarms: Queue']);
    expect(rulesBrokenBy({ alarms: ['age'] })).toEqual(['QueueAlarms: DeadLetters']);
  });

  test('where data is to be kept, a bucket must outlive its stack', () => {
    expect(rulesBrokenBy({ rules: { keepData: true } })).toEqual(['DataOutlivesStack: Bucket']);
  });
});

/** Which rules speak of which construct, for a small pipeline that is right but for its faults. */
function rulesBrokenBy(faults: Faults): string[] {
  const app = testApp();
  pipelineWith(faults, new Stack(app, 'Probe'));
  return findings(app, new PipelineRules(app, faults.rules)).map((finding) =>
    finding.replace(/^Pipeline-(\w+): Probe\/(\w+)\/Resource$/, '$1: $2'),
  );
}

function pipelineWith(faults: Faults, stack: Stack): void {
  const { deadLetters, maxReceiveCount = 5, alarms = ['age', 'depth'] } = faults;
  const fn = new Function(stack, 'Function', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => undefined'),
    timeout: Duration.seconds(10),
    environment: faults.environment,
    reservedConcurrentExecutions: faults.reserved,
  });
  const dead =
    deadLetters === 'none'
      ? undefined
      : new Queue(stack, 'DeadLetters', { retentionPeriod: Duration.days(14), ...deadLetters });
  const queue = new Queue(stack, 'Queue', {
    visibilityTimeout: Duration.seconds(60),
    ...(dead ? { deadLetterQueue: { queue: dead, maxReceiveCount } } : {}),
    ...faults.queue,
  });
  new EventSourceMapping(stack, 'Mapping', {
    target: fn,
    eventSourceArn: queue.queueArn,
    reportBatchItemFailures: true,
    maxConcurrency: 10,
    ...faults.mapping,
  });
  const bucket = new Bucket(stack, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY });
  if (faults.callsFunction) {
    (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      lambdaConfigurations: [{ event: 's3:ObjectCreated:*', function: fn.functionArn }],
    };
  }
  const bounds = { threshold: 1, evaluationPeriods: 1 };
  if (alarms.includes('age')) {
    new Alarm(stack, 'Age', { metric: queue.metricApproximateAgeOfOldestMessage(), ...bounds });
  }
  if (dead && alarms.includes('depth')) {
    new Alarm(stack, 'Depth', { metric: dead.metricApproximateNumberOfMessagesVisible(), ...bounds });
  }
}
