import { afterEach, expect, test, vi } from 'vitest';
import { defaultProvider } from '../../../shared/runtime/environment-credentials.ts';

afterEach(() => vi.unstubAllEnvs());

function stub(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

test('credentials are those of the environment, the session token included', async () => {
  stub({ AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' });
  expect(await defaultProvider()()).toEqual({ accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' });
});

test('an emulator’s keys have no session token', async () => {
  stub({ AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: undefined });
  expect(await defaultProvider()()).toEqual({ accessKeyId: 'id', secretAccessKey: 'secret' });
});

test('an environment without credentials is an error that names the variables', async () => {
  stub({ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: undefined });
  await expect(defaultProvider()()).rejects.toThrow('AWS_ACCESS_KEY_ID');
});
