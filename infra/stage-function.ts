import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage, Duration } from 'aws-cdk-lib/core';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  EventSourceMapping,
  Function,
  type RecursiveLoop,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import {
  deadLettersElsewhere,
  networkInterfacesAnywhere,
  redriveInstead,
  tracesAnywhere,
  withoutTracing,
} from './acknowledgements.ts';
import { bundleEntry, bundleStage } from './bundle.ts';
import type { Monitoring } from './monitoring.ts';
import type { Egress } from './egress.ts';
import { takeFrom, useNetwork } from './permissions.ts';
import { removalPolicy } from './removal.ts';
import type { StageQueue } from './stage-queue.ts';

export interface FunctionInput {
  readonly from: StageQueue;
  /** Messages handed over at once. */
  readonly batchSize: number;
  /** Batches worked on at once, from 2 to 1,000. */
  readonly maxConcurrency: number;
}

/** What every stage's construct is given alike. */
export interface StageProps {
  readonly keepData: boolean;
  readonly tracing: boolean;
  /** One of the numbers of days that CloudWatch Logs knows. */
  readonly logDays: number;
  readonly monitoring: Monitoring;
}

export interface StageFunctionProps extends StageProps {
  /** The folder in `functions/` that holds its `handler.ts`. */
  readonly name: 'ingest' | 'fanout' | 'deliver' | 'sweep' | 'api';
  /** What it does, for people who read the list of functions. */
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** As its block in `shared/contract/env.ts` names it: `{ … } satisfies Env<typeof ingestEnv>`. */
  readonly environment: Readonly<Record<string, string>>;
  /** All it may do beside writing its log and taking from its inputs. */
  readonly permissions: readonly PolicyStatement[];
  /** The queues it takes from. */
  readonly inputs: readonly FunctionInput[];
  /** What it means to people when it fails, as a sentence. */
  readonly failureImpact: string;
  /** Calls leave through this network. @default Lambda's own */
  readonly egress?: Egress;
  /** @default Lambda's own: a chain of about 16 sends between functions and queues is stopped */
  readonly recursiveLoop?: RecursiveLoop;
}

/** One stage's Lambda function with its role, its log, its inputs and its alarms. The only place functions are made. */
export class StageFunction extends Construct {
  readonly function: Function;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: StageFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      retention: props.logDays as RetentionDays,
      removalPolicy: removalPolicy(props.keepData),
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${props.name} may do`,
      inlinePolicies: {
        pipeline: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [logGroup.logGroupArn],
            }),
            ...(props.inputs.length === 0 ? [] : [takeFrom(...props.inputs.map(({ from }) => from))]),
            ...(props.egress ? [useNetwork()] : []),
            ...props.permissions,
          ],
        }),
      },
    });
    this.function = new Function(this, 'Function', {
      code: stageCode(props.name),
      handler: `${bundleEntry}.handler`,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(props.timeoutSeconds),
      memorySize: props.memoryMb,
      environment: { ...props.environment },
      role: this.role,
      logGroup,
      ...(props.egress ? { vpc: props.egress.vpc, securityGroups: [props.egress.securityGroup] } : {}),
      tracing: props.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      recursiveLoop: props.recursiveLoop,
    });
    for (const { from, batchSize, maxConcurrency } of props.inputs) {
      const mapping = new EventSourceMapping(this, `From-${from.name}`, {
        target: this.function,
        eventSourceArn: from.queue.queueArn,
        batchSize,
        maxConcurrency,
        reportBatchItemFailures: true,
      });
      redriveInstead(mapping);
    }
    if (props.egress) networkInterfacesAnywhere(this.role);
    if (props.tracing) tracesAnywhere(this.role);
    else withoutTracing(this.function);
    if (props.inputs.length > 0) {
      deadLettersElsewhere(this.function, 'SQS calls it, and the dead letters of the queue take what keeps failing.');
    }
    this.#watch(props);
  }

  #watch({ name, timeoutSeconds, failureImpact, monitoring }: StageFunctionProps): void {
    const period = Duration.minutes(1);
    monitoring.alarm({
      name: `${name}-errors`,
      impact: failureImpact,
      runbook: 'function-errors',
      metric: this.function.metricErrors({ period }),
      above: 0,
      forMinutes: 3,
    });
    monitoring.alarm({
      name: `${name}-throttles`,
      impact: `Lambda refuses to start ${name}: the account runs too many functions at once. Work waits in the queues.`,
      runbook: 'function-throttles',
      metric: this.function.metricThrottles({ period }),
      above: 0,
      forMinutes: 5,
    });
    monitoring.alarm({
      name: `${name}-slow`,
      impact: `${name} needs over 80 % of its time-out: soon it will be stopped in the middle and begin again.`,
      runbook: 'function-slow',
      metric: this.function.metricDuration({ period, statistic: 'p99' }),
      above: timeoutSeconds * 1000 * 0.8,
      forMinutes: 5,
    });
  }
}

/** The bundle of `functions/<name>`, made by esbuild when the app is synthesized. */
function stageCode(name: string): Code {
  return Code.fromAsset(path(`functions/${name}`), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never pulled: bundling on this machine either succeeds or throws.
      image: DockerImage.fromRegistry('node'),
      local: {
        tryBundle(outDir) {
          bundleStage(name, outDir);
          return true;
        },
      },
    },
  });
}

function path(fromRoot: string): string {
  return fileURLToPath(new URL(`../${fromRoot}`, import.meta.url));
}
