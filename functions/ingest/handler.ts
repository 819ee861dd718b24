import { join } from 'node:path';
import type { SQSEvent, SQSBatchResponse } from 'aws-lambda';
import { ingestEnv } from '../../shared/contract/env.ts';
import { cacheLimits } from '../../shared/contract/limits.ts';
import { parseUploadEvents } from '../../shared/contract/s3-events.ts';
import { eachRecord } from '../../shared/runtime/batch.ts';
import { cached } from '../../shared/runtime/cache.ts';
import { dynamoClient, sqsClient } from '../../shared/runtime/clients.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { logLine } from '../../shared/runtime/logger.ts';
import { sqsQueue } from '../../shared/runtime/queues.ts';
import { s3Client } from '../../shared/runtime/s3-client.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { brakeStore } from '../../shared/store/brake.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { noticeStore } from '../../shared/store/notices.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { readTogether } from '../../shared/store/read-together.ts';
import { publisherWatchStore } from '../../shared/store/publisher-watches.ts';
import { publisherStore } from '../../shared/store/publishers.ts';
import { uploadStore } from '../../shared/store/uploads.ts';
import { guardedRead } from './guarded-read.ts';
import { type IngestDeps, ingestUpload } from './ingest-upload.ts';
import { publisherHeard } from './publisher-heard.ts';

let deps: IngestDeps | undefined;

/** Called by SQS with announcements of the uploads bucket. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const built = (deps ??= build());
  return eachRecord(
    event,
    async (record) => {
      // One key's events in order; an announcement seldom holds more than one.
      for (const upload of parseUploadEvents(record.body)) await ingestUpload(built, upload);
    },
    logLine,
  );
}

/** Runs once per cold start. */
function build(): IngestDeps {
  const env = readEnv(ingestEnv);
  const [table, s3] = [readTogether(dynamoTable(dynamoClient(), env.TABLE_NAME)), s3Client()];
  const publishers = publisherStore(table);
  const sqs = sqsClient();
  const endpoints = cached(partnerStore(table).endpoints, cacheLimits.endpointsMs, Date.now);
  const notices = noticeStore(table, () => endpoints('all'), sqsQueue(sqs, env.DELIVER_QUEUE_URL));
  return {
    uploads: s3Objects(s3, env.UPLOADS_BUCKET),
    receipts: s3Objects(s3, env.RECEIPTS_BUCKET),
    articles: articleStore(table, s3Objects(s3, env.CONTENT_BUCKET)),
    uploadRecords: uploadStore(table),
    brake: brakeStore(table),
    publisher: cached(publishers.get, cacheLimits.registryMs, Date.now),
    read: guardedRead(join(import.meta.dirname, 'reader.mjs')),
    fanoutQueue: sqsQueue(sqs, env.FANOUT_QUEUE_URL),
    notices,
    heard: publisherHeard(publisherWatchStore(table), notices),
    log: logLine,
    now: Date.now,
  };
}
