import { describe, expect, test } from 'vitest';
import { readSynthesizedStack, resolveStack, type StackSpec } from '../../local/template.ts';
import { codeOf, writeAssembly } from '../support/assembly.ts';
import { echoStack } from '../support/echo-stack.ts';

const endpoint = 'http://127.0.0.1:4599';
const api = 'http://127.0.0.1:4619';
const specOf = (assemblyDir: string): StackSpec => resolveStack(readSynthesizedStack(assemblyDir), endpoint, api);
const specOfResource = (Type: string, Properties: object = {}): StackSpec =>
  specOf(writeAssembly({ resources: { It: { Type, Properties } } }));

describe('resolveStack', () => {
  test('yields queues, buckets and functions with their references resolved', () => {
    const spec = specOf(echoStack('export const handler = () => {};'));
    expect(spec.queues.find(({ name }) => name === 'Inbox')).toEqual({
      logicalId: 'Inbox',
      name: 'Inbox',
      arn: 'arn:aws:sqs:us-east-1:000000000000:Inbox',
      attributes: {
        VisibilityTimeout: '1',
        RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:DeadLetters","maxReceiveCount":2}',
      },
    });
    expect(spec.buckets).toEqual([
      {
        logicalId: 'Uploads',
        name: 'uploads',
        notifications: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'].map((event) => ({
          event,
          queueArn: 'arn:aws:sqs:us-east-1:000000000000:Inbox',
          prefix: '',
          suffix: '',
        })),
      },
    ]);
    expect(spec.functions[0]).toMatchObject({
      handler: 'index.handler',
      timeoutMs: 10_000,
      memoryMb: 128,
      environment: { BUCKET: 'uploads', QUEUE_URL: `${endpoint}/000000000000/Inbox` },
    });
    expect(spec.outputs).toMatchObject({ Bucket: 'uploads' });
  });

  test('yields what an event source mapping asks for', () => {
    const [source] = specOf(
      echoStack('export const handler = () => {};', {
        mapping: { BatchSize: 5, MaximumBatchingWindowInSeconds: 2, ScalingConfig: { MaximumConcurrency: 7 } },
      }),
    ).eventSources;
    expect(source).toMatchObject({
      batchSize: 5,
      batchingWindowMs: 2000,
      maxConcurrency: 7,
      reportsBatchItemFailures: true,
    });
  });

  test('leaves out mappings and rules that are switched off', () => {
    expect(specOf(echoStack('export const handler = () => {};', { mapping: { Enabled: false } })).eventSources).toEqual(
      [],
    );
    expect(specOfResource('AWS::Events::Rule', { State: 'DISABLED' }).schedules).toEqual([]);
  });

  test('yields tables with their indexes, from both kinds of table', () => {
    const Properties = {
      TableName: { 'Fn::Join': ['-', ['articles', { Ref: 'AWS::Region' }]] },
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'work',
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    };
    for (const type of ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable']) {
      expect(specOfResource(type, Properties).tables[0]).toMatchObject({
        name: 'articles-us-east-1',
        definition: { BillingMode: 'PAY_PER_REQUEST', GlobalSecondaryIndexes: [{ IndexName: 'work' }] },
      });
    }
  });

  test('yields schedules by their rate', () => {
    const resources = {
      Sweep: {
        Type: 'AWS::Lambda::Function',
        Properties: { Runtime: 'nodejs24.x', Handler: 'index.handler', Code: codeOf('sweep') },
      },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          ScheduleExpression: 'rate(1 minute)',
          State: 'ENABLED',
          Targets: [{ Arn: { 'Fn::GetAtt': ['Sweep', 'Arn'] }, Id: 'Target0' }],
        },
      },
    };
    expect(specOf(writeAssembly({ resources, code: { sweep: '' } })).schedules[0]).toMatchObject({
      everyMs: 60_000,
      targets: [{ functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:Sweep' }],
    });
  });

  test('passes over what means nothing on a laptop', () => {
    expect(specOfResource('AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: 'It' }] }).queues).toEqual([]);
  });

  test.each([
    ['AWS::Kinesis::Stream', {}, 'AWS::Kinesis::Stream'],
    ['AWS::Events::Rule', { ScheduleExpression: 'cron(0 12 * * ? *)' }, 'cron'],
    ['AWS::S3::Bucket', { NotificationConfiguration: { LambdaConfigurations: [{}] } }, 'LambdaConfigurations'],
    ['AWS::Lambda::Function', { Runtime: 'python3.13' }, 'python3.13'],
    ['AWS::Lambda::EventSourceMapping', { EventSourceArn: 'arn:aws:sqs:x', FilterCriteria: {} }, 'filter'],
    ['AWS::Lambda::EventSourceMapping', { EventSourceArn: 'arn:aws:kinesis:x' }, 'arn:aws:kinesis:x'],
  ])('refuses what it cannot run, naming it: %s %j', (type, properties, named) => {
    expect(() => specOfResource(type, properties)).toThrow(named);
  });
});

describe('an HTTP API', () => {
  const withRoute = (route: object, integration: object = {}): StackSpec =>
    specOf(
      writeAssembly({
        resources: {
          Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
          Calls: {
            Type: 'AWS::ApiGatewayV2::Integration',
            Properties: {
              IntegrationType: 'AWS_PROXY',
              IntegrationUri: 'arn:aws:lambda:us-east-1:000000000000:function:Fn',
              PayloadFormatVersion: '2.0',
              ...integration,
            },
          },
          Route: {
            Type: 'AWS::ApiGatewayV2::Route',
            Properties: {
              RouteKey: 'GET /v1/things/{id}',
              Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Calls' }]] },
              ...route,
            },
          },
        },
        outputs: { ApiUrl: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } },
      }),
    );

  test('has routes with the functions they call, and the address it is given', () => {
    const { httpRoutes, outputs } = withRoute({});
    expect(httpRoutes).toEqual([
      {
        method: 'GET',
        path: '/v1/things/{id}',
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:Fn',
      },
    ]);
    expect(outputs).toEqual({ ApiUrl: api });
  });

  test.each<[object, object, RegExp]>([
    [{ RouteKey: '$default' }, {}, /routes of one method/],
    [{ RouteKey: 'ANY /v1' }, {}, /routes of one method/],
    [{ RouteKey: 'GET /v1/{all+}' }, {}, /whole segments/],
    [{ AuthorizationType: 'JWT' }, {}, /authorizers/],
    [{}, { PayloadFormatVersion: '1.0' }, /payload 2\.0/],
    [{}, { IntegrationType: 'HTTP_PROXY' }, /payload 2\.0/],
  ])('with %j and %j is an error, since it is not run here', (route, integration, message) => {
    expect(() => withRoute(route, integration)).toThrow(message);
  });
});
