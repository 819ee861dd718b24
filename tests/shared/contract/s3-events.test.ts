import { describe, expect, test } from 'vitest';
import { parseUploadEvents, type UploadEvent, uploadEventMessage } from '../../../shared/contract/s3-events.ts';
import { casesOf } from '../../support/material.ts';

const recordOf = (changes: object = {}, object: object = {}) => ({
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  eventTime: '2026-11-23T12:00:00.000Z',
  eventName: 'ObjectCreated:Put',
  s3: {
    bucket: { name: 'uploads' },
    object: { key: 'publishers/harbour-news/a.json', size: 10, eTag: 'e', versionId: 'v1', sequencer: '0A', ...object },
  },
  ...changes,
});
const parse = (...records: unknown[]) => parseUploadEvents(JSON.stringify({ Records: records }));

describe('the announcements of a bucket', () => {
  test('of an upload are read', () => {
    expect(parse(recordOf())).toEqual([
      {
        kind: 'created',
        key: 'publishers/harbour-news/a.json',
        sizeBytes: 10,
        versionId: 'v1',
        eTag: 'e',
        sequencer: '0A',
        at: '2026-11-23T12:00:00.000Z',
      },
    ]);
  });

  test.each<[string, string | undefined]>([
    ['ObjectCreated:Put', 'created'],
    ['ObjectCreated:Post', 'created'],
    ['ObjectCreated:Copy', 'created'],
    ['ObjectCreated:CompleteMultipartUpload', 'created'],
    ['ObjectRemoved:Delete', 'removed'],
    ['ObjectRemoved:DeleteMarkerCreated', 'removed'],
    // Cleaning the bucket must not unpublish the archive.
    ['LifecycleExpiration:Delete', undefined],
    ['LifecycleExpiration:DeleteMarkerCreated', undefined],
    ['ObjectRestore:Completed', undefined],
    ['ObjectTagging:Put', undefined],
    ['ObjectAcl:Put', undefined],
    ['ReducedRedundancyLostObject', undefined],
    ['ObjectCreated', undefined],
    ['', undefined],
  ])('%s: %s', (eventName, kind) => {
    expect(parse(recordOf({ eventName })).map((event) => event.kind)).toEqual(kind === undefined ? [] : [kind]);
  });

  test.each<[string, string]>([
    ['a+b.json', 'a b.json'],
    ['a%2Bb.json', 'a+b.json'],
    ['a%252Bb.json', 'a%2Bb.json'],
    ['100%25.json', '100%.json'],
    ['%25zz', '%zz'],
    ['caf%C3%A9.json', 'caf\u00e9.json'],
    ['cafe%CC%81.json', 'cafe\u0301.json'],
    ['%E6%97%A5%E6%9C%AC.json', '日本.json'],
    ['%F0%9F%98%80.json', '😀.json'],
    ['a%0Ab%00c', 'a\nb\u0000c'],
    ['..%252fa', '..%2fa'],
    ['a%2Fb', 'a/b'],
    // No valid encoding: taken as it stands, and looked for under that name.
    ['100%.json', '100%.json'],
    ['a+%zz', 'a+%zz'],
    ['%ff', '%ff'],
  ])('the key %s is %j', (encoded, key) => {
    expect(parse(recordOf({}, { key: encoded })).map((event) => event.key)).toEqual([key]);
  });

  test('a removal without size and version is one', () => {
    const object = { key: 'publishers/a/b', sequencer: '0B', size: undefined, versionId: undefined, eTag: undefined };
    expect(parse(recordOf({ eventName: 'ObjectRemoved:Delete' }, object))).toEqual([
      { kind: 'removed', key: 'publishers/a/b', sizeBytes: 0, sequencer: '0B', at: '2026-11-23T12:00:00.000Z' },
    ]);
  });

  test('several in one message keep their order; what names no object is passed over', () => {
    const events = parse(
      recordOf({}, { sequencer: '2' }),
      {},
      { s3: {} },
      recordOf({}, { key: '' }),
      recordOf({}, { sequencer: '1' }),
    );
    expect(events.map(({ sequencer }) => sequencer)).toEqual(['2', '1']);
  });

  test.each([
    '{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-23T12:00:00.000Z","Bucket":"uploads"}',
    '{}',
    '{"Records":[]}',
    '{"Records":null}',
    '{"Records":{"0":{}}}',
    'null',
    '[]',
    '7',
    '{"Records":[{"__proto__":{"eventName":"ObjectCreated:Put"}}]}',
  ])('%s announces nothing', (body) => {
    expect(parseUploadEvents(body)).toEqual([]);
  });

  test.each(['', 'hello', '{"Records":[', 'undefined'])('%j is no announcement at all', (body) => {
    expect(() => parseUploadEvents(body)).toThrow(SyntaxError);
  });
});

interface EventCase {
  readonly id: string;
  readonly body?: object;
  readonly raw?: string;
  readonly order?: readonly object[];
}

describe('announcements collected elsewhere', () => {
  const cases = casesOf<EventCase>('badinputs/events/s3-events.json');
  const nothing = new Set([
    'test-event',
    'lifecycle-expiry',
    'restore',
    'tagging',
    'unknown-event',
    'no-records',
    'records-empty',
    'records-null',
    'sns-wrapped',
    'eventbridge-shape',
    'proto',
  ]);
  const broken = new Set(['body-not-json', 'body-empty']);

  test.skipIf(cases.length === 0)('are read, passed over or refused, and never half read', () => {
    const outcomeOf = (body: string): string => {
      try {
        return parseUploadEvents(body).length > 0 ? 'read' : 'nothing';
      } catch {
        return 'refused';
      }
    };
    const bodies = cases.flatMap(({ id, body, raw, order = [] }) =>
      [...order, ...(body ? [body] : [])]
        .map((one) => [id, JSON.stringify(one)])
        .concat(raw === undefined ? [] : [[id, raw]]),
    );
    const wrong = bodies.filter(([id = '', body = '']) => {
      const wanted = nothing.has(id) ? 'nothing' : broken.has(id) ? 'refused' : 'read';
      return outcomeOf(body) !== wanted;
    });
    expect(wrong).toEqual([]);
    expect(bodies.length).toBeGreaterThan(25);
  });
});

describe('keys collected elsewhere', () => {
  const cases = casesOf<{ key: string; event_key: string }>('badinputs/s3keys/keys.json');

  test.skipIf(cases.length === 0)('are decoded once', () => {
    const wrong = cases.filter(({ key, event_key }) => parse(recordOf({}, { key: event_key }))[0]?.key !== key);
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(50);
  });
});

test('an announcement of our own reads as it was written', () => {
  const events: UploadEvent[] = [
    {
      kind: 'created',
      key: 'publishers/a/b c+d%é\u0000.json',
      sizeBytes: 5,
      versionId: 'v',
      eTag: 'e',
      sequencer: '00',
    },
    { kind: 'removed', key: 'publishers/a/b', sizeBytes: 0, sequencer: '0A01' },
  ];
  for (const event of events) expect(parseUploadEvents(JSON.stringify(uploadEventMessage(event)))).toEqual([event]);
});
