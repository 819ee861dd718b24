/** What the local stack reads of each resource: properties in, with all intrinsic functions resolved, a plain spec out. */

import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

type Properties = Readonly<Record<string, unknown>>;

interface Named {
  readonly logicalId: string;
  readonly name: string;
}

export interface QueueSpec extends Named {
  readonly arn: string;
  /** As `CreateQueue` takes them: all values are text. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface BucketNotification {
  readonly queueArn: string;
  /** `s3:ObjectCreated:*` or one of its kinds. */
  readonly event: string;
  readonly prefix: string;
  readonly suffix: string;
}

export interface BucketSpec extends Named {
  readonly notifications: readonly BucketNotification[];
}

export interface TableSpec extends Named {
  readonly definition: CreateTableCommandInput;
}

export interface FunctionSpec extends Named {
  readonly arn: string;
  /** Folder of the bundled code. */
  readonly codeDir: string;
  /** `file.export`, as Lambda names it. */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

export interface EventSourceSpec {
  readonly logicalId: string;
  readonly queueArn: string;
  /** Name or ARN of the function. */
  readonly functionName: string;
  readonly batchSize: number;
  readonly batchingWindowMs: number;
  readonly reportsBatchItemFailures: boolean;
  /** `ScalingConfig.MaximumConcurrency`; undefined when the template sets no bound. */
  readonly maxConcurrency?: number;
}

export interface ScheduleSpec extends Named {
  readonly arn: string;
  readonly everyMs: number;
  readonly targets: readonly { readonly functionArn: string; readonly input?: string }[];
}

/** A route of the HTTP API, once it is known which function its integration calls. */
export interface HttpRouteSpec {
  readonly method: string;
  /** As API Gateway writes it: `/v1/partners/{partnerId}/articles`. */
  readonly path: string;
  readonly functionArn: string;
}

/** Attributes fauxqs keeps that come from a template; encryption and tags mean nothing here. */
const queueAttributes = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
  'FifoQueue',
  'ContentBasedDeduplication',
  'RedrivePolicy',
  'RedriveAllowPolicy',
];

/** `AWS::SQS::Queue`. A template's `MessageRetentionPeriod` has the API's name, so attributes carry over one to one. */
export function queueOf(named: Named, properties: Properties, arn: string): QueueSpec {
  const attributes: Record<string, string> = {};
  for (const name of queueAttributes) {
    const value = properties[name];
    if (value === undefined) continue;
    attributes[name] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  return { ...named, arn, attributes };
}

/** `AWS::S3::Bucket`. Throws on notifications to anything but a queue. */
export function bucketOf(named: Named, properties: Properties): BucketSpec {
  const configuration = properties.NotificationConfiguration as Properties | undefined;
  for (const kind of ['LambdaConfigurations', 'TopicConfigurations', 'EventBridgeConfiguration']) {
    if (configuration?.[kind])
      throw new Error(`bucket ${named.logicalId}: the local stack notifies queues only, not ${kind}`);
  }
  const entries = (configuration?.QueueConfigurations ?? []) as readonly {
    Event: string;
    Queue: string;
    Filter?: { S3Key?: { Rules?: readonly { Name: string; Value: string }[] } };
  }[];
  return {
    ...named,
    notifications: entries.map(({ Event, Queue, Filter }) => {
      const rule = (name: string) =>
        Filter?.S3Key?.Rules?.find((candidate) => candidate.Name.toLowerCase() === name)?.Value ?? '';
      return { queueArn: Queue, event: Event, prefix: rule('prefix'), suffix: rule('suffix') };
    }),
  };
}

/** `AWS::DynamoDB::Table` and `AWS::DynamoDB::GlobalTable`: keys and indexes; always on demand. */
export function tableOf(named: Named, properties: Properties): TableSpec {
  type Definition = CreateTableCommandInput;
  const indexes = (properties.GlobalSecondaryIndexes ?? []) as NonNullable<Definition['GlobalSecondaryIndexes']>;
  return {
    ...named,
    definition: {
      TableName: named.name,
      AttributeDefinitions: properties.AttributeDefinitions as Definition['AttributeDefinitions'],
      KeySchema: properties.KeySchema as Definition['KeySchema'],
      BillingMode: 'PAY_PER_REQUEST',
      ...(indexes.length > 0
        ? {
            GlobalSecondaryIndexes: indexes.map(({ IndexName, KeySchema, Projection }) => ({
              IndexName,
              KeySchema,
              Projection,
            })),
          }
        : {}),
    },
  };
}

/** `AWS::Lambda::Function`. Throws when it is no Node.js function or its code is no asset of the assembly. */
export function functionOf(
  named: Named,
  properties: Properties,
  arn: string,
  assetFolders: ReadonlyMap<string, string>,
): FunctionSpec {
  const runtime = String(properties.Runtime);
  if (!runtime.startsWith('nodejs'))
    throw new Error(`function ${named.logicalId}: the local stack runs Node.js, not ${runtime}`);
  const objectKey = (properties.Code as { S3Key?: string } | undefined)?.S3Key;
  const codeDir = objectKey === undefined ? undefined : assetFolders.get(objectKey);
  if (codeDir === undefined)
    throw new Error(`function ${named.logicalId}: its code ${String(objectKey)} is no asset of the assembly`);
  const environment = (properties.Environment as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {};
  return {
    ...named,
    arn,
    codeDir,
    handler: String(properties.Handler),
    // Lambda's defaults.
    timeoutMs: Number(properties.Timeout ?? 3) * 1000,
    memoryMb: Number(properties.MemorySize ?? 128),
    environment: Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)])),
  };
}

