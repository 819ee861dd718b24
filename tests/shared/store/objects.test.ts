import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { type Objects, s3Objects } from '../../../shared/store/objects.ts';
import { useFauxqs } from '../../support/fauxqs.ts';

const clients = useFauxqs();

async function newBucket(): Promise<Objects> {
  const { s3 } = clients();
  const bucket = `bucket-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  return s3Objects(s3, bucket);
}

describe('a bucket', () => {
  test.each([
    'plain.json',
    'publishers/harbour-news/Fähre nach Süden.json',
    'publishers/harbour-news/日本語 😀.json',
    'a+b & c=d?e#f%2Fg%.json',
    'deep/er/and/deep/er.json',
    'it’s <script> "quoted".html',
  ])('gives back what was put under %j', async (key) => {
    const bucket = await newBucket();
    await bucket.put(key, 'Zürich 東京', 'text/plain; charset=utf-8');
    const object = await bucket.get(key);
    expect(Buffer.from(object?.bytes ?? []).toString()).toBe('Zürich 東京');
    expect(object?.contentType).toBe('text/plain; charset=utf-8');
    expect(await bucket.exists(key)).toBe(true);
    await bucket.remove(key);
    expect(await bucket.exists(key)).toBe(false);
  });

  test('keeps bytes that are no text, and none at all', async () => {
    const bucket = await newBucket();
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await bucket.put('bytes', bytes, 'application/octet-stream');
    await bucket.put('empty', new Uint8Array(), 'text/plain');
    expect(new Uint8Array((await bucket.get('bytes'))?.bytes ?? [])).toEqual(bytes);
    expect((await bucket.get('empty'))?.bytes).toHaveLength(0);
  });

  test('replaces an object', async () => {
    const bucket = await newBucket();
    await bucket.put('key', 'first and longer', 'text/plain');
    await bucket.put('key', 'second', 'text/html');
    expect(Buffer.from((await bucket.get('key'))?.bytes ?? []).toString()).toBe('second');
  });

  test('says that a missing object is missing, and removes it without complaint', async () => {
    const bucket = await newBucket();
    expect(await bucket.get('missing')).toBeUndefined();
    expect(await bucket.exists('missing')).toBe(false);
    await expect(bucket.remove('missing')).resolves.toBeUndefined();
  });

  test('a bucket that does not exist is an outage, not an empty bucket', async () => {
    const bucket = s3Objects(clients().s3, 'no-such-bucket');
    await expect(bucket.get('key')).rejects.toThrow(/bucket/i);
    await expect(bucket.put('key', 'x', 'text/plain')).rejects.toThrow(/bucket/i);
  });
});

/** A client that answers each request with one error, as S3 words it. */
const failing = (name: string, httpStatusCode: number): S3Client => {
  const error = new S3ServiceException({ name, message: name, $fault: 'client', $metadata: { httpStatusCode } });
  return { send: () => Promise.reject(error) } as unknown as S3Client;
};

describe('the answer of S3', () => {
  test.each<[string, number]>([
    ['NoSuchKey', 404],
    ['NoSuchVersion', 404],
    ['NotFound', 404],
    // A version that is a delete marker.
    ['MethodNotAllowed', 405],
  ])('%s means that the object is gone', async (name, status) => {
    const bucket = s3Objects(failing(name, status), 'bucket');
    expect([await bucket.get('key', 'v1'), await bucket.exists('key')]).toEqual([undefined, false]);
  });

  test.each<[string, number]>([
    ['NoSuchBucket', 404],
    ['AccessDenied', 403],
    ['Forbidden', 403],
    ['SlowDown', 503],
    ['InternalError', 500],
    ['KMS.DisabledException', 400],
  ])('%s is an outage', async (name, status) => {
    const bucket = s3Objects(failing(name, status), 'bucket');
    await expect(bucket.get('key')).rejects.toThrow(name);
    await expect(bucket.exists('key')).rejects.toThrow(name);
  });
});
