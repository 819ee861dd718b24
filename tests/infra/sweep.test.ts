import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { pipelineTemplate, resourcesOf } from '../support/pipeline-template.ts';

const dev = pipelineTemplate('dev');

describe('the sweep', () => {
  test('starts every minute; one that could not start is not started late', () => {
    dev.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [
        {
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('SweepStageFunction'), 'Arn'] },
          RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
        },
      ],
    });
  });

  test('may be started by its rule and by nothing else', () => {
    const permissions = resourcesOf(dev, 'AWS::Lambda::Permission').filter(([, { FunctionName }]) =>
      JSON.stringify(FunctionName).includes('Sweep'),
    );
    expect(permissions).toHaveLength(1);
    dev.hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('EveryMinute'), 'Arn'] },
    });
  });

  test('is missed when it is silent', () => {
    dev.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'byline-dev-sweep-silent',
      MetricName: 'Invocations',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
  });
});
