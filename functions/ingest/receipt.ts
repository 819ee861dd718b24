import { instantOf } from '../../shared/article/instant.ts';
import type { Receipt, ReceiptEntry } from '../../shared/contract/receipt.ts';
import { rejectionReasons, warningCodes } from '../../shared/contract/reasons.ts';
import type { UploadEvent } from '../../shared/contract/s3-events.ts';
import type { IntakeItem } from '../../shared/intake/intake.ts';
import type { AppendResult } from '../../shared/store/articles.ts';

/** One item of an upload with what the store made of it; a removal has results without items. */
export interface ReceiptItem {
  readonly item?: IntakeItem;
  readonly result?: AppendResult;
}

/** The receipt of one upload event: JSON in the receipts bucket under the upload's own key. */
export function receiptOf(
  event: UploadEvent,
  publisherId: string | undefined,
  format: string | undefined,
  items: readonly ReceiptItem[],
  nowMs: number,
): Receipt {
  const entries = items.map(entryOf);
  const firstAccepted = entries.find(({ status }) => status === 'accepted');
  return {
    key: event.key,
    versionId: event.versionId,
    publisherId,
    status: event.kind === 'removed' ? 'removed' : firstAccepted ? 'accepted' : 'rejected',
    format,
    receivedAt: instantOf(nowMs),
    articleId: firstAccepted?.articleId,
    revision: firstAccepted?.revision,
    reasons: entries.flatMap(({ reasons }) => reasons),
    warnings: entries.flatMap(({ warnings }) => warnings),
    items: entries,
  };
}

function entryOf({ item, result }: ReceiptItem): ReceiptEntry {
  const named = item?.item ? { item: item.item } : {};
  if (item?.status === 'rejected')
    return { status: 'rejected', ...named, reasons: item.reasons, warnings: item.warnings };
  const warnings = [...(item?.warnings ?? [])];
  if (!result) return { status: 'rejected', ...named, reasons: [], warnings };
  const { head } = result;
  const about = {
    ...named,
    articleId: head.articleId,
    revision: head.revision,
    uri: head.uri,
    headline: head.headline,
  };
  if (item && (result.kind === 'outdated' || result.kind === 'retracted')) {
    const code = result.kind === 'outdated' ? 'VERSION_OUTDATED' : 'ARTICLE_RETRACTED';
    return { status: 'rejected', ...about, reasons: [{ code, message: rejectionReasons[code] }], warnings };
  }
  // The brake ends no embargo, and an embargo ends no brake.
  if (head.heldBy === 'brake') warnings.push({ code: 'HELD_BRAKE', message: warningCodes.HELD_BRAKE });
  const heldUntil =
    head.state === 'held' && head.heldUntilMs !== undefined ? { heldUntil: instantOf(head.heldUntilMs) } : {};
  return { status: 'accepted', outcome: outcomeOf(result), ...about, ...heldUntil, reasons: [], warnings };
}

function outcomeOf({ kind, head }: AppendResult): string {
  if (kind !== 'appended') return 'unchanged';
  if (head.state !== 'live') return head.state;
  return head.revision === 1 ? 'new' : 'updated';
}
