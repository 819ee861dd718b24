import { expect, test } from 'vitest';
import { objectsOnDemand } from '../../../shared/store/objects-on-demand.ts';
import { MemoryObjects } from '../../support/memory-objects.ts';

test('the bucket is loaded with the first request, once', async () => {
  const bucket = new MemoryObjects();
  let loads = 0;
  const objects = objectsOnDemand(() => {
    loads += 1;
    return Promise.resolve(bucket);
  });
  expect(loads).toBe(0);
  await Promise.all([objects.put('a', 'one', 'text/plain'), objects.put('b', 'two', 'text/plain')]);
  expect(new TextDecoder().decode((await objects.get('b'))?.bytes)).toBe('two');
  expect([await objects.exists('a'), await objects.exists('c')]).toEqual([true, false]);
  await objects.remove('a');
  expect(await objects.exists('a')).toBe(false);
  expect(loads).toBe(1);
});

test('a load that failed is tried again', async () => {
  const bucket = new MemoryObjects();
  let loads = 0;
  const objects = objectsOnDemand(() => {
    loads += 1;
    return loads === 1 ? Promise.reject(new Error('no such chunk')) : Promise.resolve(bucket);
  });
  await expect(objects.exists('a')).rejects.toThrow('no such chunk');
  expect(await objects.exists('a')).toBe(false);
});
