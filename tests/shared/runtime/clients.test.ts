import { afterEach, expect, test, vi } from 'vitest';
import { dynamoClient, s3Client, sqsClient } from '../../../shared/runtime/clients.ts';

afterEach(() => vi.unstubAllEnvs());

test('clients try again, within bounds, before a record fails', async () => {
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  for (const client of [dynamoClient(), sqsClient(), s3Client()]) {
    expect(await client.config.maxAttempts()).toBe(5);
    expect(await client.config.region()).toBe('eu-west-1');
  }
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
