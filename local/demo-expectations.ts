import { isLicensed } from '../shared/article/license.ts';
import type { ReceiptEntry } from '../shared/contract/receipt.ts';
import { factsOf, matches } from '../shared/partners/match.ts';
import type { ArticleStore } from '../shared/store/articles.ts';
import type { DemoPartner, RunningPartner } from './demo-partners.ts';
import type { HeldWebhook } from './receiver.ts';

/** A webhook that a partner must come to hold. */
export interface ExpectedWebhook {
  readonly partnerId: string;
  readonly articleId: string;
  /** This revision, or a later one that superseded it. */
  readonly revision: number;
  readonly isRetraction: boolean;
}

/**
 * The webhooks that an item of a receipt lets expect: one for each partner whose filter its article passes and for which it is licensed, and, for a
 * retraction, one for each that holds the article. None for what is rejected, held back or only stored.
 */
export async function expectedOf(
  { status, articleId, revision }: ReceiptEntry,
  partners: readonly (Pick<DemoPartner, 'id' | 'filter' | 'territories'> & Pick<RunningPartner, 'held'>)[],
  articles: Pick<ArticleStore, 'revision'>,
): Promise<readonly ExpectedWebhook[]> {
  if (status !== 'accepted' || articleId === undefined || revision === undefined) return [];
  const stored = await articles.revision(articleId, revision);
  if (!stored) throw new Error(`a receipt names revision ${revision} of ${articleId}, which is not stored`);
  const { state, article, publisherId, licenses, acceptedAtMs } = stored;
  if (state !== 'live' && state !== 'retracted') return [];
  const facts = factsOf(article, publisherId);
  return partners
    .filter(({ filter, territories, held }) =>
      state === 'live'
        ? matches(filter, facts) && isLicensed(licenses, territories, acceptedAtMs)
        : held().some((webhook) => webhook.articleId === articleId),
    )
    .map(({ id }) => ({ partnerId: id, articleId, revision, isRetraction: state === 'retracted' }));
}

/** Those expected that their partner does not hold. */
export function missingOf(
  expected: Iterable<ExpectedWebhook>,
  partners: readonly Pick<RunningPartner, 'id' | 'held'>[],
): readonly ExpectedWebhook[] {
  const held = new Map<string, readonly HeldWebhook[]>(partners.map((partner) => [partner.id, partner.held()]));
  return [...expected].filter(
    ({ partnerId, articleId, revision, isRetraction }) =>
      !(held.get(partnerId) ?? []).some(
        (webhook) =>
          webhook.articleId === articleId &&
          webhook.revision >= revision &&
          (!isRetraction || webhook.revision > revision || webhook.type === 'article.retracted'),
      ),
  );
}
