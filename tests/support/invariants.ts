import { articleIdOf } from '../../shared/article/identity.ts';
import { isLicensed } from '../../shared/article/license.ts';
import type { ArticleHead, Revision } from '../../shared/article/revision.ts';
import { deliveryLimits } from '../../shared/contract/limits.ts';
import type { Delivery } from '../../shared/delivery/delivery.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import { articleHeadKey, partnerKey, revisionKey } from '../../shared/store/keys.ts';
import type { Key } from '../../shared/store/table.ts';
import type { PostSeen } from './simulated-partner.ts';
import type { Simulation } from './simulation.ts';
import type { Story } from './story.ts';

/** The invariants of the design by number, and what is checked for each. Reports, docs and summaries use these names. */
export const invariants = {
  'every newest revision arrives': 1,
  'queues drain': 1,
  'no message is given up': 1,
  'every operational event is told': 1,
  'the newest upload wins': 2,
  'never an older revision after a newer one': 2,
  'no partner goes back to an older revision': 2,
  'nothing outdated leaves': 2,
  'one webhook-id, one body': 2,
  'nothing after a retraction': 3,
  'a retraction reaches every copy': 3,
  'a licence that ran out takes the article back': 3,
  'only what is licensed leaves': 3,
  'nothing under embargo leaves': 4,
  'every revision says something new': 5,
  'revisions have no gaps': 5,
  'no more POSTs a second than allowed': 6,
  'no more POSTs at once than allowed': 6,
  'every article that leaves carries complete attribution': 8,
  'no change of state but those of the table': 0,
  'no unexpected exception': 0,
} as const;
export type Invariant = keyof typeof invariants;

export interface Violation {
  readonly invariant: Invariant;
  readonly detail: string;
}

export const articleId = (nativeId: string): string => articleIdOf('demo', nativeId);

function itemOf<Item>(world: Simulation, { pk, sk }: Key): Item | undefined {
  return world.table.items.get(`${pk}\u0000${sk}`) as unknown as Item | undefined;
}

export function headOf(world: Simulation, nativeId: string): ArticleHead | undefined {
  return itemOf(world, articleHeadKey(articleId(nativeId)));
}

const revisionOf = (world: Simulation, id: string, revision: number): Revision | undefined =>
  itemOf(world, revisionKey(id, revision));
const partnerOf = (world: Simulation, id: string): Partner | undefined => itemOf(world, partnerKey(id));

export function deliveriesOf(world: Simulation): Delivery[] {
  return [...world.table.items.values()].filter(({ pk }) => pk.startsWith('DELIVERY#')) as unknown as Delivery[];
}

/** A POST starts at most this long after its lease, under which it was decided. */
export const startsWithinMs = deliveryLimits.leaseMs - deliveryLimits.requestMs - deliveryLimits.lateMs;

/** What must hold whenever one looks: about every POST made so far, and everything that partners took. */
export function safetyViolations(world: Simulation): Violation[] {
  const articles = world.posts.filter(({ type }) => type.startsWith('article.'));
  return [
    ...articles.flatMap((post) => postViolations(world, post)),
    ...orderViolations(articles, 'never an older revision after a newer one'),
    ...orderViolations(world.taken, 'no partner goes back to an older revision'),
    ...bodyViolations(world.posts),
    ...[...new Set(world.heads.strayTransitions)].map((detail): Violation => ({
      invariant: 'no change of state but those of the table',
      detail,
    })),
    ...world.unexpected.map((error): Violation => ({
      invariant: 'no unexpected exception',
      detail: String(error instanceof Error ? error.stack : error),
    })),
  ];
}

