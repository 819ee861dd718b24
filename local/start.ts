import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { LocalStackEndpoints, LocalStackFile } from '../shared/contract/local-stack.ts';
import type { StackOutput } from '../shared/contract/stack.ts';
import type { ObjectChange } from './bucket-events.ts';
import { localCredentials } from './credentials.ts';
import { DatabaseInUse } from './dynamodb-indexes.ts';
import { startDynamoDb } from './dynamodb.ts';
import { startEventSource } from './event-sources.ts';
import { startHttpApi } from './http-api.ts';
import { localLambda, type LocalLambda } from './lambda-worker.ts';
import { openLogs, type LogEntry } from './logs.ts';
import { defaultPort } from './ports.ts';
import type { EventSourceSpec, FunctionSpec } from './resources.ts';
import { startS3AndSqs } from './s3-sqs.ts';
import { startSchedule } from './schedules.ts';
import { readStackFile, removeStackFile, writeStackFile } from './stack-file.ts';
import { synthesize } from './synth.ts';
import { localAccount, readSynthesizedStack, resolveStack, type StackSpec } from './template.ts';

/** Batches of one mapping in work at a time on this machine, whatever the template allows. */
const batchesAtWorkMax = 4;

/** The API's preferred port comes so far after that of S3 and SQS. */
const apiPortOffset = 20;

/** How long a stop waits for the batches in work. */
const stopGraceMs = 5_000;

export interface LocalStackOptions {
  /** Where all state is kept; made when missing. One stack at a time. */
  readonly dir: string;
  /** Preferred port of S3 and SQS; the next free one is taken otherwise. @default 4599 */
  readonly port?: number;
  /** A cloud assembly to run. @default the project's own, synthesized where its sources changed */
  readonly assemblyDir?: string;
  /** Told each step of the boot as it begins. @default nobody */
  readonly onStep?: (step: string) => void;
  /** Told every change of an object in any bucket, after it is stored. @default nobody */
  readonly onChange?: (change: ObjectChange) => void;
  /**
   * Answers the addresses a part of the stack is to use, given the true ones: a function by its name, or `mappings` for what polls the queues. So the
   * bench counts requests on their way. @default the true ones
   */
  readonly endpointsFor?: (part: string, endpoints: LocalStackEndpoints) => Promise<LocalStackEndpoints>;
  /** Told every line the functions write. @default nobody; the lines are in `logs/` anyway */
  readonly onLog?: (entry: LogEntry) => void;
}

export interface LocalStack {
  readonly endpoints: LocalStackEndpoints;
  /** The stack's outputs: bucket and table names, queue URLs. */
  readonly outputs: Readonly<Record<StackOutput, string>>;
  /** Whether the template and the bundles came from the cache. */
  readonly synthesisFromCache: boolean;
  readonly logsDir: string;
  /** Ends everything in order: no new work, work at hand finished, services closed. Safe to call twice. */
  stop(): Promise<void>;
}

/** Another local stack runs on the same folder. */
export class StackAlreadyRuns extends Error {
  override readonly name = 'StackAlreadyRuns';
}

