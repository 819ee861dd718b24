import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { localCredentials } from '../local/credentials.ts';
import type { LogEntry } from '../local/logs.ts';
import { type LocalStack, type LocalStackOptions, startLocalStack } from '../local/start.ts';
import { localAccount } from '../local/template.ts';
import { articleIdOf } from '../shared/article/identity.ts';
import { logEvents } from '../shared/contract/metrics.ts';
import { dynamoTable } from '../shared/store/dynamo-table.ts';
import { partnerStore } from '../shared/store/partners.ts';
import { publisherStore } from '../shared/store/publishers.ts';
import { signingKeyStore } from '../shared/store/signing-keys.ts';
import type { Table } from '../shared/store/table.ts';
import { articleEvents } from '../shared/partners/partner.ts';
import { newSecret } from '../shared/webhooks/keys.ts';
import { articleJson } from './articles.ts';
import { startReceiver } from './receiver.ts';

/** No progress for this long ends a run: something is broken, not slow. */
const patienceMs = 60_000;
const publisherId = 'bench-news';
const parallelPuts = 16;

/** When an article was uploaded and when its last webhook was answered and recorded, in epoch milliseconds. */
export interface Published {
  readonly articleId: string;
  readonly uploadedMs: number;
  readonly lastMs: number;
}

/** The local stack with partners, driven by uploads. */
export interface LocalRun {
  readonly stack: LocalStack;
  readonly table: Table;
  readonly sqs: SQSClient;
  /** What each function wrote to its log, by its name in the template. */
  readonly logged: ReadonlyMap<string, { readonly bytes: number; readonly lines: number }>;
  /** Has so many partners registered in all; each takes everything. */
  registerPartners(count: number): Promise<void>;
  /** Uploads articles side by side; resolves when each has been delivered `perArticle` times. */
  publish(articles: number, perArticle: number): Promise<Published[]>;
  /** Resolves once an event was logged so many times since the run began. */
  seen(event: string, times: number): Promise<void>;
  stop(): Promise<void>;
}

/** Boots a stack on a new folder. Its partners' endpoints are one process of its own. */
export async function startLocalRun(options: Pick<LocalStackOptions, 'endpointsFor'> = {}): Promise<LocalRun> {
  const dir = mkdtempSync(join(tmpdir(), 'byline-bench-'));
  const watch = new LogWatch();
  const receiver = await startReceiver();
  const stack = await startLocalStack({ ...options, dir, port: 0, onLog: (entry) => watch.take(entry) });
  const { endpoints, outputs } = stack;
  const common = { region: localAccount.region, credentials: localCredentials };
  const dynamodb = new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb });
  const s3 = new S3Client({ ...common, endpoint: endpoints.s3, forcePathStyle: true });
  const sqs = new SQSClient({ ...common, endpoint: endpoints.sqs });
  const table = dynamoTable(dynamodb, outputs.TableName);
  const keys = signingKeyStore(dynamoTable(dynamodb, outputs.KeysTableName));
  await publisherStore(table).put({ id: publisherId, name: 'Bench News', language: 'en', brake: 'off', active: true });
  let partners = 0;
  let articles = 0;

  async function upload(number: number): Promise<{ articleId: string; uploadedMs: number }> {
    const uploadedMs = Date.now();
    const Key = `publishers/${publisherId}/story-${number}.json`;
    const body = { Body: articleJson(number), ContentType: 'application/json' };
    await s3.send(new PutObjectCommand({ Bucket: outputs.UploadsBucketName, Key, ...body }));
    return { articleId: articleIdOf(publisherId, `urn:bench:story:${number}`), uploadedMs };
  }

  return {
    stack,
    table,
    sqs,
    logged: watch.logged,
    seen: (event, times) => watch.until(() => (watch.events.get(event) ?? 0) >= times, `${times} times ${event}`),

    async registerPartners(count) {
      for (; partners < count; partners++) {
        const id = `partner-${String(partners).padStart(5, '0')}`;
        await keys.put({ partnerId: id, keys: [{ secret: newSecret() }] });
        const filter = { languages: ['en'] };
        const settings = {
          format: 'ninjs-3',
          events: articleEvents,
          filter,
          status: 'active',
          createdAtMs: 0,
        } as const;
        await partnerStore(table).put({ id, name: `Partner ${partners}`, url: `${receiver.url}/${id}`, ...settings });
      }
    },

    async publish(count, perArticle) {
      const numbers = Array.from({ length: count }, () => articles++);
      const uploaded: { articleId: string; uploadedMs: number }[] = [];
      for (let start = 0; start < count; start += parallelPuts) {
        uploaded.push(...(await Promise.all(numbers.slice(start, start + parallelPuts).map(upload))));
      }
      const isDone = (): boolean =>
        uploaded.every(({ articleId }) => (watch.deliveredAtMs.get(articleId)?.length ?? 0) >= perArticle);
      await watch.until(isDone, `${count} articles delivered ${perArticle} times`);
      return uploaded.map((one) => ({ ...one, lastMs: Math.max(...(watch.deliveredAtMs.get(one.articleId) ?? [])) }));
    },

    async stop() {
      await stack.stop();
      receiver.stop();
      for (const client of [dynamodb, s3, sqs]) client.destroy();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Reads what the functions log, as operators would, to know how far a run is. */
class LogWatch {
  readonly logged = new Map<string, { bytes: number; lines: number }>();
  readonly events = new Map<string, number>();
  readonly deliveredAtMs = new Map<string, number[]>();
  #waiting: { isDone: () => boolean; resolve: () => void }[] = [];
  #progress = 0;

  take({ functionName, stream, line }: LogEntry): void {
    this.#progress += 1;
    if (stream === 'stdout') {
      const known = this.logged.get(functionName) ?? { bytes: 0, lines: 0 };
      this.logged.set(functionName, { bytes: known.bytes + JSON.stringify(line).length + 1, lines: known.lines + 1 });
    }
    const event = String(line.event);
    this.events.set(event, (this.events.get(event) ?? 0) + 1);
    if (event === logEvents.deliveryAttempted && line.outcome === 'delivered') {
      const articleId = String(line.articleId);
      const times = this.deliveredAtMs.get(articleId) ?? [];
      times.push(Date.now());
      this.deliveredAtMs.set(articleId, times);
    }
    if (event === logEvents.recordFailed) process.stderr.write(`bench: ${JSON.stringify(line)}\n`);
    const done = this.#waiting.filter(({ isDone }) => isDone());
    if (done.length === 0) return;
    this.#waiting = this.#waiting.filter((one) => !done.includes(one));
    for (const { resolve } of done) resolve();
  }

  async until(isDone: () => boolean, what: string): Promise<void> {
    if (isDone()) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ isDone, resolve });
    let seen = this.#progress;
    const timer = setInterval(() => {
      if (this.#progress === seen)
        reject(new Error(`nothing happened for ${patienceMs / 1000} s: waiting for ${what}`));
      seen = this.#progress;
    }, patienceMs);
    try {
      await promise;
    } finally {
      clearInterval(timer);
    }
  }
}
