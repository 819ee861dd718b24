import { afterEach, expect, test, vi } from 'vitest';
import { dynamoClient, sqsClient } from '../../../shared/runtime/clients.ts';

afterEach(() => vi.unstubAllEnvs());

test('clients try again, within bounds, before a record fails', async () => {
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  for (const client of [dynamoClient(), sqsClient()]) {
    expect(await client.config.maxAttempts()).toBe(5);
    expect(await client.config.region()).toBe('eu-west-1');
  }
});

test('nothing is copied for a log of the SDK that nobody reads', () => {
  for (const client of [dynamoClient(), sqsClient()]) {
    const steps = client.middlewareStack.identify();
    expect(steps.filter((step) => step.startsWith('loggerMiddleware'))).toEqual([]);
    expect(steps.some((step) => step.startsWith('retryMiddleware'))).toBe(true);
  }
});
