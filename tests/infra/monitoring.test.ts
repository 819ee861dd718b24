import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib/core';
import { Match } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, test } from 'vitest';
import { Monitoring } from '../../infra/monitoring.ts';
import { pipelineTemplate, resourcesOf, testApp } from '../support/pipeline-template.ts';

const dev = pipelineTemplate('dev');
const alarms = resourcesOf(dev, 'AWS::CloudWatch::Alarm').map(([, alarm]) => alarm);

describe('the alarms', () => {
  test('each tells what it means to people and where the runbook speaks of it', () => {
    const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    for (const { AlarmName, AlarmDescription } of alarms) {
      const [, impact, anchor] = /^(.{20,}\.) See docs\/runbook\.md#([a-z-]+)$/.exec(AlarmDescription) ?? [];
      expect(impact, AlarmName).toBeDefined();
      expect(headings, AlarmName).toContain(anchor);
    }
  });

  test('each has a name of its own that starts with the stack’s', () => {
    const names = alarms.map(({ AlarmName }) => AlarmName as string);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^byline-dev-[a-z-]+$/.test(name))).toEqual([]);
  });

  test('each reports its start and its end to the topic', () => {
    dev.resourceCountIs('AWS::SNS::Topic', 1);
    const topic = [{ Ref: Match.stringLikeRegexp('MonitoringAlarms') }];
    dev.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: topic, OKActions: topic });
  });

  test.each(['ingest', 'fanout', 'deliver', 'sweep'])('%s has alarms on errors, throttles and slowness', (name) => {
    const names = alarms.map(({ AlarmName }) => AlarmName as string);
    expect(names).toEqual(
      expect.arrayContaining(['errors', 'throttles', 'slow'].map((kind) => `byline-dev-${name}-${kind}`)),
    );
  });

  test('the topic refuses requests without TLS', () => {
    dev.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 'sns:Publish',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  test.each([{}, { above: 1, below: 1 }])('an alarm with the bounds %j is refused', (bounds) => {
    const monitoring = new Monitoring(new Stack(testApp(), 'Probe'), 'Monitoring', { stage: 'dev' });
    const metric = new Metric({ namespace: 'Probe', metricName: 'Probe' });
    expect(() =>
      monitoring.alarm({ name: 'probe', impact: '', runbook: 'queue-age', metric, forMinutes: 1, ...bounds }),
    ).toThrow('alarm probe needs either "above" or "below", and not both');
  });
});
