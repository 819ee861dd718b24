import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { functionLimits } from '../../shared/contract/limits.ts';
import { pipelineTemplate, resourcesOf } from '../support/pipeline-template.ts';

const dev = pipelineTemplate('dev');

describe('the functions', () => {
  test('run on Node 24 and arm64', () => {
    dev.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
    });
  });

  test.each(['Ingest', 'Fanout', 'Deliver', 'Sweep'] as const)('%s has the time and memory of its limits', (name) => {
    const { timeoutSeconds, memoryMb } = functionLimits[name.toLowerCase() as 'ingest'];
    const [, fn] = resourcesOf(dev, 'AWS::Lambda::Function').find(([id]) => id.includes(name)) ?? [];
    expect(fn).toMatchObject({ Timeout: timeoutSeconds, MemorySize: memoryMb });
  });

  test('each writes to a log of its own, which is kept for a month', () => {
    const functions = resourcesOf(dev, 'AWS::Lambda::Function');
    const logs = functions.map(([, fn]) => fn.LoggingConfig.LogGroup.Ref as string);
    expect(new Set(logs).size).toBe(functions.length);
    // The HTTP API logs its requests beside.
    dev.resourceCountIs('AWS::Logs::LogGroup', functions.length + 1);
    dev.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  test('none reserves concurrency: throttled messages would die without having been worked on', () => {
    dev.allResourcesProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: Match.absent() });
  });

  test('retries of deliver may come back through its own queues; the other functions are stopped when they loop', () => {
    const loops = resourcesOf(dev, 'AWS::Lambda::Function').map(([id, fn]) => [
      /^Syndication([A-Z][a-z]+)/.exec(id)?.[1],
      fn.RecursiveLoop,
    ]);
    expect(Object.fromEntries(loops)).toEqual({
      Ingest: undefined,
      Fanout: undefined,
      Deliver: 'Allow',
      Sweep: undefined,
    });
  });
});

describe('the event source mappings', () => {
  test.each([
    ['IngestQueue', 'Ingest', functionLimits.ingest],
    ['FanoutQueue', 'Fanout', functionLimits.fanout],
    ['DeliverQueue', 'Deliver', functionLimits.deliver],
    ['DeliverSlowQueue', 'Deliver', functionLimits.deliverSlow],
  ] as const)('%s feeds %s, within its own bounds', (queue, fn, { batchSize, maxConcurrency }) => {
    dev.resourceCountIs('AWS::Lambda::EventSourceMapping', 4);
    dev.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^Syndication${queue}[0-9A-F]{8}$`), 'Arn'] },
      FunctionName: { Ref: Match.stringLikeRegexp(`^Syndication${fn}StageFunction`) },
      BatchSize: batchSize,
      ScalingConfig: { MaximumConcurrency: maxConcurrency },
    });
  });

  test('each lets its function report single failures, and filters nothing', () => {
    dev.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: Match.absent(),
      Enabled: Match.absent(),
    });
  });
});
