import type { DraftItem } from '../../shared/article/draft.ts';
import type { OutgoingArticle } from '../../shared/outputs/output.ts';
import { articleSent } from '../../shared/webhooks/envelope.ts';
import { articleFrom, fullDraft } from './generated-articles.ts';

/** The full example as it is rendered; `changes` to its draft, `as` a retraction. */
export async function outgoingExample(
  changes: Partial<DraftItem> = {},
  as: 'article' | 'retraction' = 'article',
): Promise<OutgoingArticle> {
  const item = await articleFrom({ ...fullDraft, ...changes });
  if (!item?.attribution) throw new Error('the example was rejected');
  const { article, attribution } = item;
  return {
    article: as === 'retraction' ? articleSent(article, true) : article,
    attribution,
    revision: 3,
    acceptedAt: '2026-11-24T12:00:00Z',
  };
}
