import type { Delivery } from '../../shared/delivery/delivery.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import type { DeadLetterChoice } from '../../shared/store/dead-letters.ts';
import type { ConsoleStack } from '../stack.ts';

/** Dead letters of one partner that are read, and of all that are shown. */
const readPerPartner = 500;
const deadLettersShown = 200;
/** Partners asked: each costs a query. */
const partnersAsked = 500;

export interface DeadLetterQuery {
  readonly partnerId?: string;
  readonly reason?: string;
  /** Given up within the last so many hours. */
  readonly hours?: number;
}

export interface DeadLetter {
  readonly delivery: Delivery;
  readonly partnerName: string;
  readonly headline: string;
}

export interface DeadLetters {
  /** Those that match, oldest first. */
  readonly matching: readonly Delivery[];
  /** The first of them, with names. */
  readonly shown: readonly DeadLetter[];
  /** Whether more of a partner lie there than were read. */
  readonly isMore: boolean;
  readonly reasons: readonly string[];
  readonly partners: readonly Partner[];
}

/** Deliveries that were given up and match, oldest first. */
export async function loadDeadLetters(
  stack: Pick<ConsoleStack, 'partners' | 'deliveries' | 'articles'>,
  { partnerId, reason, hours }: DeadLetterQuery,
  nowMs: number,
): Promise<DeadLetters> {
  const partners = await receiversOf(stack);
  const asked = partners.filter(({ id }) => partnerId === undefined || id === partnerId).slice(0, partnersAsked);
  const range = { fromMs: fromMsOf(hours, nowMs), limit: readPerPartner };
  const dead = await Promise.all(asked.map(async ({ id }) => (await stack.deliveries.deadPage(id, range)).deliveries));
  const all = dead.flat().toSorted((a, b) => a.updatedAtMs - b.updatedAtMs);
  const matching = all.filter((one) => reason === undefined || one.reason === reason);
  const first = matching.slice(0, deadLettersShown);
  const heads = await stack.articles.heads(first.map(({ articleId }) => articleId));
  const names = new Map(partners.map(({ id, name }) => [id, name]));
  return {
    matching,
    shown: first.map((delivery) => {
      const head = heads.get(delivery.articleId);
      return {
        delivery,
        partnerName: names.get(delivery.partnerId) ?? delivery.partnerId,
        headline: delivery.notice?.type ?? (head?.headline || (head?.uri ?? delivery.articleId)),
      };
    }),
    isMore: dead.some(({ length }) => length === readPerPartner),
    reasons: [...new Set(all.map(({ reason: why }) => why ?? ''))].filter(Boolean).toSorted(),
    partners,
  };
}

/** All dead letters that match, for a replay: however many there are. */
export async function choiceOf(
  stack: Pick<ConsoleStack, 'partners'>,
  { partnerId, reason, hours }: DeadLetterQuery,
  nowMs: number,
): Promise<DeadLetterChoice> {
  const receivers = await receiversOf(stack);
  return {
    partnerIds: receivers.map(({ id }) => id).filter((id) => partnerId === undefined || id === partnerId),
    reason,
    fromMs: fromMsOf(hours, nowMs),
  };
}

const fromMsOf = (hours: number | undefined, nowMs: number): number | undefined =>
  hours === undefined ? undefined : nowMs - hours * 3_600_000;

/** Partners, and the endpoints of operational events. */
async function receiversOf({ partners }: Pick<ConsoleStack, 'partners'>): Promise<readonly Partner[]> {
  return (await Promise.all([partners.all(), partners.endpoints()])).flat();
}
