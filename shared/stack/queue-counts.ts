import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Outputs } from '../contract/stack.ts';

/** What SQS says of one queue; approximate by nature. */
export interface QueueCounts {
  /** Ready to be taken. */
  readonly waiting: number;
  /** Taken, and not yet done. */
  readonly inWork: number;
  /** Not to be taken before their delay ends: retries and embargoes about to end. */
  readonly delayed: number;
}

export const queueNames = [
  'Ingest',
  'IngestDeadLetters',
  'Fanout',
  'FanoutDeadLetters',
  'Deliver',
  'DeliverDeadLetters',
  'DeliverSlow',
  'DeliverSlowDeadLetters',
] as const;
export type QueueName = (typeof queueNames)[number];

/** The output that holds a queue's URL. */
const queueOutputs = {
  Ingest: 'IngestQueueUrl',
  IngestDeadLetters: 'IngestDeadLettersUrl',
  Fanout: 'FanoutQueueUrl',
  FanoutDeadLetters: 'FanoutDeadLettersUrl',
  Deliver: 'DeliverQueueUrl',
  DeliverDeadLetters: 'DeliverDeadLettersUrl',
  DeliverSlow: 'DeliverSlowQueueUrl',
  DeliverSlowDeadLetters: 'DeliverSlowDeadLettersUrl',
} as const satisfies Record<QueueName, keyof Outputs>;

/** Asks SQS how much is in each queue of a stack. */
export async function countQueues(sqs: SQSClient, outputs: Outputs): Promise<Readonly<Record<QueueName, QueueCounts>>> {
  const counts = await Promise.all(
    queueNames.map(async (name) => [name, await countQueue(sqs, outputs[queueOutputs[name]])] as const),
  );
  return Object.fromEntries(counts) as Record<QueueName, QueueCounts>;
}

async function countQueue(sqs: SQSClient, QueueUrl: string): Promise<QueueCounts> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return {
    waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
    inWork: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
  };
}
