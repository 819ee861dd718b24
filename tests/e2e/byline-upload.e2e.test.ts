import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localCredentials } from '../../local/credentials.ts';
import { type LocalStack, startLocalStack } from '../../local/start.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { type PublisherStore, publisherStore } from '../../shared/store/publishers.ts';
import { temporaryDir } from '../support/assembly.ts';

const dir = temporaryDir();
const publisher = {
  name: 'Example News',
  byline: 'Example staff',
  copyrightHolder: 'Example News',
  copyrightNotice: '© Example News',
  usageTerms: 'For partners.',
  active: true,
};
let stack: LocalStack;
let publishers: PublisherStore;

beforeAll(async () => {
  stack = await startLocalStack({ dir, port: 0 });
  const client = new DynamoDBClient({
    endpoint: stack.endpoints.dynamodb,
    region: 'us-east-1',
    credentials: localCredentials,
  });
  publishers = publisherStore(dynamoTable(client, stack.outputs.TableName));
  await publishers.put({ id: 'example', ...publisher });
}, 120_000);
afterAll(() => stack.stop());

function byline(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const main = join(import.meta.dirname, '..', '..', 'cli', 'main.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

function file(name: string, text: string): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}

const ferry = (title: string): string =>
  `---\ntitle: ${title}\nauthor: Ann Author\nlang: en\n---\n\nThe ferry has crossed the harbour again since Monday.\n`;

test('byline upload shows what became of each file, and its exit code says whether all were accepted', async () => {
  const good = file('ferry.md', ferry('Ferry is back'));
  const bad = file('half.json', '{"uri": "urn:x:half", "head');
  const both = await byline('upload', good, bad, '--dir', dir);
  expect(both).toMatchObject({ code: 1, stderr: '2 files, 1 accepted whole\n' });
  expect(both.stdout).toMatch(
    /^✓ .*ferry\.md {2}new, revision 1, example-[0-9a-f]+, read as markdown “Ferry is back”$/m,
  );
  expect(both.stdout).toMatch(/^✗ .*half\.json {2}rejected$/m);
  expect(both.stdout).toContain('JSON_MALFORMED');

  file('ferry.md', ferry('Ferry is back, and free'));
  const again = await byline('upload', good, '--json', '--dir', dir);
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject([
    { key: 'publishers/example/ferry.md', receipt: { status: 'accepted', revision: 2 } },
  ]);
}, 60_000);

test('byline upload asks whose article it is when several publishers are registered', async () => {
  await publishers.put({ id: 'other', ...publisher });
  const path = file('other.md', ferry('Other ferry'));
  const unnamed = await byline('upload', path, '--dir', dir);
  expect(unnamed).toMatchObject({ code: 2, stdout: '' });
  expect(unnamed.stderr).toContain('registered: example, other');
  const named = await byline('upload', path, '--publisher', 'other', '--dir', dir);
  expect(named).toMatchObject({ code: 0 });
  const unknown = await byline('upload', path, '--publisher', 'nobody', '--dir', dir);
  expect(unknown.code).toBe(1);
  expect(unknown.stdout).toContain('PUBLISHER_UNKNOWN');
}, 60_000);

test('byline upload says when no stack runs, and when a file is none', async () => {
  const noStack = await byline('upload', file('x.md', 'x'), '--dir', temporaryDir());
  expect(noStack.code).toBe(2);
  expect(noStack.stderr).toContain('npm start');
  const noFile = await byline('upload', join(dir, 'missing.md'), '--dir', dir);
  expect(noFile).toMatchObject({ code: 2 });
}, 60_000);
