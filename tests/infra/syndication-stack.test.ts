import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { PipelineRules } from '../../infra/pipeline-rules.ts';
import { apiEnv, deliverEnv, fanoutEnv, ingestEnv, sweepEnv } from '../../shared/contract/env.ts';
import { stackOutputs } from '../../shared/contract/stack.ts';
import { findings, pipelineStack, pipelineTemplate, resourcesOf, testApp } from '../support/pipeline-template.ts';
import { templateOutline } from '../support/template-outline.ts';

const dev = pipelineTemplate('dev');

describe.each(['dev', 'prod'])('the stack of stage %s', (stage) => {
  test('has no finding of AwsSolutions, Serverless or our own rules left', () => {
    const app = testApp();
    const { keepData } = { keepData: stage === 'prod' };
    pipelineStack(stage, app);
    expect(
      findings(app, new AwsSolutionsChecks(app), new ServerlessChecks(app), new PipelineRules(app, { keepData })),
    ).toEqual([]);
  });
});

describe('what is deployed', () => {
  const file = join(import.meta.dirname, 'template-outline.txt');

  test('is what was reviewed: write it anew with BYLINE_WRITE_DOCS=1, and look at the diff', () => {
    const outline = `${templateOutline(pipelineTemplate('prod'))}\n`;
    if (process.env.BYLINE_WRITE_DOCS) writeFileSync(file, outline);
    expect(outline).toBe(readFileSync(file, 'utf8'));
  });
});

describe('the stack', () => {
  test('has no finding with tracing on', () => {
    const app = testApp();
    pipelineStack('dev', app, { tracing: true } as object);
    expect(findings(app, new AwsSolutionsChecks(app), new ServerlessChecks(app))).toEqual([]);
  });

  test('breaks no rule that CloudFormation has for templates', () => {
    const app = testApp({ cloudFormationRules: true });
    pipelineStack('prod', app);
    expect(() => app.synth()).not.toThrow();
  });

  test('has no custom resources: nothing runs at deployment but CloudFormation', () => {
    const types = Object.values(dev.toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('Custom::') || type.includes('CustomResource'))).toEqual([]);
    expect(types.filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(5);
  });

  test('has the outputs that the contract names, and no others', () => {
    const outputs = dev.toJSON().Outputs as Record<string, { Value: unknown }>;
    expect(Object.keys(outputs).toSorted()).toEqual(Object.keys(stackOutputs).toSorted());
    expect(Object.values(outputs).filter(({ Value }) => !Value)).toEqual([]);
  });

  test('gives each function the variables that the contract names, and no others', () => {
    const namesByFunction = Object.fromEntries(
      resourcesOf(dev, 'AWS::Lambda::Function').map(([id, { Environment }]) => [
        /^Syndication([A-Z][a-z]+)/.exec(id)?.[1],
        Object.keys(Environment.Variables).toSorted(),
      ]),
    );
    expect(namesByFunction).toEqual({
      Ingest: Object.keys(ingestEnv).toSorted(),
      Fanout: Object.keys(fanoutEnv).toSorted(),
      Deliver: Object.keys(deliverEnv).toSorted(),
      Sweep: Object.keys(sweepEnv).toSorted(),
      Api: Object.keys(apiEnv).toSorted(),
    });
  });

  test('two stages fit into one account and region', () => {
    const names = [dev, pipelineTemplate('prod')].map((template) =>
      ['AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::CloudWatch::Alarm']
        .flatMap((type) => resourcesOf(template, type))
        .flatMap(([, { QueueName, BucketName, AlarmName }]) => QueueName ?? BucketName ?? AlarmName ?? [])
        .map((name) => JSON.stringify(name)),
    );
    const [devNames = [], prodNames = []] = names;
    expect(devNames.length).toBeGreaterThan(10);
    expect(devNames.filter((name) => prodNames.includes(name))).toEqual([]);
  });

  test('adding the pipeline to a stack of another app needs a stage and nothing else', async () => {
    const { Stack } = await import('aws-cdk-lib/core');
    const { ArticleSyndication } = await import('../../infra/syndication.ts');
    const stack = new Stack(testApp(), 'Newsroom');
    new ArticleSyndication(stack, 'Articles', { stage: 'newsroom' });
    const template = Template.fromStack(stack);
    template.hasResource('AWS::DynamoDB::Table', { DeletionPolicy: 'Retain' });
    template.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'byline-newsroom-deliver' });
  });
});
