/**
 * The bodies of the queues. They carry ids only: SQS refuses characters outside XML 1.0, and a message
 * is a hint to look at something, never the thing itself.
 */

/** “Look at this article”: sent by ingest after a revision, by sweep when one is due. */
export interface FanoutMessage {
  readonly articleId: string;
  /** The slice of the partner registry to take on; absent means all, or decide to slice. */
  readonly slice?: number;
  readonly slices?: number;
}

/** “Look at this pair”: the receiver decides what, if anything, the partner is owed. */
export interface DeliverMessage {
  readonly articleId: string;
  readonly partnerId: string;
  /** The revision the sender knew of: a pair that has it is skipped early. Absent: whatever is owed. */
  readonly revision?: number;
}

/** Reads a queue body as JSON and checks its shape; throws a plain Error naming the field. */
export function parseFanoutMessage(body: string): FanoutMessage {
  const message = parseObject(body);
  return {
    articleId: text(message, 'articleId'),
    ...(message.slice === undefined ? {} : { slice: whole(message, 'slice'), slices: whole(message, 'slices') }),
  };
}

/** Reads a queue body as JSON and checks its shape; throws a plain Error naming the field. */
export function parseDeliverMessage(body: string): DeliverMessage {
  const message = parseObject(body);
  return {
    articleId: text(message, 'articleId'),
    partnerId: text(message, 'partnerId'),
    ...(message.revision === undefined ? {} : { revision: whole(message, 'revision') }),
  };
}

function parseObject(body: string): Record<string, unknown> {
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null) throw new Error('queue message is not a JSON object');
  return value as Record<string, unknown>;
}

function text(message: Record<string, unknown>, name: string): string {
  const value = message[name];
  if (typeof value !== 'string' || value === '') throw new Error(`queue message lacks ${name}`);
  return value;
}

function whole(message: Record<string, unknown>, name: string): number {
  const value = message[name];
  if (!Number.isSafeInteger(value)) throw new Error(`queue message has no whole number ${name}`);
  return value as number;
}
