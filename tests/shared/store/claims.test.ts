import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { deliveryLimits } from '../../../shared/contract/limits.ts';
import { claimStore } from '../../../shared/store/claims.ts';
import { presignedOnDemand, s3ObjectsOnDemand } from '../../../shared/store/objects-on-demand.ts';
import { useFauxqs } from '../../support/fauxqs.ts';
import { MemoryObjects } from '../../support/memory-objects.ts';

const clients = useFauxqs();

test('a claimed body is fetched by its address alone', async () => {
  await clients().s3.send(new CreateBucketCommand({ Bucket: 'content' }));
  const load = async () => ({ s3Client: () => clients().s3 });
  const offer = claimStore(s3ObjectsOnDemand('content', load), presignedOnDemand('content', load), () => 5_000);
  const { url, expiresAtMs } = await offer('article/1-abc.json', '{"type":"article.published"}');
  expect(expiresAtMs).toBe(5_000 + deliveryLimits.claimSeconds * 1000);
  expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe(String(deliveryLimits.claimSeconds));
  const answer = await fetch(url);
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(await answer.text()).toBe('{"type":"article.published"}');
});

test('a body is put once, signed for each time, and put again after a put that failed', async () => {
  let [puts, signed] = [0, 0];
  const objects = new MemoryObjects();
  const content: Pick<MemoryObjects, 'put'> = {
    put(...args) {
      puts += 1;
      return puts === 1 ? Promise.reject(new Error('slow down')) : objects.put(...args);
    },
  };
  const offer = claimStore(
    content,
    async (key) => `https://content.example/${key}?${(signed += 1)}`,
    () => 0,
  );
  await expect(offer('a', 'one')).rejects.toThrow('slow down');
  const [first, second] = [await offer('a', 'one'), await offer('a', 'one')];
  expect(puts).toBe(2);
  expect(first.url).not.toBe(second.url);
  expect([...objects.current.keys()]).toEqual(['claims/a']);
});
