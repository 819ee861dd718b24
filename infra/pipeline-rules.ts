import { type CfnResource, Stack } from 'aws-cdk-lib/core';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { NagMessageLevel, NagPack, NagRuleCompliance, NagRules } from 'cdk-nag';
import type { IConstruct } from 'constructs';

const { COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE } = NagRuleCompliance;

const daySeconds = 24 * 60 * 60;

export interface PipelineRulesProps {
  /**
   * Whether stateful resources must outlive their stack.
   * @default false
   */
  readonly keepData?: boolean;
}

interface Rule {
  readonly name: string;
  readonly info: string;
  readonly explanation: string;
  readonly check: (node: CfnResource) => NagRuleCompliance;
}

/**
 * What must hold in a pipeline of queues and functions and no public pack asks for. Add it to an app that uses
 * `ArticleSyndication`: `Validations.of(app).addPlugins(new PipelineRules(app))`.
 */
export class PipelineRules extends NagPack {
  readonly name = 'Pipeline';
  readonly #rules: readonly Rule[];

  constructor(scope?: IConstruct, props: PipelineRulesProps = {}) {
    super(scope);
    this.packName = this.name;
    this.#rules = props.keepData ? [...rules, dataOutlivesStack] : rules;
  }

  protected checkResource(node: CfnResource): void {
    for (const { name, info, explanation, check } of this.#rules) {
      this.applyRule({ ruleSuffixOverride: name, info, explanation, level: NagMessageLevel.ERROR, node, rule: check });
    }
  }
}

const rules: readonly Rule[] = [
  {
    name: 'Visibility',
    info: 'A message becomes visible again before six times the time-out of the function that takes it.',
    explanation: 'Lambda checks for one time-out only; with batches and throttling the message is worked on twice.',
    check: onQueues((queue) => {
      const slowestSeconds = Math.max(0, ...consumersOf(queue).map((fn) => Number(plain(fn, fn.timeout) ?? 3)));
      return Number(plain(queue, queue.visibilityTimeout) ?? 30) >= 6 * slowestSeconds;
    }),
  },
  {
    name: 'ReceiveCount',
    info: 'A queue that a function takes from has no dead letters, or gives a message fewer than five tries.',
    explanation: 'Throttled receives count as tries: messages end in the dead letters without having been worked on.',
    check: onQueues((queue) => {
      const policy = plain(queue, queue.redrivePolicy) as { maxReceiveCount?: number } | undefined;
      return consumersOf(queue).length === 0 || Number(policy?.maxReceiveCount ?? 0) >= 5;
    }),
  },
  {
    name: 'DeadLetterRetention',
    info: 'Dead letters are kept for less than fourteen days, or no longer than in the queue they come from.',
    explanation:
      'A dead letter keeps the time at which it was first sent: what waited long is gone before people look.',
    check: onQueues((queue) => {
      const sources = sourcesOf(queue);
      if (sources.length === 0) return true;
      const kept = retentionSeconds(queue);
      return kept >= 14 * daySeconds && sources.every((source) => kept > retentionSeconds(source));
    }),
  },
  {
    name: 'PartialFailures',
    info: 'A mapping does not let its function report single failures.',
    explanation: 'One bad message brings back its whole batch, again and again; what the function reports is ignored.',
    check: onMappings((mapping) =>
      ((plain(mapping, mapping.functionResponseTypes) ?? []) as string[]).includes('ReportBatchItemFailures'),
    ),
  },
  {
    name: 'NoFilters',
    info: 'A mapping filters its messages.',
    explanation: 'Messages that do not match a filter are deleted without a trace.',
    check: onMappings((mapping) => plain(mapping, mapping.filterCriteria) === undefined),
  },
  {
    name: 'MaxConcurrency',
    info: 'A mapping has no bound of its own, or its function has less concurrency reserved than the mapping may use.',
    explanation:
      'Without the bound one queue takes all of the account; above the reserve messages are throttled to death.',
    check: onMappings((mapping) => {
      const scaling = plain(mapping, mapping.scalingConfig) as { maximumConcurrency?: number } | undefined;
      const fn = resourceOf(mapping, mapping.functionName, CfnFunction);
      const reserved = Number((fn && plain(fn, fn.reservedConcurrentExecutions)) ?? Infinity);
      return scaling?.maximumConcurrency !== undefined && scaling.maximumConcurrency <= reserved;
    }),
  },
  {
    name: 'NoDirectNotification',
    info: 'A bucket calls a function directly.',
    explanation: 'Asynchronous calls are tried three times and then dropped; a queue keeps them.',
    check: onResources(CfnBucket, (bucket) => {
      const notifications = plain(bucket, bucket.notificationConfiguration) as Record<string, unknown[]> | undefined;
      return (notifications?.lambdaConfigurations ?? []).length === 0;
    }),
  },
  {
    name: 'NoSecretsInEnvironment',
    info: 'A variable of a function looks like a secret.',
    explanation: 'Everyone who may look at the function reads its variables; secrets are read at run time.',
    check: onResources(CfnFunction, (fn) => {
      const environment = plain(fn, fn.environment) as { variables?: Record<string, unknown> } | undefined;
      return !Object.entries(environment?.variables ?? {}).some(
        ([name, value]) => /SECRET|PASSWORD|TOKEN/.test(name) || /whsec_|AKIA|secret/i.test(textOf(value)),
      );
    }),
  },
  {
    name: 'QueueAlarms',
    info: 'A queue has no alarm on the age of its messages, or dead letters none on their number.',
    explanation: 'Work that waits or died is noticed by publishers and partners first.',
    check: onQueues((queue) => {
      const isDeadLetters = sourcesOf(queue).length > 0;
      return isAlarmed(queue, isDeadLetters ? 'ApproximateNumberOfMessagesVisible' : 'ApproximateAgeOfOldestMessage');
    }),
  },
];

