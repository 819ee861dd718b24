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

/** What of an error may stand in a log: its class, code and message, for operators. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) };
  const { code } = error as { code?: unknown };
  return {
    error: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    at: error.stack?.split('\n')[1]?.trim(),
  };
}
