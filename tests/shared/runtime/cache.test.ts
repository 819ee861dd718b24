import { expect, test } from 'vitest';
import { cached } from '../../../shared/runtime/cache.ts';

/** A load that counts, and a clock that stands until it is moved. */
function setUp(maxEntries?: number) {
  const loads: string[] = [];
  let nowMs = 0;
  const load = async (key: string) => {
    loads.push(key);
    if (key === 'bad') throw new Error('outage');
    return `${key} ${loads.length}`;
  };
  return { get: cached(load, 1000, () => nowMs, maxEntries), loads, pass: (ms: number) => (nowMs += ms) };
}

test('a value is loaded once while it is fresh, per key', async () => {
  const { get, loads, pass } = setUp();
  expect([await get('a'), await get('a'), await get('b')]).toEqual(['a 1', 'a 1', 'b 2']);
  pass(999);
  expect(await get('a')).toBe('a 1');
  pass(1);
  expect(await get('a')).toBe('a 3');
  expect(loads).toEqual(['a', 'b', 'a']);
});

test('those who ask at the same time share one load', async () => {
  const { get, loads } = setUp();
  await Promise.all(Array.from({ length: 10 }, () => get('a')));
  expect(loads).toEqual(['a']);
});

test('a failed load is told to all who asked, and not kept', async () => {
  const { get, loads } = setUp();
  const asked = await Promise.allSettled([get('bad'), get('bad')]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(get('bad')).rejects.toThrow('outage');
  expect(loads).toEqual(['bad', 'bad']);
});

test('a load that fails late does not throw out the one that came after it', async () => {
  const first = Promise.withResolvers<string>();
  const answers = [first.promise, Promise.resolve('second')];
  let nowMs = 0;
  const get = cached(
    () => answers.shift() ?? Promise.resolve('third'),
    1000,
    () => nowMs,
  );
  const failing = get('a');
  nowMs = 1000;
  expect(await get('a')).toBe('second');
  first.reject(new Error('late'));
  await expect(failing).rejects.toThrow('late');
  expect(await get('a')).toBe('second');
});

test('memory is bounded: the oldest goes first', async () => {
  const { get, loads } = setUp(2);
  for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await get(key);
  expect(loads).toEqual(['a', 'b', 'c', 'a']);
});
