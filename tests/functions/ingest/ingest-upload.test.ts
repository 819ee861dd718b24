import { beforeEach, describe, expect, test } from 'vitest';
import { type IngestDeps, ingestUpload } from '../../../functions/ingest/ingest-upload.ts';
import { uploadLimits } from '../../../shared/contract/limits.ts';
import type { Receipt } from '../../../shared/contract/receipt.ts';
import type { UploadEvent } from '../../../shared/contract/s3-events.ts';
import { articleStore } from '../../../shared/store/articles.ts';
import { brakeStore } from '../../../shared/store/brake.ts';
import { uploadStore } from '../../../shared/store/uploads.ts';
import { articleId } from '../../support/invariants.ts';
import { MemoryObjects } from '../../support/memory-objects.ts';
import { MemoryQueue } from '../../support/memory-queue.ts';
import { MemoryTable } from '../../support/memory-table.ts';
import { publisher } from '../../support/simulated-stages.ts';
import { readStory } from '../../support/story.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const key = 'publishers/demo/ferry.json';
const event = (changes: Partial<UploadEvent> = {}): UploadEvent => ({
  kind: 'created',
  key,
  sizeBytes: 10,
  sequencer: '0A',
  ...changes,
});

let uploads: MemoryObjects;
let receipts: MemoryObjects;
let table: MemoryTable;
let deps: IngestDeps & { readonly fanoutQueue: MemoryQueue };
let told: string[];
/** Publishers of whom something new came. */
let heard: string[];
beforeEach(() => {
  [uploads, receipts, table, told, heard] = [new MemoryObjects(), new MemoryObjects(), new MemoryTable(), [], []];
  deps = {
    uploads,
    receipts,
    articles: articleStore(table, new MemoryObjects()),
    uploadRecords: uploadStore(table),
    brake: brakeStore(table),
    publisher: (id) => Promise.resolve(id === 'demo' ? publisher : undefined),
    read: readStory,
    fanoutQueue: new MemoryQueue(() => nowMs, 1000, 5),
    notices: { tell: ({ type }) => Promise.resolve(void told.push(type)) },
    heard: ({ id }) => Promise.resolve(void heard.push(id)),
    log: () => undefined,
    now: () => nowMs,
  };
});

const put = (text: string, versionId?: string): Promise<void> =>
  uploads.put(key, JSON.stringify({ id: 'ferry', text }), 'application/json', versionId);
const receipt = (): Receipt => receipts.json(key) as Receipt;
const codes = (): string[] => receipt().reasons.map(({ code }) => code);

describe('an upload', () => {
  test('is stored, fanned out, told of and settled', async () => {
    await put('Night ferry');
    await ingestUpload(deps, event({ eTag: 'e' }));
    expect(await deps.articles.head(articleId('ferry'))).toMatchObject({ revision: 1, headline: 'Night ferry' });
    expect(receipt()).toMatchObject({ status: 'accepted', articleId: articleId('ferry'), revision: 1 });
    expect(deps.fanoutQueue.messages.size).toBe(1);
    expect(told).toEqual(['upload.accepted']);
    const record = await deps.uploadRecords.get(key);
    expect(record).toMatchObject({ status: 'accepted', eTag: 'e' });
    expect(record).not.toHaveProperty('workPk');
  });

  test('is a sign of its publisher when it brings something new, and none when it repeats itself', async () => {
    await put('Night ferry');
    await ingestUpload(deps, event());
    expect(heard).toEqual(['demo']);
    await ingestUpload(deps, event({ sequencer: '0B' }));
    expect(heard).toEqual(['demo']);
    await put('Night ferry adds a crossing');
    await ingestUpload(deps, event({ sequencer: '0C' }));
    expect(heard).toEqual(['demo', 'demo']);
  });

  test('is read in the version its event names, not in the one that stands there now', async () => {
    await put('first', 'v1');
    await put('second', 'v2');
    await ingestUpload(deps, event({ versionId: 'v1' }));
    expect(await deps.articles.head(articleId('ferry'))).toMatchObject({ headline: 'first' });
  });

  test('that is gone before it was read is on record, and is not tried for ever', async () => {
    await ingestUpload(deps, event());
    expect([receipt().status, codes()]).toEqual(['rejected', ['OBJECT_GONE']]);
    expect(told).toEqual(['upload.rejected']);
  });

  test('larger than is taken is rejected by its event, before a byte is read', async () => {
    uploads.get = () => Promise.reject(new Error('was read'));
    await ingestUpload(deps, event({ sizeBytes: uploadLimits.uploadBytes + 1 }));
    expect(codes()).toEqual(['SIZE_EXCEEDED']);
  });

  test('that a reader chokes on is rejected, does not come back, and tells its publisher nothing of the defect', async () => {
    await put('x');
    const reasons = [{ code: 'INTERNAL_ERROR' as const, message: 'not your fault: the operators were told' }];
    const items = [{ status: 'rejected' as const, item: '', reasons, warnings: [] }];
    deps = { ...deps, read: () => Promise.resolve({ items, failure: new TypeError('a defect') }) };
    await ingestUpload(deps, event());
    expect(codes()).toEqual(['INTERNAL_ERROR']);
    expect(JSON.stringify(receipt())).not.toContain('a defect');
  });

  test.each([
    ['publishers/nobody/a.json', 'PUBLISHER_UNKNOWN'],
    ['publishers/Demo/a.json', 'KEY_INVALID'],
    ['elsewhere/a.json', 'KEY_INVALID'],
  ])('under %s is rejected: %s', async (other, code) => {
    await uploads.put(other, '{}', 'application/json');
    await ingestUpload(deps, event({ key: other }));
    expect((receipts.json(other) as Receipt).reasons.map((reason) => reason.code)).toEqual([code]);
  });

  test('handled twice makes one revision', async () => {
    await put('Night ferry');
    for (let time = 0; time < 2; time++) await ingestUpload(deps, event());
    expect(await deps.articles.head(articleId('ferry'))).toMatchObject({ revision: 1 });
  });

  test('that comes after a later one of its key changes nothing', async () => {
    await put('new', 'v2');
    await ingestUpload(deps, event({ sequencer: '0B', versionId: 'v2' }));
    await uploads.put(key, JSON.stringify({ id: 'ferry', text: 'old' }), 'application/json', 'v1');
    await ingestUpload(deps, event({ sequencer: '0A', versionId: 'v1' }));
    expect(await deps.articles.head(articleId('ferry'))).toMatchObject({ revision: 1, headline: 'new' });
  });
});

describe('a removal', () => {
  test('takes back what the object was the source of', async () => {
    await put('Night ferry');
    await ingestUpload(deps, event());
    await uploads.remove(key);
    await ingestUpload(deps, event({ kind: 'removed', sequencer: '0B' }));
    expect(await deps.articles.head(articleId('ferry'))).toMatchObject({ revision: 2, state: 'retracted' });
    expect(receipt().status).toBe('removed');
  });

  test('of an old version, while an object of the key exists, takes back nothing', async () => {
    await put('Night ferry');
    await ingestUpload(deps, event());
    await ingestUpload(deps, event({ kind: 'removed', sequencer: '0B' }));
    expect(await deps.articles.head(articleId('ferry'))).toMatchObject({ revision: 1, state: 'live' });
  });
});
