import { sweepLimits } from '../../shared/contract/limits.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import { uploadEventMessage } from '../../shared/contract/s3-events.ts';
import { sequencerAfter } from '../../shared/article/revision.ts';
import type { Log } from '../../shared/runtime/logger.ts';
import type { Queue } from '../../shared/runtime/queues.ts';
import type { ListedObject, ObjectListing } from '../../shared/store/object-listing.ts';
import type { UploadAuditStore } from '../../shared/store/upload-audit.ts';
import type { UploadRecord, UploadStore } from '../../shared/store/uploads.ts';

export interface AuditDeps {
  readonly uploads: ObjectListing;
  readonly uploadRecords: UploadStore;
  readonly audit: UploadAuditStore;
  readonly ingestQueue: Queue;
  readonly log: Log;
  readonly now: () => number;
}

/**
 * Compares some pages of the uploads bucket with the table, from where the last run stopped, and announces again what the table knows nothing of: S3 may lose
 * an event, and a queue may be purged. Once round, it rests for some hours.
 */
export async function auditUploads(deps: AuditDeps): Promise<void> {
  for (let page = 0; page < sweepLimits.auditPages; page++) {
    const nowMs = deps.now();
    const state = await deps.audit.get();
    if (state.nextAtMs > nowMs) return;
    const startedAtMs = state.startedAtMs ?? nowMs;
    const { objects, next } = await deps.uploads.page(state.after, sweepLimits.auditPageObjects);
    const suspects = objects.filter(({ atMs }) => atMs >= state.sinceMs && atMs <= nowMs - state.graceMs);
    const records = await deps.uploadRecords.many(suspects.map(({ key }) => key));
    const lost = suspects.filter((object) => !isDone(object, records.get(object.key), nowMs - state.graceMs));
    await deps.ingestQueue.send(lost.map((object) => ({ body: announcementOf(object, records.get(object.key)) })));
    if (lost.length > 0) deps.log(logEvents.uploadsMissed, { announced: lost.length, of: suspects.length });
    const { sinceMs, graceMs } = state;
    const to = next
      ? { after: next, startedAtMs, sinceMs, graceMs, nextAtMs: nowMs }
      : {
          sinceMs: Math.max(0, startedAtMs - sweepLimits.auditBackMs),
          graceMs: sweepLimits.auditGraceMs,
          nextAtMs: nowMs + sweepLimits.auditEveryMs,
        };
    if (!(await deps.audit.advance(state, to))) return;
  }
}

type Recorded = (UploadRecord & { readonly isSettled: boolean }) | undefined;

/** Whether an object is on record, and was taken to its end if that was begun before `begunBeforeMs`. */
function isDone(object: ListedObject, record: Recorded, begunBeforeMs: number): boolean {
  // What came and went unseen is gone.
  if (!record) return object.isRemoved;
  return isOnRecord(object, record) && (record.isSettled || record.atMs > begunBeforeMs);
}

function isOnRecord(object: ListedObject, record: UploadRecord): boolean {
  if (object.isRemoved || record.status === 'removed') return object.isRemoved === (record.status === 'removed');
  return record.eTag === undefined ? record.versionId === object.versionId : record.eTag === object.eTag;
}

/** S3's sequencer of a lost event is not known: one right after the last event on record is before every later one. */
function announcementOf(object: ListedObject, record: Recorded): object {
  const { key, isRemoved, versionId, eTag, sizeBytes } = object;
  const isStuck = record !== undefined && isOnRecord(object, record);
  return uploadEventMessage({
    kind: isRemoved ? 'removed' : 'created',
    key,
    versionId,
    eTag,
    sizeBytes,
    sequencer: isStuck ? record.sequencer : sequencerAfter(record?.sequencer),
  });
}
