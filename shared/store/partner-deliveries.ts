import type { Delivery } from '../delivery/delivery.ts';
import type { ArticleStore } from './articles.ts';
import { deliveryStore } from './deliveries.ts';
import { deliveryKey } from './keys.ts';
import { deliveryOf } from './delivery-records.ts';
import { partnerHealthStore } from './partner-health.ts';
import type { Table } from './table.ts';

/** Articles looked through for what a partner was sent. */
const articlesRead = 1_000;

/**
 * What one partner does not get now (parked, given up), whatever its age, and its deliveries of articles first accepted since a time; each
 * once. At most `limit` of each kind; from indexes, so a hint.
 */
export async function partnerDeliveries(
  table: Table,
  articles: Pick<ArticleStore, 'listBetween'>,
  partnerId: string,
  { sinceMs, nowMs, limit }: { readonly sinceMs: number; readonly nowMs: number; readonly limit: number },
): Promise<readonly Delivery[]> {
  const [parked, dead, heads] = await Promise.all([
    partnerHealthStore(table).parkedOf(partnerId, limit),
    deliveryStore(table).deadOf(partnerId, limit),
    articles.listBetween(sinceMs, nowMs, articlesRead),
  ]);
  const articleIds = new Set([...parked, ...dead, ...heads].map(({ articleId }) => articleId));
  const items = await table.getMany([...articleIds].map((articleId) => deliveryKey(articleId, partnerId)));
  return items.map(deliveryOf);
}
