import type { Delivery } from '../delivery/delivery.ts';
import type { DeliveryStore } from './deliveries.ts';

/** Which dead letters are meant; absent members mean all. */
export interface DeadLetterChoice {
  /** Partners, and endpoints of operational events by their `@` ids. */
  readonly partnerIds: readonly string[];
  readonly articleId?: string;
  readonly reason?: string;
  /** Given up from here on, epoch milliseconds. */
  readonly fromMs?: number;
  /** Given up until here. */
  readonly toMs?: number;
}

/** The dead letters of a choice, partner by partner, of each the oldest first, page after page: there may be more than memory holds. */
export async function* deadLetters(deliveries: DeliveryStore, choice: DeadLetterChoice): AsyncGenerator<Delivery> {
  const { partnerIds, articleId, reason, fromMs, toMs } = choice;
  const isMeant = (one: Delivery): boolean =>
    (articleId === undefined || one.articleId === articleId) && (reason === undefined || one.reason === reason);
  for (const partnerId of partnerIds) {
    let after: string | undefined;
    do {
      const page = await deliveries.deadPage(partnerId, { fromMs, toMs, after });
      yield* page.deliveries.filter(isMeant);
      after = page.next;
    } while (after !== undefined);
  }
}

type DeliveryPair = Pick<Delivery, 'articleId' | 'partnerId'>;

export interface ReplayProgress {
  readonly revived: number;
  /** When the last of them becomes due, epoch milliseconds; absent when none does. */
  readonly lastAtMs?: number;
}

/**
 * Has dead letters tried again, so many a second and partner, with whatever is owed then: the newest revision, not the old body. They become due one
 * after the other and the sweep hands them out, so the caller need not wait. One that is interrupted leaves the others dead letters, and the next
 * call goes on with them: after `startMs` to keep to the rate, which is the end of what was revived before.
 */
export async function replayDeadLetters(
  deliveries: DeliveryStore,
  choice: DeadLetterChoice,
  pace: { readonly perSecond: number; readonly nowMs: number; readonly startMs?: number },
  told: (progress: ReplayProgress) => void = () => undefined,
): Promise<ReplayProgress> {
  return reviveDeadLetters(deliveries, deadLetters(deliveries, choice), pace, told);
}

/** The same for pairs that a person chose one by one; those that are no dead letters any more are left alone. */
export async function reviveDeadLetters(
  deliveries: DeliveryStore,
  pairs: AsyncIterable<DeliveryPair> | Iterable<DeliveryPair>,
  pace: { readonly perSecond: number; readonly nowMs: number; readonly startMs?: number },
  told: (progress: ReplayProgress) => void = () => undefined,
): Promise<ReplayProgress> {
  const { perSecond, nowMs, startMs = nowMs } = pace;
  const countOf = new Map<string, number>();
  let progress: ReplayProgress = { revived: 0 };
  for await (const { articleId, partnerId } of pairs) {
    const count = countOf.get(partnerId) ?? 0;
    const atMs = startMs + Math.floor((count / perSecond) * 1000);
    if (!(await deliveries.revive(articleId, partnerId, atMs, nowMs))) continue;
    countOf.set(partnerId, count + 1);
    progress = { revived: progress.revived + 1, lastAtMs: Math.max(atMs, progress.lastAtMs ?? 0) };
    told(progress);
  }
  return progress;
}
