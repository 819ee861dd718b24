import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { buildApp } from 'fauxqs';
import { ChangeLedger, eventRecordOf, notificationsFor, testEventOf, type ObjectChange } from './bucket-events.ts';
import { type KeptObject, listVersionsXml } from './object-versions.ts';
import { listenNear, loopback } from './ports.ts';
import type { BucketSpec, QueueSpec } from './resources.ts';
import { surviveKills } from './sqlite.ts';
import { localAccount } from './template.ts';

/** Whole uploads in one request, as S3 takes them; fauxqs alone stops at 11 MiB. S3 itself takes 5 GiB. */
const requestBytesMax = 256 * 1024 * 1024;

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
type QueueMessage = Parameters<NonNullable<ReturnType<Stores['sqsStore']['getQueueByArn']>>['enqueue']>[0];
type Persistence = NonNullable<Stores['sqsStore']['persistence']>;

export interface S3AndSqsOptions {
  /** Where everything is kept. */
  readonly dir: string;
  /** Preferred port; the next free one is taken otherwise. 0 lets the system choose. */
  readonly port: number;
  /** Told of every change of an object, after it is stored and its queue knows. */
  readonly onChange?: (change: ObjectChange) => void;
}

/** The S3 and SQS protocols on one port of the loopback interface. */
export interface S3AndSqs {
  readonly endpoint: string;
  /** Creates what is missing, then tells queues what a kill kept them from hearing. */
  configure(queues: readonly QueueSpec[], buckets: readonly BucketSpec[]): void;
  stop(): Promise<void>;
}

/**
 * Starts fauxqs with its state in `dir`. fauxqs has no bucket notifications and its own start listens on all
 * interfaces, so its parts are put together here: the stores are wrapped, the application listens on loopback.
 */
export async function startS3AndSqs({ dir, port, onChange }: S3AndSqsOptions): Promise<S3AndSqs> {
  mkdirSync(dir, { recursive: true });
  const { stores, persistence } = await loadStores(dir);
  const ledger = new ChangeLedger(join(dir, 'changes.sqlite'));
  const buckets = new Map<string, BucketSpec>();

  const announce = (change: ObjectChange): void => {
    const bucket = buckets.get(change.bucket);
    for (const { queueArn } of bucket ? notificationsFor(bucket, change) : []) {
      enqueue(stores.sqsStore, queueArn, JSON.stringify({ Records: [eventRecordOf(change)] }));
    }
  };
  watchObjects(stores.s3Store, ledger, (change) => {
    announce(change);
    ledger.end(change.sequencer);
    onChange?.(change);
  });

  const app = buildApp({ logger: false, stores });
  // fauxqs answers a listing of versions with one of objects, which reads as an empty one.
  app.addHook('onRequest', (request, reply, done) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const [, bucket = '', key = ''] = pathname.split('/');
    if (request.method !== 'GET' || !searchParams.has('versions') || key || !stores.s3Store.hasBucket(bucket)) {
      done();
      return;
    }
    const xml = listVersionsXml(bucket, searchParams, objectsOf(stores.s3Store, bucket), ledger.removed(bucket));
    void reply.header('content-type', 'application/xml').send(xml);
  });
  app.removeContentTypeParser('*');
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: requestBytesMax }, (_request, body, done) =>
    done(null, body),
  );
  const boundPort = await listenNear(port, async (candidate) => {
    await app.listen({ port: candidate, host: loopback });
    return (app.server.address() as { port: number }).port;
  });
  const endpoint = `http://${loopback}:${boundPort}`;

  return {
    endpoint,
    configure(queueSpecs, bucketSpecs) {
      for (const queue of queueSpecs) createQueue(stores.sqsStore, queue, endpoint);
      for (const bucket of bucketSpecs) {
        const isNew = !stores.s3Store.hasBucket(bucket.name);
        stores.s3Store.createBucket(bucket.name);
        buckets.set(bucket.name, bucket);
        if (!isNew) continue;
        for (const queueArn of new Set(bucket.notifications.map((notification) => notification.queueArn))) {
          enqueue(stores.sqsStore, queueArn, JSON.stringify(testEventOf(bucket.name, Date.now())));
        }
      }
      announcePending(stores.s3Store, ledger, announce);
    },
    async stop() {
      await app.close();
      persistence.close();
      ledger.close();
    },
  };
}

/**
 * fauxqs's stores with what `dir` holds. Messages that were in flight become visible at once: whoever held them
 * was a part of the process that ended, so waiting out their visibility time-out would only delay the recovery.
 */
