import { describe, expect, test } from 'vitest';
import { readTogether } from '../../../shared/store/read-together.ts';
import type { Condition, Item, QueryOptions, Table } from '../../../shared/store/table.ts';
import { useDynalite } from '../../support/dynalite-table.ts';
import { MemoryTable } from '../../support/memory-table.ts';

const newDynamoTable = useDynalite();
const key = { pk: 'STORY#1', sk: 'HEAD' };

/** The one contract of the table on DynamoDB and of the table in memory that the simulations run on. */
describe.each<[string, () => Promise<Table>]>([
  ['on DynamoDB', newDynamoTable],
  ['in memory', () => Promise.resolve(new MemoryTable())],
  ['whose reads share requests', () => Promise.resolve(readTogether(new MemoryTable()))],
])('a table %s', (_, newTable) => {
  test('gives back what was put, whole, and nothing for a key that is not there', async () => {
    const table = await newTable();
    const item = {
      ...key,
      text: 'Zürich 東京 😀 \u0000',
      empty: '',
      nothing: null,
      yes: true,
      list: [1, 'two', { three: 3 }],
      nested: { size: 2 ** 53 - 1, name: 'order', gone: undefined },
      gone: undefined,
    };
    expect(await table.put(item)).toBe(true);
    expect(await table.get(key)).toEqual(JSON.parse(JSON.stringify(item)));
    expect(await table.get({ pk: key.pk, sk: 'OTHER' })).toBeUndefined();
  });

  test('puts replace the whole item, updates change what they name', async () => {
    const table = await newTable();
    await table.put({ ...key, a: 1, b: 2 });
    await table.put({ ...key, b: 3, c: 4 });
    expect(await table.get(key)).toEqual({ ...key, b: 3, c: 4 });
    const updated = { ...key, b: 5, d: 'six', count: 1 };
    expect(
      await table.update(key, { set: { b: 5, d: 'six', e: undefined }, remove: ['c', 'unknown'], add: { count: 1 } }),
    ).toEqual(updated);
    expect(await table.get(key)).toEqual(updated);
  });

  test('an update makes the item that is not there, and counts from zero', async () => {
    const table = await newTable();
    expect(await table.update(key, { add: { count: 2 } })).toEqual({ ...key, count: 2 });
    expect(await table.update(key, { add: { count: -5 } })).toEqual({ ...key, count: -3 });
    expect(await table.update({ ...key, sk: 'B' }, { remove: ['count'] })).toEqual({ ...key, sk: 'B' });
  });

  const stored: Item = { ...key, revision: 7, state: 'live', done: false, size: 10 };
  const conditions: [string, Condition, boolean][] = [
    ['present', { attribute: 'state', is: 'present' }, true],
    ['present, of what is not there', { attribute: 'other', is: 'present' }, false],
    ['absent', { attribute: 'other', is: 'absent' }, true],
    ['absent, of what is there', { attribute: 'done', is: 'absent' }, false],
    ['equal', { attribute: 'revision', is: '=', value: 7 }, true],
    ['equal, of another type', { attribute: 'revision', is: '=', value: '7' }, false],
    ['equal, of nothing', { attribute: 'other', is: '=', value: 7 }, false],
    ['a boolean', { attribute: 'done', is: '=', value: false }, true],
    ['different', { attribute: 'state', is: '<>', value: 'dead' }, true],
    ['different, of the same', { attribute: 'state', is: '<>', value: 'live' }, false],
    ['different, of another type', { attribute: 'state', is: '<>', value: 1 }, true],
    ['less', { attribute: 'revision', is: '<', value: 8 }, true],
    ['less, of the same', { attribute: 'revision', is: '<', value: 7 }, false],
    ['less, by number and not by text', { attribute: 'size', is: '<', value: 9 }, false],
    ['less, of nothing', { attribute: 'other', is: '<', value: 8 }, false],
    ['less, of another type', { attribute: 'state', is: '<', value: 8 }, false],
    ['at most', { attribute: 'revision', is: '<=', value: 7 }, true],
    ['more', { attribute: 'revision', is: '>', value: 6 }, true],
    ['more, of text', { attribute: 'state', is: '>', value: 'lions' }, true],
    ['at least', { attribute: 'revision', is: '>=', value: 8 }, false],
    [
      'any',
      {
        any: [
          { attribute: 'other', is: 'present' },
          { attribute: 'revision', is: '=', value: 7 },
        ],
      },
      true,
    ],
    ['any, of none', { any: [{ attribute: 'other', is: 'present' }] }, false],
    [
      'all',
      {
        all: [
          { attribute: 'revision', is: '=', value: 7 },
          {
            any: [
              { attribute: 'other', is: 'present' },
              { attribute: 'size', is: '>', value: 1 },
            ],
          },
        ],
      },
      true,
    ],
    [
      'all, but one',
      {
        all: [
          { attribute: 'revision', is: '=', value: 7 },
          { attribute: 'revision', is: '=', value: 8 },
        ],
      },
      false,
    ],
  ];

  test.each(conditions)('a write under a condition (%s)', async (_name, condition, holds) => {
    const table = await newTable();
    await table.put(stored);
    const updated = await table.update(key, { set: { touched: true } }, condition);
    expect(updated).toEqual(holds ? { ...stored, touched: true } : undefined);
    await table.put(stored);
    expect(await table.put({ ...key, replaced: true }, condition)).toBe(holds);
    expect(await table.get(key)).toEqual(holds ? { ...key, replaced: true } : stored);
    await table.put(stored);
    expect(await table.remove(key, condition)).toBe(holds);
    expect(await table.get(key)).toEqual(holds ? undefined : stored);
  });

  test('a condition on an item that is not there is one on absent attributes', async () => {
    const table = await newTable();
    expect(await table.put(stored, { attribute: 'pk', is: 'present' })).toBe(false);
    expect(await table.update(key, { set: { a: 1 } }, { attribute: 'revision', is: '<>', value: 7 })).toEqual({
      ...key,
      a: 1,
    });
    expect(await table.remove({ ...key, sk: 'B' }, { attribute: 'revision', is: '=', value: 7 })).toBe(false);
    expect(await table.remove({ ...key, sk: 'B' })).toBe(true);
  });

  test('of many writers under one condition, one succeeds', async () => {
    const table = await newTable();
    const writers = Array.from({ length: 20 }, (_one, writer) =>
      table.put({ ...key, writer }, { attribute: 'pk', is: 'absent' }),
    );
    expect((await Promise.all(writers)).filter(Boolean)).toHaveLength(1);
  });

  test('reads many keys at once, more than one request takes, and leaves out what is not there', async () => {
    const table = await newTable();
    const keys = Array.from({ length: 230 }, (_one, number) => ({ pk: `P#${number}`, sk: 'S' }));
    await Promise.all(
      keys.filter((_one, number) => number % 2 === 0).map((one) => table.put({ ...one, name: one.pk })),
    );
    const found = await table.getMany(keys);
    expect(found.map(({ pk }) => pk).toSorted()).toEqual(
      keys
        .filter((_one, number) => number % 2 === 0)
        .map(({ pk }) => pk)
        .toSorted(),
    );
    expect(found.every(({ pk, name }) => pk === name)).toBe(true);
    expect(await table.getMany([])).toEqual([]);
  });

  async function everyPage(query: (options: QueryOptions) => ReturnType<Table['query']>, options: QueryOptions) {
    const sizes: number[] = [];
    const found: Item[] = [];
    let after: string | undefined;
    do {
      const page = await query({ ...options, after });
      sizes.push(page.items.length);
      found.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return { sizes, found };
  }

  test.each<[string, QueryOptions, string[]]>([
    ['a partition in order', {}, ['A', 'B#1', 'B#2', 'B#3', 'C']],
    ['from a key on', { from: 'B#2' }, ['B#2', 'B#3', 'C']],
    ['up to a key', { to: 'B#2' }, ['A', 'B#1', 'B#2']],
    ['a range', { from: 'B#', to: 'B#~' }, ['B#1', 'B#2', 'B#3']],
    ['backwards', { descending: true, to: 'B#~' }, ['B#3', 'B#2', 'B#1', 'A']],
  ])('queries %s, in pages of any size', async (_name, options, sortKeys) => {
    const table = await newTable();
    for (const sk of ['C', 'B#2', 'A', 'B#3', 'B#1']) await table.put({ pk: 'P', sk, name: sk });
    await table.put({ pk: 'P2', sk: 'B#2' });
    for (const limit of [undefined, 1, 2, 3]) {
      const { found, sizes } = await everyPage((page) => table.query('P', page), { ...options, limit });
      expect(found.map(({ sk }) => sk)).toEqual(sortKeys);
      expect(found.every(({ sk, name }) => sk === name)).toBe(true);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(limit ?? 5);
    }
  });

  test('a partition too large for one answer comes in pages', async () => {
    const table = await newTable();
    for (let number = 0; number < 30; number++) {
      await table.put({ pk: 'P', sk: String(number).padStart(2, '0'), text: 'x'.repeat(50_000) });
    }
    const { found, sizes } = await everyPage((page) => table.query('P', page), {});
    expect(found.map(({ sk }) => Number(sk))).toEqual(Array.from({ length: 30 }, (_one, number) => number));
    expect(sizes.length).toBeGreaterThan(1);
  });

  test('an index holds the items that carry its keys, in order, in pages, and lets go of those that no longer do', async () => {
    const table = await newTable();
    for (const [number, workSk] of ['3', '1', '2', '2'].entries()) {
      await table.put({
        pk: `P#${number}`,
        sk: 'S',
        workPk: 'DUE#0',
        workSk,
        listPk: 'L',
        listSk: workSk,
        name: number,
      });
    }
    await table.put({ pk: 'P#9', sk: 'S', workPk: 'DUE#1', workSk: '0' });
    await table.put({ pk: 'P#10', sk: 'S' });
    for (const limit of [undefined, 1, 3]) {
      const { found } = await everyPage((page) => table.queryIndex('work', 'DUE#0', page), { limit });
      expect(found.map(({ workSk }) => workSk)).toEqual(['1', '2', '2', '3']);
      expect(found.map(({ pk }) => pk).toSorted()).toEqual(['P#0', 'P#1', 'P#2', 'P#3']);
    }
    const due = await table.queryIndex('work', 'DUE#0', { to: '2' });
    expect(due.items.map(({ workSk }) => workSk)).toEqual(['1', '2', '2']);
    const listed = await table.queryIndex('list', 'L', { descending: true, limit: 1 });
    expect(listed.items[0]).toMatchObject({ pk: 'P#0', name: 0 });

    await table.update({ pk: 'P#1', sk: 'S' }, { remove: ['workPk', 'workSk'] });
    await table.update({ pk: 'P#0', sk: 'S' }, { set: { workPk: 'DUE#1' } });
    await table.remove({ pk: 'P#2', sk: 'S' });
    expect((await table.queryIndex('work', 'DUE#0')).items.map(({ pk }) => pk)).toEqual(['P#3']);
    expect((await table.queryIndex('work', 'DUE#1')).items.map(({ pk }) => pk)).toEqual(['P#9', 'P#0']);
  });
});
