import { type CfnElement, Stack, Validations } from 'aws-cdk-lib/core';
import type { HttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Rule } from 'aws-cdk-lib/aws-events';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { EventSourceMapping, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Subscription, type Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import type { Store } from './store.ts';

/** Findings of cdk-nag that were looked at and left as they are, each on its own resource and with the reason. */

/** No server access logs. */
export function withoutAccessLogs(bucket: Bucket, reason: string): void {
  Validations.of(bucket).acknowledge({ id: 'AwsSolutions-S1', reason });
}

/** A role that may touch every object of these buckets. */
export function allObjectsOf(role: Role, ...buckets: Bucket[]): void {
  for (const bucket of buckets) {
    const logicalId = Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket);
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/*]`,
      reason: 'The objects are named at run time, and the bucket holds nothing that this stage does not work on.',
    });
  }
}

/** A publisher's role, for every object under its own prefix. */
export function ownPrefixOf(role: Role, prefix: string, ...buckets: Bucket[]): void {
  for (const bucket of buckets) {
    const logicalId = Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket);
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${prefix}]`,
      reason: 'A publisher names its uploads itself; the prefix is its own.',
    });
  }
}

/** A function in a network. */
export function networkInterfacesAnywhere(role: Role): void {
  const reason = 'Lambda makes network interfaces as it needs them: their names are not known beforehand.';
  for (const id of ['AwsSolutions-IAM5[Resource::*]', 'Serverless-LambdaStarPermissions'])
    Validations.of(role).acknowledge({ id, reason });
}

/** Mails about alarms, without dead letters. */
export function mailsMayBeLost(topic: Topic): void {
  for (const subscription of topic.node.findAll().filter((part) => part instanceof Subscription))
    Validations.of(subscription).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason: 'A mail that cannot be delivered is no message to send again: the alarm itself stands in CloudWatch.',
    });
}

/** The roles of people, who look at the whole of the pipeline. */
export function anywhereOf(role: Role, { uploads, store }: { uploads: { bucket: Bucket }; store: Store }): void {
  allObjectsOf(role, uploads.bucket, store.receipts, store.content);
  const acknowledge = (resource: string, reason: string): void =>
    Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  const idOf = (part: IConstruct): string => Stack.of(part).getLogicalId(part.node.defaultChild as CfnElement);
  acknowledge('*', 'Figures, alarms, functions and the account’s limits are listed, for which AWS knows no resources.');
  acknowledge(`<${idOf(store.table)}.Arn>/index/*`, 'Both indexes of the one table.');
  acknowledge(`<${idOf(uploads.bucket)}.Arn>/publishers/*`, 'Operators upload, and take back, for any publisher.');
}

/** A route without an authorizer of API Gateway. */
export function authorizedInside(route: HttpRoute): void {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason: 'The function asks for the partner’s token, kept as a hash in the table; keys and health are public.',
  });
}

/** Permission to send traces, which X-Ray has for no single resource. */
export function tracesAnywhere(role: Role): void {
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'xray:PutTraceSegments and xray:PutTelemetryRecords know no resources.',
  });
}

/** No X-Ray. */
export function withoutTracing(fn: LambdaFunction): void {
  Validations.of(fn).acknowledge({
    id: 'Serverless-LambdaTracing',
    reason: 'Traces are paid for one by one; `tracing: true` turns them on. Log lines carry the ids of their work.',
  });
}

/** No dead letters on the function itself. */
export function deadLettersElsewhere(fn: LambdaFunction, reason: string): void {
  Validations.of(fn).acknowledge({ id: 'Serverless-LambdaDLQ', reason });
}

/** No destination for failed batches. */
export function redriveInstead(mapping: EventSourceMapping): void {
  Validations.of(mapping).acknowledge({
    id: 'Serverless-LambdaEventSourceMappingDestination',
    reason: 'Mappings of SQS take no destination: a message that keeps failing goes to the dead letters of its queue.',
  });
}

/** Dead letters that have no dead letters. */
export function endOfTheLine(deadLetters: Queue): void {
  Validations.of(deadLetters).acknowledge({
    id: 'Serverless-SQSRedrivePolicy',
    reason: 'These are the dead letters: people look at them and send them back.',
  });
}

/** A schedule whose events may be lost. */
export function madeUpByTheNext(rule: Rule): void {
  Validations.of(rule).acknowledge({
    id: 'Serverless-EventBusDLQ',
    reason: 'The event says only “now”: what a lost one would have done, the next does a minute later.',
  });
}
