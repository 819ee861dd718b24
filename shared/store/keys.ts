import { hash } from 'node:crypto';
import { fanoutLimits, sweepLimits } from '../contract/limits.ts';
import { proofKeysPartition } from '../contract/table.ts';
import { isOperationsId, operationsPrefix } from '../partners/operations.ts';
import type { Key } from './table.ts';

/**
 * Every key of the table. Nothing outside `shared/store` knows these formats.
 * Ids that enter keys are `[a-z0-9-]` by construction; an object key, which may hold anything, enters hashed.
 */

export const articleHeadKey = (articleId: string): Key => ({ pk: `ARTICLE#${articleId}`, sk: 'HEAD' });

/** Revisions sort by number: eight digits, zeros first. */
export const revisionKey = (articleId: string, revision: number): Key => ({
  pk: `ARTICLE#${articleId}`,
  sk: `REV#${String(revision).padStart(8, '0')}`,
});

export const revisionRange = { from: 'REV#', to: 'REV#~' } as const;

export const uploadKey = (objectKey: string): Key => ({ pk: `UPLOAD#${sha256(objectKey)}`, sk: 'UPLOAD' });

export const uploadAuditKey: Key = { pk: 'AUDIT', sk: 'UPLOADS' };

/** Deliveries of one article lie on a few partitions, so that a large fan-out meets no single hot one. */
export const deliveryPartitions = (articleId: string): string[] =>
  Array.from({ length: fanoutLimits.deliveryShards }, (_, shard) => `DELIVERY#${articleId}#${shard}`);

export const deliveryKey = (articleId: string, partnerId: string): Key => ({
  pk: `DELIVERY#${articleId}#${shardOf(partnerId, fanoutLimits.deliveryShards)}`,
  sk: partnerId,
});

export const publisherKey = (publisherId: string): Key => ({ pk: 'PUBLISHERS', sk: publisherId });
/** When something new last came of a publisher that may not be quiet for long: written often, so on a partition of its own. */
export const publisherWatchKey = (publisherId: string): Key => ({ pk: `WATCH#${publisherId}`, sk: 'WATCH' });
/** Endpoints of operational events are partners of another kind: they are sent to alike, and listed apart. */
export const partnerKey = (partnerId: string): Key => ({
  pk: isOperationsId(partnerId) ? 'OPERATIONS' : 'PARTNERS',
  sk: partnerId,
});
export const operationsPartition = partnerKey(operationsPrefix).pk;
export const partnerHealthKey = (partnerId: string): Key => ({ pk: 'HEALTH', sk: partnerId });
export const partnerRateKey = (partnerId: string, second: number): Key => ({
  pk: `RATE#${partnerId}`,
  sk: String(second),
});
export const partnerSlotsKey = (partnerId: string): Key => ({ pk: `SLOTS#${partnerId}`, sk: 'SLOTS' });
/** In the key table; the public halves stand under the same name in the main table, for whoever verifies. */
export const proofKeysKey: Key = { pk: proofKeysPartition, sk: 'KEYS' };
export const partnerCredentialsKey = (partnerId: string): Key => ({ pk: 'CREDENTIALS', sk: partnerId });
/** Hashes of the tokens that partners fetch with. */
export const pullTokensKey = (partnerId: string): Key => ({ pk: 'PULL_TOKENS', sk: partnerId });
/** When a partner that fetches last did. */
export const partnerReadsKey = (partnerId: string): Key => ({ pk: `READS#${partnerId}`, sk: 'READS' });
export const signingKeyKey = (partnerId: string): Key => ({ pk: 'PARTNER', sk: partnerId });

/** What the key of an item in the work index stands for. */
export function workOf(
  key: Key,
):
  | { kind: 'article'; articleId: string }
  | { kind: 'delivery'; articleId: string; partnerId: string }
  | { kind: 'health'; partnerId: string }
  | { kind: 'publisher'; publisherId: string }
  | { kind: 'upload' } {
  const [room, id = ''] = key.pk.split('#');
  if (room === 'ARTICLE') return { kind: 'article', articleId: id };
  if (room === 'DELIVERY') return { kind: 'delivery', articleId: id, partnerId: key.sk };
  // An object's key is hashed in the item's: it stands in the record.
  if (room === 'UPLOAD') return { kind: 'upload' };
  if (room === 'HEALTH') return { kind: 'health', partnerId: key.sk };
  if (room === 'WATCH') return { kind: 'publisher', publisherId: id };
  throw new Error(`item ${key.pk} has no place in the work index`);
}

