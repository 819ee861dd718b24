import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from 'vitest';
import { ChangeLedger } from '../../local/bucket-events.ts';
import { localCredentials } from '../../local/credentials.ts';
import { type S3AndSqs, startS3AndSqs } from '../../local/s3-sqs.ts';
import { temporaryDir } from '../support/assembly.ts';

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:inbox';
const queues = [{ logicalId: 'Inbox', name: 'inbox', arn: queueArn, attributes: { VisibilityTimeout: '300' } }];
const buckets = [
  {
    logicalId: 'Uploads',
    name: 'uploads',
    notifications: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'].map((event) => ({
      event,
      queueArn,
      prefix: '',
      suffix: '',
    })),
  },
  { logicalId: 'Receipts', name: 'receipts', notifications: [] },
];

const running: S3AndSqs[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((services) => services.stop()));
});

interface Services {
  readonly services: S3AndSqs;
  readonly s3: S3Client;
  readonly put: (key: string, body?: string | Uint8Array, bucket?: string) => Promise<unknown>;
  /** The messages of the queue, until none are left, as `eventName key size`. */
  readonly told: () => Promise<string[]>;
  readonly sqs: SQSClient;
  readonly queueUrl: string;
}

async function start(dir: string): Promise<Services> {
  const services = await startS3AndSqs({ dir, port: 0 });
  running.push(services);
  services.configure(queues, buckets);
  const options = { endpoint: services.endpoint, region: 'us-east-1', credentials: localCredentials };
  const [s3, sqs] = [new S3Client({ ...options, forcePathStyle: true }), new SQSClient(options)];
  const queueUrl = `${services.endpoint}/000000000000/inbox`;
  return {
    services,
    s3,
    sqs,
    queueUrl,
    put: (key, body = 'text', bucket = 'uploads') =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body })),
    async told() {
      const told: string[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
        );
        if (Messages.length === 0) return told;
        for (const { Body = '' } of Messages) told.push(...namesIn(Body));
      }
    },
  };
}

function namesIn(body: string): string[] {
  const { Records, Event } = JSON.parse(body) as {
    Event?: string;
    Records?: { eventName: string; s3: { object: { key: string; size?: number } } }[];
  };
  if (!Records) return [String(Event)];
  return Records.map(({ eventName, s3: { object } }) =>
    [eventName, object.key, object.size].filter((part) => part !== undefined).join(' '),
  );
}

async function stop({ services }: Services): Promise<void> {
  running.splice(running.indexOf(services), 1);
  await services.stop();
}

describe('startS3AndSqs', () => {
  test('tells the queue of every change of a notified bucket, and of no other', async () => {
    const { put, s3, told } = await start(temporaryDir());
    await put('a b+c.txt');
    await put('receipt.json', 'text', 'receipts');
    await s3.send(
      new DeleteObjectsCommand({
        Bucket: 'uploads',
        Delete: { Objects: [{ Key: 'a b+c.txt' }, { Key: 'never there' }] },
      }),
    );
    expect(await told()).toEqual([
      's3:TestEvent',
      'ObjectCreated:Put a+b%2Bc.txt 4',
      'ObjectRemoved:Delete a+b%2Bc.txt',
    ]);
  });

  test('loses no notification of many uploads at once', async () => {
    const { put, told } = await start(temporaryDir());
    const keys = Array.from({ length: 300 }, (_, index) => `k${index}`);
    await Promise.all(keys.map((key) => put(key)));
    expect((await told()).toSorted()).toEqual(
      ['s3:TestEvent', ...keys.map((key) => `ObjectCreated:Put ${key} 4`)].toSorted(),
    );
  });

  test('takes large files, in one request and in parts', async () => {
    const { put, s3, told } = await start(temporaryDir());
    const large = new Uint8Array(60 * 1024 * 1024);
    await put('one.bin', large);
    const target = { Bucket: 'uploads', Key: 'parts.bin' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(target));
    const part = async (PartNumber: number, Body: Uint8Array) => ({
      PartNumber,
      ETag: (await s3.send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body }))).ETag,
    });
    const Parts = [await part(1, large.subarray(0, 6 * 1024 * 1024)), await part(2, large.subarray(0, 3))];
    await s3.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
    expect(await told()).toEqual([
      's3:TestEvent',
      `ObjectCreated:Put one.bin ${large.byteLength}`,
      `ObjectCreated:CompleteMultipartUpload parts.bin ${6 * 1024 * 1024 + 3}`,
    ]);
  });

  test('objects and messages are there after a restart, those in flight at once', async () => {
    const dir = temporaryDir();
    const before = await start(dir);
    await before.put('kept.txt', 'kept');
    await before.sqs.send(new SendMessageCommand({ QueueUrl: before.queueUrl, MessageBody: '{"Event":"mine"}' }));
    expect(await before.told()).toHaveLength(3);
    await stop(before);

    const after = await start(dir);
    expect((await after.told()).toSorted()).toEqual(['ObjectCreated:Put kept.txt 4', 'mine', 's3:TestEvent']);
    const kept = await after.s3.send(new GetObjectCommand({ Bucket: 'uploads', Key: 'kept.txt' }));
    expect(await kept.Body?.transformToString()).toBe('kept');
  });

  test('a change whose notification a kill cut off is told at the next start', async () => {
    const dir = temporaryDir();
    const before = await start(dir);
    await before.put('put.txt');
    await before.told();
    await stop(before);
    // As a kill between an object and its message leaves the ledger: one put and one removal happened, two did not.
    const ledger = new ChangeLedger(join(dir, 'changes.sqlite'));
    ledger.begin('created', 'uploads', 'put.txt', 1);
    ledger.begin('removed', 'uploads', 'removed.txt', 1);
    ledger.begin('created', 'uploads', 'never put.txt', 1);
    ledger.begin('removed', 'uploads', 'put.txt', 1);
    ledger.close();

    const after = await start(dir);
    const told = await after.told();
    expect(told.filter((name) => name !== 's3:TestEvent')).toEqual([
      'ObjectCreated:Put put.txt 4',
      'ObjectCreated:Put put.txt 4',
      'ObjectRemoved:Delete removed.txt',
    ]);
    await stop(after);
    const again = await start(dir);
    expect((await again.told()).filter((name) => name.includes('removed.txt'))).toHaveLength(1);
  });

  test('listens on the loopback interface only', async () => {
    const { services } = await start(temporaryDir());
    expect(new URL(services.endpoint).hostname).toBe('127.0.0.1');
  });
});
