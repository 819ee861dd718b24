import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { connectStack } from '../../shared/stack/connect-stack.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { deliveryStore } from '../../shared/store/deliveries.ts';
import { plantHostileText } from './hostile-text.ts';
import { findChromium } from './chromium.ts';
import { registerCast, startReceivers, type Receivers } from './cast.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Chromium of this machine; empty without one. */
    browser: string;
    /** The state folder of the local stack. */
    stackDir: string;
    /** What `byline console` printed. */
    consoleUrl: string;
    /** Where partners' behaviour is set: `POST <url>/behave/<partner>/<status>`. */
    receiversUrl: string;
  }
}

const root = join(import.meta.dirname, '..', '..');
let stack: ChildProcess | undefined;
let receivers: Receivers | undefined;
let cli: ChildProcess | undefined;
let dir = '';

/** Starts the stack with its cast, uploads the first articles, and opens the console by the command line. */
export async function setup(project: TestProject): Promise<void> {
  const browser = findChromium();
  project.provide('browser', browser ?? '');
  for (const name of ['stackDir', 'consoleUrl', 'receiversUrl'] as const) project.provide(name, '');
  if (browser === undefined) {
    process.stdout.write(
      'SKIPPED: no Chromium on the PATH (apt-get install chromium), nor in BYLINE_CHROMIUM: the browser tests do not run\n',
    );
    return;
  }
  dir = mkdtempSync(join(tmpdir(), 'byline-browser-'));
  // Processes of their own, as a newcomer would have them.
  stack = spawn(process.execPath, [join(import.meta.dirname, 'stack-process.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await firstLine(stack);
  receivers = await startReceivers();
  await furnish(receivers.url);
  cli = spawn(process.execPath, [join(root, 'cli/main.js'), 'console', '--dir', dir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await firstLine(cli);
  project.provide('stackDir', dir);
  project.provide('consoleUrl', url);
  project.provide('receiversUrl', receivers.url);
}

export async function teardown(): Promise<void> {
  await end(cli);
  await end(stack);
  await receivers?.stop();
  if (dir) rmSync(dir, { recursive: true, force: true });
}

async function firstLine(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout! });
  const [line] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`ended with ${String(code)} before it said anything`)),
    ),
  ])) as [string];
  return line;
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** Samples uploaded at the start: one that is corrected, one that is retracted, one that is rejected, one in another language. */
const firstUploads = [
  ['ninjs/ferry-fares.json', 'ninjs/ferry-fares.json'],
  ['ninjs/museum-theft.json', 'ninjs/museum-theft.json'],
  ['markdown/molinos-de-viento.md', 'molinos.md'],
  ['rejected/cut-off.json', 'cut-off.json'],
  ['json-feed/valley-notes.json', 'valley-notes.json'],
] as const;
const laterUploads = [
  ['ninjs/ferry-fares.correction.json', 'ninjs/ferry-fares.json'],
  ['ninjs/museum-theft.retraction.json', 'ninjs/museum-theft.json'],
] as const;

async function furnish(receiversUrl: string): Promise<void> {
  const connected = await connectStack({ dir });
  const { s3, outputs, dynamodb } = connected;
  const table = dynamoTable(dynamodb, outputs.TableName);
  await registerCast(connected, receiversUrl);
  const [uploads, receipts] = [s3Objects(s3, outputs.UploadsBucketName), s3Objects(s3, outputs.ReceiptsBucketName)];
  const put = (sample: string, name: string): Promise<void> =>
    uploads.put(
      `publishers/harbour-news/${name}`,
      readFileSync(join(root, 'samples', sample)),
      'application/octet-stream',
    );
  const [articles, deliveries] = [articleStore(table, s3Objects(s3, outputs.ContentBucketName)), deliveryStore(table)];
  const settled = async (): Promise<boolean> => {
    const heads = await articles.listBetween(Date.now() - 3_600_000, Date.now(), 50);
    const pairs = (await Promise.all(heads.map(({ articleId }) => deliveries.ofArticle(articleId)))).flat();
    return (
      heads.every((head) => head.fannedOutRevision === head.revision || head.state !== 'live') &&
      pairs.filter(({ partnerId }) => partnerId === 'outlet').length >= 4 &&
      pairs.every(({ state }) => state === 'delivered' || state === 'dead')
    );
  };
  for (const [sample, name] of firstUploads) await put(sample, name);
  for (const [, name] of firstUploads) await until(() => receipts.exists(`publishers/harbour-news/${name}`));
  await until(settled);
  for (const [sample, name] of laterUploads) await put(sample, name);
  await until(
    async () =>
      (await articles.listBetween(Date.now() - 3_600_000, Date.now(), 50)).filter(({ revision }) => revision === 2)
        .length === 2,
  );
  await until(settled);
  await plantHostileText(connected);
  connected.close();
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadlineMs = Date.now() + 90_000;
  while (!(await holds())) {
    if (Date.now() > deadlineMs) throw new Error('the stack did not come to rest within 90 s');
    await delay(200);
  }
}