async function loadStores(dir: string): Promise<{ stores: Stores; persistence: Persistence }> {
  // The package exports its application alone; the stores are reached by their files. The version is pinned exactly.
  const part = (path: string): Promise<Record<string, new (argument?: unknown) => unknown>> =>
    import(new URL(path, import.meta.resolve('fauxqs')).href);
  const [{ SqsStore }, { SnsStore }, { S3Store }, { PersistenceManager }] = await Promise.all([
    part('./sqs/sqsStore.js'),
    part('./sns/snsStore.js'),
    part('./s3/s3Store.js'),
    part('./persistence.js'),
  ]);
  if (!SqsStore || !SnsStore || !S3Store || !PersistenceManager)
    throw new Error('this version of fauxqs has other parts');
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() } as Stores;
  const persistence = new PersistenceManager(dir) as Persistence;
  surviveKills((persistence as unknown as { readonly db: DatabaseSync }).db);
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  stores.sqsStore.persistence = persistence;
  stores.s3Store.persistence = persistence;
  // Queue URLs without a host name to resolve: http://127.0.0.1:<port>/<account>/<name>.
  stores.sqsStore.host = '';
  stores.sqsStore.region = localAccount.region;
  for (const queue of stores.sqsStore.allQueues()) {
    queue.persistence = persistence;
    for (const { message } of queue.inflightMessages.values()) queue.messages.push(message);
    queue.inflightMessages.clear();
  }
  return { stores, persistence };
}

/** Creates a queue, or brings the attributes of an existing one up to date: creating it again would drop its messages. */
function createQueue(store: Stores['sqsStore'], { name, arn, attributes }: QueueSpec, endpoint: string): void {
  const existing = store.getQueueByName(name);
  if (existing) existing.setAttributes({ ...attributes });
  else store.createQueue(name, `${endpoint}/${localAccount.accountId}/${name}`, arn, { ...attributes });
}

function enqueue(store: Stores['sqsStore'], queueArn: string, body: string): void {
  const queue = store.getQueueByArn(queueArn);
  if (!queue) throw new Error(`a bucket notifies ${queueArn}, which does not exist`);
  const { createMessage } = store.constructor as unknown as { createMessage(body: string): QueueMessage };
  queue.enqueue(createMessage(body));
}

/** Reports every change of an object, once it is stored, entering it in the ledger before. */
function watchObjects(store: Stores['s3Store'], ledger: ChangeLedger, report: (change: ObjectChange) => void): void {
  const { putObject, completeMultipartUpload, deleteObject } = store;

  store.putObject = (bucket, key, ...rest) => {
    if (!store.hasBucket(bucket)) return putObject.call(store, bucket, key, ...rest);
    const atMs = Date.now();
    const sequencer = ledger.begin('created', bucket, key, atMs);
    const stored = putObject.call(store, bucket, key, ...rest);
    report({ kind: 'created', bucket, key, sequencer, atMs, size: stored.contentLength, eTag: stored.etag });
    return stored;
  };

  store.completeMultipartUpload = (uploadId, parts) => {
    const upload = multipartUploads(store).get(uploadId);
    if (!upload) return completeMultipartUpload.call(store, uploadId, parts);
    const { bucket, key } = upload;
    const atMs = Date.now();
    const sequencer = ledger.begin('created', bucket, key, atMs);
    try {
      const stored = completeMultipartUpload.call(store, uploadId, parts);
      report({
        kind: 'created',
        bucket,
        key,
        sequencer,
        atMs,
        size: stored.contentLength,
        eTag: stored.etag,
        multipart: true,
      });
      return stored;
    } catch (error) {
      ledger.end(sequencer);
      throw error;
    }
  };

  store.deleteObject = (bucket, key) => {
    if (!objectOf(store, bucket, key)) return deleteObject.call(store, bucket, key);
    const atMs = Date.now();
    const sequencer = ledger.begin('removed', bucket, key, atMs);
    deleteObject.call(store, bucket, key);
    report({ kind: 'removed', bucket, key, sequencer, atMs });
  };
}

/** Tells what a kill left in the ledger, as far as it did happen: the object as it now stands decides. */
function announcePending(
  store: Stores['s3Store'],
  ledger: ChangeLedger,
  announce: (change: ObjectChange) => void,
): void {
  for (const { sequencer, kind, bucket, key } of ledger.pending()) {
    const stored = objectOf(store, bucket, key);
    const atMs = Date.now();
    if (kind === 'created' && stored) {
      announce({ kind, bucket, key, sequencer, atMs, size: stored.contentLength, eTag: stored.etag });
    }
    if (kind === 'removed' && !stored) announce({ kind, bucket, key, sequencer, atMs });
    ledger.end(sequencer);
  }
}

function objectsOf(store: Stores['s3Store'], bucket: string): Iterable<KeptObject> {
  const { buckets } = store as unknown as { buckets: Map<string, Map<string, KeptObject>> };
  return buckets.get(bucket)?.values() ?? [];
}

function objectOf(
  store: Stores['s3Store'],
  bucket: string,
  key: string,
): { contentLength: number; etag: string } | undefined {
  const { buckets } = store as unknown as {
    buckets: Map<string, Map<string, { contentLength: number; etag: string }>>;
  };
  return buckets.get(bucket)?.get(key);
}

function multipartUploads(store: Stores['s3Store']): Map<string, { bucket: string; key: string }> {
  return (store as unknown as { multipartUploads: Map<string, { bucket: string; key: string }> }).multipartUploads;
}
