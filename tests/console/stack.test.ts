import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { stackLink } from '../../console/stack.ts';
import { localStackFile } from '../../shared/contract/local-stack.ts';
import { stackOutputs } from '../../shared/contract/stack.ts';
import { temporaryDir } from '../support/assembly.ts';

/** A folder that says that a local stack runs, and something there that answers for its health. */
async function runningStack() {
  const dir = temporaryDir();
  const server = createServer((_, response) => void response.end('ok'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(
    join(dir, localStackFile),
    JSON.stringify({
      pid: 1,
      startedAt: '2026-11-24T12:00:00Z',
      endpoints: { s3: endpoint, sqs: endpoint, dynamodb: endpoint },
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      outputs: Object.fromEntries(Object.keys(stackOutputs).map((name) => [name, name])),
    }),
  );
  return { dir, server };
}

const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

test('a local stack that went away is told as such, and not as a matter of AWS or the network', async () => {
  const { dir, server } = await runningStack();
  const link = stackLink({ dir });
  expect((await link.open()).kind).toBe('local');
  server.closeAllConnections();
  server.close();
  expect(await link.explain(refused)).toMatch(/no local stack runs on .*npm start/);
  await expect(link.open()).rejects.toThrow('no local stack runs');
});

test('one that was started anew meanwhile is connected to, and the person is asked to load the page again', async () => {
  const { dir } = await runningStack();
  const link = stackLink({ dir });
  const before = await link.open();
  expect(await link.explain(refused)).toContain('load this page again');
  expect(await link.open()).not.toBe(before);
  link.close();
});

test('a defect of ours is explained by nobody', async () => {
  const { dir } = await runningStack();
  expect(await stackLink({ dir }).explain(new TypeError('x is not a function'))).toBeUndefined();
});
