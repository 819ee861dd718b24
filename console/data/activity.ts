import type { ArticleHead } from '../../shared/article/revision.ts';
import type { Delivery } from '../../shared/delivery/delivery.ts';
import type { ConsoleStack } from '../stack.ts';
import { type Activity, hourMs, hoursShown, type TrackedArticle } from './flow.ts';

/** Newest articles whose deliveries are followed. */
const articlesFollowed = 200;
const rejectionsFollowed = 500;
/** Articles whose deliveries are read anew in one look: those unread for the longest, of those that may have changed. */
const readsPerLook = 60;
const parallelReads = 8;
/** A pair that came to rest may still be replayed, by someone else: read again after this. */
const restMs = 30_000;

/** What happened in the last 24 hours, looked at again and again at a bounded price: what has come to rest is remembered. */
export interface ActivityWatch {
  look(nowMs: number): Promise<Activity>;
  /** Has everything read anew: something was changed from here. */
  forget(): void;
}

interface Kept {
  readonly revision: number;
  readonly readAtMs: number;
  readonly deliveries: readonly Delivery[];
}

export function activityWatch(stack: Pick<ConsoleStack, 'articles' | 'deliveries' | 'uploadRecords'>): ActivityWatch {
  let kept = new Map<string, Kept>();

  async function follow(heads: readonly ArticleHead[], nowMs: number): Promise<readonly TrackedArticle[]> {
    const lastRead = ({ articleId }: ArticleHead): number => kept.get(articleId)?.readAtMs ?? 0;
    const stale = heads
      .filter((head) => isStale(kept.get(head.articleId), head, nowMs))
      .toSorted((a, b) => lastRead(a) - lastRead(b))
      .slice(0, readsPerLook);
    for (let start = 0; start < stale.length; start += parallelReads) {
      await Promise.all(
        stale.slice(start, start + parallelReads).map(async ({ articleId, revision }) => {
          kept.set(articleId, { revision, readAtMs: nowMs, deliveries: await stack.deliveries.ofArticle(articleId) });
        }),
      );
    }
    const followed = new Set(heads.map(({ articleId }) => articleId));
    kept = new Map([...kept].filter(([articleId]) => followed.has(articleId)));
    return heads.map((head) => ({ head, deliveries: kept.get(head.articleId)?.deliveries ?? [] }));
  }

  return {
    async look(nowMs) {
      const fromMs = nowMs - hoursShown * hourMs;
      const [heads, rejected] = await Promise.all([
        stack.articles.listBetween(fromMs, nowMs + hourMs, articlesFollowed),
        stack.uploadRecords.listBetween('rejected', fromMs, nowMs + hourMs, rejectionsFollowed),
      ]);
      const articles = await follow(heads, nowMs);
      return { articles, rejected, isCut: heads.length === articlesFollowed || rejected.length === rejectionsFollowed };
    },
    forget() {
      kept.clear();
    },
  };
}

function isStale(seen: Kept | undefined, head: ArticleHead, nowMs: number): boolean {
  if (seen === undefined || seen.revision !== head.revision) return true;
  const atRest =
    head.fannedOutRevision === head.revision &&
    seen.deliveries.every(({ state }) => state === 'delivered' || state === 'dead' || state === 'withdrawn') &&
    seen.readAtMs - head.acceptedAtMs > restMs;
  return !atRest || nowMs - seen.readAtMs > restMs;
}
