import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from 'vitest';
import { localCredentials } from '../../local/credentials.ts';
import type { LogEntry } from '../../local/logs.ts';
import { readStackFile } from '../../local/stack-file.ts';
import { type LocalStack, StackAlreadyRuns, startLocalStack } from '../../local/start.ts';
import { temporaryDir } from '../support/assembly.ts';
import { echoStack } from '../support/echo-stack.ts';

const running: LocalStack[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((stack) => stack.stop()));
});

interface Started {
  readonly stack: LocalStack;
  readonly entries: LogEntry[];
  readonly sqs: SQSClient;
  readonly send: (...bodies: string[]) => Promise<unknown>;
  /** What the function wrote under `field`, in order. */
  readonly written: (field: string) => unknown[];
  readonly queue: (output: 'Queue' | 'Dead') => string;
}

async function start(assemblyDir: string, dir = temporaryDir()): Promise<Started> {
  const entries: LogEntry[] = [];
  const stack = await startLocalStack({ dir, assemblyDir, port: 0, onLog: (entry) => entries.push(entry) });
  running.push(stack);
  const sqs = new SQSClient({ endpoint: stack.endpoints.sqs, region: 'us-east-1', credentials: localCredentials });
  const queue = (output: string): string => (stack.outputs as Record<string, string>)[output] ?? '';
  return {
    stack,
    entries,
    sqs,
    queue,
    send: (...bodies) =>
      sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: queue('Queue'),
          Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
        }),
      ),
    written: (field) => entries.flatMap(({ line }) => (field in line ? [line[field]] : [])),
  };
}

const say = 'const say = (line) => console.log(JSON.stringify(line));';
/** S3's test event arrives first on each new stack; these functions pass over it. */
const bodies = 'const bodies = (event) => event.Records.filter(({ body }) => !body.includes("TestEvent"));';
const patient = { timeout: 10_000, interval: 20 };

describe('startLocalStack', () => {
  test('an upload reaches the function as an event', async () => {
    const { stack, written } = await start(
      echoStack(
        `${say} export const handler = async (event) => { for (const { body } of event.Records) for (const record of JSON.parse(body).Records ?? []) say({ key: record.s3.object.key }); };`,
      ),
    );
    const s3 = new S3Client({
      endpoint: stack.endpoints.s3,
      region: 'us-east-1',
      credentials: localCredentials,
      forcePathStyle: true,
    });
    await s3.send(new PutObjectCommand({ Bucket: 'uploads', Key: 'publishers/a/x.txt', Body: 'x' }));
    await expect.poll(() => written('key'), patient).toEqual(['publishers/a/x.txt']);
  });

  test('of a batch, only the messages the function failed on come again, and end in the dead letters', async () => {
    const { send, written, sqs, queue } = await start(
      echoStack(
        `${say} ${bodies} export const handler = async (event) => ({ batchItemFailures: bodies(event).filter(({ messageId, body }) => {
          say({ got: body });
          return body === 'bad';
        }).map(({ messageId }) => ({ itemIdentifier: messageId })) });`,
      ),
    );
    await send('good one', 'bad', 'good two');
    const deadLetter = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue('Dead'), WaitTimeSeconds: 10 }));
    expect(deadLetter.Messages?.map(({ Body }) => Body)).toEqual(['bad']);
    expect(written('got').toSorted()).toEqual(['bad', 'bad', 'good one', 'good two']);
    const left = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: queue('Queue'), AttributeNames: ['All'] }));
    expect(left.Attributes).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
    });
  });

  test('a function that ends in the middle gets its messages again', async () => {
    const { send, written } = await start(
      echoStack(
        `${say} ${bodies} export const handler = async (event) => { for (const { body, attributes } of bodies(event)) {
          say({ got: body + ' ' + attributes.ApproximateReceiveCount });
          await new Promise((resolve) => setImmediate(resolve));
          if (attributes.ApproximateReceiveCount === '1') process.exit(1);
        } };`,
      ),
    );
    await send('work');
    await expect.poll(() => written('got'), patient).toContain('work 2');
  });

  test('takes batches no larger than the mapping allows', async () => {
    const { send, written } = await start(
      echoStack(
        `${say} ${bodies} export const handler = async (event) => { const { length } = bodies(event); if (length > 0) say({ length }); };`,
        {
          mapping: { BatchSize: 2 },
        },
      ),
    );
    await send('1', '2', '3', '4', '5');
    const sum = () => written('length').reduce<number>((total, length) => total + Number(length), 0);
    await expect.poll(sum, patient).toBe(5);
    expect(Math.max(...written('length').map(Number))).toBeLessThanOrEqual(2);
  });

  test('waits out the batching window for a fuller batch', async () => {
    const { sqs, queue, written } = await start(
      echoStack(
        `${say} ${bodies} export const handler = async (event) => { const got = bodies(event).map(({ body }) => body); if (got.length > 0) say({ got }); };`,
        {
          mapping: { BatchSize: 3, MaximumBatchingWindowInSeconds: 300 },
          queue: { VisibilityTimeout: 600 },
        },
      ),
    );
    // With S3's test event the third message fills the batch, long before its window ends.
    for (const MessageBody of ['1', '2'])
      await sqs.send(new SendMessageCommand({ QueueUrl: queue('Queue'), MessageBody }));
    await expect.poll(() => written('got'), patient).toEqual([['1', '2']]);
  });

  test('messages not dealt with before a stop are dealt with after the next start', async () => {
    const dir = temporaryDir();
    const failing = echoStack('export const handler = async () => { throw new Error("no"); };', {
      queue: { VisibilityTimeout: 300 },
    });
    const before = await start(failing, dir);
    await before.send('kept');
    await expect.poll(() => before.entries.some(({ stream }) => stream === 'stack'), patient).toBe(true);
    running.splice(0);
    await before.stack.stop();

    const after = await start(
      echoStack(
        `${say} ${bodies} export const handler = async (event) => { for (const { body } of bodies(event)) say({ got: body }); };`,
      ),
      dir,
    );
    await expect.poll(() => after.written('got'), patient).toEqual(['kept']);
  });

  test('says in stack.json where it is while it runs', async () => {
    const dir = temporaryDir();
    const { stack } = await start(echoStack('export const handler = async () => {};'), dir);
    expect(readStackFile(dir)).toMatchObject({
      pid: process.pid,
      endpoints: stack.endpoints,
      outputs: { Bucket: 'uploads' },
    });
    running.splice(0);
    await stack.stop();
    expect(readStackFile(dir)).toBeUndefined();
  });

  test('a second stack on the same folder is refused, and the first goes on', async () => {
    const dir = temporaryDir();
    const assemblyDir = echoStack(
      `${say} ${bodies} export const handler = async (event) => { for (const { body } of bodies(event)) say({ got: body }); };`,
    );
    const { send, written } = await start(assemblyDir, dir);
    await expect(startLocalStack({ dir, assemblyDir, port: 0 })).rejects.toThrow(StackAlreadyRuns);
    await expect(startLocalStack({ dir, assemblyDir, port: 0 })).rejects.toThrow(`process ${process.pid}`);
    await send('still here');
    await expect.poll(() => written('got'), patient).toEqual(['still here']);
  });
});
