import { cpSync, existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { localCredentials } from '../../local/credentials.ts';
import { type LocalStack, startLocalStack } from '../../local/start.ts';
import { synthesize } from '../../local/synth.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import { rejectionReasons, type RejectionCode } from '../../shared/contract/reasons.ts';
import type { Receipt } from '../../shared/contract/receipt.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { publisherStore } from '../../shared/store/publishers.ts';
import { temporaryDir } from '../support/assembly.ts';
import { publisherOf } from '../support/publishers.ts';

/** Rejections that need the whole stack to come about, as their publishers read them in the receipts bucket. */

const dir = temporaryDir();
const clients = { region: 'us-east-1', credentials: localCredentials } as const;
/** What brings the broken reader down. */
const poison = 'POISON-OF-THE-READER';

let stack: LocalStack;
let s3: S3Client;
const failures: Readonly<Record<string, unknown>>[] = [];

beforeAll(async () => {
  stack = await startLocalStack({
    dir,
    port: 0,
    assemblyDir: await assemblyWithFragileReader(),
    onLog: ({ line }) => void (line.event === logEvents.recordFailed && failures.push(line)),
  });
  s3 = new S3Client({ ...clients, endpoint: stack.endpoints.s3, forcePathStyle: true });
  const dynamo = new DynamoDBClient({ ...clients, endpoint: stack.endpoints.dynamodb });
  await publisherStore(dynamoTable(dynamo, stack.outputs.TableName)).put(publisherOf());
  dynamo.destroy();
}, 180_000);
afterAll(async () => {
  s3?.destroy();
  await stack?.stop();
});

/** The project's own assembly, in which the process that reads uploads ends at the sight of one word: a defect as readers may have it. */
async function assemblyWithFragileReader(): Promise<string> {
  const assemblyDir = join(dir, 'assembly');
  cpSync((await synthesize()).assemblyDir, assemblyDir, { recursive: true });
  const asset = readdirSync(assemblyDir).find((name) => existsSync(join(assemblyDir, name, 'reader.mjs')));
  if (asset === undefined) throw new Error('no asset of the assembly has a reader.mjs');
  const reader = join(assemblyDir, asset, 'reader.mjs');
  renameSync(reader, join(assemblyDir, asset, 'sound-reader.mjs'));
  writeFileSync(
    reader,
    `process.on('message', ({ upload }) => {
  if (Buffer.from(upload.bytes).includes('${poison}')) process.exit(70);
});
await import('./sound-reader.mjs');
`,
  );
  return assemblyDir;
}

/** Puts an object as any S3 tool does, and waits for the receipt that comes after the one before. */
async function upload(key: string, body: string): Promise<Receipt> {
  const receipts = s3Objects(s3, stack.outputs.ReceiptsBucketName);
  const before = await receipts.get(key);
  const seen = before && Buffer.from(before.bytes).toString();
  await s3Objects(s3, stack.outputs.UploadsBucketName).put(key, body, 'application/json');
  return vi.waitFor(
    async () => {
      const receipt = await receipts.get(key);
      const text = receipt && Buffer.from(receipt.bytes).toString();
      if (text === undefined || text === seen) throw new Error(`no receipt of ${key} yet`);
      return JSON.parse(text) as Receipt;
    },
    { timeout: 60_000, interval: 100 },
  );
}

const ferry = (changes: object = {}): string =>
  JSON.stringify({
    uri: 'urn:demo:ferry',
    type: 'text',
    version: '1',
    versionCreated: '2026-11-20T09:00:00Z',
    language: 'en-GB',
    pubStatus: 'usable',
    by: 'Mara Quay',
    headlines: [{ role: 'main', value: 'Night ferry is back' }],
    bodies: [
      { role: 'main', contentType: 'text/html', value: '<p>The last boat leaves at a quarter past eleven.</p>' },
    ],
    ...changes,
  });

const rejectedFor = (code: RejectionCode): object => ({
  status: 'rejected',
  reasons: [{ code, message: rejectionReasons[code] }],
});

test('VERSION_OUTDATED: an older version of an article, sent under another key, names the article and the revision that stands', async () => {
  const newest = await upload(
    'publishers/demo/ferry-2.json',
    ferry({ version: '2', versionCreated: '2026-11-20T10:00:00Z' }),
  );
  expect(newest).toMatchObject({ status: 'accepted', revision: 1 });
  const outdated = await upload('publishers/demo/ferry-1.json', ferry());
  expect(outdated).toMatchObject({ ...rejectedFor('VERSION_OUTDATED'), publisherId: 'demo', format: 'ninjs' });
  expect(outdated.items).toMatchObject([{ status: 'rejected', articleId: newest.articleId, revision: 1 }]);
}, 90_000);

test('ARTICLE_RETRACTED: what a document took back comes back with a later version time, and not before', async () => {
  const key = 'publishers/demo/lock.json';
  const lock = (changes: object): string => ferry({ uri: 'urn:demo:lock', ...changes });
  expect(await upload(key, lock({}))).toMatchObject({ status: 'accepted' });
  expect(await upload(key, lock({ pubStatus: 'canceled', versionCreated: '2026-11-20T11:00:00Z' }))).toMatchObject({
    status: 'accepted',
    items: [{ outcome: 'retracted' }],
  });
  const again = await upload(key, lock({ versionCreated: '2026-11-20T11:00:00Z' }));
  expect(again).toMatchObject({ ...rejectedFor('ARTICLE_RETRACTED'), items: [{ status: 'rejected', revision: 2 }] });
  const later = await upload(key, lock({ versionCreated: '2026-11-20T12:00:00Z' }));
  expect(later).toMatchObject({ status: 'accepted', revision: 3 });
}, 120_000);

test.each(['elsewhere/ferry.json', 'publishers/Demo/ferry.json', 'ferry.json'])(
  'KEY_INVALID: %s has a receipt under its own key, which says where uploads belong',
  async (key) => {
    const receipt = await upload(key, ferry());
    expect(receipt).toMatchObject({ ...rejectedFor('KEY_INVALID'), key });
    expect(receipt).not.toHaveProperty('publisherId');
  },
  90_000,
);

test('INTERNAL_ERROR: a file that brings the reader down has a receipt without what went wrong, and the operators’ log has that', async () => {
  const key = 'publishers/demo/poison.json';
  const receipt = await upload(key, ferry({ uri: 'urn:demo:poison', slugline: poison }));
  expect(receipt).toMatchObject({ ...rejectedFor('INTERNAL_ERROR'), publisherId: 'demo' });
  expect(JSON.stringify(receipt)).not.toContain('exit code');
  await vi.waitFor(() => expect(failures).toMatchObject([{ key, publisherId: 'demo' }]), { timeout: 30_000 });
  expect(JSON.stringify(failures)).toContain('exit code 70');
  // The next file is read by a process in its place.
  expect(await upload('publishers/demo/after.json', ferry({ uri: 'urn:demo:after' }))).toMatchObject({
    status: 'accepted',
  });
}, 120_000);
