import { CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import {
  AccountRootPrincipal,
  ArnPrincipal,
  CompositePrincipal,
  type IPrincipal,
  PolicyDocument,
  PolicyStatement,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { stackName } from '../shared/contract/stack.ts';
import { anywhereOf, ownPrefixOf } from './acknowledgements.ts';
import type { StageConfig } from './config.ts';
import type { Store } from './store.ts';
import type { PipelineQueues } from './syndication.ts';
import type { Uploads } from './uploads.ts';

export interface AccessProps extends Pick<StageConfig, 'operators' | 'publishers'> {
  readonly stage: string;
  readonly uploads: Uploads;
  readonly store: Store;
  readonly queues: PipelineQueues;
}

/** The roles that people take: an operator’s, one that only reads, and one for each publisher that was named, for its own prefix. */
export class Access extends Construct {
  readonly operator: Role;
  readonly readOnly: Role;

  constructor(scope: Construct, id: string, props: AccessProps) {
    super(scope, id);
    const trusted = trustOf(props.operators);
    this.readOnly = this.#role(
      'ReadOnly',
      trusted,
      `Looks at ${stackName(props.stage)}, changes nothing, sees no signing key`,
      {
        ...readingOf(this, props),
      },
    );
    this.operator = this.#role(
      'Operator',
      trusted,
      `Looks after ${stackName(props.stage)}: registry, keys, dead letters, uploads`,
      {
        ...readingOf(this, props),
        operate: operatingOf(props),
      },
    );
    anywhereOf(this.readOnly, props);
    anywhereOf(this.operator, props);
    for (const [publisherId, { principals, externalId }] of Object.entries(props.publishers ?? {}))
      this.#publisherRole(publisherId, principals, externalId, props);
  }

  #role(id: string, assumedBy: IPrincipal, description: string, inlinePolicies: Record<string, PolicyDocument>): Role {
    return new Role(this, id, { assumedBy, description, inlinePolicies, maxSessionDuration: Duration.hours(12) });
  }

  #publisherRole(
    publisherId: string,
    principals: readonly string[],
    externalId: string | undefined,
    { uploads, store }: AccessProps,
  ): void {
    const prefix = `publishers/${publisherId}/*`;
    const role = new Role(this, `Publisher-${publisherId}`, {
      assumedBy: trustOf(principals),
      externalIds: externalId === undefined ? undefined : [externalId],
      description: `Uploads for ${publisherId}, under its own prefix, and reads its receipts`,
      inlinePolicies: {
        upload: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
              resources: [uploads.bucket.arnForObjects(prefix)],
            }),
            new PolicyStatement({ actions: ['s3:GetObject'], resources: [store.receipts.arnForObjects(prefix)] }),
          ],
        }),
      },
    });
    ownPrefixOf(role, prefix, uploads.bucket, store.receipts);
    new CfnOutput(this, `RoleOf-${publisherId}`, {
      value: role.roleArn,
      description: `the role that ${publisherId} uploads with`,
    }).overrideLogicalId(`PublisherRole${logicalPart(publisherId)}`);
  }
}

/** Those named, else whoever the account itself lets. */
function trustOf(arns: readonly string[] | undefined): IPrincipal {
  if (!arns || arns.length === 0) return new AccountRootPrincipal();
  return new CompositePrincipal(...arns.map((arn) => new ArnPrincipal(arn)));
}

/** `harbour-gazette` as a logical id may hold it: `HarbourGazette`. */
function logicalPart(publisherId: string): string {
  return publisherId.replace(/(?:^|-+)([a-z0-9])?/g, (_, letter: string = '') => letter.toUpperCase());
}

function readingOf(scope: Construct, { uploads, store, queues }: AccessProps): Record<string, PolicyDocument> {
  const buckets = [uploads.bucket, store.receipts, store.content];
  const all = Object.values(queues).flatMap(({ queue, deadLetters }) => [queue.queueArn, deadLetters.queueArn]);
  const statements = [
    new PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
      resources: [store.table.tableArn, `${store.table.tableArn}/index/*`],
    }),
    new PolicyStatement({
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: buckets.map((bucket) => bucket.arnForObjects('*')),
    }),
    new PolicyStatement({
      actions: ['s3:ListBucket', 's3:ListBucketVersions', 's3:GetBucketNotification'],
      resources: buckets.map(({ bucketArn }) => bucketArn),
    }),
    new PolicyStatement({ actions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'], resources: all }),
    new PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [Stack.of(scope).stackId] }),
    // What a look at the whole needs, and AWS knows no resources for.
    new PolicyStatement({
      actions: [
        'cloudwatch:GetMetricData',
        'cloudwatch:DescribeAlarms',
        'lambda:ListFunctions',
        'lambda:GetAccountSettings',
      ],
      resources: ['*'],
    }),
  ];
  return { read: new PolicyDocument({ statements }) };
}

function operatingOf({ uploads, store, queues }: AccessProps): PolicyDocument {
  const all = Object.values(queues);
  const items = (table: Table): string => table.tableArn;
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
        resources: [items(store.table), items(store.keysTable)],
      }),
      new PolicyStatement({ actions: ['dynamodb:GetItem', 'dynamodb:Query'], resources: [items(store.keysTable)] }),
      new PolicyStatement({
        actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
        resources: [store.encryptionKey.keyArn],
      }),
      new PolicyStatement({
        actions: ['sqs:SendMessage'],
        resources: all.map(({ queue }) => queue.queueArn),
      }),
      new PolicyStatement({
        actions: [
          'sqs:StartMessageMoveTask',
          'sqs:CancelMessageMoveTask',
          'sqs:ListMessageMoveTasks',
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
        ],
        resources: all.map(({ deadLetters }) => deadLetters.queueArn),
      }),
      new PolicyStatement({
        actions: ['s3:PutObject', 's3:DeleteObject'],
        resources: [uploads.bucket.arnForObjects('publishers/*')],
      }),
    ],
  });
}
