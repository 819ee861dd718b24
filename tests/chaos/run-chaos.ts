/**
 * `npm run test:chaos`: the real local stack under load and SIGKILL. Articles with corrections and retractions go to partners of every temper;
 * the stack is killed several times and its queues are purged once. Ends when every partner holds what it should, or says who does not.
 * The last line is `{"schedules","deliveries","lost","stale","afterRetraction","early"}`; exit 0 only if all of the last four are 0.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { localCredentials } from '../../local/credentials.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { uploadAuditStore } from '../../shared/store/upload-audit.ts';
import { publisherStore } from '../../shared/store/publishers.ts';
import { signingKeyStore } from '../../shared/store/signing-keys.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import type { Violation } from '../support/invariants.ts';
import { seeded } from '../support/random.ts';
import { type PartnerEndpoint, startPartner, type Temper } from './partner-endpoint.ts';

const articles = Number(process.env.BYLINE_ARTICLES ?? 500);
const seed = Number(process.env.BYLINE_SEED ?? 1);
const startedAtMs = Date.now();
const endBeforeMs = startedAtMs + 8 * 60_000;
const tempers: Temper[] = [
  ...Array<Temper>(10).fill('fast'),
  'slow',
  'slow',
  'bursts',
  'bursts',
  'resets',
  'resets',
  'hangs',
  'late',
  'recovers',
  'recovers',
];

interface Running {
  readonly child: ChildProcess;
  readonly endpoints: { s3: string; sqs: string; dynamodb: string };
  readonly outputs: Record<string, string>;
}

/** What every partner must hold in the end. */
type Wanted = { readonly headline: string } | 'retracted';

const dir = mkdtempSync(join(tmpdir(), 'byline-chaos-'));
const random = seeded(seed);
const wanted = new Map<string, Wanted>();
/** When the embargo of an article ends; a correction keeps it. */
const embargoes = new Map<string, number>();
const partners: PartnerEndpoint[] = [];
const keyOf = (index: number): string => `publishers/chaos/story ${index}.json`;

let stack = await boot();
try {
  await register();
  say(`${articles} articles, ${partners.length} partners, seed ${seed}, state in ${dir}`);
  await upload(0, Math.ceil(articles / 3));
  await kill('in the midst of the first third');
  await upload(Math.ceil(articles / 3), Math.ceil((2 * articles) / 3));
  await correctAndRetract(0.25);
  await kill('in the midst of corrections');
  await upload(Math.ceil((2 * articles) / 3), articles);
  await correctAndRetract(0.25);
  await purge();
  await kill('right after a purge of all queues, that of uploads included');
  await recheck();
  await delay(20_000);
  await kill('while it heals');
  for (const partner of partners) partner.heal();
  say('every partner is well again');
  process.exitCode = await converge();
} finally {
  stack.child.kill('SIGTERM');
  for (const partner of partners) partner.stop();
  await Promise.race([new Promise((resolve) => stack.child.once('exit', resolve)), delay(8_000)]);
  stack.child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
}

async function boot(): Promise<Running> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'stack-process.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{"ready"')) return { child, ...(JSON.parse(line) as Omit<Running, 'child'>) };
  }
  throw new Error('the local stack ended before it was ready');
}

async function kill(when: string): Promise<void> {
  const ended = new Promise((resolve) => stack.child.once('exit', resolve));
  stack.child.kill('SIGKILL');
  await ended;
  say(`killed ${when}`);
  stack = await boot();
}

function clients(): { s3: S3Client; sqs: SQSClient; dynamodb: DynamoDBClient } {
  const common = { region: 'us-east-1', credentials: localCredentials, maxAttempts: 3 };
  return {
    s3: new S3Client({ ...common, endpoint: stack.endpoints.s3, forcePathStyle: true }),
    sqs: new SQSClient({ ...common, endpoint: stack.endpoints.sqs }),
    dynamodb: new DynamoDBClient({ ...common, endpoint: stack.endpoints.dynamodb }),
  };
}

async function register(): Promise<void> {
  const { dynamodb } = clients();
  const table = dynamoTable(dynamodb, output('TableName'));
  const keys = signingKeyStore(dynamoTable(dynamodb, output('KeysTableName')));
  await publisherStore(table).put({
    id: 'chaos',
    name: 'Chaos Courier',
    // Hundreds at once are the point here.
    brake: 'off',
    active: true,
    copyrightHolder: 'Chaos Courier',
    usageTerms: 'With credit.',
  });
  for (const [index, temper] of tempers.entries()) {
    const secret = newSecret();
    const partner = await startPartner(`${temper}-${index}`, temper, secret);
    partners.push(partner);
    await keys.put({ partnerId: partner.id, keys: [{ secret }] });
    await partnerStore(table).put({
      id: partner.id,
      name: partner.id,
      url: partner.url,
      format: 'ninjs-3',
      events: ['article.published', 'article.updated', 'article.retracted'],
      filter: {},
      status: 'active',
      createdAtMs: Date.now(),
    });
  }
}

function output(name: string): string {
  const value = stack.outputs[name];
  if (!value) throw new Error(`the stack has no output ${name}: it has ${Object.keys(stack.outputs).join(', ')}`);
  return value;
}

async function upload(from: number, to: number): Promise<void> {
  const { s3 } = clients();
  for (let index = from; index < to; index++) {
    // Some wait for the end of their embargo, in the midst of all this.
    const embargoMs = index % 10 === 0 ? 30_000 + Math.floor(random() * 90_000) : undefined;
    await put(s3, index, `Story ${index} as first told`, embargoMs);
  }
  say(`uploaded ${from} to ${to - 1}`);
}

