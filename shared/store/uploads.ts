import { compareSequencers } from '../article/revision.ts';
import { storeLimits, sweepLimits } from '../contract/limits.ts';
import type { Rejection } from '../contract/reasons.ts';
import { dueAt, listedAt, listPartition, uploadKey } from './keys.ts';
import { listBetween } from './list-between.ts';
import type { Key, Table } from './table.ts';

/** What became of the newest event of one object key. */
export interface UploadRecord {
  readonly key: string;
  /** Absent when the key names no registered publisher. */
  readonly publisherId?: string;
  readonly sequencer: string;
  readonly versionId?: string;
  /** Of the object, as S3 tells it: what stands in the bucket is compared with it. */
  readonly eTag?: string;
  readonly sizeBytes?: number;
  readonly status: 'accepted' | 'rejected' | 'removed';
  /** The articles that this object is, or once was, the source of. */
  readonly articleIds: readonly string[];
  readonly reasons?: readonly Rejection[];
  readonly atMs: number;
}

export interface UploadStore {
  get(key: string): Promise<UploadRecord | undefined>;
  /** The records of several object keys, and whether each was taken to its end; unknown ones are left out. */
  many(keys: readonly string[]): Promise<ReadonlyMap<string, UploadRecord & { readonly isSettled: boolean }>>;
  /** The records at these keys of the table, as the work index has them. */
  at(keys: readonly Key[]): Promise<readonly UploadRecord[]>;
  /** The event was taken to its end: nobody needs to look after it any more, unless a later one of the key came meanwhile. */
  settle(key: string, sequencer: string): Promise<void>;
  /**
   * Records the event, and returns the record with all articles this key ever was the source of; undefined when a later event of this
   * key is on record already. Repeating an event is fine. The record is due until `settle`, so that the sweep finds what got stuck.
   */
  claim(record: UploadRecord): Promise<UploadRecord | undefined>;
  /** Uploads rejected on the day of `dayMs`, newest first. */
  listRejectedDay(dayMs: number, limit: number): Promise<readonly UploadRecord[]>;
  /** Uploads of one outcome whose newest event fell between the two times, newest first; `ingested` is accepted or removed. */
  listBetween(
    list: 'rejected' | 'ingested',
    fromMs: number,
    toMs: number,
    limit: number,
  ): Promise<readonly UploadRecord[]>;
}

export function uploadStore(table: Table): UploadStore {
  async function get(key: string): Promise<UploadRecord | undefined> {
    const item = await table.get(uploadKey(key));
    return item as unknown as UploadRecord | undefined;
  }

  async function at(keys: readonly Key[]): Promise<readonly UploadRecord[]> {
    return (await table.getMany(keys)) as unknown as readonly UploadRecord[];
  }

  return {
    get,
    at,

    async many(keys) {
      const items = await table.getMany([...new Set(keys)].map(uploadKey));
      return new Map(
        items.map((item) => {
          const record = item as unknown as UploadRecord;
          return [record.key, { ...record, isSettled: item.workPk === undefined }];
        }),
      );
    },

    async settle(key, sequencer) {
      await table.update(
        uploadKey(key),
        { remove: ['workPk', 'workSk'] },
        { attribute: 'sequencer', is: '=', value: sequencer },
      );
    },

    async claim(record) {
      const list = record.status === 'rejected' ? 'REJECTED' : 'INGESTED';
      const key = uploadKey(record.key);
      const due = dueAt(record.key, record.atMs + sweepLimits.stuckUploadMs);
      const item = { ...key, ...record, ...listedAt(list, record.atMs, key.pk), ...due };
      // Sequencers differ in length, which DynamoDB's comparison of text does not know: compare here, then write on what was seen.
      for (;;) {
        const current = await get(record.key);
        if (current && compareSequencers(current.sequencer, record.sequencer) > 0) return undefined;
        const articleIds = [...new Set([...record.articleIds, ...(current?.articleIds ?? [])])].slice(
          0,
          storeLimits.articlesPerKey,
        );
        const done = await table.put(
          { ...item, articleIds },
          current ? { attribute: 'sequencer', is: '=', value: current.sequencer } : { attribute: 'pk', is: 'absent' },
        );
        if (done) return { ...record, articleIds };
      }
    },

    async listRejectedDay(dayMs, limit) {
      const { items } = await table.queryIndex('list', listPartition('REJECTED', dayMs), { descending: true, limit });
      return items as unknown as readonly UploadRecord[];
    },

    async listBetween(list, fromMs, toMs, limit) {
      const items = await listBetween(table, list === 'rejected' ? 'REJECTED' : 'INGESTED', fromMs, toMs, limit);
      return items as unknown as readonly UploadRecord[];
    },
  };
}
