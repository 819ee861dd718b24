import { describe, expect, test } from 'vitest';
import { readTogether } from '../../../shared/store/read-together.ts';
import type { Key, ReadOptions } from '../../../shared/store/table.ts';
import { MemoryTable } from '../../support/memory-table.ts';

const keyOf = (name: string): Key => ({ pk: `STORY#${name}`, sk: 'HEAD' });

/** A table in memory that notes each read request: its keys, and whether it may be stale. */
class CountedTable extends MemoryTable {
  readonly requests: string[] = [];
  fails = false;

  override get(key: Key, options?: ReadOptions) {
    this.#note('get', [key], options);
    return this.fails ? Promise.reject(new Error('outage')) : super.get(key);
  }

  override async getMany(keys: readonly Key[], options?: ReadOptions) {
    this.#note('many', keys, options);
    if (this.fails) throw new Error('outage');
    // Key by key, past the counting of single reads.
    const items = await Promise.all(keys.map((key) => super.get(key)));
    return items.filter((item) => item !== undefined);
  }

  #note(kind: string, keys: readonly Key[], options?: ReadOptions): void {
    this.requests.push([kind, ...keys.map(({ pk }) => pk.slice(6)), ...(options?.stale ? ['stale'] : [])].join(' '));
  }
}

async function setUp() {
  const inner = new CountedTable();
  for (const name of ['a', 'b', 'c']) await inner.put({ ...keyOf(name), name });
  return { inner, table: readTogether(inner) };
}

describe('reads of one turn', () => {
  test('are one request, with each key once, and each is answered with its own item', async () => {
    const { inner, table } = await setUp();
    const items = await Promise.all(['b', 'a', 'b', 'missing'].map((name) => table.get(keyOf(name))));
    expect(items.map((item) => item?.name)).toEqual(['b', 'a', 'b', undefined]);
    expect(inner.requests).toEqual(['many b a missing']);
  });

  test('are asked for by whoever continues in that turn, at any depth of promises', async () => {
    const { inner, table } = await setUp();
    const deep = async (name: string, depth: number): Promise<unknown> =>
      depth === 0 ? (await table.get(keyOf(name)))?.name : await deep(name, depth - 1);
    expect(await Promise.all([deep('a', 0), deep('b', 3), deep('c', 9)])).toEqual(['a', 'b', 'c']);
    expect(inner.requests).toEqual(['many a b c']);
  });

  test('stay a simple read when there is one', async () => {
    const { inner, table } = await setUp();
    expect((await table.get(keyOf('a')))?.name).toBe('a');
    expect(inner.requests).toEqual(['get a']);
  });

  test('that may be stale do not make the others so', async () => {
    const { inner, table } = await setUp();
    const reads = [
      table.get(keyOf('a')),
      table.get(keyOf('b'), { stale: true }),
      table.get(keyOf('a'), { stale: true }),
    ];
    expect((await Promise.all(reads)).map((item) => item?.name)).toEqual(['a', 'b', 'a']);
    expect(inner.requests).toEqual(['get a', 'many b a stale']);
  });

  test('fail together, and the next ones are asked for anew', async () => {
    const { inner, table } = await setUp();
    inner.fails = true;
    const both = await Promise.allSettled([table.get(keyOf('a')), table.get(keyOf('b'))]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    inner.fails = false;
    expect((await table.get(keyOf('a')))?.name).toBe('a');
  });
});

test('a read sees what was written before it was asked for', async () => {
  const { table } = await setUp();
  const first = table.get(keyOf('a'));
  await table.update(keyOf('a'), { set: { name: 'A' } });
  const second = table.get(keyOf('a'));
  await first;
  expect((await second)?.name).toBe('A');
});
