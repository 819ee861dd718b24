import { createRequire } from 'node:module';

interface DynaliteTable {
  readonly TableName: string;
  readonly GlobalSecondaryIndexes?: readonly { readonly IndexName: string }[];
}

interface Database {
  open(): Promise<void>;
  close(): Promise<void>;
  clear(range: Range): Promise<void>;
  values(range: Range): AsyncIterable<unknown>;
  batch(operations: readonly { type: 'put'; key: string; value: unknown }[]): Promise<void>;
}

interface Range {
  readonly gte: string;
  readonly lt: string;
}

/** The folder is open in another process. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
}

/**
 * Looks after dynalite's LevelDB before dynalite opens it. Throws `DatabaseInUse` when another process has it open.
 * With `rebuild`, every global index is built anew from its table, which puts right what a kill between the two
 * writes of one request left apart: an item owed work and missing from the index would wait for ever. Idempotent.
 */
export async function prepareDatabase(path: string, { rebuild }: { rebuild: boolean }): Promise<void> {
  const fromDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
  const { Level } = fromDynalite('level') as { Level: new (path: string, options: object) => Database };
  const database = new Level(path, { valueEncoding: 'json' });
  try {
    await database.open();
  } catch (error) {
    if (((error as Error).cause as { code?: string } | undefined)?.code !== 'LEVEL_LOCKED') throw error;
    throw new DatabaseInUse(`${path} is open in another process`, { cause: error });
  }
  try {
    if (rebuild) await rebuildIndexes(database, fromDynalite('./db') as IndexKeys);
  } finally {
    await database.close();
  }
}

/** dynalite's own answer to which entries an item has in which indexes. */
interface IndexKeys {
  getIndexActions(
    indexes: readonly object[],
    existingItem: undefined,
    item: unknown,
    table: DynaliteTable,
  ): { puts: readonly { index: string; key: string; item: unknown }[] };
}

async function rebuildIndexes(database: Database, { getIndexActions }: IndexKeys): Promise<void> {
  for await (const value of database.values(under('table~'))) {
    const table = value as DynaliteTable;
    const indexes = table.GlobalSecondaryIndexes ?? [];
    const prefixOf = (index: string): string => `index-global~${table.TableName}~${index}~`;
    for (const { IndexName } of indexes) await database.clear(under(prefixOf(IndexName)));
    for await (const item of database.values(under(`item-${table.TableName}~`))) {
      const { puts } = getIndexActions(indexes, undefined, item, table);
      if (puts.length === 0) continue;
      await database.batch(
        puts.map(({ index, key, item: entry }) => ({ type: 'put', key: prefixOf(index) + key, value: entry })),
      );
    }
  }
}

/** Keys that start so; as in dynalite, whose keys hold nothing above U+00FF after the prefix. */
function under(prefix: string): Range {
  return { gte: prefix, lt: `${prefix}\u00ff` };
}
