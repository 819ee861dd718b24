import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { localCredentials } from '../../local/credentials.ts';
import { type LocalStack, startLocalStack } from '../../local/start.ts';
import { logEvents, measuresOf } from '../../shared/contract/metrics.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { publisherWatchStore } from '../../shared/store/publisher-watches.ts';
import { temporaryDir } from '../support/assembly.ts';

/** From `quietAfterHours` in publishers.yaml to the pager, and back: what docs/publishers.md promises of a silence. */

const dir = temporaryDir();
const run = promisify(execFile);
const hourMs = 3_600_000;

interface Told {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const taken: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
/** What each sweep counted. */
const counted: (number | undefined)[] = [];
let receiver: Server;
let stack: LocalStack;
let secret: string;

const byline = async (...args: string[]): Promise<string> => {
  const { stdout } = await run(process.execPath, [
    join(import.meta.dirname, '../../cli/main.js'),
    ...args,
    '--dir',
    dir,
  ]);
  return stdout;
};

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      taken.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  stack = await startLocalStack({
    dir,
    port: 0,
    onLog: ({ line }) =>
      void (line.event === logEvents.sweepDone && counted.push(measuresOf(logEvents.sweepDone, line).PublishersQuiet)),
  });
}, 120_000);
afterAll(async () => {
  await stack?.stop();
  receiver.closeAllConnections();
  receiver.close();
});

/** The newest event of a type that the endpoint was told, once it is. */
function told(type: string): Promise<Told> {
  return vi.waitFor(
    () => {
      const events = taken.map(
        ({ headers, body }) => new Webhook(secret).verify(body, headers as Record<string, string>) as Told,
      );
      const event = events.findLast((one) => one.type === type);
      if (!event) throw new Error(`told of ${events.map((one) => one.type).join(', ') || 'nothing'}`);
      return event;
    },
    { timeout: 150_000, interval: 250 },
  );
}

test('a publisher that has been silent for too long is told of to whoever asked, until it is heard again', async () => {
  const file = join(dir, 'publishers.yaml');
  const profile =
    '  - id: gazette\n    name: The Gazette\n    copyrightHolder: Gazette\n    usageTerms: For partners.\n';
  writeFileSync(file, `publishers:\n${profile}    quietAfterHours: 1\n`);
  await byline('apply', file);
  const { port } = receiver.address() as AddressInfo;
  const added = ['hooks', 'add', 'pager', '--url', `http://127.0.0.1:${port}/`];
  secret = (await byline(...added, '--event', 'publisher.quiet', 'publisher.heard', '--publisher', 'gazette')).trim();

  // Three hours go by.
  const endpoint = stack.endpoints.dynamodb;
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: localCredentials });
  const heardAtMs = Date.now() - 3 * hourMs;
  const watch = { publisherId: 'gazette', quietAfterHours: 1, sinceMs: heardAtMs };
  await publisherWatchStore(dynamoTable(client, stack.outputs.TableName)).heardAgain(watch, heardAtMs);
  client.destroy();

  const quiet = await told('publisher.quiet');
  expect(quiet.data).toEqual({ publisherId: 'gazette', name: 'The Gazette', quietAfterHours: 1, heardAtMs });
  expect(await byline('publishers', 'list')).toBe('gazette  active  quiet  The Gazette\n');
  expect(await byline('doctor')).toMatch(/^! publishers {4}nothing new comes of gazette: /m);
  await vi.waitFor(() => expect(counted.at(-1)).toBe(1), { timeout: 90_000, interval: 250 });

  const story = join(dir, 'ferry.md');
  writeFileSync(
    story,
    '---\ntitle: Ferry is back\nauthor: Ann\nlang: en\n---\n\nThe ferry crossed the harbour on Friday.\n',
  );
  await byline('upload', story);
  const { data } = await told('publisher.heard');
  expect(data).toMatchObject({ publisherId: 'gazette', heardAtMs });
  expect(Number(data.silentMs)).toBeGreaterThan(3 * hourMs);
  expect(await byline('publishers', 'list')).toBe('gazette  active  The Gazette\n');
  expect(taken).toHaveLength(2);
}, 240_000);
