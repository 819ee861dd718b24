import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';

export interface OutgoingMessage {
  readonly body: object;
  /** Whole seconds, at most 900. */
  readonly delaySeconds?: number;
  /** Fair queues: messages of one group that crowd a standard queue do not delay the others. */
  readonly groupId?: string;
}

export interface Queue {
  /** Sends all messages, or throws: a send that failed for a part is repeated for that part. */
  send(messages: readonly OutgoingMessage[]): Promise<void>;
}

const batchMessages = 10;
const sendRounds = 4;
const parallelBatches = 8;

/** A queue on SQS. SendMessageBatch answers 200 with failures inside: they are read, and sent again. */
export function sqsQueue(client: SQSClient, queueUrl: string): Queue {
  async function sendBatch(messages: readonly OutgoingMessage[]): Promise<void> {
    let entries: SendMessageBatchRequestEntry[] = messages.map(({ body, delaySeconds, groupId }, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(body),
      ...(delaySeconds ? { DelaySeconds: delaySeconds } : {}),
      ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
    }));
    for (let round = 0; round < sendRounds && entries.length > 0; round++) {
      const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
      const failed = new Set((answer.Failed ?? []).map(({ Id }) => Id));
      entries = entries.filter(({ Id }) => failed.has(Id));
    }
    if (entries.length > 0) throw new Error(`queue refused ${entries.length} of ${messages.length} messages`);
  }

  return {
    async send(messages) {
      const batches: OutgoingMessage[][] = [];
      for (let start = 0; start < messages.length; start += batchMessages) {
        batches.push(messages.slice(start, start + batchMessages));
      }
      for (let start = 0; start < batches.length; start += parallelBatches) {
        await Promise.all(batches.slice(start, start + parallelBatches).map(sendBatch));
      }
    },
  };
}