/** Attributes that put an item on the due index at a time (epoch milliseconds). */
export function dueAt(id: string, atMs: number): { workPk: string; workSk: string } {
  return { workPk: dueShard(shardOf(id, sweepLimits.dueShards)), workSk: sortableMs(atMs) };
}

export const dueShard = (shard: number): string => `DUE#${shard}`;

/** Attributes that park a delivery until its partner takes deliveries again; retractions sort first. */
export function parkedAt(partnerId: string, urgent: boolean, atMs: number): { workPk: string; workSk: string } {
  return { workPk: parkedPartition(partnerId), workSk: `${urgent ? 0 : 1}#${sortableMs(atMs)}` };
}

export const parkedPartition = (partnerId: string): string => `PARKED#${partnerId}`;

/** An upload with new articles, counted for its publisher's brake; sorts by the time it came. */
export const brakeKey = (publisherId: string, atMs: number, uploadHash: string): Key => ({
  pk: `BRAKE#${publisherId}`,
  sk: `${sortableMs(atMs)}#${uploadHash.slice(0, 24)}`,
});

/** Attributes of an article that its publisher's brake holds: found by whoever decides, and never due. */
export function brakedAt(publisherId: string, atMs: number): { workPk: string; workSk: string } {
  return { workPk: brakedPartition(publisherId), workSk: sortableMs(atMs) };
}

export const brakedPartition = (publisherId: string): string => `BRAKED#${publisherId}`;

/** Attributes of the watch over a publisher that is quiet; never due. */
export function quietAt(atMs: number): { workPk: string; workSk: string } {
  return { workPk: quietPartition, workSk: sortableMs(atMs) };
}

export const quietPartition = 'QUIET';

/** Attributes of a delivery in the dead letters. */
export function deadAt(partnerId: string, atMs: number): { workPk: string; workSk: string } {
  return { workPk: deadPartition(partnerId), workSk: sortableMs(atMs) };
}

export const deadPartition = (partnerId: string): string => `DEAD#${partnerId}`;

/** What people list: articles by their first acceptance, uploads by their newest event (`INGESTED`: accepted or removed). */
export type ListName = 'ARTICLES' | 'REJECTED' | 'INGESTED';

/**
 * Attributes that put a pair among those its partner can fetch: in the order in which they became owed. The place of a revision is the same however often it
 * is tried, and no other's.
 */
export function pulledAt(
  partnerId: string,
  articleId: string,
  revision: number,
  sinceMs: number,
): { listPk: string; listSk: string } {
  return { listPk: pullPartition(partnerId), listSk: `${sortableMs(sinceMs)}#${articleId}#${revision}` };
}

export const pullPartition = (partnerId: string): string => `PULL#${partnerId}`;

/** A place as `pulledAt` gives them. */
export const pullPlacePattern = /^\d{15}#[a-z0-9-]{1,120}#\d{1,8}$/;

/** List partitions are days, so that no list grows without end. */
export function listedAt(list: ListName, atMs: number, id: string): { listPk: string; listSk: string } {
  return { listPk: listPartition(list, atMs), listSk: `${sortableMs(atMs)}#${id}` };
}

export const listPartition = (list: ListName, atMs: number): string => `${list}#${Math.floor(atMs / 86_400_000)}`;

/** Epoch milliseconds as text that sorts by time: fifteen digits reach the year 33658. */
export const sortableMs = (ms: number): string => String(Math.max(0, Math.trunc(ms))).padStart(15, '0');

/** The name of a content-bucket object that holds the large part of an item. */
export const overflowName = (key: Key, contentHash: string): string =>
  `overflow/${encodeURIComponent(key.pk)}/${encodeURIComponent(key.sk)}-${contentHash.slice(0, 16)}.json`;

/** Which of so many parts an id belongs to: the same everywhere, and as good as evenly spread. */
export function shardOf(id: string, shards: number): number {
  return hash('sha256', id, 'buffer').readUInt32BE(0) % shards;
}

function sha256(text: string): string {
  return hash('sha256', text);
}
