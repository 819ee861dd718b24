import { describe, expect, test } from 'vitest';
import { recent } from '../../../shared/runtime/recent.ts';

function counting(maxWeight: number) {
  const computed: string[] = [];
  const keep = recent<string>((text) => text.length, maxWeight);
  const get = (key: string, value = key): Promise<string> =>
    keep(key, async () => {
      computed.push(key);
      return value;
    });
  return { computed, get };
}

describe('recent', () => {
  test('computes once for callers at the same time and those after', async () => {
    const { computed, get } = counting(100);
    expect(await Promise.all([get('a'), get('a')])).toEqual(['a', 'a']);
    expect(await get('a')).toBe('a');
    expect(computed).toEqual(['a']);
  });

  test('forgets what was not asked for the longest once it grows too heavy', async () => {
    const { computed, get } = counting(3);
    for (const key of ['a', 'b', 'c', 'a', 'd']) await get(key);
    // `b` went for `d`; `a` had been asked for since.
    for (const key of ['a', 'b']) await get(key);
    expect(computed).toEqual(['a', 'b', 'c', 'd', 'b']);
  });

  test('hands on what is too heavy to keep', async () => {
    const { computed, get } = counting(3);
    expect(await get('a', 'heavy')).toBe('heavy');
    expect(await get('a', 'heavy')).toBe('heavy');
    expect(computed).toEqual(['a', 'a']);
  });

  test('does not keep a failure', async () => {
    const keep = recent<string>((text) => text.length, 100);
    await expect(keep('a', () => Promise.reject(new Error('once')))).rejects.toThrow('once');
    expect(await keep('a', async () => 'well')).toBe('well');
  });
});