function postViolations(world: Simulation, post: PostSeen): Violation[] {
  const about = `${post.partnerId} ${post.articleId} r${post.revision} ${post.type}`;
  const found: Violation[] = [];
  const isRetraction = post.type === 'article.retracted';
  const revision = revisionOf(world, post.articleId, post.revision);
  // Exact, without any slack of time: the head was read after the lease was taken, so all that was accepted before that was seen.
  const before = world.heads.of(post.articleId).filter(({ turn }) => turn < post.leasedAt);
  const newest = before.at(-1);
  if (newest && newest.revision > post.revision)
    found.push({ invariant: 'nothing outdated leaves', detail: `${about}: ${newest.revision} was accepted before` });
  const isTakenBack = before.some((move) => move.state === 'retracted' && move.revision > post.revision);
  if (!isRetraction && isTakenBack) found.push({ invariant: 'nothing after a retraction', detail: about });
  if (isRetraction) return found;
  if (revision?.state === 'held') {
    const earlyMs = (revision.heldUntilMs ?? Number.POSITIVE_INFINITY) - post.atMs;
    if (earlyMs > 0) found.push({ invariant: 'nothing under embargo leaves', detail: `${about}: ${earlyMs} ms early` });
  }
  const territories = partnerOf(world, post.partnerId)?.territories;
  const isAllowed = [post.atMs, post.atMs - startsWithinMs].some((atMs) =>
    isLicensed(revision?.licenses, territories, atMs),
  );
  if (!isAllowed) found.push({ invariant: 'only what is licensed leaves', detail: about });
  if (!isCredited(post.body))
    found.push({ invariant: 'every article that leaves carries complete attribution', detail: about });
  return found;
}

/** What attribution must say, beside what it may. */
const credits = ['creditLine', 'copyrightHolder', 'copyrightNotice', 'usageTerms', 'source', 'html', 'text'] as const;

/** Whether the body of a webhook carries a complete attribution. */
export function isCredited(body: string): boolean {
  const { attribution } = (JSON.parse(body) as { data: { attribution?: Record<string, unknown> } }).data;
  const provider = attribution?.provider as { id?: string; name?: string } | undefined;
  return Boolean(provider?.id && provider.name) && credits.every((name) => attribution?.[name]);
}

function orderViolations(
  list: readonly Pick<PostSeen, 'partnerId' | 'articleId' | 'revision'>[],
  invariant: Invariant,
): Violation[] {
  const highest = new Map<string, number>();
  return list.flatMap(({ partnerId, articleId: id, revision }) => {
    const pair = `${partnerId} ${id}`;
    const before = highest.get(pair) ?? 0;
    highest.set(pair, Math.max(before, revision));
    return revision < before ? [{ invariant, detail: `${pair}: ${revision} after ${before}` }] : [];
  });
}

function bodyViolations(posts: readonly PostSeen[]): Violation[] {
  const bodies = new Map<string, string>();
  return posts.flatMap(({ messageId, body }) => {
    const known = bodies.get(messageId) ?? body;
    bodies.set(messageId, known);
    return known === body ? [] : [{ invariant: 'one webhook-id, one body' as const, detail: messageId }];
  });
}

