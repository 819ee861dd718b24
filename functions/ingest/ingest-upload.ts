import type { Publisher } from '../../shared/article/publisher.ts';
import { articleIdOf, publisherIdOfKey } from '../../shared/article/identity.ts';
import { epochMsOf } from '../../shared/article/instant.ts';
import { compareSequencers, decideRevision, retractionByRemoval } from '../../shared/article/revision.ts';
import { uploadLimits } from '../../shared/contract/limits.ts';
import type { FanoutMessage } from '../../shared/contract/messages.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import { type RejectionCode, rejectionReasons } from '../../shared/contract/reasons.ts';
import type { UploadEvent } from '../../shared/contract/s3-events.ts';
import { uploadNotice } from '../../shared/delivery/notice.ts';
import type { AcceptedItem, IntakeItem, IntakeResult, Upload } from '../../shared/intake/intake.ts';
import { errorFields } from '../../shared/runtime/batch.ts';
import type { Log } from '../../shared/runtime/logger.ts';
import type { Queue } from '../../shared/runtime/queues.ts';
import type { AppendResult, ArticleStore } from '../../shared/store/articles.ts';
import type { BrakeStore } from '../../shared/store/brake.ts';
import type { NoticeStore } from '../../shared/store/notices.ts';
import type { Objects } from '../../shared/store/objects.ts';
import type { UploadRecord, UploadStore } from '../../shared/store/uploads.ts';
import { braked } from './brake.ts';
import type { PublisherHeard } from './publisher-heard.ts';
import { type ReceiptItem, receiptOf } from './receipt.ts';

export interface IngestDeps {
  readonly uploads: Objects;
  readonly receipts: Objects;
  readonly articles: ArticleStore;
  readonly uploadRecords: UploadStore;
  readonly brake: BrakeStore;
  readonly publisher: (publisherId: string) => Promise<Publisher | undefined>;
  /** Throws only for what is no fault of the upload; that is tried again. */
  readonly read: (upload: Upload, publisher: Publisher, context: { nowMs: number }) => Promise<IntakeResult>;
  readonly fanoutQueue: Queue;
  /** Tells those who asked for it what became of uploads. */
  readonly notices: NoticeStore;
  readonly heard: PublisherHeard;
  readonly log: Log;
  readonly now: () => number;
}

/** Takes one event of the uploads bucket to its end: revisions stored, fan-out asked for, receipt written. Idempotent. */
export async function ingestUpload(deps: IngestDeps, event: UploadEvent): Promise<void> {
  const before = await deps.uploadRecords.get(event.key);
  if (before && compareSequencers(before.sequencer, event.sequencer) > 0) {
    await catchUp(deps, before);
    deps.log(logEvents.uploadIgnored, { key: event.key, reason: 'a later event of this key was handled' });
    return;
  }
  if (event.kind === 'removed') await ingestRemoval(deps, event, before);
  else await ingestObject(deps, event, before);
}

async function ingestObject(deps: IngestDeps, event: UploadEvent, before: UploadRecord | undefined): Promise<void> {
  const nowMs = deps.now();
  const publisherId = publisherIdOfKey(event.key);
  const publisher = publisherId === undefined ? undefined : await deps.publisher(publisherId);
  const result = publisher?.active
    ? await readObject(deps, event, publisher, nowMs)
    : rejected(publisherId === undefined ? 'KEY_INVALID' : 'PUBLISHER_UNKNOWN');

  const accepted = result.items.filter((item) => item.status === 'accepted');
  const articleIds = publisher ? accepted.map((item) => articleIdOf(publisher.id, item.identity.nativeId)) : [];
  const reasons = result.items.flatMap((item) => (item.status === 'rejected' ? item.reasons : []));
  // On record before the revisions: a removal that comes meanwhile knows which articles it takes back.
  const claimed = await deps.uploadRecords.claim({
    key: event.key,
    publisherId: publisher?.id,
    sequencer: event.sequencer,
    versionId: event.versionId,
    eTag: event.eTag,
    sizeBytes: event.sizeBytes,
    status: accepted.length > 0 ? 'accepted' : 'rejected',
    articleIds: [...new Set(articleIds)],
    ...(reasons.length > 0 ? { reasons: reasons.slice(0, 20) } : {}),
    atMs: nowMs,
  });
  if (!claimed) return;

  const heldIds = publisher ? await braked(deps, event, publisher, result.items, nowMs) : new Set<string>();
  const items: ReceiptItem[] = [];
  for (const item of result.items)
    items.push(publisher ? await storeItem(deps, event, publisher, item, heldIds, nowMs) : { item });
  await requestFanout(deps, items);
  // What says what was said before is no sign of news: an export that repeats itself may run on for ever.
  if (publisher && items.some(({ result }) => result?.kind === 'appended')) await deps.heard(publisher, nowMs);

  if (await isOvertaken(deps, event)) return;
  await finish(deps, event, publisher?.id, result.format, items, nowMs);
  deps.log(accepted.length > 0 ? logEvents.uploadIngested : logEvents.uploadRejected, {
    key: event.key,
    publisherId: publisher?.id,
    format: result.format,
    items: result.items.length,
    accepted: accepted.length,
    reasons: [...new Set(reasons.map(({ code }) => code))],
    reason: reasons[0]?.code,
    isFirst: before === undefined,
    ...sinceUpload(event, deps.now()),
  });
}

