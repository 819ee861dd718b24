import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseTarget } from './target.ts';

describe('where the deploy test deploys to', () => {
  test('an emulator is given its endpoint for S3, a region and credentials where they are not set', () => {
    const choice = chooseTarget([], { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' });
    expect(choice).toEqual({
      ok: true,
      target: {
        kind: 'emulator',
        name: 'http://127.0.0.1:4566',
        env: {
          AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
          AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4566',
          AWS_REGION: 'us-east-1',
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
        },
        receiverPort: 0,
      },
    });
  });

  test('what the environment says is kept', () => {
    const env = {
      AWS_ENDPOINT_URL: 'http://localhost:1',
      AWS_ENDPOINT_URL_S3: 'http://s3.localhost:1',
      AWS_REGION: 'eu-west-1',
    };
    expect(chooseTarget([], env)).toMatchObject({ ok: true, target: { env } });
  });

  test('a real account is taken only when asked for, with a way back to this machine', () => {
    const args = ['--real-account', '--receiver-url', 'https://tunnel.example', '--receiver-port', '8080'];
    expect(chooseTarget(args, { AWS_PROFILE: 'sandbox' })).toMatchObject({
      ok: true,
      target: { kind: 'real-account', env: {}, receiverUrl: 'https://tunnel.example', receiverPort: 8080 },
    });
  });

  test.each([
    ['nothing is said', [], {}, 'nowhere to deploy to'],
    ['there are credentials and nothing else', [], { AWS_ACCESS_KEY_ID: 'AKIA' }, 'nowhere to deploy to'],
    ['the endpoint is AWS itself', [], { AWS_ENDPOINT_URL: 'https://sqs.eu-west-1.amazonaws.com' }, 'not an emulator'],
    ['the endpoint is no URL', [], { AWS_ENDPOINT_URL: 'localhost' }, 'not an emulator'],
    ['a real account cannot reach us', ['--real-account'], {}, '--receiver-url'],
    ['a tunnel without TLS', ['--real-account', '--receiver-url', 'http://tunnel.example'], {}, '--receiver-url https'],
    ['both are said', ['--real-account'], { AWS_ENDPOINT_URL: 'http://localhost:1' }, 'contradict each other'],
    ['an option is unknown', ['--really'], {}, '--real-account'],
    ['the port is none', ['--receiver-port', 'x'], { AWS_ENDPOINT_URL: 'http://localhost:1' }, 'not a port'],
    ['the receiver is no URL', ['--receiver-url', 'x'], { AWS_ENDPOINT_URL: 'http://localhost:1' }, 'no URL'],
  ])('it refuses to start when %s', (_, args, env, message) => {
    const choice = chooseTarget(args, env);
    expect(choice).toEqual({ ok: false, message: expect.stringContaining(message) });
    expect(choice.ok ? '' : choice.message).not.toContain('\n');
  });

  test('the command says so in one line and ends with code 2', () => {
    const { AWS_ENDPOINT_URL: _, ...env } = process.env;
    const run = spawnSync(process.execPath, [join(import.meta.dirname, 'deploy-test.ts')], { env, encoding: 'utf8' });
    expect(run.status).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/^nowhere to deploy to: .+\n$/);
  });
});
