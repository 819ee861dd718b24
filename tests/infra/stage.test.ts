import { describe, expect, test } from 'vitest';
import { stageSettings } from '../../infra/stage.ts';

describe('stage settings', () => {
  test('without context the stage is dev, sends to public addresses and keeps nothing', () => {
    expect(stageSettings({})).toEqual({ stage: 'dev', endpointPolicy: 'public', keepData: false });
  });

  test('prod keeps its data', () => {
    expect(stageSettings({ stage: 'prod' })).toEqual({ stage: 'prod', endpointPolicy: 'public', keepData: true });
  });

  test('a stage other than prod may send to loopback', () => {
    expect(stageSettings({ stage: 'laptop', endpointPolicy: 'local' })).toMatchObject({ endpointPolicy: 'local' });
  });

  test.each(['Prod', '1st', 'a_b', 'a.b', '', '-a', 'a-', 'a'.repeat(17), 7, ['dev']])(
    'the name %j is refused with an example of a good one',
    (stage) => {
      expect(() => stageSettings({ stage })).toThrow(`"${String(stage)}" cannot name a stage`);
      expect(() => stageSettings({ stage })).toThrow('-c stage=prod');
    },
  );

  test.each(['a', 'dev', 'pr-1234', 'a'.repeat(16)])('the name %j is taken', (stage) => {
    expect(stageSettings({ stage }).stage).toBe(stage);
  });

  test('the longest name leaves room for account and region in the name of a bucket', () => {
    expect(`byline-${'a'.repeat(16)}-uploads-123456789012-ap-southeast-2`.length).toBeLessThanOrEqual(63);
  });

  test('an unknown endpoint policy is refused, naming both', () => {
    expect(() => stageSettings({ endpointPolicy: 'open' })).toThrow(
      /"open" is unknown.*"public".*endpointPolicy=local/,
    );
  });

  test('prod never sends to loopback', () => {
    expect(() => stageSettings({ stage: 'prod', endpointPolicy: 'local' })).toThrow('stage prod sends to public');
  });
});

describe('byline.config.ts', () => {
  const config = { stages: { prod: { keepData: false, alarmEmails: ['ops@example.org'] }, edge: { tracing: true } } };

  test('sets a stage up', () => {
    expect(stageSettings({ stage: 'edge' }, config)).toMatchObject({ stage: 'edge', tracing: true, keepData: false });
    expect(stageSettings({ stage: 'prod' }, config)).toMatchObject({
      keepData: false,
      alarmEmails: ['ops@example.org'],
    });
  });

  test('says nothing of a stage that it does not name', () => {
    expect(stageSettings({ stage: 'dev' }, config)).toEqual(stageSettings({ stage: 'dev' }));
  });

  test('is outweighed by the command line, and held to the same rules', () => {
    const local = {
      stages: { laptop: { endpointPolicy: 'local' as const }, prod: { endpointPolicy: 'local' as const } },
    };
    expect(stageSettings({ stage: 'laptop', endpointPolicy: 'public' }, local).endpointPolicy).toBe('public');
    expect(() => stageSettings({ stage: 'prod' }, local)).toThrow('stage prod sends to public');
    expect(() => stageSettings({}, { stages: { Prod: {} } })).toThrow('"Prod" cannot name a stage');
  });
});
