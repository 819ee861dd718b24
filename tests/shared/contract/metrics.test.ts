import { describe, expect, test } from 'vitest';
import { logEvents, measuresOf, metrics } from '../../../shared/contract/metrics.ts';

describe('the measures of a line', () => {
  test.each([
    [
      'an upload of which a part was taken',
      logEvents.uploadIngested,
      { items: 5, accepted: 3, sinceUploadMs: 900 },
      { ItemsAccepted: 3, ItemsRejected: 2, IngestLag: 900 },
    ],
    ['an upload that was refused', logEvents.uploadRejected, { items: 1, accepted: 0 }, { ItemsRejected: 1 }],
    ['a removal', logEvents.uploadIngested, { items: 2, removed: true }, {}],
    ['a fan-out', logEvents.articleFannedOut, {}, { FanOuts: 1 }],
    ['one at the end of an embargo', logEvents.articleFannedOut, { lateMs: 40 }, { FanOuts: 1, EmbargoLateness: 40 }],
    [
      'a look over the deliveries',
      logEvents.articleSettled,
      { asked: 2, unconfirmed: 1 },
      { LostDeliveries: 2, UnconfirmedRetractions: 1 },
    ],
    [
      'a first attempt that arrived',
      logEvents.deliveryAttempted,
      { outcome: 'delivered', attempt: 1, durationMs: 80, sinceMs: 700 },
      { Attempts: 1, AttemptDuration: 80, DeliveryLag: 700 },
    ],
    [
      'a later one: no figure for how quick Byline is',
      logEvents.deliveryAttempted,
      { outcome: 'delivered', attempt: 3, durationMs: 80, sinceMs: 90_000 },
      { Attempts: 1, AttemptDuration: 80 },
    ],
    [
      'the last of all',
      logEvents.deliveryAttempted,
      { outcome: 'dead', attempt: 12, durationMs: 9 },
      { Attempts: 1, AttemptDuration: 9, DeadDeliveries: 1 },
    ],
    [
      'a sweep',
      logEvents.sweepDone,
      { isWhole: false, partnersFailing: 2, longestFailureMs: 5, publishersQuiet: 1 },
      { Sweeps: 1, SweepsCutShort: 1, PartnersFailing: 2, LongestFailure: 5, PublishersQuiet: 1 },
    ],
    ['a failure of ours', logEvents.recordFailed, { error: 'TypeError' }, { RecordsFailed: 1 }],
    ['a refusal', logEvents.recordFailed, { error: 'AccessDeniedException' }, { RecordsFailed: 1, AccessDenied: 1 }],
    [
      'a key that is gone',
      logEvents.recordFailed,
      { error: 'KMSDisabledException' },
      { RecordsFailed: 1, AccessDenied: 1 },
    ],
    ['a line that counts nothing', logEvents.deliverySkipped, { articleId: 'a' }, {}],
  ])('%s', (_, event, fields, measures) => {
    expect(measuresOf(event, fields)).toEqual(measures);
  });

  test('are of metrics that are described', () => {
    for (const event of Object.values(logEvents))
      for (const name of Object.keys(measuresOf(event, { items: 2, accepted: 1, outcome: 'dead', lateMs: 1 })))
        expect(metrics).toHaveProperty(name);
  });
});
