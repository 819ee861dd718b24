import { uploadsPrefix } from '../../shared/article/identity.ts';
import { sweepEnv } from '../../shared/contract/env.ts';
import { dynamoClient, sqsClient } from '../../shared/runtime/clients.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { logLine } from '../../shared/runtime/logger.ts';
import { sqsQueue } from '../../shared/runtime/queues.ts';
import { dueStore } from '../../shared/store/due.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { noticeStore } from '../../shared/store/notices.ts';
import { publisherWatchStore } from '../../shared/store/publisher-watches.ts';
import { publisherStore } from '../../shared/store/publishers.ts';
import { s3ObjectsOnDemand } from '../../shared/store/objects-on-demand.ts';
import { s3Listing } from '../../shared/store/object-listing.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { uploadAuditStore } from '../../shared/store/upload-audit.ts';
import { uploadStore } from '../../shared/store/uploads.ts';
import { type AuditDeps, auditUploads } from './audit-uploads.ts';
import { type CanaryDeps, sendCanary } from './send-canary.ts';
import { type SweepDeps, sweepDue } from './sweep-due.ts';

let deps: (SweepDeps & AuditDeps & CanaryDeps) | undefined;

/** Called every minute by its schedule. */
export async function handler(): Promise<void> {
  const built = (deps ??= build());
  await sweepDue(built);
  await sendCanary(built);
  await auditUploads(built);
}

/** Runs once per cold start. */
function build(): SweepDeps & AuditDeps & CanaryDeps {
  const env = readEnv(sweepEnv);
  const [table, sqs] = [dynamoTable(dynamoClient(), env.TABLE_NAME), sqsClient()];
  const partners = partnerStore(table);
  const deliverQueue = sqsQueue(sqs, env.DELIVER_QUEUE_URL);
  return {
    due: dueStore(table),
    health: partnerHealthStore(table),
    partners,
    watches: publisherWatchStore(table),
    notices: noticeStore(table, partners.endpoints, deliverQueue),
    uploadRecords: uploadStore(table),
    canaryPartner: env.CANARY_PARTNER,
    lastCanary: { atMs: 0 },
    publishers: publisherStore(table),
    canaries: s3ObjectsOnDemand(env.UPLOADS_BUCKET, () => import('../../shared/runtime/s3-client.ts')),
    audit: uploadAuditStore(table),
    uploads: s3Listing(env.UPLOADS_BUCKET, uploadsPrefix, () => import('../../shared/runtime/s3-client.ts')),
    ingestQueue: sqsQueue(sqs, env.INGEST_QUEUE_URL),
    fanoutQueue: sqsQueue(sqs, env.FANOUT_QUEUE_URL),
    deliverQueue,
    slowQueue: sqsQueue(sqs, env.DELIVER_SLOW_QUEUE_URL),
    log: logLine,
    now: Date.now,
  };
}
