import { describe, expect, test } from 'vitest';
import { type BylineConfig, checkConfig, ConfigInvalid } from '../../infra/config.ts';

const check = (stages: unknown): BylineConfig => checkConfig('byline.config.ts', { stages });

/** The lines that a configuration is refused with. */
function refusals(stages: unknown): readonly string[] {
  try {
    check(stages);
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('byline.config.ts', () => {
  test('may say nothing, or everything', () => {
    const full = {
      keepData: true,
      endpointPolicy: 'public',
      tracing: true,
      alarmEmails: ['ops@example.org'],
      tags: { owner: 'newsroom' },
      permissionsBoundary: 'NewsroomBoundary',
      operators: ['arn:aws:iam::111122223333:role/ops'],
      publishers: { 'harbour-gazette': { principals: ['arn:aws:iam::444455556666:root'], externalId: 'harbour-1' } },
      retention: { logDays: 90, receiptDays: 30, replacedUploadDays: 7 },
      concurrency: { ingest: 10, fanout: 5, deliver: 100, deliverSlow: 5 },
      staticEgress: true,
      domain: {
        name: 'articles.example.org',
        certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1b4c7c3e',
      },
    };
    expect(check({ dev: {}, prod: full })).toEqual({ stages: { dev: {}, prod: full } });
  });

  test('is told what is wrong, and where, everything at once', () => {
    expect(
      refusals({
        prod: {
          alarmEmails: ['nobody'],
          retention: { logDays: 31 },
          concurrency: { deliver: 1 },
          publishers: { 'Harbour Gazette': { principals: [] } },
          operators: ['ops'],
          keepdata: true,
        },
      }),
    ).toEqual(
      expect.arrayContaining([
        'byline.config.ts: stages.prod.alarmEmails.0 is no mail address',
        'byline.config.ts: stages.prod.retention.logDays is no retention that CloudWatch Logs knows',
        'byline.config.ts: stages.prod.concurrency.deliver must be at least 2',
        'byline.config.ts: stages.prod.operators.0 is no ARN of an IAM role, user or account root',
        'byline.config.ts: stages.prod.keepdata is not known here',
      ]),
    );
  });

  test.each([undefined, null, 7, 'prod', [], {}])('that exports %j is refused, not run', (exported) => {
    expect(() => checkConfig('byline.config.ts', exported)).toThrow(ConfigInvalid);
  });
});