/** `AWS::Lambda::EventSourceMapping` of a queue; undefined when disabled. Throws on filters, which drop messages without a trace. */
export function eventSourceOf(logicalId: string, properties: Properties): EventSourceSpec | undefined {
  if (properties.Enabled === false) return undefined;
  const queueArn = String(properties.EventSourceArn);
  if (!queueArn.startsWith('arn:aws:sqs:')) {
    throw new Error(`event source ${logicalId}: the local stack polls queues only, not ${queueArn}`);
  }
  if (properties.FilterCriteria) throw new Error(`event source ${logicalId}: the local stack does not run filters`);
  const scaling = properties.ScalingConfig as { MaximumConcurrency?: number } | undefined;
  return {
    logicalId,
    queueArn,
    functionName: String(properties.FunctionName),
    batchSize: Number(properties.BatchSize ?? 10),
    batchingWindowMs: Number(properties.MaximumBatchingWindowInSeconds ?? 0) * 1000,
    reportsBatchItemFailures:
      (properties.FunctionResponseTypes as string[] | undefined)?.includes('ReportBatchItemFailures') ?? false,
    ...(scaling?.MaximumConcurrency === undefined ? {} : { maxConcurrency: Number(scaling.MaximumConcurrency) }),
  };
}

const unitMs = {
  minute: 60_000,
  minutes: 60_000,
  hour: 3_600_000,
  hours: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
} as const;

/** `AWS::Events::Rule` with a rate; undefined when disabled. Throws on cron expressions and event patterns. */
export function scheduleOf(named: Named, properties: Properties, arn: string): ScheduleSpec | undefined {
  if (properties.State === 'DISABLED') return undefined;
  const expression = String(properties.ScheduleExpression);
  const rate = /^rate\((\d+) (minutes?|hours?|days?)\)$/.exec(expression);
  if (!rate) throw new Error(`rule ${named.logicalId}: the local stack runs rate(…) schedules, not ${expression}`);
  const targets = (properties.Targets ?? []) as readonly { Arn: string; Input?: string }[];
  return {
    ...named,
    arn,
    everyMs: Number(rate[1]) * unitMs[rate[2] as keyof typeof unitMs],
    targets: targets.map(({ Arn, Input }) => ({ functionArn: Arn, ...(Input === undefined ? {} : { input: Input }) })),
  };
}

/**
 * `AWS::ApiGatewayV2::Route`, with the integrations of the template by name. Throws on anything but a Lambda function with payload 2.0 and a route of one method, and
 * on authorizers, which are not run here.
 */
export function httpRouteOf(
  logicalId: string,
  properties: Properties,
  integrations: ReadonlyMap<string, Properties>,
): HttpRouteSpec {
  const { RouteKey, Target, AuthorizationType = 'NONE' } = properties;
  const integration = integrations.get(String(Target).replace(/^integrations\//, ''));
  if (integration?.IntegrationType !== 'AWS_PROXY' || integration.PayloadFormatVersion !== '2.0') {
    throw new Error(`route ${logicalId}: the local stack calls Lambda functions with payload 2.0 only`);
  }
  if (AuthorizationType !== 'NONE') throw new Error(`route ${logicalId}: the local stack runs no authorizers`);
  const [method = '', path, ...rest] = String(RouteKey).split(' ');
  if (path === undefined || rest.length > 0 || !/^[A-Z]+$/.test(method) || method === 'ANY' || path.includes('+}')) {
    throw new Error(
      `route ${logicalId}: the local stack knows routes of one method and whole segments, not ${String(RouteKey)}`,
    );
  }
  return { method, path, functionArn: String(integration.IntegrationUri) };
}