async function correctAndRetract(share: number): Promise<void> {
  const { s3 } = clients();
  let changed = 0;
  for (const [uri, state] of wanted) {
    const index = Number(uri.split(':').at(-1));
    if (state === 'retracted' || random() > share) continue;
    changed += 1;
    if (random() < 0.6) {
      await put(s3, index, `Story ${index} corrected ${Math.floor(random() * 1e6)}`);
      continue;
    }
    await s3.send(new DeleteObjectCommand({ Bucket: output('UploadsBucketName'), Key: keyOf(index) }));
    wanted.set(uri, 'retracted');
    void noteRetraction(index, uri);
  }
  say(`corrected or retracted ${changed}`);
}

/** A retraction counts from its receipt on. */
async function noteRetraction(index: number, uri: string): Promise<void> {
  while (Date.now() < endBeforeMs) {
    const receipt = await clients()
      .s3.send(new GetObjectCommand({ Bucket: output('ReceiptsBucketName'), Key: keyOf(index) }))
      .then(({ Body }) => Body?.transformToString())
      .catch(() => undefined);
    if (receipt && (JSON.parse(receipt) as { status: string }).status === 'removed') {
      for (const partner of partners) partner.retracted(uri, Date.now());
      return;
    }
    await delay(1_000, undefined, { ref: false });
  }
}

async function put(s3: S3Client, index: number, headline: string, embargoMs?: number): Promise<void> {
  const uri = `urn:chaos:story:${index}`;
  if (embargoMs !== undefined) {
    embargoes.set(uri, Date.now() + embargoMs);
    for (const partner of partners) partner.embargoed(uri, Date.now() + embargoMs);
  }
  const embargo = embargoes.get(uri);
  const body = {
    uri,
    type: 'text',
    language: 'en',
    pubStatus: 'usable',
    versionCreated: new Date().toISOString(),
    by: 'Ada Example',
    ...(embargo === undefined ? {} : { embargoedUntil: new Date(embargo).toISOString() }),
    headlines: [{ role: 'main', value: headline }],
    bodies: [
      {
        role: 'main',
        contentType: 'text/plain',
        value: `${headline}. The rest of it was told by those who were there.`,
      },
    ],
  };
  await s3.send(
    new PutObjectCommand({
      Bucket: output('UploadsBucketName'),
      Key: keyOf(index),
      Body: JSON.stringify(body),
      ContentType: 'application/json',
    }),
  );
  wanted.set(uri, { headline });
}

async function purge(): Promise<void> {
  const { sqs } = clients();
  const queues = ['IngestQueueUrl', 'FanoutQueueUrl', 'DeliverQueueUrl', 'DeliverSlowQueueUrl'].map(output);
  for (const QueueUrl of queues) await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  say('purged all four queues');
}

/** As `byline recheck --grace 0`: what the purge of the ingest queue lost is found in the bucket. */
async function recheck(): Promise<void> {
  const { dynamodb } = clients();
  await uploadAuditStore(dynamoTable(dynamodb, output('TableName'))).restart(Date.now(), 0);
  say('asked for a comparison of the uploads with the table');
}

async function converge(): Promise<number> {
  for (;;) {
    const violations = compare();
    const deliveries = sum(({ seen }) => seen.taken);
    if (violations.length === 0 || Date.now() > endBeforeMs) return report(violations, deliveries);
    say(`${deliveries} deliveries taken; ${violations.length} copies to come, to be renewed or to be taken down`);
    await delay(10_000);
  }
}

/** Names every invariant that is violated, prints the summary line, and gives the exit code. */
function report(copies: readonly Violation[], deliveries: number): number {
  const counted = [
    ['no partner goes back to an older revision', sum(({ seen }) => seen.outOfOrder)],
    ['nothing after a retraction', sum(({ seen }) => seen.afterRetraction)],
    ['nothing under embargo leaves', sum(({ seen }) => seen.early)],
    ['every webhook carries a valid signature', sum(({ seen }) => seen.badSignatures)],
  ] as const;
  for (const { invariant, detail } of copies.slice(0, 20)) say(`violated: ${invariant}: ${detail}`);
  for (const [invariant, count] of counted) if (count > 0) say(`violated: ${invariant}: ${count} times`);
  const lost = copies.filter(({ invariant }) => invariant === 'every newest revision arrives').length;
  const [[, outOfOrder], [, afterRetraction], [, early], [, badSignatures]] = counted;
  const stale = copies.length - lost + outOfOrder;
  console.log(JSON.stringify({ schedules: 1, deliveries, lost, stale, afterRetraction, early }));
  say(`took ${Math.round((Date.now() - startedAtMs) / 1000)} s`);
  return lost + stale + afterRetraction + early + badSignatures === 0 ? 0 : 1;
}

/** A retracted article is gone where it was; where it never was, it need not be. */
function compare(): Violation[] {
  const found: Violation[] = [];
  for (const { id, copies } of partners) {
    for (const [uri, state] of wanted) {
      const copy = copies.get(uri);
      if (state === 'retracted') {
        if (copy && !copy.retracted)
          found.push({ invariant: 'a retraction reaches every copy', detail: `${id} still holds ${uri}` });
      } else if (!copy || copy.retracted) {
        found.push({ invariant: 'every newest revision arrives', detail: `${id} lacks ${uri}` });
      } else if (copy.headline !== state.headline) {
        found.push({ invariant: 'the newest upload wins', detail: `${id} holds ${uri} as “${copy.headline}”` });
      }
    }
  }
  return found;
}

function sum(of: (partner: PartnerEndpoint) => number): number {
  return partners.reduce((total, partner) => total + of(partner), 0);
}

function say(text: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
}