const dataOutlivesStack: Rule = {
  name: 'DataOutlivesStack',
  info: 'A table, bucket or key is deleted with its stack.',
  explanation: 'Articles, registrations and signing keys cannot be made again.',
  check: (node) => {
    const isStateful = node instanceof CfnTable || node instanceof CfnBucket || node instanceof CfnKey;
    if (!isStateful) return NOT_APPLICABLE;
    const { deletionPolicy, updateReplacePolicy } = node.cfnOptions;
    return [deletionPolicy, updateReplacePolicy].every((policy) => policy === 'Retain') ? COMPLIANT : NON_COMPLIANT;
  },
};

type ResourceClass<T extends CfnResource> = abstract new (...args: never[]) => T;

function onResources<T extends CfnResource>(type: ResourceClass<T>, holds: (node: T) => boolean): Rule['check'] {
  return (node) => (node instanceof type ? (holds(node) ? COMPLIANT : NON_COMPLIANT) : NOT_APPLICABLE);
}

function onQueues(holds: (queue: CfnQueue) => boolean): Rule['check'] {
  return onResources(CfnQueue, holds);
}

function onMappings(holds: (mapping: CfnEventSourceMapping) => boolean): Rule['check'] {
  return onResources(CfnEventSourceMapping, holds);
}

function consumersOf(queue: CfnQueue): CfnFunction[] {
  return siblings(queue, CfnEventSourceMapping)
    .filter((mapping) => refersTo(mapping, mapping.eventSourceArn, queue))
    .flatMap((mapping) => resourceOf(mapping, mapping.functionName, CfnFunction) ?? []);
}

/** The queues whose dead letters go to this one. */
function sourcesOf(queue: CfnQueue): CfnQueue[] {
  return siblings(queue, CfnQueue).filter((source) => {
    const policy = plain(source, source.redrivePolicy) as { deadLetterTargetArn?: unknown } | undefined;
    return policy !== undefined && refersTo(source, policy.deadLetterTargetArn, queue);
  });
}

function isAlarmed(queue: CfnQueue, metricName: string): boolean {
  return siblings(queue, CfnAlarm).some((alarm) => {
    const dimensions = (plain(alarm, alarm.dimensions) ?? []) as { value: unknown }[];
    return alarm.metricName === metricName && dimensions.some(({ value }) => refersTo(alarm, value, queue));
  });
}

function retentionSeconds(queue: CfnQueue): number {
  return Number(plain(queue, queue.messageRetentionPeriod) ?? 4 * daySeconds);
}

function siblings<T extends CfnResource>(node: CfnResource, type: ResourceClass<T>): T[] {
  return Stack.of(node)
    .node.findAll()
    .filter((child): child is T => child instanceof type);
}

function resourceOf<T extends CfnResource>(node: CfnResource, value: unknown, type: ResourceClass<T>): T | undefined {
  return siblings(node, type).find((candidate) => refersTo(node, value, candidate));
}

function refersTo(node: CfnResource, value: unknown, target: CfnResource): boolean {
  return NagRules.resolveResourceFromIntrinsic(node, value) === plain(target, target.logicalId);
}

function plain(node: CfnResource, value: unknown): unknown {
  return Stack.of(node).resolve(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
