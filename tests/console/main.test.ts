import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../support/assembly.ts';

const root = join(import.meta.dirname, '..', '..');

function run(file: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, file), ...args], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

const oneLine = /^[^\n]+\n$/;

test('without a running stack there is one line that says what to do, and no address', async () => {
  const { code, stdout, stderr } = await run('cli/main.js', 'console', '--dir', temporaryDir());
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(oneLine);
  expect(stderr).toContain('npm start');
});

test.each([
  [['--port', 'many'], '--port takes 0 to 65535'],
  [['--port', '70000'], '--port takes 0 to 65535'],
  [['--profile', 'ops'], '--profile and --region go with --stack NAME'],
])('%j is refused in one line', async (args, words) => {
  const { code, stderr } = await run('cli/main.js', 'console', ...args, '--dir', temporaryDir());
  expect(code).toBe(2);
  expect(stderr).toMatch(oneLine);
  expect(stderr).toContain(words);
});

test('credentials that cannot be found, and a stack that is not there, are told in one line', async () => {
  // An endpoint that answers as CloudFormation does to credentials that ran out.
  const server = createServer((_, response) =>
    response
      .writeHead(403, { 'content-type': 'text/xml' })
      .end(
        '<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>expired</Message></Error></ErrorResponse>',
      ),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_REGION: 'eu-west-1',
  };
  const told = await new Promise<{ code: number; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'cli/main.js'), 'console', '--stack', 'byline-prod'],
      { env },
      (error, _, stderr) => resolve({ code: Number(error?.code ?? 0), stderr }),
    );
  });
  expect(told.code).toBe(2);
  expect(told.stderr).toMatch(oneLine);
  expect(told.stderr).toContain('expired: sign in again');
});
