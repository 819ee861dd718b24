import { describe, expect, test } from 'vitest';
import { proofKeysPartition } from '../../shared/contract/table.ts';
import { pipelineTemplate, type Properties, resourcesOf } from '../support/pipeline-template.ts';

const dev = pipelineTemplate('dev');

describe('what each function may do', () => {
  test('ingest reads uploads, stores articles, writes receipts and asks for fan-outs', () => {
    expect(grantsOf('Ingest')).toEqual({
      'dynamodb:BatchGetItem': ['StoreTable'],
      'dynamodb:GetItem': ['StoreTable'],
      'dynamodb:PutItem': ['StoreTable'],
      'dynamodb:Query': ['StoreTable'],
      'dynamodb:UpdateItem': ['StoreTable'],
      'logs:CreateLogStream': ['IngestStageLog'],
      'logs:PutLogEvents': ['IngestStageLog'],
      's3:GetObject': ['StoreContent/*', 'UploadsBucket/*'],
      's3:GetObjectVersion': ['StoreContent/*', 'UploadsBucket/*'],
      's3:ListBucket': ['StoreContent', 'UploadsBucket'],
      's3:ListBucketVersions': ['StoreContent', 'UploadsBucket'],
      's3:PutObject': ['StoreContent/*', 'StoreReceipts/*'],
      'sqs:ChangeMessageVisibility': ['IngestQueue'],
      'sqs:DeleteMessage': ['IngestQueue'],
      'sqs:GetQueueAttributes': ['IngestQueue'],
      'sqs:ReceiveMessage': ['IngestQueue'],
      'sqs:SendMessage': ['DeliverQueue', 'FanoutQueue'],
    });
  });

  test('fan-out reads articles, writes deliveries and asks for them', () => {
    expect(grantsOf('Fanout')).toEqual({
      'dynamodb:BatchGetItem': ['StoreTable'],
      'dynamodb:GetItem': ['StoreTable'],
      'dynamodb:PutItem': ['StoreTable'],
      'dynamodb:Query': ['StoreTable'],
      'dynamodb:UpdateItem': ['StoreTable'],
      'logs:CreateLogStream': ['FanoutStageLog'],
      'logs:PutLogEvents': ['FanoutStageLog'],
      's3:GetObject': ['StoreContent/*'],
      's3:GetObjectVersion': ['StoreContent/*'],
      's3:ListBucket': ['StoreContent'],
      's3:ListBucketVersions': ['StoreContent'],
      'sqs:ChangeMessageVisibility': ['FanoutQueue'],
      'sqs:DeleteMessage': ['FanoutQueue'],
      'sqs:GetQueueAttributes': ['FanoutQueue'],
      'sqs:ReceiveMessage': ['FanoutQueue'],
      'sqs:SendMessage': ['DeliverQueue', 'DeliverSlowQueue', 'FanoutQueue'],
    });
  });

  test('deliver alone reads signing keys, and has nothing to do with uploads and receipts', () => {
    expect(grantsOf('Deliver')).toEqual({
      'dynamodb:BatchGetItem': ['StoreSigningKeys', 'StoreTable'],
      'dynamodb:DeleteItem': ['StoreTable'],
      'dynamodb:GetItem': ['StoreSigningKeys', 'StoreTable'],
      'dynamodb:PutItem': ['StoreTable'],
      'dynamodb:Query': ['StoreSigningKeys', 'StoreTable'],
      'dynamodb:UpdateItem': ['StoreTable'],
      'kms:Decrypt': ['StoreSigningKeysKey'],
      'kms:DescribeKey': ['StoreSigningKeysKey'],
      'logs:CreateLogStream': ['DeliverStageLog'],
      'logs:PutLogEvents': ['DeliverStageLog'],
      's3:GetObject': ['StoreContent/*'],
      's3:GetObjectVersion': ['StoreContent/*'],
      's3:ListBucket': ['StoreContent'],
      's3:ListBucketVersions': ['StoreContent'],
      's3:PutObject': ['StoreContent/*'],
      'sqs:ChangeMessageVisibility': ['DeliverQueue', 'DeliverSlowQueue'],
      'sqs:DeleteMessage': ['DeliverQueue', 'DeliverSlowQueue'],
      'sqs:GetQueueAttributes': ['DeliverQueue', 'DeliverSlowQueue'],
      'sqs:ReceiveMessage': ['DeliverQueue', 'DeliverSlowQueue'],
      'sqs:SendMessage': ['DeliverQueue', 'DeliverSlowQueue'],
    });
  });

  test('sweep finds what is due and hands it out, and reads no content', () => {
    expect(grantsOf('Sweep')).toEqual({
      'dynamodb:BatchGetItem': ['StoreTable'],
      'dynamodb:GetItem': ['StoreTable'],
      'dynamodb:PutItem': ['StoreTable'],
      'dynamodb:Query': ['StoreTable', 'StoreTable/index/work'],
      'dynamodb:UpdateItem': ['StoreTable'],
      'logs:CreateLogStream': ['SweepStageLog'],
      'logs:PutLogEvents': ['SweepStageLog'],
      's3:ListBucketVersions': ['UploadsBucket'],
      'sqs:SendMessage': ['DeliverQueue', 'DeliverSlowQueue', 'FanoutQueue', 'IngestQueue'],
    });
  });

  test('the API reads articles, notes what was fetched, and of the key table the proof keys alone', () => {
    expect(grantsOf('Api')).toEqual({
      'dynamodb:BatchGetItem': ['StoreTable'],
      'dynamodb:DeleteItem': ['StoreTable'],
      'dynamodb:GetItem': ['StoreSigningKeys', 'StoreTable'],
      'dynamodb:PutItem': ['StoreTable'],
      'dynamodb:Query': ['StoreTable', 'StoreTable/index/list', 'StoreTable/index/work'],
      'dynamodb:UpdateItem': ['StoreTable'],
      'kms:Decrypt': ['StoreSigningKeysKey'],
      'kms:DescribeKey': ['StoreSigningKeysKey'],
      'logs:CreateLogStream': ['ApiStageLog'],
      'logs:PutLogEvents': ['ApiStageLog'],
      's3:GetObject': ['StoreContent/*'],
      's3:GetObjectVersion': ['StoreContent/*'],
      's3:ListBucket': ['StoreContent'],
      's3:ListBucketVersions': ['StoreContent'],
      's3:PutObject': ['StoreContent/*'],
    });
    const onKeys = statementsOf('Api').filter(({ Resource }) => JSON.stringify(Resource).includes('SigningKeys'));
    const reading = onKeys.filter(({ Action }) => [Action].flat().includes('dynamodb:GetItem'));
    expect(reading).toMatchObject([
      { Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [proofKeysPartition] } } },
    ]);
  });

  test('signing keys are decrypted through DynamoDB only', () => {
    const decrypting = statementsOf('Deliver').filter(({ Action }) => [Action].flat().includes('kms:Decrypt'));
    expect(decrypting).toHaveLength(1);
    expect(JSON.stringify(decrypting[0]?.Condition)).toMatch(/"kms:ViaService".*"dynamodb\."/);
  });

  test('no function has a managed policy or a policy beside its role', () => {
    dev.resourceCountIs('AWS::IAM::Policy', 0);
    // One for each function, and the two that people take.
    dev.resourceCountIs('AWS::IAM::Role', 7);
    expect(resourcesOf(dev, 'AWS::IAM::Role').filter(([, role]) => role.ManagedPolicyArns)).toEqual([]);
  });
});

/** Action → resources, with logical ids without `Syndication` and hash. */
function grantsOf(name: string): Record<string, string[]> {
  const grants: Record<string, string[]> = {};
  for (const { Effect, Action, Resource } of statementsOf(name)) {
    expect(Effect).toBe('Allow');
    for (const action of [Action].flat() as string[]) {
      (grants[action] ??= []).push(...([Resource].flat() as unknown[]).map(nameOf));
    }
  }
  return Object.fromEntries(Object.entries(grants).map(([action, names]) => [action, names.toSorted()]));
}

function statementsOf(name: string): Properties[] {
  const [, role] = resourcesOf(dev, 'AWS::IAM::Role').find(([id]) => id.startsWith(`Syndication${name}Stage`)) ?? [];
  return role?.Policies.flatMap(({ PolicyDocument }: Properties) => PolicyDocument.Statement) ?? [];
}

function nameOf(resource: unknown): string {
  const text = JSON.stringify(resource);
  const name = /"Fn::GetAtt":\["Syndication(\w+?)[0-9A-F]{8}","Arn"\]/.exec(text)?.[1] ?? text;
  return `${name}${/"(\/[^"]*)"\]\]\}$/.exec(text)?.[1] ?? ''}`;
}
