/** A webhook as it was sent, once its signature held. */
export interface ReceivedWebhook {
  readonly messageId: string;
  readonly type: string;
  readonly data: {
    readonly articleId?: string;
    readonly revision?: number;
    readonly challenge?: string;
    readonly article?: unknown;
    readonly attribution?: {
      readonly creditLine?: string;
      readonly copyrightNotice?: string;
      readonly usageTerms?: string;
      readonly canonicalUrl?: string;
    };
  };
}

/** What a receiver makes of a webhook. */
export type Verdict =
  | 'published'
  | 'updated'
  | 'retracted'
  /** The same `webhook-id` came before, and was answered with 2xx. */
  | 'repeat'
  /** Not above the revision that is held: comes late, means nothing. */
  | 'older'
  | 'challenge'
  | 'test'
  /** Nothing about an article: an operational event, or a type of a later version. */
  | 'other';

/** What a receiver holds, by the rules of docs/webhooks.md: idempotent on `webhook-id`, no revision after a higher one. */
export class HeldArticles {
  readonly #revisions = new Map<string, number>();
  readonly #taken = new Set<string>();

  /** What the webhook is; holds nothing yet. */
  judge({ messageId, type, data: { articleId, revision } }: ReceivedWebhook): Verdict {
    if (type === 'partner.verify') return 'challenge';
    if (type === 'partner.test') return 'test';
    if (this.#taken.has(messageId)) return 'repeat';
    const verdict = articleVerdicts[type];
    if (verdict === undefined || articleId === undefined || revision === undefined) return 'other';
    return revision > (this.#revisions.get(articleId) ?? 0) ? verdict : 'older';
  }

  /** Keeps what was answered with 2xx. */
  take({ messageId, data: { articleId, revision } }: ReceivedWebhook): void {
    this.#taken.add(messageId);
    if (articleId !== undefined && revision !== undefined)
      this.#revisions.set(articleId, Math.max(revision, this.#revisions.get(articleId) ?? 0));
  }
}

const articleVerdicts: Readonly<Record<string, Verdict>> = {
  'article.published': 'published',
  'article.updated': 'updated',
  'article.retracted': 'retracted',
};
