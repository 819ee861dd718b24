import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { type OutgoingMessage, sqsQueue } from '../../../shared/runtime/queues.ts';
import { useFauxqs } from '../../support/fauxqs.ts';

const clients = useFauxqs();

async function newQueue() {
  const { sqs } = clients();
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `queue-${randomUUID()}` }));
  const receive = async (): Promise<Message[]> => {
    const received: Message[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] }),
      );
      if (Messages.length === 0) return received;
      received.push(...Messages);
    }
  };
  const delayed = async () => {
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    return Number(Attributes?.ApproximateNumberOfMessagesDelayed);
  };
  return { queue: sqsQueue(sqs, QueueUrl), receive, delayed };
}

const numbered = (count: number): OutgoingMessage[] =>
  Array.from({ length: count }, (_, number) => ({ body: { articleId: `article-${number}` } }));

describe('a queue on SQS', () => {
  test.each([0, 1, 10, 11, 100, 237])('takes %i messages at once, each once', async (count) => {
    const { queue, receive } = await newQueue();
    await queue.send(numbered(count));
    const ids = (await receive()).map(({ Body = '' }) => (JSON.parse(Body) as { articleId: string }).articleId);
    expect(ids.toSorted()).toEqual(
      numbered(count)
        .map(({ body }) => (body as { articleId: string }).articleId)
        .toSorted(),
    );
  });

  test('delays a message, and takes it without delay when there is none', async () => {
    const { queue, receive, delayed } = await newQueue();
    await queue.send([
      { body: { articleId: 'late' }, delaySeconds: 900 },
      { body: { articleId: 'now' }, delaySeconds: 0 },
    ]);
    expect((await receive()).map(({ Body }) => Body)).toEqual(['{"articleId":"now"}']);
    expect(await delayed()).toBe(1);
  });

  test('takes messages that name their group, as fair queues want', async () => {
    const { queue, receive } = await newQueue();
    await queue.send([{ body: { articleId: 'a' }, groupId: 'outlet' }, { body: { articleId: 'b' } }]);
    expect(await receive()).toHaveLength(2);
  });

  test('does not take a queue that is not there for a queue', async () => {
    const missing = sqsQueue(clients().sqs, 'http://127.0.0.1/000000000000/missing');
    await expect(missing.send(numbered(1))).rejects.toThrow(/queue/i);
  });
});

describe('a batch that SQS takes in part', () => {
  /** A client whose n-th request fails the messages that `fails` picks. */
  function partial(fails: (id: string, request: number) => boolean) {
    const sent: string[][] = [];
    const groups: unknown[] = [];
    const send = ({ input }: SendMessageBatchCommand) => {
      const entries = input.Entries ?? [];
      groups.push(entries.map(({ MessageGroupId, DelaySeconds }) => [MessageGroupId, DelaySeconds]));
      const request = sent.length;
      sent.push(entries.map(({ MessageBody = '' }) => MessageBody));
      const Failed = entries
        .filter(({ Id = '' }) => fails(Id, request))
        .map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false }));
      return Promise.resolve({ Successful: [], Failed });
    };
    return { client: { send } as unknown as SQSClient, sent, groups };
  }

  test('has the rest sent again, and only that', async () => {
    const { client, sent } = partial((id, request) => request < 2 && (id === '1' || id === '3'));
    await sqsQueue(client, 'url').send(numbered(5));
    const [all = []] = sent;
    expect(sent).toEqual([all, [all[1], all[3]], [all[1], all[3]]]);
  });

  test('keeps the group and the delay of each message', async () => {
    const { client, groups } = partial((id, request) => request === 0 && id === '0');
    await sqsQueue(client, 'url').send([{ body: {}, groupId: 'outlet', delaySeconds: 30 }, { body: {} }]);
    expect(groups).toEqual([
      [
        ['outlet', 30],
        [undefined, undefined],
      ],
      [['outlet', 30]],
    ]);
  });

  test('for ever is an error that says how many are missing', async () => {
    const { client, sent } = partial((id) => id === '4');
    await expect(sqsQueue(client, 'url').send(numbered(10))).rejects.toThrow('queue refused 1 of 10 messages');
    expect(sent.length).toBeLessThan(10);
  });
});
