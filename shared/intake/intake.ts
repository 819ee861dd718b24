import type { Article } from '../article/article.ts';
import type { Attribution } from '../article/attribution.ts';
import type { License } from '../article/license.ts';
import type { Disposition } from '../article/revision.ts';
import type { Rejection, Warning } from '../contract/reasons.ts';

/** The bytes of one upload and what is known of them without reading. */
export interface Upload {
  readonly bytes: Uint8Array;
  /** The object's key, percent-decoded: `publishers/<publisherId>/<name>`. */
  readonly key: string;
  /** Declared media type; a hint, never trusted. */
  readonly contentType?: string;
}

/** Who an article is, within its publisher. */
export interface Identity {
  /** The id the document gives itself, or the object's key. */
  readonly nativeId: string;
  readonly from: 'document' | 'key';
}

export interface AcceptedItem {
  readonly status: 'accepted';
  /** Names the item within its upload: empty for a single article, else `items[3]`, `story/12.xml`. */
  readonly item: string;
  readonly identity: Identity;
  readonly article: Article;
  /** Absent for a retraction whose item says nothing beyond its id. */
  readonly attribution?: Attribution;
  readonly disposition: Disposition;
  /** SHA-256, hex, of what makes the article what it is; equal hashes make no new revision. */
  readonly contentHash: string;
  /** `versionCreated` in epoch milliseconds where the item declares a sane one: orders items of one id from several keys. */
  readonly versionMs?: number;
  /** Where and when it may be used; absent means everywhere and always. */
  readonly licenses?: readonly License[];
  readonly warnings: readonly Warning[];
}

export interface RejectedItem {
  readonly status: 'rejected';
  readonly item: string;
  readonly nativeId?: string;
  readonly reasons: readonly Rejection[];
  readonly warnings: readonly Warning[];
}

export type IntakeItem = AcceptedItem | RejectedItem;

export interface IntakeResult {
  /** The id of the format it was read as (`ninjs`, `html-page`, …); absent when none was recognized. */
  readonly format?: string;
  readonly items: readonly IntakeItem[];
  /** The exception behind an `INTERNAL_ERROR`: for the log, never for the publisher. */
  readonly failure?: unknown;
}
