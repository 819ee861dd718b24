import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { EventSourceSpec } from './resources.ts';
import { localAccount } from './template.ts';

/** SQS gives at most ten messages at a time, and Lambda polls with long polls of 20 s. */
const receiveMax = 10;
const longPollSeconds = 20;
/** After a poll that failed. */
const pollErrorPauseMs = 1_000;

export interface EventSourceOptions {
  readonly queueUrl: string;
  readonly sqs: SQSClient;
  /** The function; it throws when it failed as a whole. */
  readonly invoke: (event: SQSEvent) => Promise<unknown>;
  /** Batches in work at a time: the mapping's own bound or this machine's, whichever is lower. */
  readonly concurrency: number;
  readonly onError: (error: unknown) => void;
}

export interface EventSource {
  /** Takes no further messages and waits for the batches in work. */
  stop(): Promise<void>;
}

/**
 * Polls a queue as an event source mapping does: batches up to the mapping's size, its window waited out where it has
 * one, messages deleted when they were dealt with, and left to their visibility time-out, and so to the queue's redrive, when not.
 */
export function startEventSource(spec: EventSourceSpec, options: EventSourceOptions): EventSource {
  const stopping = new AbortController();
  const inWork = new Set<Promise<void>>();

  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const messages = await nextBatch(spec, options, stopping.signal);
        if (messages.length === 0) continue;
        const work: Promise<void> = handleBatch(spec, options, messages).finally(() => inWork.delete(work));
        inWork.add(work);
        while (inWork.size >= options.concurrency) await Promise.race(inWork);
      } catch (error) {
        if (stopping.signal.aborted) break;
        options.onError(error);
        await pause(pollErrorPauseMs, stopping.signal);
      }
    }
  };
  const polling = poll();

  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(inWork);
    },
  };
}

async function nextBatch(
  spec: EventSourceSpec,
  { sqs, queueUrl }: EventSourceOptions,
  signal: AbortSignal,
): Promise<Message[]> {
  const messages: Message[] = [];
  let closesAtMs: number | undefined;
  while (messages.length < spec.batchSize) {
    const leftMs = closesAtMs === undefined ? longPollSeconds * 1000 : closesAtMs - Date.now();
    if (leftMs <= 0 && messages.length > 0) break;
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(receiveMax, spec.batchSize - messages.length),
      WaitTimeSeconds: Math.min(longPollSeconds, Math.ceil(leftMs / 1000)),
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    let received: Message[];
    try {
      received = (await sqs.send(command, { abortSignal: signal })).Messages ?? [];
    } catch (error) {
      // What was received is dealt with, whatever became of the poll after it.
      if (messages.length > 0) break;
      throw error;
    }
    messages.push(...received);
    if (spec.batchingWindowMs === 0 || messages.length === 0) break;
    closesAtMs ??= Date.now() + spec.batchingWindowMs;
  }
  return messages;
}

/** Never rejects: what goes wrong with a batch is reported, and its messages come again. */
async function handleBatch(
  spec: EventSourceSpec,
  { sqs, queueUrl, invoke, onError }: EventSourceOptions,
  messages: readonly Message[],
): Promise<void> {
  try {
    const result = await invoke({ Records: messages.map((message) => recordOf(spec, message)) });
    const failed = spec.reportsBatchItemFailures ? failedIds(result, messages) : new Set<string>();
    if (failed.size > 0)
      onError(new Error(`${spec.functionName}: ${failed.size} of ${messages.length} messages will come again`));
    const done = messages.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
    for (let start = 0; start < done.length; start += receiveMax) {
      await deleteMessages(sqs, queueUrl, done.slice(start, start + receiveMax));
    }
  } catch (error) {
    onError(error);
  }
}

async function deleteMessages(sqs: SQSClient, queueUrl: string, messages: readonly Message[]): Promise<void> {
  const answer = await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
    }),
  );
  const [failure] = answer.Failed ?? [];
  if (failure) throw new Error(`could not delete a message of ${queueUrl}: ${failure.Code} ${failure.Message ?? ''}`);
}

/**
 * The messages a function says it failed on. As in Lambda: nothing, or an empty list, means none; a list that
 * cannot be read, or names a message not in the batch, means all (Lambda Developer Guide, “Reporting batch item failures”).
 */
export function failedIds(result: unknown, messages: readonly Message[]): ReadonlySet<string> {
  const all = new Set(messages.map(({ MessageId }) => MessageId ?? ''));
  if (result === null || result === undefined) return new Set();
  if (typeof result !== 'object') return all;
  const { batchItemFailures } = result as Partial<SQSBatchResponse>;
  if (batchItemFailures === null || batchItemFailures === undefined) return new Set();
  if (!Array.isArray(batchItemFailures)) return all;
  const failed = new Set<string>();
  for (const failure of batchItemFailures as readonly unknown[]) {
    const id = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof id !== 'string' || !all.has(id)) return all;
    failed.add(id);
  }
  return failed;
}

function recordOf(spec: EventSourceSpec, message: Message): SQSRecord {
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: message.Attributes as unknown as SQSRecord['attributes'],
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, { DataType, StringValue }]) => [
        name,
        { dataType: DataType as 'String', stringValue: StringValue },
      ]),
    ),
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: spec.queueArn,
    awsRegion: localAccount.region,
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
