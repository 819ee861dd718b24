import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { presignedGet } from '../../../shared/store/presigned-get.ts';

test('the address names bucket, key and time, and carries the session that signed it', async () => {
  const client = new S3Client({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'session' },
  });
  const url = new URL(await presignedGet(client, 'content', 'claims/a b.json', 60));
  expect(url.host).toBe('content.s3.eu-central-1.amazonaws.com');
  expect(url.pathname).toBe('/claims/a%20b.json');
  expect(url.searchParams.get('X-Amz-Expires')).toBe('60');
  expect(url.searchParams.get('X-Amz-Security-Token')).toBe('session');
  expect(url.searchParams.has('X-Amz-Signature')).toBe(true);
  expect(url.href).not.toContain('secret');
});
