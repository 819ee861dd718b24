import { nextTick } from 'node:process';
import type { Item, Key, ReadOptions, Table } from './table.ts';

/**
 * A table whose single reads share requests: all that are asked for in one turn of the event loop are read as one (`getMany`), and a key that is
 * asked for twice is read once. What works on a batch of messages side by side then needs one request where it needed one a message.
 * Each read begins after it was asked for, so that what was written before is seen, as with the table itself.
 */
export function readTogether(table: Table): Table {
  const turns: Readonly<Record<'consistent' | 'stale', Turn>> = { consistent: new Map(), stale: new Map() };

  function get(key: Key, options: ReadOptions = {}): Promise<Item | undefined> {
    const turn = turns[options.stale ? 'stale' : 'consistent'];
    const id = idOf(key);
    const asked = turn.get(id);
    if (asked) return asked.item;
    if (turn.size === 0) afterThisTurn(() => void readTurn(table, turn, options));
    const { promise: item, resolve, reject } = Promise.withResolvers<Item | undefined>();
    turn.set(id, { key, item, resolve, reject });
    return item;
  }

  return { ...bound(table), get };
}

interface Read {
  readonly key: Key;
  readonly item: Promise<Item | undefined>;
  readonly resolve: (item: Item | undefined) => void;
  readonly reject: (error: unknown) => void;
}

type Turn = Map<string, Read>;

async function readTurn(table: Table, turn: Turn, options: ReadOptions): Promise<void> {
  const reads = [...turn.values()];
  turn.clear();
  try {
    const [only] = reads;
    if (only && reads.length === 1) {
      only.resolve(await table.get(only.key, options));
      return;
    }
    const items = await table.getMany(
      reads.map(({ key }) => key),
      options,
    );
    const byId = new Map(items.map((item) => [idOf(item), item]));
    for (const { key, resolve } of reads) resolve(byId.get(idOf(key)));
  } catch (error) {
    for (const { reject } of reads) reject(error);
  }
}

/** After all that is ready to run now has run, continuations of promises included. */
function afterThisTurn(run: () => void): void {
  void Promise.resolve().then(() => nextTick(run));
}

const idOf = ({ pk, sk }: Key): string => `${pk}\u0000${sk}`;

/** The table's operations, whether it is an object or an instance of a class. */
function bound(table: Table): Table {
  return {
    get: (key, options) => table.get(key, options),
    getMany: (keys, options) => table.getMany(keys, options),
    put: (item, condition) => table.put(item, condition),
    update: (key, change, condition) => table.update(key, change, condition),
    remove: (key, condition) => table.remove(key, condition),
    query: (pk, options) => table.query(pk, options),
    queryIndex: (index, partition, options) => table.queryIndex(index, partition, options),
  };
}
