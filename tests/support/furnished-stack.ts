import { memoryStack, type MemoryStack } from './console-stack.ts';
import { partnerOf } from './partners.ts';
import { publisherOf } from './publishers.ts';
import { acceptedAtMs, revisionOf } from './revisions.ts';

/** When the furnished stack is looked at. */
export const nowMs = acceptedAtMs + 60_000;

/** The article that the furnished stack holds. */
export const articleId = revisionOf().articleId;

/** A stack with one article, delivered to one partner and given up for another. */
export async function furnished(
  changes: { headline?: string; partnerName?: string; answer?: string } = {},
): Promise<MemoryStack> {
  const stack = memoryStack();
  const { headline = 'Ferry returns after repairs', partnerName = 'The Outlet', answer } = changes;
  await stack.publishers.put(publisherOf({ id: 'harbour-news', name: 'Harbour News' }));
  await stack.partners.put(partnerOf({ id: 'outlet', name: partnerName }));
  await stack.partners.put(partnerOf({ id: 'gazette', name: 'Gazette' }));
  const base = revisionOf();
  const revision = revisionOf({ article: { ...base.article, headlines: [{ value: headline }] } });
  await stack.articles.append(revision.articleId, () => ({ kind: 'append', revision }));
  for (const [partnerId, outcome] of [
    ['outlet', { kind: 'delivered' }],
    ['gazette', { kind: 'dead', reason: 'HTTP_STATUS' }],
  ] as const) {
    const delivery = await stack.deliveries.lease(revision.articleId, partnerId, 'token', nowMs, 1);
    if (!delivery) throw new Error('no lease');
    const attempt = {
      atMs: nowMs,
      revision: 1,
      event: 'article.published',
      outcome: outcome.kind === 'delivered' ? 'delivered' : 'failed',
      status: outcome.kind === 'delivered' ? 204 : 500,
      ...(outcome.kind === 'dead' && answer ? { answer } : {}),
      durationMs: 40,
      ...(outcome.kind === 'dead' ? { reason: outcome.reason } : {}),
    } as const;
    await stack.deliveries.record(delivery, attempt, outcome, nowMs);
  }
  return stack;
}
