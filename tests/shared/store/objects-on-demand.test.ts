import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { s3ObjectsOnDemand } from '../../../shared/store/objects-on-demand.ts';
import { useFauxqs } from '../../support/fauxqs.ts';

const clients = useFauxqs();

test('the client is loaded with the first request, once', async () => {
  await clients().s3.send(new CreateBucketCommand({ Bucket: 'content' }));
  let loads = 0;
  const objects = s3ObjectsOnDemand('content', () => {
    loads += 1;
    return Promise.resolve({ s3Client: () => clients().s3 });
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
  await clients().s3.send(new CreateBucketCommand({ Bucket: 'flaky' }));
  let loads = 0;
  const objects = s3ObjectsOnDemand('flaky', () => {
    loads += 1;
    return loads === 1 ? Promise.reject(new Error('no such chunk')) : Promise.resolve({ s3Client: () => clients().s3 });
  });
  await expect(objects.exists('a')).rejects.toThrow('no such chunk');
  expect(await objects.exists('a')).toBe(false);
});
