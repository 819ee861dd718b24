import { createRequire } from 'node:module';
import { once } from 'node:events';
import type { Server } from 'node:http';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { localCredentials } from './credentials.ts';
import { prepareDatabase } from './dynamodb-indexes.ts';
import { loopback } from './ports.ts';
import type { TableSpec } from './resources.ts';
import { localAccount } from './template.ts';

/** The DynamoDB protocol on a port of the loopback interface. */
export interface LocalDynamoDb {
  readonly endpoint: string;
  /** Creates the tables that are missing. Throws when one exists with other keys or indexes. */
  configure(tables: readonly TableSpec[]): Promise<void>;
  stop(): Promise<void>;
}

export interface LocalDynamoDbOptions {
  /** Folder of the LevelDB that holds everything. One process at a time: a second one is refused by its lock. */
  readonly path: string;
  /** Whether the last process ended without closing: indexes are then built anew from their tables. */
  readonly unclean: boolean;
}

/**
 * Starts dynalite. LevelDB appends each write to its log before it answers, so what was answered survives a SIGKILL;
 * but dynalite writes a table's indexes and the item one after the other, and a kill in between leaves them apart.
 */
export async function startDynamoDb({ path, unclean }: LocalDynamoDbOptions): Promise<LocalDynamoDb> {
  await prepareDatabase(path, { rebuild: unclean });
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server;
  const server = dynalite({ path, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  server.keepAliveTimeout = 60_000;
  server.listen(0, loopback);
  await once(server, 'listening');
  const endpoint = `http://${loopback}:${(server.address() as { port: number }).port}`;
  return {
    endpoint,
    async configure(tables) {
      const client = new DynamoDBClient({ endpoint, region: localAccount.region, credentials: localCredentials });
      try {
        for (const table of tables) await createTable(client, table);
      } finally {
        client.destroy();
      }
    },
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function createTable(client: DynamoDBClient, { name, definition }: TableSpec): Promise<void> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (shapeOf(Table ?? {}) === shapeOf(definition)) return;
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    await client.send(new CreateTableCommand(definition));
    // It answers before the table can be used.
    await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.02, maxDelay: 0.1 }, { TableName: name });
    return;
  }
  throw new Error(
    `table ${name} was made with other keys or indexes than the template now asks for; delete the state folder to start anew`,
  );
}

/** Keys and indexes of a table as text, to compare what is with what is asked for. */
function shapeOf(table: {
  KeySchema?: readonly { AttributeName?: string; KeyType?: string }[];
  GlobalSecondaryIndexes?: readonly {
    IndexName?: string;
    KeySchema?: readonly { AttributeName?: string }[];
    Projection?: { ProjectionType?: string };
  }[];
}): string {
  const keys = (schema: readonly { AttributeName?: string }[] = []) => schema.map(({ AttributeName }) => AttributeName);
  return JSON.stringify([
    keys(table.KeySchema),
    (table.GlobalSecondaryIndexes ?? [])
      .map(({ IndexName, KeySchema, Projection }) => [IndexName, keys(KeySchema), Projection?.ProjectionType])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  ]);
}
