/** What a part of the pipeline asked of AWS, in the units AWS bills. */
export interface AwsUsage {
  /** Requests by service and operation: `DynamoDB UpdateItem`, `SQS SendMessageBatch`, `S3 PUT`. */
  readonly requests: Record<string, number>;
  /** Write request units, those of the indexes included. */
  writeUnits: number;
  readUnits: number;
  /** SQS bills a request for each 64 KB it carries. */
  sqsBilled: number;
  /** Receives that found nothing: the waiting of a mapping, no work. Not among `requests`. */
  emptyReceives: number;
  /** Receives that found something: each becomes one invocation. */
  batches: number;
  messages: number;
}

export function noUsage(): AwsUsage {
  return { requests: {}, writeUnits: 0, readUnits: 0, sqsBilled: 0, emptyReceives: 0, batches: 0, messages: 0 };
}

export function totalRequests({ requests }: AwsUsage): number {
  return Object.values(requests).reduce((sum, count) => sum + count, 0);
}

export function requestsOf({ requests }: AwsUsage, prefix: string): number {
  return Object.entries(requests).reduce((sum, [name, count]) => sum + (name.startsWith(prefix) ? count : 0), 0);
}

export function addUsage(parts: readonly AwsUsage[]): AwsUsage {
  const sum = noUsage();
  for (const part of parts) {
    for (const [name, count] of Object.entries(part.requests)) sum.requests[name] = (sum.requests[name] ?? 0) + count;
    sum.writeUnits += part.writeUnits;
    sum.readUnits += part.readUnits;
    sum.sqsBilled += part.sqsBilled;
    sum.emptyReceives += part.emptyReceives;
    sum.batches += part.batches;
    sum.messages += part.messages;
  }
  return sum;
}
