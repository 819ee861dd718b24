import type { DraftItem } from '../../shared/article/draft.ts';
import type { AcceptedItem } from '../../shared/intake/intake.ts';
import { readUpload } from '../../shared/intake/read-upload.ts';
import type { OutgoingArticle } from '../../shared/outputs/output.ts';
import { documentText, renderArticle } from '../../shared/outputs/registry.ts';
import { articleSent } from '../../shared/webhooks/envelope.ts';
import { articleFrom, fullDraft, nowMs, silentHouse } from './generated-articles.ts';

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

/** The example in a format, edited as a partner's system might, and read by a profile that says nothing. */
export async function readEdited(formatId: string, edit: (text: string) => string): Promise<AcceptedItem> {
  const text = edit(documentText(renderArticle(formatId, await outgoingExample())));
  const upload = { bytes: Buffer.from(text), key: 'publishers/harbour-gazette/sent' };
  const { items } = await readUpload(upload, silentHouse, { nowMs });
  const [read] = items;
  if (read?.status !== 'accepted') throw new Error(`${formatId} was not read: ${JSON.stringify(items)}`);
  return read;
}

/** Takes out what says that Byline made a document. */
export function withoutMark(text: string): string {
  const unmarked = text.replace(/<generator>Byline<\/generator>|<meta name="generator" content="Byline" ?\/?>/g, '');
  if (unmarked === text) throw new Error('the document does not say who made it');
  return unmarked;
}
