import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { pipelineTemplate, resourcesOf } from '../support/pipeline-template.ts';

const dev = pipelineTemplate('dev');
const ingestQueueArn = { 'Fn::GetAtt': [Match.stringLikeRegexp('IngestQueue[0-9A-F]{8}$'), 'Arn'] };

describe('the uploads bucket', () => {
  test('tells the ingest queue itself of whatever comes or goes', () => {
    dev.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: {
        QueueConfigurations: [
          { Event: 's3:ObjectCreated:*', Queue: ingestQueueArn },
          { Event: 's3:ObjectRemoved:*', Queue: ingestQueueArn },
        ],
        LambdaConfigurations: Match.absent(),
        TopicConfigurations: Match.absent(),
        EventBridgeConfiguration: Match.absent(),
      },
    });
  });

  test('is the only one that tells anyone: what the pipeline writes cannot start it again', () => {
    const telling = resourcesOf(dev, 'AWS::S3::Bucket').filter(([, bucket]) => bucket.NotificationConfiguration);
    expect(telling.map(([id]) => id)).toEqual([expect.stringMatching(/Uploads/)]);
  });

  test('waits for the policy that lets it send, which S3 checks when the bucket is made', () => {
    dev.hasResource('AWS::S3::Bucket', {
      Properties: { NotificationConfiguration: Match.anyValue() },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('IngestQueuePolicy')]),
    });
  });

  test('alone may send to the ingest queue from S3, and from this account only', () => {
    const policies = resourcesOf(dev, 'AWS::SQS::QueuePolicy').flatMap(([id, { PolicyDocument }]) =>
      PolicyDocument.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow').map(
        (statement: object) => [id, statement] as const,
      ),
    );
    expect(policies).toEqual([
      [
        expect.stringMatching(/IngestQueuePolicy/),
        {
          Sid: 'AllowUploadEvents',
          Effect: 'Allow',
          Principal: { Service: 's3.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: { 'Fn::GetAtt': [expect.stringMatching(/IngestQueue[0-9A-F]{8}$/), 'Arn'] },
          Condition: {
            StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            ArnEquals: { 'aws:SourceArn': expect.anything() },
          },
        },
      ],
    ]);
    const [, bucket] = resourcesOf(dev, 'AWS::S3::Bucket').find(([id]) => id.includes('Uploads')) ?? [];
    expect(textOf(policies[0]?.[1].Condition.ArnEquals['aws:SourceArn'])).toBe(
      `arn:AWS::Partition:s3:::${textOf(bucket?.BucketName)}`,
    );
  });

  test('keeps replaced uploads for a while, and parts of unfinished ones for a week', () => {
    dev.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({ NoncurrentVersionExpiration: { NoncurrentDays: 30 }, Status: 'Enabled' }),
          Match.objectLike({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' }),
        ]),
      },
    });
  });
});

/** A text with references written out as their names. */
function textOf(value: { 'Fn::Join'?: [string, (string | { Ref: string })[]] } | undefined): string {
  const [separator, parts] = value?.['Fn::Join'] ?? ['', []];
  return parts.map((part) => (typeof part === 'string' ? part : part.Ref)).join(separator);
}
