import { randomUUID } from 'node:crypto';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { type Queue, sqsQueue } from '../../shared/runtime/queues.ts';
import { type Objects, s3Objects } from '../../shared/store/objects.ts';
import { useFauxqs } from './fauxqs.ts';
import { MemoryObjects } from './memory-objects.ts';
import { MemoryQueue } from './memory-queue.ts';

// What the simulations run on must behave as what the laptop and, by the emulators' own word, AWS do. The table's contract is in
// tests/shared/store/table.test.ts, the listing's in tests/shared/store/object-listing.test.ts.

const clients = useFauxqs();
const visibilitySeconds = 1;
const maxReceives = 2;

interface Received {
  readonly body: string;
  done(): Promise<void>;
}

/** A queue with a way to take from it, and to let time pass. */
interface TestQueue {
  readonly queue: Queue;
  receive(most: number): Promise<Received[]>;
  purge(): Promise<void>;
  /** Bodies that were given up. */
  dead(): Promise<string[]>;
  /** Returns as soon as something can be received, or when so many seconds are over. */
  later(seconds: number): Promise<void>;
}

async function fauxqsQueue(): Promise<TestQueue> {
  const { sqs } = clients();
  const create = async (Attributes: Record<string, string>): Promise<string> =>
    (await sqs.send(new CreateQueueCommand({ QueueName: `queue-${randomUUID()}`, Attributes }))).QueueUrl ?? '';
  const deadUrl = await create({});
  const deadLetterTargetArn = `arn:aws:sqs:us-east-1:000000000000:${deadUrl.split('/').at(-1)}`;
  const url = await create({
    VisibilityTimeout: String(visibilitySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: maxReceives }),
  });
  return {
    queue: sqsQueue(sqs, url),
    receive: (most) => receiveFrom(sqs, url, most),
    purge: async () => void (await sqs.send(new PurgeQueueCommand({ QueueUrl: url }))),
    dead: async () => (await receiveFrom(sqs, deadUrl, 10)).map(({ body }) => body),
    later: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000 + 50)),
  };
}

async function receiveFrom(sqs: SQSClient, QueueUrl: string, most: number): Promise<Received[]> {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: most }));
  return Messages.map(({ Body = '', ReceiptHandle }) => ({
    body: Body,
    done: async () => void (await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))),
  }));
}

function memoryQueue(): Promise<TestQueue> {
  let nowMs = 0;
  const queue = new MemoryQueue(() => nowMs, visibilitySeconds * 1000, maxReceives);
  return Promise.resolve({
    queue,
    receive: (most) =>
      Promise.resolve(
        queue.receive(most, () => 0).map(({ body, done }) => ({ body, done: () => Promise.resolve(done()) })),
      ),
    purge: () => Promise.resolve(queue.purge()),
    dead: () => Promise.resolve([...queue.dead]),
    later: (seconds) => Promise.resolve(void (nowMs += seconds * 1000)),
  });
}

const bodies = (received: readonly Received[]): string[] => received.map(({ body }) => body).toSorted();
const numbered = (count: number): { body: object }[] =>
  Array.from({ length: count }, (_, number) => ({ body: { number } }));

describe.each<[string, () => Promise<TestQueue>]>([
  ['of fauxqs', fauxqsQueue],
  ['in memory', memoryQueue],
])('a queue %s', (_, newQueue) => {
  test('gives what was sent as it was sent, at most so many at once, and nothing twice while it is in flight', async () => {
    const { queue, receive } = await newQueue();
    await queue.send([{ body: { text: 'Zürich 東京' }, groupId: 'outlet' }]);
    await queue.send(numbered(2));
    const first = await receive(2);
    const second = await receive(10);
    expect([first.length, second.length]).toEqual([2, 1]);
    expect(bodies([...first, ...second])).toEqual(['{"number":0}', '{"number":1}', '{"text":"Zürich 東京"}']);
    expect(await receive(10)).toEqual([]);
  });

  test('brings back what was not done when its visibility ends, and never what was', async () => {
    const { queue, receive, later } = await newQueue();
    await queue.send(numbered(2));
    for (const message of await receive(10)) if (message.body === '{"number":0}') await message.done();
    expect(await receive(10)).toEqual([]);
    await later(visibilitySeconds);
    expect(bodies(await receive(10))).toEqual(['{"number":1}']);
  });

  test('gives up what was received too often', async () => {
    const { queue, receive, later, dead } = await newQueue();
    await queue.send(numbered(1));
    for (let received = 0; received < maxReceives; received++) {
      expect(await receive(10)).toHaveLength(1);
      await later(visibilitySeconds);
    }
    expect(await receive(10)).toEqual([]);
    expect(await dead()).toEqual(['{"number":0}']);
  });

  test('holds back what is delayed', async () => {
    const { queue, receive, later } = await newQueue();
    await queue.send([{ body: { number: 1 }, delaySeconds: 1 }]);
    expect(await receive(10)).toEqual([]);
    await later(1);
    expect(await receive(10)).toHaveLength(1);
  });

  test('holds nothing any more when it was purged', async () => {
    const { queue, receive, purge } = await newQueue();
    await queue.send(numbered(3));
    await purge();
    expect(await receive(10)).toEqual([]);
    await queue.send(numbered(1));
    expect(await receive(10)).toHaveLength(1);
  });
});

async function fauxqsBucket(): Promise<Objects> {
  const { s3 } = clients();
  const bucket = `bucket-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  return s3Objects(s3, bucket);
}

describe.each<[string, () => Promise<Objects>]>([
  ['of fauxqs', fauxqsBucket],
  ['in memory', () => Promise.resolve(new MemoryObjects())],
])('a bucket %s', (_, newBucket) => {
  test('gives back the newest bytes under a key, and nothing for a key that has none', async () => {
    const bucket = await newBucket();
    const key = 'publishers/a/日本 +&%.json';
    expect([await bucket.get(key), await bucket.exists(key)]).toEqual([undefined, false]);
    await bucket.put(key, 'one', 'text/plain');
    await bucket.put(key, Uint8Array.of(0, 255), 'application/json');
    const object = await bucket.get(key);
    expect([...(object?.bytes ?? [])]).toEqual([0, 255]);
    expect(object?.contentType).toBe('application/json');
    expect(await bucket.exists(key)).toBe(true);
  });

  test('forgets what was removed, and does not mind removing nothing', async () => {
    const bucket = await newBucket();
    await bucket.put('a', 'one', 'text/plain');
    await bucket.remove('a');
    await bucket.remove('a');
    expect([await bucket.get('a'), await bucket.exists('a')]).toEqual([undefined, false]);
  });
});
