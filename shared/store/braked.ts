import { discardedByOperator, releasedFromBrake } from '../article/brake.ts';
import type { ArticleHead } from '../article/revision.ts';
import type { ArticleStore } from './articles.ts';
import { brakedPartition, workOf } from './keys.ts';
import type { Table } from './table.ts';

/** Articles read at once. */
const pageItems = 100;

/** The articles of a publisher that the brake holds, oldest first, page after page. From the index, so a hint; what is given are the heads. */
export async function* brakedArticles(
  table: Table,
  articles: Pick<ArticleStore, 'heads'>,
  publisherId: string,
): AsyncGenerator<ArticleHead> {
  let after: string | undefined;
  do {
    const page = await table.queryIndex('work', brakedPartition(publisherId), { limit: pageItems, after });
    const ids = page.items.flatMap((item) => {
      const work = workOf(item);
      return work.kind === 'article' ? [work.articleId] : [];
    });
    const heads = await articles.heads(ids);
    for (const id of ids) {
      const head = heads.get(id);
      if (head?.heldBy === 'brake') yield head;
    }
    after = page.next;
  } while (after !== undefined);
}

/** What an operator decided. */
export type BrakeDecision = 'release' | 'discard';

/**
 * Carries out what an operator decided about one article that the brake holds; false when it is not held any more. What is released is handed out by
 * the coming sweep. Doing it again changes nothing.
 */
export async function decideBraked(
  articles: ArticleStore,
  articleId: string,
  decision: BrakeDecision,
  nowMs: number,
): Promise<boolean> {
  const next = decision === 'release' ? releasedFromBrake : discardedByOperator;
  const result = await articles.append(articleId, async (head) => {
    if (head?.heldBy !== 'brake') return { kind: 'unchanged' };
    const newest = await articles.revision(articleId, head.revision);
    if (!newest) throw new Error(`revision ${head.revision} of ${articleId} is not there`);
    return { kind: 'append', revision: next(newest, nowMs) };
  });
  if (result.kind === 'appended' && result.head.state === 'live') await articles.setDue(result.head, nowMs);
  return result.kind === 'appended';
}