/**
 * Boots the whole stack on this machine, in the order below; `stop` goes the same way back.
 * State survives the end of the process, a SIGKILL included. Throws `StackAlreadyRuns` when `dir` is taken.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const dir = resolve(options.dir);
  const { port = defaultPort, onStep = () => {}, onLog = () => {} } = options;
  const stops: (() => Promise<void> | void)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopInReverse(stops));

  try {
    mkdirSync(dir, { recursive: true });
    await refuseSecondStack(dir);
    // Lambda's clock is UTC; code that leans on the laptop's zone must not pass here and fail there.
    process.env.TZ = 'UTC';

    onStep('synthesize the CDK app');
    // In a process of its own, beside the next two steps.
    const synthesizing = options.assemblyDir
      ? Promise.resolve({ assemblyDir: options.assemblyDir, fromCache: true })
      : synthesize();
    synthesizing.catch(() => {});

    onStep('start DynamoDB');
    const marker = join(dir, 'running');
    const unclean = existsSync(marker);
    const dynamodb = await startDynamoDb({ path: join(dir, 'dynamodb'), unclean });
    stops.push(() => dynamodb.stop());
    writeFileSync(marker, `${process.pid}\n`);
    stops.push(() => rmSync(marker, { force: true }));

    onStep('start S3 and SQS');
    const s3AndSqs = await startS3AndSqs({ dir: join(dir, 's3-sqs'), port, onChange: options.onChange });
    stops.push(() => s3AndSqs.stop());

    const httpApi = await startHttpApi(port === 0 ? 0 : port + apiPortOffset);
    stops.push(() => httpApi.stop());

    const { assemblyDir, fromCache } = await synthesizing;
    onStep('create tables, queues and buckets');
    const spec = resolveStack(readSynthesizedStack(assemblyDir), s3AndSqs.endpoint, httpApi.endpoint);
    await dynamodb.configure(spec.tables);
    s3AndSqs.configure(spec.queues, spec.buckets);
    const endpoints = { s3: s3AndSqs.endpoint, sqs: s3AndSqs.endpoint, dynamodb: dynamodb.endpoint };

    onStep('load the functions');
    const logs = openLogs(join(dir, 'logs'));
    const parts = ['mappings', ...spec.functions.map(({ name }) => name)];
    const { endpointsFor = () => Promise.resolve(endpoints) } = options;
    const used = new Map(
      await Promise.all(parts.map(async (part) => [part, await endpointsFor(part, endpoints)] as const)),
    );
    const endpointsOf = (part: string): LocalStackEndpoints => used.get(part) ?? endpoints;
    const functions = startFunctions(spec, endpointsOf, endpoints.sqs, (line) => onLog(logs.write(line)));
    stops.push(() => functions.stop());
    await functions.warm();

    onStep('connect queues and schedules to the functions');
    const report = (source: string) => (error: unknown) =>
      onLog(
        logs.write({
          functionName: source,
          stream: 'stack',
          text: error instanceof Error ? error.message : String(error),
        }),
      );
    stops.push(startEventSources(spec, functions, endpointsOf('mappings'), report));
    for (const schedule of spec.schedules) {
      const running = startSchedule(schedule, {
        invoke: (functionArn, event) => functions.of(functionArn).invoke(event),
        onError: report(schedule.name),
      });
      stops.push(() => running.stop());
    }

    httpApi.serve(spec.httpRoutes, (functionArn, event) => functions.of(functionArn).invoke(event));

    const outputs = spec.outputs as Readonly<Record<StackOutput, string>>;
    writeStackFile(dir, stackFileOf(endpoints, outputs));
    stops.push(() => removeStackFile(dir));
    return { endpoints, outputs, synthesisFromCache: fromCache, logsDir: logs.dir, stop };
  } catch (error) {
    await stop();
    if (error instanceof DatabaseInUse)
      throw new StackAlreadyRuns(`a local stack already runs on ${dir}`, { cause: error });
    throw error;
  }
}

/** State of the stack itself; what else lies in the folder is not its own. */
const stateNames = ['dynamodb', 's3-sqs', 'logs', 'running'];

/** Removes a stack's state from `dir`, as if it had never run. Throws `StackAlreadyRuns` when one runs on it. */
export async function forgetLocalStack(dir: string): Promise<void> {
  await refuseSecondStack(resolve(dir));
  for (const name of stateNames) rmSync(join(dir, name), { recursive: true, force: true });
  removeStackFile(dir);
}

