import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { logEvents } from '../contract/metrics.ts';
import type { Log } from './logger.ts';

/**
 * Runs each record for itself, side by side: one that throws is returned for redelivery, the others are done.
 * The answer has always the exact shape SQS wants; anything else would count as success, or fail the whole batch.
 */
export async function eachRecord(
  event: SQSEvent,
  run: (record: SQSRecord) => Promise<void>,
  log: Log,
): Promise<SQSBatchResponse> {
  const failed = await Promise.all(
    event.Records.map(async (record) => {
      try {
        await run(record);
        return [];
      } catch (error) {
        log(logEvents.recordFailed, { messageId: record.messageId, ...errorFields(error) });
        return [{ itemIdentifier: record.messageId }];
      }
    }),
  );
  return { batchItemFailures: failed.flat() };
}

/**
 * Reads the body of each record, for stages that take a batch as a whole. One that cannot be read is in `unread`, to be returned for redelivery,
 * and so ends in the dead letters without the others.
 */
export function readBodies<Message>(
  event: SQSEvent,
  parse: (body: string) => Message,
  log: Log,
): { readonly read: readonly { messageId: string; message: Message }[]; readonly unread: readonly string[] } {
  const read: { messageId: string; message: Message }[] = [];
  const unread: string[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      read.push({ messageId, message: parse(body) });
    } catch (error) {
      log(logEvents.recordFailed, { messageId, ...errorFields(error) });
      unread.push(messageId);
    }
  }
  return { read, unread };
}

/** Runs a stage that takes a batch as a whole, and answers by index which messages must come again. */
export async function wholeBatch<Message>(
  event: SQSEvent,
  parse: (body: string) => Message,
  run: (messages: readonly Message[]) => Promise<readonly number[]>,
  log: Log,
): Promise<SQSBatchResponse> {
  const { read, unread } = readBodies(event, parse, log);
  const failed = await run(read.map(({ message }) => message));
  const again = [...unread, ...failed.flatMap((index) => read[index]?.messageId ?? [])];
  return { batchItemFailures: again.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** What of an error may stand in a log: its class, code and message, for operators. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) {
    return { error: error === null || typeof error !== 'object' ? String(error) : 'an object that is no Error' };
  }
  const { code } = error as { code?: unknown };
  return {
    error: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    at: error.stack?.split('\n')[1]?.trim(),
  };
}
