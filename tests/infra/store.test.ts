import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { listIndex, tableKey, ttlAttribute, workIndex } from '../../shared/contract/table.ts';
import { pipelineTemplate, resourcesOf } from '../support/pipeline-template.ts';

const dev = pipelineTemplate('dev');
const prod = pipelineTemplate('prod');
const keySchema = (partition: string, sort: string): object[] => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];

describe('the tables', () => {
  test('have the keys and indexes that the store uses', () => {
    dev.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema(tableKey.partition, tableKey.sort),
      TimeToLiveSpecification: { AttributeName: ttlAttribute, Enabled: true },
      GlobalSecondaryIndexes: [
        {
          IndexName: workIndex.name,
          KeySchema: keySchema(workIndex.partition, workIndex.sort),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
        {
          IndexName: listIndex.name,
          KeySchema: keySchema(listIndex.partition, listIndex.sort),
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });

  test('can be restored to any second in every stage', () => {
    for (const template of [dev, prod]) {
      template.allResourcesProperties('AWS::DynamoDB::Table', {
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
    }
  });

  test('signing keys are encrypted with a key of their own, which is rotated', () => {
    dev.resourceCountIs('AWS::KMS::Key', 1);
    dev.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    dev.hasResourceProperties('AWS::DynamoDB::Table', {
      SSESpecification: {
        SSEEnabled: true,
        SSEType: 'KMS',
        KMSMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('SigningKeysKey'), 'Arn'] },
      },
      GlobalSecondaryIndexes: Match.absent(),
      TimeToLiveSpecification: Match.absent(),
    });
  });
});

describe('the buckets', () => {
  test('are encrypted and shut to the public', () => {
    dev.allResourcesProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  test('refuse requests without TLS and with TLS before 1.2', () => {
    expect(resourcesOf(dev, 'AWS::S3::BucketPolicy')).toHaveLength(resourcesOf(dev, 'AWS::S3::Bucket').length);
    for (const condition of [
      { Bool: { 'aws:SecureTransport': 'false' } },
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
    ]) {
      dev.allResourcesProperties('AWS::S3::BucketPolicy', {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({ Effect: 'Deny', Action: 's3:*', Principal: { AWS: '*' }, Condition: condition }),
          ]),
        },
      });
    }
  });

  test('receipts are removed once nobody can ask for their delivery any more', () => {
    dev.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 400, Status: 'Enabled' })] },
    });
  });
});

describe('what becomes of the data with its stack', () => {
  const stateful = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::Logs::LogGroup'];

  test.each(stateful)('prod keeps every %s', (type) => {
    prod.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test.each(stateful)('another stage takes every %s with it', (type) => {
    dev.allResources(type, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });

  test('prod refuses to delete a table, another stage does not', () => {
    prod.allResourcesProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: true });
    dev.allResourcesProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: false });
  });
});
