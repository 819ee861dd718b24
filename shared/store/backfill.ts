import { type ArticleHead, revisionByLicense } from '../article/revision.ts';
import { backfillLimits, cacheLimits } from '../contract/limits.ts';
import type { DeliverMessage } from '../contract/messages.ts';
import { type Backfill, backfillOf } from '../delivery/backfill.ts';
import { factsOf } from '../partners/match.ts';
import type { Partner } from '../partners/partner.ts';
import type { ArticleStore } from './articles.ts';
import type { DeliveryStore } from './deliveries.ts';

export interface BackfillStores {
  readonly articles: ArticleStore;
  readonly deliveries: Pick<DeliveryStore, 'get'>;
}

/** One article that was fanned out before, with what is to be done about it. */
export interface BackfillEntry {
  readonly head: ArticleHead;
  readonly backfill: Backfill;
}

export interface BackfillPlan {
  /** Oldest first. */
  readonly entries: readonly BackfillEntry[];
  /** False when there are more articles in that time than are looked through: the oldest are missing. */
  readonly isWhole: boolean;
}

/** What a partner's profile makes of the articles first accepted since a time, of one publisher or of all. Reads only: a head, a revision and a delivery each. */
export async function planBackfill(
  { articles, deliveries }: BackfillStores,
  partner: Partner,
  { sinceMs, publisherId }: { readonly sinceMs: number; readonly publisherId?: string },
  nowMs: number,
): Promise<BackfillPlan> {
  const entries: BackfillEntry[] = [];
  const listed = await articles.listBetween(sinceMs, nowMs, backfillLimits.articles + 1);
  const wanted = listed
    .slice(0, backfillLimits.articles)
    .filter((head) => publisherId === undefined || head.publisherId === publisherId)
    .map(({ articleId }) => articleId)
    .toReversed();
  for (let start = 0; start < wanted.length; start += backfillLimits.atOnce) {
    const ids = wanted.slice(start, start + backfillLimits.atOnce);
    // The list is an index, and so a hint.
    const heads = await articles.heads(ids);
    const looked = await Promise.all(
      ids.map(async (articleId): Promise<BackfillEntry[]> => {
        const head = heads.get(articleId);
        const [revision, delivery] = await Promise.all([
          head && articles.revision(articleId, head.revision),
          deliveries.get(articleId, partner.id),
        ]);
        if (!head || !revision) return [];
        const facts = factsOf(revision.article, head.publisherId);
        return [{ head, backfill: backfillOf(partner, { head, facts, delivery }, nowMs) }];
      }),
    );
    entries.push(...looked.flat());
  }
  return { entries, isWhole: listed.length <= backfillLimits.articles };
}

/** A queue of looks at pairs. */
interface LookQueue {
  send(
    messages: readonly { readonly body: object; readonly groupId?: string; readonly delaySeconds?: number }[],
  ): Promise<void>;
}

/** By then every function knows of a profile that was changed a moment ago. */
const afterMs = cacheLimits.registryMs + 2_000;

/**
 * Carries out a plan for one article. A further revision that says the same goes out with the next sweep; whoever is not concerned is owed nothing by it. Doing it
 * again changes nothing once the partner has it; what happened since the plan was made wins.
 */
export async function carryOutBackfill(
  articles: ArticleStore,
  looks: LookQueue,
  partnerId: string,
  { head: seen, backfill }: BackfillEntry,
  nowMs: number,
): Promise<void> {
  if (backfill.effect === 'none') return;
  const { articleId } = seen;
  if (backfill.by === 'look') {
    const body = { articleId, partnerId } satisfies DeliverMessage;
    await looks.send([{ body, groupId: partnerId, delaySeconds: Math.ceil(afterMs / 1000) }]);
    return;
  }
  const { kind, head } = await articles.append(articleId, async (current) => {
    if (current?.revision !== seen.revision) return { kind: 'unchanged' };
    const newest = await articles.revision(articleId, current.revision);
    if (!newest) throw new Error(`revision ${current.revision} of ${articleId} is not there`);
    return { kind: 'append', revision: revisionByLicense(newest, nowMs) };
  });
  if (kind === 'appended') await articles.setDue(head, nowMs + afterMs);
}
