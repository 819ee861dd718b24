import type { PartnerHealth } from '../../shared/delivery/circuit.ts';
import type { Attempt, Delivery } from '../../shared/delivery/delivery.ts';
import type { PartnerReads } from '../../shared/delivery/reading-habit.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import type { PartnerBacklog } from '../../shared/store/backlog.ts';
import { type ShownKey, shownKeys } from '../../shared/webhooks/partner-keys.ts';
import { type ConsoleStack, explainFailure } from '../stack.ts';
import type { Activity } from './flow.ts';

/** Parked and dead deliveries read for one partner's page. */
const owedRead = 100;

/** One POST to the partner, with what it was about. */
export interface PartnerAttempt extends Attempt {
  readonly articleId: string;
  readonly headline: string;
}

export interface PartnerDetail {
  readonly partner: Partner;
  readonly health: PartnerHealth;
  /** Of one that may fetch, and ever did. */
  readonly reads?: PartnerReads;
  readonly backlog: PartnerBacklog;
  /** Newest first. */
  readonly attempts: readonly PartnerAttempt[];
  /** What it does not get now: parked, dead, or being retried. */
  readonly owed: readonly (Delivery & { readonly headline: string })[];
  /** The keys that sign, never the secrets; a line that says why they cannot be read with these credentials. */
  readonly keys: readonly ShownKey[] | string;
}

/** A partner with what was tried in the last day and what it is owed; undefined when there is none. */
export async function loadPartner(
  stack: Pick<ConsoleStack, 'partners' | 'health' | 'reads' | 'backlog' | 'deliveries' | 'articles' | 'signingKeys'>,
  activity: Activity,
  partnerId: string,
  nowMs: number,
): Promise<PartnerDetail | undefined> {
  const partner = await stack.partners.get(partnerId);
  if (!partner) return undefined;
  const [health, reads, backlog, parkedKeys, dead, keys] = await Promise.all([
    stack.health.get(partnerId),
    partner.pull ? stack.reads.get(partnerId) : undefined,
    stack.backlog.ofPartner(partnerId),
    stack.health.parkedOf(partnerId, owedRead),
    stack.deliveries.deadOf(partnerId, owedRead),
    readableKeys(stack.signingKeys, partnerId, nowMs),
  ]);
  const recent = activity.articles
    .flatMap(({ deliveries }) => deliveries)
    .filter((delivery) => delivery.partnerId === partnerId);
  const known = new Map([...dead, ...recent].map((delivery) => [delivery.articleId, delivery]));
  const unknown = parkedKeys.filter(({ articleId }) => !known.has(articleId));
  const parked = await Promise.all(unknown.map(({ articleId }) => stack.deliveries.get(articleId, partnerId)));
  for (const delivery of parked) if (delivery) known.set(delivery.articleId, delivery);

  const headlines = new Map(activity.articles.map(({ head }) => [head.articleId, head.headline || head.uri]));
  const missing = [...known.keys()].filter((articleId) => !headlines.has(articleId));
  for (const head of (await stack.articles.heads(missing)).values())
    headlines.set(head.articleId, head.headline || head.uri);
  const headlineOf = (articleId: string): string => headlines.get(articleId) ?? articleId;

  const deliveries = [...known.values()];
  return {
    partner,
    health,
    reads,
    backlog,
    keys,
    attempts: deliveries
      .flatMap(({ articleId, attempts }) =>
        attempts.map((attempt) => ({ ...attempt, articleId, headline: headlineOf(articleId) })),
      )
      .toSorted((a, b) => b.atMs - a.atMs),
    owed: deliveries
      .filter(({ state }) => state !== 'delivered' && state !== 'withdrawn')
      .map((delivery) => ({ ...delivery, headline: headlineOf(delivery.articleId) }))
      .toSorted((a, b) => a.updatedAtMs - b.updatedAtMs),
  };
}

/** Not everyone who may look at partners may look at their keys. */
async function readableKeys(
  store: ConsoleStack['signingKeys'],
  partnerId: string,
  nowMs: number,
): Promise<readonly ShownKey[] | string> {
  try {
    return await shownKeys(store, partnerId, nowMs);
  } catch (error) {
    const explained = explainFailure(error);
    if (explained === undefined) throw error;
    return explained;
  }
}
