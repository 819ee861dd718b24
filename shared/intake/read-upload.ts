import type { DraftItem } from '../article/draft.ts';
import type { Publisher } from '../article/publisher.ts';
import { Unreadable } from '../article/unreadable.ts';
import { uploadLimits } from '../contract/limits.ts';
import type { Rejection, Warning } from '../contract/reasons.ts';
import { readDocument } from '../formats/read-document.ts';
import type { IntakeItem, IntakeResult, Upload } from './intake.ts';
import { judgeItem } from './judge-item.ts';

/**
 * The whole way from bytes to canonical articles: decode, detect, parse, normalize, validate, attribute, identify. Pure: same bytes, profile and time,
 * same result; no network, no files, no clock. Never throws for what an upload holds, however malformed: that ends in rejected items with reason
 * codes. A defect of a parser ends as `INTERNAL_ERROR`, with the exception in `failure` for the log.
 */
export async function readUpload(
  upload: Upload,
  publisher: Publisher,
  context: { readonly nowMs: number },
): Promise<IntakeResult> {
  const { bytes, key, contentType } = upload;
  if (bytes.length === 0) return rejectedWhole({ code: 'EMPTY_FILE', message: 'the file has no bytes' });
  if (bytes.length > uploadLimits.uploadBytes) {
    return rejectedWhole({
      code: 'SIZE_EXCEEDED',
      message: `${bytes.length} bytes; at most ${uploadLimits.uploadBytes} are read`,
    });
  }
  let format: string | undefined;
  try {
    const document = await readDocument(bytes, key, contentType, {
      promoWords: publisher.promoWords ?? [],
      language: publisher.language,
      onFormat: (id) => (format = id),
    });
    const limited = limitItems(document.items);
    if (limited) return { ...rejectedWhole(limited, document.warnings), format };
    const items: IntakeItem[] = [];
    let failure: unknown;
    for (const draft of document.items) {
      const judged = await judgeOne(draft, document.warnings, { publisher, key, nowMs: context.nowMs });
      items.push(judged.item);
      failure ??= judged.failure;
    }
    return { ...(format === undefined ? {} : { format }), items, ...(failure === undefined ? {} : { failure }) };
  } catch (error) {
    return { ...(format === undefined ? {} : { format }), ...rejectedWhole(rejectionOf(error)), ...failureOf(error) };
  }
}

function limitItems(items: readonly DraftItem[]): Rejection | undefined {
  if (items.length === 0) return { code: 'NO_ARTICLES', message: 'the file holds no article' };
  if (items.length <= uploadLimits.itemsPerUpload) return undefined;
  return {
    code: 'TOO_MANY_ARTICLES',
    message: `${items.length} articles; at most ${uploadLimits.itemsPerUpload} are taken from one upload`,
  };
}

/** A bad item does not sink its neighbours. */
async function judgeOne(
  draft: DraftItem,
  warnings: readonly Warning[],
  context: { readonly publisher: Publisher; readonly key: string; readonly nowMs: number },
): Promise<{ item: IntakeItem; failure?: unknown }> {
  try {
    return { item: await judgeItem({ ...draft, warnings: [...warnings, ...(draft.warnings ?? [])] }, context) };
  } catch (error) {
    const item: IntakeItem = { status: 'rejected', item: draft.item, reasons: [rejectionOf(error)], warnings };
    return { item, ...failureOf(error) };
  }
}

function rejectedWhole(reason: Rejection, warnings: readonly Warning[] = []): IntakeResult {
  return { items: [{ status: 'rejected', item: '', reasons: [reason], warnings }] };
}

function rejectionOf(error: unknown): Rejection {
  if (error instanceof Unreadable) {
    return { code: error.code, message: error.message, ...(error.path ? { path: error.path } : {}) };
  }
  // What broke inside is for the log, not for the publisher.
  return {
    code: 'INTERNAL_ERROR',
    message: 'the file could not be read because of a fault of ours; the operators were told',
  };
}

function failureOf(error: unknown): { failure?: unknown } {
  return error instanceof Unreadable ? {} : { failure: error };
}
