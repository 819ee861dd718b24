import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { eachRecord, errorFields, readBodies, wholeBatch } from '../../../shared/runtime/batch.ts';

const batchOf = (...bodies: string[]): SQSEvent => ({
  Records: bodies.map((body, number) => ({ messageId: `id-${number}`, body }) as SQSRecord),
});
const silent = () => undefined;

describe('the records of a batch', () => {
  test('are done side by side, and answered with the exact shape', async () => {
    const started: string[] = [];
    const all = Promise.withResolvers<void>();
    const answer = await eachRecord(
      batchOf('a', 'b', 'c'),
      async ({ body }) => {
        started.push(body);
        if (started.length === 3) all.resolve();
        await all.promise;
      },
      silent,
    );
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(started).toEqual(['a', 'b', 'c']);
    expect(await eachRecord(batchOf(), async () => undefined, silent)).toEqual({ batchItemFailures: [] });
  });

  test.each<[string, () => unknown]>([
    ['an error', () => new Error('broken')],
    ['undefined', () => undefined],
    ['null', () => null],
    ['a text', () => 'broken'],
    ['a frozen object', () => Object.freeze({ broken: true })],
    ['an object without a prototype', () => Object.create(null) as object],
  ])('one that throws %s comes again, alone', async (_, thrown) => {
    const done: string[] = [];
    const answer = await eachRecord(
      batchOf('a', 'b', 'c'),
      async ({ body }) => {
        if (body === 'b') throw thrown();
        done.push(body);
      },
      silent,
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'id-1' }] });
    expect(done).toEqual(['a', 'c']);
  });

  test('one that throws before it waits does not stop the others', async () => {
    const run = (({ body }: SQSRecord) => {
      if (body === 'a') throw new Error('at once');
      return Promise.resolve();
    }) as (record: SQSRecord) => Promise<void>;
    expect(await eachRecord(batchOf('a', 'b'), run, silent)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'id-0' }],
    });
  });

  test('all that throw come again, never none', async () => {
    const answer = await eachRecord(batchOf('a', 'b'), () => Promise.reject(new Error('broken')), silent);
    expect(answer.batchItemFailures).toHaveLength(2);
  });

  test('each failure is logged with its message and error, once', async () => {
    const lines: [string, object][] = [];
    const error = Object.assign(new Error('broken'), { name: 'OddError', code: 'EODD' });
    await eachRecord(
      batchOf('secret body'),
      () => Promise.reject(error),
      (event, fields) => lines.push([event, fields]),
    );
    expect(lines).toEqual([
      [
        'record.failed',
        {
          messageId: 'id-0',
          error: 'OddError',
          message: 'broken',
          code: 'EODD',
          at: expect.stringContaining('batch.test'),
        },
      ],
    ]);
  });
});

test.each([
  [undefined, { error: 'undefined' }],
  [null, { error: 'null' }],
  ['text', { error: 'text' }],
  [{ body: 'secret' }, { error: 'an object that is no Error' }],
  [new TypeError('odd'), { error: 'TypeError', message: 'odd', at: expect.any(String) }],
])('of %s, a log holds %o', (thrown, fields) => {
  expect(errorFields(thrown)).toEqual(fields);
});

test('a body that cannot be read fails alone, and is named in the log', () => {
  const lines: object[] = [];
  const parse = (body: string) => JSON.parse(body) as unknown;
  const bodies = readBodies(batchOf('1', 'secret', '{"a":2}'), parse, (_, fields) => lines.push(fields));
  expect(bodies).toEqual({
    read: [
      { messageId: 'id-0', message: 1 },
      { messageId: 'id-2', message: { a: 2 } },
    ],
    unread: ['id-1'],
  });
  expect(lines).toEqual([expect.objectContaining({ messageId: 'id-1', error: 'SyntaxError' })]);
});

test('a batch taken as a whole answers with what could not be read and what its stage names by index, in one shape', async () => {
  const parse = (body: string): string => {
    if (body === 'bad') throw new Error('unreadable');
    return body;
  };
  const seen: (readonly string[])[] = [];
  const run = async (messages: readonly string[]) => {
    seen.push(messages);
    return [1];
  };
  const answer = await wholeBatch(batchOf('a', 'bad', 'b', 'c'), parse, run, silent);
  expect(seen).toEqual([['a', 'b', 'c']]);
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'id-1' }, { itemIdentifier: 'id-2' }] });
});
