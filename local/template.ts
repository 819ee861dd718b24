import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CloudFormationResource,
  type CloudFormationTemplate,
  resolveIntrinsics,
  type Surroundings,
} from './intrinsics.ts';
import {
  bucketOf,
  eventSourceOf,
  functionOf,
  httpRouteOf,
  queueOf,
  scheduleOf,
  tableOf,
  type BucketSpec,
  type EventSourceSpec,
  type FunctionSpec,
  type HttpRouteSpec,
  type QueueSpec,
  type ScheduleSpec,
  type TableSpec,
} from './resources.ts';

/** What a synthesized stack asks for, with all names and references resolved for this machine. */
export interface StackSpec {
  readonly queues: readonly QueueSpec[];
  readonly buckets: readonly BucketSpec[];
  readonly tables: readonly TableSpec[];
  readonly functions: readonly FunctionSpec[];
  readonly eventSources: readonly EventSourceSpec[];
  readonly schedules: readonly ScheduleSpec[];
  readonly httpRoutes: readonly HttpRouteSpec[];
  /** The stack's outputs by name (`shared/contract/stack.ts`). */
  readonly outputs: Readonly<Record<string, string>>;
}

/** A synthesized stack as it lies in the cloud assembly. */
export interface SynthesizedStack {
  readonly stackName: string;
  readonly template: CloudFormationTemplate;
  /** Folder of each file asset by its object key. */
  readonly assetFolders: ReadonlyMap<string, string>;
}

/** The account and region of the laptop: what fauxqs and dynalite use, too. */
export const localAccount = { accountId: '000000000000', region: 'us-east-1' } as const;

/**
 * Types that mean nothing on a laptop: who may do what, encryption at rest, what is watched and kept.
 * Everything else must be run, or is an error: a wiring forgotten here must not go unnoticed.
 */
const ignoredTypes: ReadonlySet<string> = new Set([
  // One address answers for the API; its routes and integrations are run.
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  // Empties buckets when a stack is deleted; a local stack is deleted with its folder.
  'Custom::S3AutoDeleteObjects',
]);

/** The property by which a template may name a resource itself. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'QueueName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Events::Rule': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::Logs::LogGroup': 'LogGroupName',
};

/** Reads the one stack of a cloud assembly (`cdk.out`): its template and where its assets lie. Throws when there is not exactly one. */
export function readSynthesizedStack(assemblyDir: string): SynthesizedStack {
  const manifest = readJson(join(assemblyDir, 'manifest.json')) as {
    artifacts: Record<string, { type: string; properties?: { templateFile?: string; stackName?: string } }>;
  };
  const stacks = Object.entries(manifest.artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [stack, another] = stacks;
  if (!stack || another)
    throw new Error(`${assemblyDir} holds ${stacks.length} stacks; the local stack runs exactly one`);
  const [artifactId, { properties }] = stack;
  const assets = readJson(join(assemblyDir, `${artifactId}.assets.json`)) as {
    files?: Record<string, { source: { path?: string }; destinations: Record<string, { objectKey: string }> }>;
  };
  const assetFolders = new Map<string, string>();
  for (const { source, destinations } of Object.values(assets.files ?? {})) {
    if (source.path === undefined) continue;
    for (const { objectKey } of Object.values(destinations))
      assetFolders.set(objectKey, join(assemblyDir, source.path));
  }
  return {
    stackName: properties?.stackName ?? artifactId,
    template: readJson(
      join(assemblyDir, properties?.templateFile ?? `${artifactId}.template.json`),
    ) as CloudFormationTemplate,
    assetFolders,
  };
}

/**
 * Resolves a synthesized stack for this machine. `queueEndpoint` is the base URL under which its queues answer, `apiEndpoint` that of its HTTP API.
 * Throws an Error naming the resource when a type, property or intrinsic function is not known.
 */
export function resolveStack(stack: SynthesizedStack, queueEndpoint: string, apiEndpoint: string): StackSpec {
  const { template } = stack;
  const names = new Names(stack, queueEndpoint, apiEndpoint);
  const integrations = new Map(
    Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === 'AWS::ApiGatewayV2::Integration')
      .map(([id, { Properties = {} }]) => [id, names.resolve(Properties) as Record<string, unknown>]),
  );
  const spec = {
    queues: [] as QueueSpec[],
    buckets: [] as BucketSpec[],
    tables: [] as TableSpec[],
    functions: [] as FunctionSpec[],
    eventSources: [] as EventSourceSpec[],
    schedules: [] as ScheduleSpec[],
    httpRoutes: [] as HttpRouteSpec[],
  };
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    if (ignoredTypes.has(resource.Type)) continue;
    const properties = (): Record<string, unknown> =>
      names.resolve(resource.Properties ?? {}) as Record<string, unknown>;
    const named = { logicalId, name: names.nameOf(logicalId, resource) };
    const arn = names.arnOf(logicalId, resource);
    switch (resource.Type) {
      case 'AWS::SQS::Queue':
        spec.queues.push(queueOf(named, properties(), arn));
        break;
      case 'AWS::S3::Bucket':
        spec.buckets.push(bucketOf(named, properties()));
        break;
      case 'AWS::DynamoDB::Table':
      case 'AWS::DynamoDB::GlobalTable':
        spec.tables.push(tableOf(named, properties()));
        break;
      case 'AWS::Lambda::Function':
        spec.functions.push(functionOf(named, properties(), arn, stack.assetFolders));
        break;
      case 'AWS::Lambda::EventSourceMapping':
        spec.eventSources.push(...present(eventSourceOf(logicalId, properties())));
        break;
      case 'AWS::Events::Rule':
        spec.schedules.push(...present(scheduleOf(named, properties(), arn)));
        break;
      case 'AWS::ApiGatewayV2::Route':
        spec.httpRoutes.push(httpRouteOf(logicalId, properties(), integrations));
        break;
      default:
        throw new Error(
          `the local stack does not know the resource type ${resource.Type} (${logicalId}): run it in local/, or name it in local/template.ts among those that mean nothing on a laptop`,
        );
    }
  }
  const outputs = Object.entries(template.Outputs ?? {}).map(([name, { Value }]) => [
    name,
    String(names.resolve(Value)),
  ]);
  return { ...spec, outputs: Object.fromEntries(outputs) };
}

