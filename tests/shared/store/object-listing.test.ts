import { setTimeout as delay } from 'node:timers/promises';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localCredentials } from '../../../local/credentials.ts';
import { type S3AndSqs, startS3AndSqs } from '../../../local/s3-sqs.ts';
import { type ListedObject, type ObjectListing, s3Listing } from '../../../shared/store/object-listing.ts';
import { temporaryDir } from '../../support/assembly.ts';
import { MemoryObjects } from '../../support/memory-objects.ts';

interface Bucket {
  readonly listing: ObjectListing;
  put(key: string, body: string): Promise<unknown>;
  remove(key: string): Promise<unknown>;
}

let services: S3AndSqs;
let s3: S3Client;
beforeAll(async () => {
  services = await startS3AndSqs({ dir: temporaryDir(), port: 0 });
  s3 = new S3Client({
    endpoint: services.endpoint,
    region: 'us-east-1',
    credentials: localCredentials,
    forcePathStyle: true,
  });
});
afterAll(async () => {
  s3.destroy();
  await services.stop();
});

let buckets = 0;
function emulated(): Bucket {
  const name = `uploads-${buckets++}`;
  services.configure([], [{ logicalId: name, name, notifications: [] }]);
  return {
    listing: s3Listing(name, 'publishers/', () => Promise.resolve({ s3Client: () => s3 })),
    put: (Key, Body) => s3.send(new PutObjectCommand({ Bucket: name, Key, Body })),
    remove: (Key) => s3.send(new DeleteObjectCommand({ Bucket: name, Key })),
  };
}

function inMemory(): Bucket {
  const objects = new MemoryObjects(Date.now);
  return {
    listing: objects,
    put: (key, body) => objects.put(key, body, 'text/plain'),
    remove: (key) => objects.remove(key),
  };
}

async function all(listing: ObjectListing, limit = 1_000): Promise<ListedObject[]> {
  const objects: ListedObject[] = [];
  let after: string | undefined;
  do {
    const page = await listing.page(after, limit);
    objects.push(...page.objects);
    after = page.next;
  } while (after !== undefined);
  return objects;
}

/** The one contract of the emulated bucket’s listing and of the one in memory that the simulations run on. */
describe.each<[string, () => Bucket]>([
  ['an emulated bucket', emulated],
  ['a bucket in memory', inMemory],
])('the listing of %s', (_, newBucket) => {
  test('tells of each key what stands there now', async () => {
    const { listing, put, remove } = newBucket();
    const beforeMs = Date.now() - 1;
    for (const body of ['one', 'three']) await put('publishers/a/b c+d.json', body);
    await put('publishers/a/日本 \u0001%.json', 'x');
    await put('publishers/a/gone', 'x');
    await remove('publishers/a/gone');
    await put('publishers/a/back', 'x');
    await remove('publishers/a/back');
    await delay(2);
    await put('publishers/a/back', 'y');
    // Within a page, S3 lists what was removed apart.
    const objects = (await all(listing)).toSorted((a, b) => (a.key < b.key ? -1 : 1));
    expect(objects).toMatchObject([
      { key: 'publishers/a/b c+d.json', isRemoved: false, sizeBytes: 5, eTag: '35d6d33467aae9a2e3dccb4b6b027878' },
      { key: 'publishers/a/back', isRemoved: false, eTag: '415290769594460e2e485922904f345d' },
      { key: 'publishers/a/gone', isRemoved: true, sizeBytes: 0 },
      { key: 'publishers/a/日本 \u0001%.json', isRemoved: false },
    ]);
    for (const { atMs } of objects) expect(atMs).toBeGreaterThanOrEqual(beforeMs - 1000);
  });

  test('comes page by page, and ends', async () => {
    const { listing, put } = newBucket();
    const keys = Array.from({ length: 7 }, (_unused, index) => `publishers/a/${index} +é`);
    for (const key of keys) await put(key, 'x');
    expect((await all(listing, 3)).map(({ key }) => key)).toEqual(keys);
    expect(await all(newBucket().listing)).toEqual([]);
  });
});

test('what does not stand below the prefix is not listed', async () => {
  const { listing, put } = emulated();
  await put('elsewhere/a', 'x');
  expect(await all(listing)).toEqual([]);
});
