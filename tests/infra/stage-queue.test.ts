import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { functionLimits, queueLimits } from '../../shared/contract/limits.ts';
import { pipelineTemplate, resourcesOf } from '../support/pipeline-template.ts';

const dev = pipelineTemplate('dev');
const daySeconds = 86_400;

describe.each([
  ['ingest', functionLimits.ingest.timeoutSeconds],
  ['fanout', functionLimits.fanout.timeoutSeconds],
  ['deliver', functionLimits.deliver.timeoutSeconds],
  ['deliver-slow', functionLimits.deliver.timeoutSeconds],
] as const)('the queue %s', (name, timeoutSeconds) => {
  test('hides a message for six time-outs of its function, and gives it ten tries', () => {
    dev.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: `byline-dev-${name}`,
      VisibilityTimeout: 6 * timeoutSeconds,
      MessageRetentionPeriod: 4 * daySeconds,
      RedrivePolicy: {
        maxReceiveCount: queueLimits.maxReceiveCount,
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetters'), 'Arn'] },
      },
    });
  });

  test('keeps its dead letters for fourteen days, and takes them from nowhere else', () => {
    dev.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: `byline-dev-${name}-dead-letters`,
      MessageRetentionPeriod: 14 * daySeconds,
      RedriveAllowPolicy: {
        redrivePermission: 'byQueue',
        sourceQueueArns: [{ 'Fn::Join': ['', Match.arrayWith([`:byline-dev-${name}`])] }],
      },
    });
  });

  test.each([
    [`${name}-queue-age`, `byline-dev-${name}`, 'ApproximateAgeOfOldestMessage', 300],
    [`${name}-queue-in-flight`, `byline-dev-${name}`, 'ApproximateNumberOfMessagesNotVisible', 50_000],
    [`${name}-dead-letters`, `byline-dev-${name}-dead-letters`, 'ApproximateNumberOfMessagesVisible', 0],
  ])('has the alarm %s', (alarmName, queueName, metric, threshold) => {
    const [queueId] = resourcesOf(dev, 'AWS::SQS::Queue').find(([, queue]) => queue.QueueName === queueName) ?? [];
    dev.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `byline-dev-${alarmName}`,
      MetricName: metric,
      Threshold: threshold,
      ComparisonOperator: 'GreaterThanThreshold',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queueId, 'QueueName'] } }],
    });
  });
});

describe('all queues', () => {
  test('are standard queues, encrypted by SQS itself, so that S3 can send to them', () => {
    dev.resourceCountIs('AWS::SQS::Queue', 8);
    dev.allResourcesProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      KmsMasterKeyId: Match.absent(),
      FifoQueue: Match.absent(),
    });
  });

  test('refuse requests without TLS', () => {
    dev.resourceCountIs('AWS::SQS::QueuePolicy', 8);
    dev.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 'sqs:*',
            Principal: { AWS: '*' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  test('dead letters outlive the queue they come from', () => {
    expect(queueLimits.deadLetterRetentionDays).toBeGreaterThan(queueLimits.retentionDays);
  });
});
