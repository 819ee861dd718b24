import { afterEach, expect, test, vi } from 'vitest';
import { s3Client } from '../../../shared/runtime/s3-client.ts';

afterEach(() => vi.unstubAllEnvs());

test('the client tries again, within bounds, before a record fails', async () => {
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  expect(await s3Client().config.maxAttempts()).toBe(5);
  expect(await s3Client().config.region()).toBe('eu-west-1');
});

test.each([
  ['AWS_ENDPOINT_URL', true],
  ['AWS_ENDPOINT_URL_S3', true],
  ['SOMETHING_ELSE', false],
])('with %s set, S3 is asked by path: %s', (name, byPath) => {
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ENDPOINT_URL', undefined);
  vi.stubEnv('AWS_ENDPOINT_URL_S3', undefined);
  vi.stubEnv(name, 'http://127.0.0.1:4599');
  expect(Boolean(s3Client().config.forcePathStyle)).toBe(byPath);
});