/** How long the publisher has waited for the receipt, by the clock of S3. */
function sinceUpload({ at }: UploadEvent, nowMs: number): { readonly sinceUploadMs?: number } {
  const uploadedMs = at === undefined ? undefined : epochMsOf(at);
  return uploadedMs === undefined ? {} : { sinceUploadMs: nowMs - uploadedMs };
}

/** Whether a later event of the key was handled meanwhile; its receipt then stands, and what it decided is made true again. */
async function isOvertaken(deps: IngestDeps, event: UploadEvent): Promise<boolean> {
  const newest = await deps.uploadRecords.get(event.key);
  if (!newest || compareSequencers(newest.sequencer, event.sequencer) <= 0) return false;
  await catchUp(deps, newest);
  return true;
}

/**
 * Applies the newest event of a key again where a run of an older one, unseen by it, stored a revision after it had decided:
 * a removal that found nothing to take back, an upload that found nothing changed.
 */
async function catchUp(deps: IngestDeps, newest: UploadRecord): Promise<void> {
  const { key, sequencer, versionId, eTag, sizeBytes = 0 } = newest;
  if (newest.status === 'removed') {
    await retractArticles(deps, newest.articleIds, sequencer, key);
    return;
  }
  const heads = await deps.articles.heads(newest.articleIds);
  const isBehind = [...heads.values()].some(
    ({ source }) => source.key === key && compareSequencers(source.sequencer, sequencer) < 0,
  );
  if (isBehind) await ingestObject(deps, { kind: 'created', key, sizeBytes, sequencer, versionId, eTag }, newest);
}

async function readObject(
  deps: IngestDeps,
  event: UploadEvent,
  publisher: Publisher,
  nowMs: number,
): Promise<IntakeResult> {
  if (event.sizeBytes > uploadLimits.uploadBytes) {
    return rejected(
      'SIZE_EXCEEDED',
      `the file has ${event.sizeBytes} bytes; at most ${uploadLimits.uploadBytes} are read`,
    );
  }
  const object = await deps.uploads.get(event.key, event.versionId);
  if (!object) return rejected('OBJECT_GONE');
  const upload = { bytes: object.bytes, key: event.key, contentType: object.contentType };
  const result = await deps.read(upload, publisher, { nowMs });
  // A defect of a reader does not make the queue bring the file back for ever: it ends as a receipt, and operators see this line.
  if (result.failure !== undefined) {
    deps.log(logEvents.recordFailed, { key: event.key, publisherId: publisher.id, ...errorFields(result.failure) });
  }
  return result;
}

async function storeItem(
  deps: IngestDeps,
  event: UploadEvent,
  publisher: Publisher,
  item: IntakeItem,
  heldIds: ReadonlySet<string>,
  nowMs: number,
): Promise<ReceiptItem> {
  if (item.status === 'rejected') return { item };
  const articleId = articleIdOf(publisher.id, item.identity.nativeId);
  const source = { key: event.key, sequencer: event.sequencer, versionId: event.versionId };
  const result = await deps.articles.append(articleId, async (head) => {
    const content = { ...(await completed(deps, item, articleId, head?.revision)), isBraked: heldIds.has(articleId) };
    return decideRevision(head, content, { articleId, publisherId: publisher.id, source }, nowMs);
  });
  return { item, result };
}

