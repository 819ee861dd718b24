import type { Article } from '../../shared/article/article.ts';
import type { Attribution } from '../../shared/article/attribution.ts';
import { instantOf } from '../../shared/article/instant.ts';
import type { Notice, RejectionCode } from '../../shared/contract/reasons.ts';
import { rejectionReasons } from '../../shared/contract/reasons.ts';
import type { AcceptedItem, IntakeResult } from '../../shared/intake/intake.ts';
import { ninjs3Of } from '../../shared/outputs/ninjs-3.ts';
import { articleSent } from '../../shared/webhooks/envelope.ts';

/** One item of a checked file: a line of `byline check --json`. */
export interface CheckedItem {
  /** The file as it was named or found. */
  readonly file: string;
  /** Names the item within its file; empty for a single article. */
  readonly item: string;
  /** The format it was read as; null where none was recognized. */
  readonly format: string | null;
  readonly status: 'accepted' | 'rejected';
  /** What an upload would lead to: sent, held (until `heldUntil`), stored only, taken back. Absent for what is rejected. */
  readonly outcome?: 'sent' | 'held' | 'stored' | 'retracted';
  /** ISO 8601; absent when held without an end. */
  readonly heldUntil?: string;
  readonly reasons: readonly Notice[];
  readonly warnings: readonly Notice[];
  /** The article as partners receive it: ninjs 3.1. */
  readonly article?: unknown;
  /** As partners receive it; a retraction may have none. */
  readonly attribution?: Attribution & { readonly contentHash: string };
}

const outcomes = { send: 'sent', hold: 'held', store: 'stored', retract: 'retracted' } as const;

/** The items of a file, in its order. */
export function checkedItems(
  file: string,
  { format = null, items }: Omit<IntakeResult, 'format'> & { format?: string | null },
): CheckedItem[] {
  return items.map((item): CheckedItem => {
    const { status, warnings } = item;
    const about = { file, item: item.item, format, status };
    if (item.status === 'rejected') return { ...about, reasons: item.reasons, warnings };
    const { disposition, attribution, contentHash } = item;
    return {
      ...about,
      outcome: outcomes[disposition.kind],
      ...(disposition.kind === 'hold' && disposition.untilMs !== undefined
        ? { heldUntil: instantOf(disposition.untilMs) }
        : {}),
      reasons: [],
      warnings,
      article: renderedArticle(item),
      ...(attribution ? { attribution: { ...attribution, contentHash } } : {}),
    };
  });
}

/** A file that yields no item still has its line. */
export function refusedFile(file: string, code: RejectionCode, message: string = rejectionReasons[code]): CheckedItem {
  return { file, item: '', format: null, status: 'rejected', reasons: [{ code, message }], warnings: [] };
}

function renderedArticle({ article, attribution, disposition }: AcceptedItem): unknown {
  const sent: Article = articleSent(article, disposition.kind === 'retract');
  return ninjs3Of({ article: sent, ...(attribution ? { attribution } : {}) });
}
