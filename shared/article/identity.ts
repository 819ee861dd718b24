import { createHash } from 'node:crypto';

/**
 * The id of an article within Byline: stable for one publisher and native id, made of `[a-z0-9-]` alone, so that it
 * can stand in keys, messages, URLs and `webhook-id`s.
 * `nativeId` is what the document calls itself (ninjs `uri`, NewsML-G2 `guid`, …), else the object's key.
 */
export function articleIdOf(publisherId: string, nativeId: string): string {
  const digest = createHash('sha256')
    .update(`${publisherId}\u0000${nativeId.normalize('NFC')}`)
    .digest('hex');
  return `${publisherId}-${digest.slice(0, 24)}`;
}

/** All uploads stand below it. */
export const uploadsPrefix = 'publishers/';

/** The publisher an upload's key belongs to: the segment after `publishers/`; undefined when the key has none. */
export function publisherIdOfKey(key: string): string | undefined {
  return /^publishers\/([a-z0-9][a-z0-9-]{0,62})\/[^]+$/.exec(key)?.[1];
}
