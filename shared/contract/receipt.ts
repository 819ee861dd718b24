import type { Rejection, Warning } from './reasons.ts';

/** What a publisher reads of one item. */
export interface ReceiptEntry {
  readonly status: 'accepted' | 'rejected';
  /** `new`, `updated`, `unchanged`, `held`, `stored`, `retracted`: what became of an accepted item. */
  readonly outcome?: string;
  /** Names the item within the upload; absent for a single article. */
  readonly item?: string;
  readonly articleId?: string;
  readonly revision?: number;
  readonly uri?: string;
  readonly headline?: string;
  /** When an embargo ends, ISO 8601. */
  readonly heldUntil?: string;
  readonly reasons: readonly Rejection[];
  readonly warnings: readonly Warning[];
}

/** What became of an upload: JSON in the receipts bucket, under the upload's own key. */
export interface Receipt {
  readonly key: string;
  readonly versionId?: string;
  readonly publisherId?: string;
  /** `accepted` when at least one item was; `removed` when the object was taken away. */
  readonly status: 'accepted' | 'rejected' | 'removed';
  readonly format?: string;
  /** ISO 8601. */
  readonly receivedAt: string;
  /** Of the only or first accepted item. */
  readonly articleId?: string;
  readonly revision?: number;
  readonly reasons: readonly Rejection[];
  readonly warnings: readonly Warning[];
  readonly items: readonly ReceiptEntry[];
}