/** A retraction may hold an id and nothing else: what it is called and whom it credits comes from the revision it takes back. */
async function completed(
  deps: IngestDeps,
  item: AcceptedItem,
  articleId: string,
  revision: number | undefined,
): Promise<AcceptedItem> {
  if (item.disposition.kind !== 'retract' || revision === undefined) return item;
  const previous = await deps.articles.revision(articleId, revision);
  if (!previous) return item;
  return {
    ...item,
    article: {
      ...item.article,
      headlines: item.article.headlines ?? previous.article.headlines,
      language: item.article.language ?? previous.article.language,
    },
    attribution: item.attribution ?? previous.attribution,
  };
}

async function ingestRemoval(deps: IngestDeps, event: UploadEvent, before: UploadRecord | undefined): Promise<void> {
  // An old version was deleted, or the object is back: the object as it stands has, or will have, its own event.
  if (await deps.uploads.exists(event.key)) {
    deps.log(logEvents.uploadIgnored, { key: event.key, reason: 'removed, but an object of this key exists' });
    return;
  }
  const nowMs = deps.now();
  const articleIds = before?.articleIds ?? [];
  const publisherId = before?.publisherId ?? publisherIdOfKey(event.key);
  const claimed = await deps.uploadRecords.claim({
    key: event.key,
    publisherId,
    sequencer: event.sequencer,
    status: 'removed',
    articleIds,
    atMs: nowMs,
  });
  if (!claimed) return;
  const items = await retractArticles(deps, claimed.articleIds, event.sequencer, event.key);
  if (await isOvertaken(deps, event)) return;
  await finish(deps, event, publisherId, undefined, items, nowMs);
  deps.log(logEvents.uploadIngested, { key: event.key, publisherId, removed: true, items: items.length });
}

/** Takes back the articles whose newest revision came from this object. */
async function retractArticles(
  deps: IngestDeps,
  articleIds: readonly string[],
  sequencer: string,
  key: string,
): Promise<ReceiptItem[]> {
  const items: ReceiptItem[] = [];
  for (const articleId of new Set(articleIds)) {
    const known = await deps.articles.head(articleId);
    if (!known || known.source.key !== key) continue;
    const result = await deps.articles.append(articleId, async (head) => {
      if (!head || head.state === 'retracted' || head.source.key !== key) return { kind: 'unchanged' };
      if (compareSequencers(sequencer, head.source.sequencer) < 0) return { kind: 'outdated' };
      const newest = await deps.articles.revision(articleId, head.revision);
      if (!newest) throw new Error(`revision ${head.revision} of ${articleId} is not there`);
      return { kind: 'append', revision: retractionByRemoval(newest, { key, sequencer }, deps.now()) };
    });
    items.push({ result });
  }
  await requestFanout(deps, items);
  return items;
}

/** Asks for the fan-out of what is new, and of what an earlier run stored but did not get to ask for. */
async function requestFanout(deps: IngestDeps, items: readonly ReceiptItem[]): Promise<void> {
  const messages = items
    .flatMap(({ result }) => (result ? [result] : []))
    .filter(({ kind, head }: AppendResult) => kind === 'appended' || head.fannedOutRevision < head.revision)
    .map(({ head }) => ({ body: { articleId: head.articleId } satisfies FanoutMessage }));
  await deps.fanoutQueue.send(messages);
}

/** Tells what became of the event, and that it needs nobody any more. */
async function finish(
  deps: IngestDeps,
  event: UploadEvent,
  publisherId: string | undefined,
  format: string | undefined,
  items: readonly ReceiptItem[],
  nowMs: number,
): Promise<void> {
  const receipt = receiptOf(event, publisherId, format, items, nowMs);
  await deps.receipts.put(event.key, JSON.stringify(receipt, undefined, 2), 'application/json');
  await deps.notices.tell(uploadNotice(receipt, event.sequencer, nowMs));
  await deps.uploadRecords.settle(event.key, event.sequencer);
}

function rejected(code: RejectionCode, message: string = rejectionReasons[code]): IntakeResult {
  return { items: [{ status: 'rejected', item: '', reasons: [{ code, message }], warnings: [] }] };
}
