import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ChangeLedger, eventRecordOf, notificationsFor, type ObjectChange } from '../../local/bucket-events.ts';
import { parseUploadEvents } from '../../shared/contract/s3-events.ts';
import { temporaryDir } from '../support/assembly.ts';

const change: ObjectChange = {
  kind: 'created',
  bucket: 'uploads',
  key: 'publishers/a/x.txt',
  sequencer: '0A',
  atMs: Date.UTC(2026, 10, 24),
  size: 5,
  eTag: '"abc"',
};

describe('eventRecordOf', () => {
  test.each(['a+b c é.txt', 'red flower.txt', 'a//b.txt', '100%.json', '日本 (1)!.md', "it's~.txt", 'a%20b'])(
    'writes the key %s so that ingest reads it back',
    (name) => {
      const key = `publishers/a/${name}`;
      const [read] = parseUploadEvents(JSON.stringify({ Records: [eventRecordOf({ ...change, key })] }));
      expect(read).toMatchObject({ kind: 'created', key, sizeBytes: 5, sequencer: '0A' });
    },
  );

  test('form-encodes keys as S3 does', () => {
    const record = JSON.stringify(eventRecordOf({ ...change, key: 'red flower+é/x' }));
    expect(record).toContain('"key":"red+flower%2B%C3%A9/x"');
  });

  test('a removal is one', () => {
    const [read] = parseUploadEvents(JSON.stringify({ Records: [eventRecordOf({ ...change, kind: 'removed' })] }));
    expect(read).toMatchObject({ kind: 'removed' });
  });
});

describe('notificationsFor', () => {
  const notify = (event: string, prefix = '', suffix = '') => ({ queueArn: event, event, prefix, suffix });
  const bucket = {
    logicalId: 'Uploads',
    name: 'uploads',
    notifications: [
      notify('s3:ObjectCreated:*'),
      notify('s3:ObjectCreated:Put', 'publishers/', '.txt'),
      notify('s3:ObjectCreated:CompleteMultipartUpload'),
      notify('s3:ObjectCreated:*', 'other/'),
      notify('s3:ObjectRemoved:*'),
    ],
  };
  const told = (changed: ObjectChange): string[] => notificationsFor(bucket, changed).map(({ event }) => event);

  test('tells those whose event, prefix and suffix fit', () => {
    expect(told(change)).toEqual(['s3:ObjectCreated:*', 's3:ObjectCreated:Put']);
    expect(told({ ...change, multipart: true })).toEqual([
      's3:ObjectCreated:*',
      's3:ObjectCreated:CompleteMultipartUpload',
    ]);
    expect(told({ ...change, kind: 'removed' })).toEqual(['s3:ObjectRemoved:*']);
  });
});

describe('ChangeLedger', () => {
  const opened: ChangeLedger[] = [];
  const open = (path: string): ChangeLedger => {
    const ledger = new ChangeLedger(path);
    opened.push(ledger);
    return ledger;
  };
  afterEach(() => {
    for (const ledger of opened.splice(0)) ledger.close();
  });

  test('sequencers increase, even when the clock goes back, and across restarts', () => {
    const path = join(temporaryDir(), 'changes.sqlite');
    const times = [1000, 1000, 5, 2000, 1];
    const first = open(path);
    const sequencers = times.slice(0, 3).map((atMs) => first.begin('created', 'b', 'k', atMs));
    const second = open(path);
    sequencers.push(...times.slice(3).map((atMs) => second.begin('created', 'b', 'k', atMs)));
    expect(sequencers).toEqual([...new Set(sequencers)].toSorted());
    expect(sequencers.join('')).toMatch(/^[0-9A-F]+$/);
  });

  test('what was begun and not ended is pending after a restart', () => {
    const path = join(temporaryDir(), 'changes.sqlite');
    const before = open(path);
    before.end(before.begin('created', 'b', 'done', 1));
    const sequencer = before.begin('removed', 'b', 'half', 2);
    expect(open(path).pending()).toEqual([{ sequencer, kind: 'removed', bucket: 'b', key: 'half' }]);
  });
});