/** POSTs started in one second of the clock, and under way at once, against what the partner allows. */
export function limitViolations(
  world: Simulation,
  partnerId: string,
  limits: { readonly maxPerSecond: number; readonly maxInFlight: number },
): Violation[] {
  const posts = world.posts.filter((one) => one.partnerId === partnerId);
  const perSecond = new Map<number, number>();
  for (const { atMs } of posts) {
    const second = Math.floor(atMs / 1000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  const atOnce = world.partners.mostAtOnce.get(partnerId) ?? 0;
  return [
    ...[...perSecond]
      .filter(([, count]) => count > limits.maxPerSecond)
      .map(([second, count]): Violation => ({
        invariant: 'no more POSTs a second than allowed',
        detail: `${count} in second ${second}`,
      })),
    ...(atOnce > limits.maxInFlight
      ? [{ invariant: 'no more POSTs at once than allowed' as const, detail: `${atOnce} to ${partnerId}` }]
      : []),
  ];
}

/** What must hold when all partners are well again and everything has come to rest. */
export function convergenceViolations(
  world: Simulation,
  nativeIds: readonly string[],
  partnerIds: readonly string[],
): Violation[] {
  const found: Violation[] = [];
  for (const nativeId of nativeIds) {
    const head = headOf(world, nativeId);
    if (!head) {
      found.push(...unseenViolations(world, nativeId));
      continue;
    }
    for (const partnerId of partnerIds) found.push(...copyViolations(world, head, partnerId));
    found.push(...newestUploadViolations(world, nativeId, head), ...logViolations(world, head));
  }
  for (const { articleId: id, partnerId, notice, state } of deliveriesOf(world))
    if (notice && state !== 'delivered')
      found.push({ invariant: 'every operational event is told', detail: `${partnerId} ${id} is ${state}` });
  for (const [name, queue] of Object.entries(world.queues)) {
    if (queue.messages.size > 0)
      found.push({ invariant: 'queues drain', detail: `${name} holds ${queue.messages.size}` });
    if (queue.dead.length > 0) found.push({ invariant: 'no message is given up', detail: `${name}: ${queue.dead[0]}` });
  }
  return found;
}

/** What a partner holds of an article, against what it should. */
function copyViolations(world: Simulation, head: ArticleHead, partnerId: string): Violation[] {
  const delivery = deliveriesOf(world).find((one) => one.partnerId === partnerId && one.articleId === head.articleId);
  if (delivery?.state === 'dead') return [];
  const taken = world.taken.filter((one) => one.partnerId === partnerId && one.articleId === head.articleId);
  const last = taken.at(-1);
  const has = `${partnerId} ${head.articleId}: has ${last?.type ?? 'nothing'} r${last?.revision ?? 0}, newest is ${head.revision}, ${JSON.stringify(delivery)}`;
  const isGone = last === undefined || last.type === 'article.retracted';
  const mayHave = isLicensed(head.licenses, partnerOf(world, partnerId)?.territories, world.nowMs);
  if (head.state === 'retracted' || (head.state === 'live' && !mayHave))
    return isGone ? [] : [{ invariant: 'a retraction reaches every copy', detail: has }];
  if (head.state !== 'live') return [];
  const isCurrent = !isGone && last.revision >= (head.sameAs ?? head.revision);
  return isCurrent ? [] : [{ invariant: 'every newest revision arrives', detail: has }];
}

function unseenViolations(world: Simulation, nativeId: string): Violation[] {
  const body = world.newestEvent.get(`publishers/demo/${nativeId}.json`)?.body;
  return body === undefined
    ? []
    : [{ invariant: 'every newest revision arrives', detail: `${nativeId} was uploaded, and never accepted` }];
}

/** Revisions count from 1 without gaps, and no two in a row say the same. */
function logViolations(world: Simulation, head: ArticleHead): Violation[] {
  const found: Violation[] = [];
  let previous: string | undefined;
  for (let number = 1; number <= head.revision; number++) {
    const revision = revisionOf(world, head.articleId, number);
    if (!revision) {
      found.push({ invariant: 'revisions have no gaps', detail: `${head.articleId} lacks ${number}` });
      continue;
    }
    const { contentHash, state, heldUntilMs, licenses } = revision;
    const says = JSON.stringify([contentHash, state, heldUntilMs, licenses]);
    if (says === previous)
      found.push({ invariant: 'every revision says something new', detail: `${head.articleId} ${number}: ${says}` });
    previous = says;
  }
  return found;
}

/** The newest event of the article's only key decides; a kill from another key is final for uploads that declare no version. */
function newestUploadViolations(world: Simulation, nativeId: string, head: ArticleHead): Violation[] {
  const own = world.newestEvent.get(`publishers/demo/${nativeId}.json`);
  if (!own || [...world.newestEvent.keys()].some((key) => key.includes(`kill ${nativeId}`))) return [];
  const story = own.body === undefined ? undefined : (JSON.parse(own.body) as Story);
  const isOver = story?.expiresMs !== undefined || story?.licenses?.every(({ endsMs }) => endsMs !== undefined);
  if (isOver)
    return head.state === 'retracted' || head.state === 'stored'
      ? []
      : [{ invariant: 'a licence that ran out takes the article back', detail: `${head.articleId} is ${head.state}` }];
  const wanted = story?.text ?? 'retracted';
  const has = head.state === 'retracted' ? 'retracted' : head.headline;
  return has === wanted
    ? []
    : [{ invariant: 'the newest upload wins', detail: `${head.articleId}: ${has}, not ${wanted}` }];
}