/** Throws `StackAlreadyRuns` when a stack runs on `dir`. */
export async function refuseSecondStack(dir: string): Promise<void> {
  const other = readStackFile(dir);
  if (!other) return;
  // The process id alone may belong to someone else by now: ask whether a stack answers.
  const answers = await fetch(`${other.endpoints.s3}/health`, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!answers || !isAlive(other.pid)) return;
  throw new StackAlreadyRuns(
    `a local stack already runs on ${dir} (process ${other.pid}, S3 at ${other.endpoints.s3}): use it, or stop it with Ctrl-C there`,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

interface Functions {
  /** By name or ARN. */
  of(nameOrArn: string): LocalLambda;
  warm(): Promise<void>;
  stop(): Promise<void>;
}

function startFunctions(
  spec: StackSpec,
  endpointsOf: (part: string) => LocalStackEndpoints,
  queueEndpoint: string,
  onLine: Parameters<typeof localLambda>[1]['onLine'],
): Functions {
  const lambdas = new Map<string, LocalLambda>();
  const triggered = new Set<LocalLambda>();
  for (const definition of spec.functions) {
    const sources = spec.eventSources.filter(({ functionName }) => isNamed(definition, functionName));
    const scheduled = spec.schedules.some(({ targets }) =>
      targets.some(({ functionArn }) => functionArn === definition.arn),
    );
    const isAsked = spec.httpRoutes.some(({ functionArn }) => functionArn === definition.arn);
    const concurrency = Math.max(
      isAsked ? batchesAtWorkMax : 1,
      sources.reduce((sum, source) => sum + concurrencyOf(source), 0),
    );
    const lambda = localLambda(definition, {
      environment: environmentOf(definition, endpointsOf(definition.name), queueEndpoint),
      concurrency,
      onLine,
    });
    lambdas.set(definition.name, lambda).set(definition.arn, lambda);
    // Functions that nothing here calls (those of custom resources) are never loaded.
    if (sources.length > 0 || scheduled || isAsked) triggered.add(lambda);
  }
  return {
    of(nameOrArn) {
      const lambda = lambdas.get(nameOrArn);
      if (!lambda) throw new Error(`the template calls the function ${nameOrArn}, which it does not hold`);
      return lambda;
    },
    warm: async () => void (await Promise.all([...triggered].map((lambda) => lambda.warm()))),
    stop: async () => void (await Promise.all([...lambdas.values()].map((lambda) => lambda.stop()))),
  };
}

function startEventSources(
  spec: StackSpec,
  functions: Functions,
  endpoints: LocalStackEndpoints,
  report: (source: string) => (error: unknown) => void,
): () => Promise<void> {
  const sqs = new SQSClient({ endpoint: endpoints.sqs, region: localAccount.region, credentials: localCredentials });
  const sources = spec.eventSources.map((source) => {
    const queue = spec.queues.find(({ arn }) => arn === source.queueArn);
    if (!queue)
      throw new Error(`event source ${source.logicalId} polls ${source.queueArn}, which the template does not hold`);
    const lambda = functions.of(source.functionName);
    return startEventSource(source, {
      queueUrl: `${endpoints.sqs}/${localAccount.accountId}/${queue.name}`,
      sqs,
      invoke: (event) => lambda.invoke(event),
      concurrency: concurrencyOf(source),
      onError: report(queue.name),
    });
  });
  return async () => {
    // What is not finished by then is ended with its worker and comes again at the next start.
    const grace = new AbortController();
    await Promise.race([
      Promise.all(sources.map((source) => source.stop())),
      delay(stopGraceMs, undefined, { signal: grace.signal, ref: false }).catch(() => {}),
    ]);
    grace.abort();
    sqs.destroy();
  };
}

function concurrencyOf({ maxConcurrency = batchesAtWorkMax }: EventSourceSpec): number {
  return Math.min(maxConcurrency, batchesAtWorkMax);
}

function isNamed(definition: FunctionSpec, nameOrArn: string): boolean {
  return nameOrArn === definition.name || nameOrArn === definition.arn;
}

/** What Lambda would set, the embedded services' addresses, and the template's own variables; nothing of this process. */
function environmentOf(
  definition: FunctionSpec,
  endpoints: LocalStackEndpoints,
  queueEndpoint: string,
): Record<string, string> {
  const nowhere = join(definition.codeDir, 'no-such-file');
  return {
    PATH: process.env.PATH ?? '',
    LAMBDA_TASK_ROOT: definition.codeDir,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_REGION: localAccount.region,
    AWS_DEFAULT_REGION: localAccount.region,
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    // Keeps the SDK off the profiles of whoever runs this.
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    // The addresses of queues hold the endpoint's own.
    ...Object.fromEntries(
      Object.entries(definition.environment).map(([name, value]) => [
        name,
        value.replace(queueEndpoint, endpoints.sqs),
      ]),
    ),
  };
}

function stackFileOf(endpoints: LocalStackEndpoints, outputs: LocalStackFile['outputs']): LocalStackFile {
  return {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    endpoints,
    region: localAccount.region,
    credentials: localCredentials,
    outputs,
  };
}

/** Stops what was started, last first; one that fails does not keep the others running. */
async function stopInReverse(stops: readonly (() => Promise<void> | void)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const stop of stops.toReversed()) {
    try {
      await stop();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'the local stack did not stop in order');
}