/** What the resources of a stack are called on this machine. */
class Names {
  readonly #stack: SynthesizedStack;
  readonly #queueEndpoint: string;
  readonly #apiEndpoint: string;
  readonly #surroundings: Surroundings;

  constructor(stack: SynthesizedStack, queueEndpoint: string, apiEndpoint: string) {
    this.#apiEndpoint = apiEndpoint;
    this.#stack = stack;
    this.#queueEndpoint = queueEndpoint;
    this.#surroundings = {
      ...localAccount,
      stackName: stack.stackName,
      attributeOf: (logicalId, resource, attribute) => this.#attributeOf(logicalId, resource, attribute),
    };
  }

  resolve(value: unknown): unknown {
    return resolveIntrinsics(value, this.#stack.template, this.#surroundings);
  }

  /** The name the template gives, or else the logical id, which is as stable as the template. */
  nameOf(logicalId: string, { Type, Properties = {} }: CloudFormationResource): string {
    const property = nameProperties[Type];
    const given = property === undefined ? undefined : Properties[property];
    if (given !== undefined) return String(this.resolve(given));
    return Type === 'AWS::S3::Bucket' ? logicalId.toLowerCase().slice(0, 63) : logicalId;
  }

  arnOf(logicalId: string, resource: CloudFormationResource): string {
    const { accountId, region } = localAccount;
    const name = this.nameOf(logicalId, resource);
    const kind = resource.Type.split('::');
    switch (resource.Type) {
      case 'AWS::S3::Bucket':
        return `arn:aws:s3:::${name}`;
      case 'AWS::SQS::Queue':
      case 'AWS::SNS::Topic':
        return `arn:aws:${kind[1]?.toLowerCase()}:${region}:${accountId}:${name}`;
      case 'AWS::DynamoDB::GlobalTable':
        return `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
      case 'AWS::Lambda::Function':
        return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
      default:
        return `arn:aws:${kind[1]?.toLowerCase()}:${region}:${accountId}:${kind[2]?.toLowerCase()}/${name}`;
    }
  }

  #attributeOf(logicalId: string, resource: CloudFormationResource, attribute: string | undefined): string {
    const name = this.nameOf(logicalId, resource);
    const queueUrl = `${this.#queueEndpoint}/${localAccount.accountId}/${name}`;
    switch (attribute) {
      case undefined:
        if (resource.Type === 'AWS::SQS::Queue') return queueUrl;
        return resource.Type === 'AWS::SNS::Topic' ? this.arnOf(logicalId, resource) : name;
      case 'Arn':
      case 'TopicArn':
        return this.arnOf(logicalId, resource);
      case 'QueueName':
      case 'TopicName':
      case 'KeyId':
        return name;
      case 'QueueUrl':
        return queueUrl;
      case 'ApiEndpoint':
        return this.#apiEndpoint;
      default:
        throw new Error(`the local stack does not know the attribute ${attribute} of ${resource.Type} (${logicalId})`);
    }
  }
}

function present<Spec>(spec: Spec | undefined): Spec[] {
  return spec === undefined ? [] : [spec];
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
