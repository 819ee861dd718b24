import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { listIndex, tableKey, workIndex } from '../../shared/contract/table.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import type { Table } from '../../shared/store/table.ts';

/**
 * Starts dynalite, DynamoDB's protocol in memory, for the tests of this file. The function it returns makes an empty table of the
 * deployed shape.
 */
export function useDynalite(): () => Promise<Table> {
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server;
  const server = dynalite({ createTableMs: 0 });
  let client: DynamoDBClient | undefined;

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    client = new DynamoDBClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });
  afterAll(() => {
    client?.destroy();
    server.closeAllConnections();
    server.close();
  });

  return async () => {
    if (!client) throw new Error('dynalite has not started: ask for tables within a test');
    const name = `table-${randomUUID()}`;
    await client.send(new CreateTableCommand(tableDefinition(name)));
    // Without a pause: dynalite makes the table usable in a later turn of its own loop.
    const status = async () => (await client?.send(new DescribeTableCommand({ TableName: name })))?.Table?.TableStatus;
    while ((await status()) !== 'ACTIVE');
    return dynamoTable(client, name);
  };
}

/** The table as `infra/store.ts` declares it. */
function tableDefinition(name: string) {
  const keys = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  const attributes = [tableKey, workIndex, listIndex].flatMap(({ partition, sort }) => [partition, sort]);
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST' as const,
    KeySchema: keys(tableKey.partition, tableKey.sort),
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    GlobalSecondaryIndexes: [
      {
        IndexName: workIndex.name,
        KeySchema: keys(workIndex.partition, workIndex.sort),
        Projection: { ProjectionType: 'KEYS_ONLY' as const },
      },
      {
        IndexName: listIndex.name,
        KeySchema: keys(listIndex.partition, listIndex.sort),
        Projection: { ProjectionType: 'ALL' as const },
      },
    ],
  };
}
