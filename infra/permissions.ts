import { Stack } from 'aws-cdk-lib/core';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { proofKeysPartition } from '../shared/contract/table.ts';
import type { StageQueue } from './stage-queue.ts';

/** What a stage may do, in the words of the pipeline: each function is given only what its own file lists. */

/** Reads items by their keys, and whole partitions. */
export function readItems(table: Table): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
    resources: [table.tableArn],
  });
}

/** Reads the deployment’s own keys, and no others of that table (`shared/store/keys.ts`: their partition). */
export function readProofKeys(keysTable: Table): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:GetItem'],
    resources: [keysTable.tableArn],
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [proofKeysPartition] } },
  });
}

/** Writes items one by one, under a condition. */
export function writeItems(table: Table): PolicyStatement {
  return new PolicyStatement({ actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'], resources: [table.tableArn] });
}

/** Removes items one by one, under a condition. */
export function removeItems(table: Table): PolicyStatement {
  return new PolicyStatement({ actions: ['dynamodb:DeleteItem'], resources: [table.tableArn] });
}

/** Queries one index. */
export function queryIndex(table: Table, indexName: string): PolicyStatement {
  return new PolicyStatement({ actions: ['dynamodb:Query'], resources: [`${table.tableArn}/index/${indexName}`] });
}

/** Decrypts what DynamoDB stored under the key, and nothing that was encrypted elsewhere. */
export function decryptItems(key: Key): PolicyStatement {
  const stack = Stack.of(key);
  return new PolicyStatement({
    actions: ['kms:Decrypt', 'kms:DescribeKey'],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${stack.region}.${stack.urlSuffix}` } },
  });
}

/** Runs in a network: Lambda makes its interfaces there, of which AWS knows no resources beforehand. */
export function useNetwork(): PolicyStatement {
  return new PolicyStatement({
    actions: [
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resources: ['*'],
  });
}

/** Sends to these queues. */
export function sendTo(...queues: StageQueue[]): PolicyStatement {
  return new PolicyStatement({ actions: ['sqs:SendMessage'], resources: queues.map(({ queue }) => queue.queueArn) });
}

/** Takes messages from these queues, as an event source mapping does for its function. */
export function takeFrom(...queues: StageQueue[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
    resources: queues.map(({ queue }) => queue.queueArn),
  });
}

/**
 * Reads objects, in any version. Listing comes with it: without, S3 answers 403 where an object is gone, which cannot
 * be told from a missing permission, and the work would be tried again until it is dead.
 */
export function readObjects(bucket: Bucket): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [bucket.arnForObjects('*')] }),
    new PolicyStatement({ actions: ['s3:ListBucket', 's3:ListBucketVersions'], resources: [bucket.bucketArn] }),
  ];
}

/** Lists what stands in the bucket, removed objects included, without reading any. */
export function listVersions(bucket: Bucket): PolicyStatement {
  return new PolicyStatement({ actions: ['s3:ListBucketVersions'], resources: [bucket.bucketArn] });
}

/** Writes one object. */
export function writeObject(bucket: Bucket, key: string): PolicyStatement {
  return new PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects(key)] });
}

/** Writes objects anywhere in the bucket. */
export function writeObjects(bucket: Bucket): PolicyStatement {
  return new PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')] });
}
