import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test } from 'vitest';
import { localCredentials } from '../../local/credentials.ts';
import { DatabaseInUse } from '../../local/dynamodb-indexes.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../local/dynamodb.ts';
import type { TableSpec } from '../../local/resources.ts';
import { temporaryDir } from '../support/assembly.ts';

const table: TableSpec = {
  logicalId: 'Table',
  name: 'articles',
  definition: {
    TableName: 'articles',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: ['pk', 'work'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'work',
        KeySchema: [{ AttributeName: 'work', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
};

const running: LocalDynamoDb[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(path: string, unclean = false): Promise<{ server: LocalDynamoDb; client: DynamoDBClient }> {
  const server = await startDynamoDb({ path, unclean });
  running.push(server);
  await server.configure([table]);
  return {
    server,
    client: new DynamoDBClient({ endpoint: server.endpoint, region: 'us-east-1', credentials: localCredentials }),
  };
}

async function stop(server: LocalDynamoDb): Promise<void> {
  running.splice(running.indexOf(server), 1);
  await server.stop();
}

const put = (client: DynamoDBClient, pk: string, work: string) =>
  client.send(new PutItemCommand({ TableName: 'articles', Item: { pk: { S: pk }, work: { S: work } } }));

async function inIndex(client: DynamoDBClient, work: string): Promise<(string | undefined)[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: 'articles',
      IndexName: 'work',
      KeyConditionExpression: '#work = :work',
      ExpressionAttributeNames: { '#work': 'work' },
      ExpressionAttributeValues: { ':work': { S: work } },
    }),
  );
  return Items.map(({ pk }) => pk?.S);
}

describe('startDynamoDb', () => {
  test('items and indexes are there after a restart', async () => {
    const path = join(temporaryDir(), 'dynamodb');
    const before = await start(path);
    await put(before.client, 'one', 'due');
    await stop(before.server);
    const { client } = await start(path);
    const { Item } = await client.send(new GetItemCommand({ TableName: 'articles', Key: { pk: { S: 'one' } } }));
    expect(Item).toEqual({ pk: { S: 'one' }, work: { S: 'due' } });
    expect(await inIndex(client, 'due')).toEqual(['one']);
  });

  test('after a kill, indexes say what the table says', async () => {
    const path = join(temporaryDir(), 'dynamodb');
    const before = await start(path);
    await put(before.client, 'lacks its entry', 'due');
    await put(before.client, 'gone', 'stale');
    await stop(before.server);
    await tearApart(path);

    const untouched = await start(path);
    expect(await inIndex(untouched.client, 'due')).toEqual([]);
    expect(await inIndex(untouched.client, 'stale')).toEqual(['gone']);
    await stop(untouched.server);

    const { client } = await start(path, true);
    expect(await inIndex(client, 'due')).toEqual(['lacks its entry']);
    expect(await inIndex(client, 'stale')).toEqual([]);
    await client.send(new DeleteItemCommand({ TableName: 'articles', Key: { pk: { S: 'lacks its entry' } } }));
    expect(await inIndex(client, 'due')).toEqual([]);
  });

  test('a folder in use is refused by name', async () => {
    const path = join(temporaryDir(), 'dynamodb');
    await start(path);
    await expect(startDynamoDb({ path, unclean: false })).rejects.toThrow(DatabaseInUse);
  });

  test('a table that was made with other indexes is refused', async () => {
    const { server } = await start(join(temporaryDir(), 'dynamodb'));
    const { GlobalSecondaryIndexes: _, ...definition } = table.definition;
    await expect(server.configure([{ ...table, definition }])).rejects.toThrow('other keys or indexes');
  });
});

/** What kills between the writes of one request leave: an item without its index entry, an entry without its item. */
async function tearApart(path: string): Promise<void> {
  const fromDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
  const { Level } = fromDynalite('level') as {
    Level: new (
      path: string,
      options: object,
    ) => {
      open(): Promise<void>;
      close(): Promise<void>;
      iterator(): AsyncIterable<[string, { pk?: { S: string } }]>;
      del(key: string): Promise<void>;
    };
  };
  const database = new Level(path, { valueEncoding: 'json' });
  await database.open();
  for await (const [key, { pk }] of database.iterator()) {
    if (key.startsWith('index-') && pk?.S === 'lacks its entry') await database.del(key);
    if (key.startsWith('item-') && pk?.S === 'gone') await database.del(key);
  }
  await database.close();
}
