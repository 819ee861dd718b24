/**
 * The requests of the pipeline and nothing else: asks the embedded services, from a process of its own, for what a number of batches of ten deliveries and
 * of articles ask for, in the same order and with as many batches at once, but without any work in between. Tells its parent how long it took.
 */
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { localCredentials } from '../local/credentials.ts';
import { localAccount } from '../local/template.ts';
import { articleJson } from './articles.ts';
import { perArticle, perBatch, type ServicesAloneTask } from './services-alone.ts';

const atOnce = 4;

process.once('message', (task: ServicesAloneTask) => {
  void run(task).then(
    (ms) => process.send?.({ ms }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });

async function run({ endpoints, table, bucket, queueUrl, articles, batches }: ServicesAloneTask): Promise<number> {
  const common = { region: localAccount.region, credentials: localCredentials };
  const dynamodb = new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb });
  const sqs = new SQSClient({ ...common, endpoint: endpoints.sqs });
  const s3 = new S3Client({ ...common, endpoint: endpoints.s3, forcePathStyle: true });
  const keyOf = (id: string) => ({ pk: { S: id }, sk: { S: 'BENCH' } });
  const content = articleJson(1);

  async function article(number: number): Promise<void> {
    const Key = `alone/${number}.json`;
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: content }));
    await (await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))).Body?.transformToByteArray();
    for (let read = 0; read < perArticle.gets; read++)
      await dynamodb.send(
        new GetItemCommand({ TableName: table, Key: keyOf(`ARTICLE#${number}`), ConsistentRead: true }),
      );
    for (let write = 0; write < perArticle.puts; write++) {
      const Item = { ...keyOf(`ARTICLE#${number}#${write}`), content: { S: write === 0 ? content : 'head' } };
      await dynamodb.send(new PutItemCommand({ TableName: table, Item }));
    }
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `${Key}.receipt`, Body: '{}' }));
  }

  async function batch(number: number): Promise<void> {
    const pairs = Array.from({ length: 10 }, (_, one) => `PAIR#${number}#${one}`);
    const body = JSON.stringify({ articleId: `article-${number}`, partnerId: 'partner-00000', revision: 1 });
    const Entries = pairs.map((_, one) => ({ Id: String(one), MessageBody: body }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    for (let read = 0; read < perBatch.reads; read++) {
      const Keys = pairs.slice(0, read === 0 ? 10 : 1).map(keyOf);
      await dynamodb.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }));
    }
    for (let write = 0; write < perBatch.writesOfEach; write++) {
      await Promise.all(pairs.map((pair) => dynamodb.send(change(table, keyOf(pair), write))));
    }
    const done = Messages.map(({ ReceiptHandle }, one) => ({ Id: String(one), ReceiptHandle }));
    if (done.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: done }));
  }

  const work = [
    ...Array.from({ length: articles }, (_, number) => () => article(number)),
    ...Array.from({ length: batches }, (_, number) => () => batch(number)),
  ];
  let next = 0;
  const startMs = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = work[next++]; one; one = work[next++]) await one();
    }),
  );
  return performance.now() - startMs;
}

/** As a lease, or as what came of an attempt: as large, and under a condition. */
function change(table: string, Key: { pk: { S: string }; sk: { S: string } }, write: number): UpdateItemCommand {
  return new UpdateItemCommand({
    TableName: table,
    Key,
    UpdateExpression: 'SET #s = :s, #t = :t, #u = :u',
    ConditionExpression: 'attribute_not_exists(#l) OR #l < :u',
    ExpressionAttributeNames: { '#s': 'state', '#t': 'token', '#u': 'updatedAtMs', '#l': 'leaseUntilMs' },
    ExpressionAttributeValues: {
      ':s': { S: write === 0 ? 'sending' : 'delivered' },
      ':t': { S: 'x'.repeat(write === 0 ? 36 : 300) },
      ':u': { N: '1795000000000' },
    },
    ReturnValues: 'ALL_NEW',
  });
}
