import { articleIdOf } from '../../shared/article/identity.ts';
import type { ArticleHead } from '../../shared/article/revision.ts';
import { deliveryLimits } from '../../shared/contract/limits.ts';
import type { Delivery } from '../../shared/delivery/delivery.ts';
import { articleHeadKey, revisionKey } from '../../shared/store/keys.ts';
import type { PostSeen, Simulation } from './simulation.ts';
import type { Story } from './story.ts';

export interface Violation {
  readonly invariant: string;
  readonly detail: string;
}

export const articleId = (nativeId: string): string => articleIdOf('demo', nativeId);

export function headOf(world: Simulation, nativeId: string): ArticleHead | undefined {
  const { pk, sk } = articleHeadKey(articleId(nativeId));
  return world.table.items.get(`${pk}\u0000${sk}`) as unknown as ArticleHead | undefined;
}

export function deliveriesOf(world: Simulation): Delivery[] {
  return [...world.table.items.values()].filter(({ pk }) => pk.startsWith('DELIVERY#')) as unknown as Delivery[];
}

/** What must hold whenever one looks: about every POST made so far. */
export function safetyViolations(world: Simulation): Violation[] {
  const found: Violation[] = [];
  const highest = new Map<string, number>();
  const bodies = new Map<string, string>();
  for (const post of world.posts) {
    const pair = `${post.partnerId} ${post.articleId}`;
    const before = highest.get(pair) ?? 0;
    if (post.revision < before)
      found.push({
        invariant: 'never an older revision after a newer one',
        detail: `${pair}: ${post.revision} after ${before}`,
      });
    // What was refused was not taken; the order of what a partner holds is what counts, but a newer POST that failed still counts as maybe.
    highest.set(pair, Math.max(before, post.revision));
    const body = bodies.get(post.messageId);
    if (body !== undefined && body !== post.body)
      found.push({ invariant: 'one webhook-id, one body', detail: post.messageId });
    bodies.set(post.messageId, post.body);
    const early = earlyBy(world, post);
    if (early > 0)
      found.push({ invariant: 'nothing under embargo leaves', detail: `${pair} r${post.revision}: ${early} ms early` });
    const late = afterRetractionBy(world, post);
    if (late > 0)
      found.push({ invariant: 'nothing after a retraction', detail: `${pair} r${post.revision}: ${late} ms after` });
  }
  for (const stray of new Set(world.strayTransitions))
    found.push({ invariant: 'no change of state but those of the table', detail: stray });
  for (const error of world.unexpected)
    found.push({ invariant: 'no unexpected exception', detail: String(error instanceof Error ? error.stack : error) });
  return found;
}

/** POSTs started in one second of the clock, against what the partner allows. */
export function rateViolations(world: Simulation, partnerId: string, maxPerSecond: number): Violation[] {
  const perSecond = new Map<number, number>();
  for (const post of world.posts.filter((one) => one.partnerId === partnerId)) {
    const second = Math.floor(post.atMs / 1000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  return [...perSecond]
    .filter(([, posts]) => posts > maxPerSecond)
    .map(([second, posts]) => ({
      invariant: 'no more POSTs a second than allowed',
      detail: `${posts} in second ${second}`,
    }));
}

/** What must hold when all partners are well again and everything has come to rest. */
export function convergenceViolations(
  world: Simulation,
  nativeIds: readonly string[],
  partnerIds: readonly string[],
): Violation[] {
  const found: Violation[] = [];
  const deliveries = new Map(
    deliveriesOf(world).map((delivery) => [`${delivery.partnerId} ${delivery.articleId}`, delivery]),
  );
  for (const nativeId of nativeIds) {
    const head = headOf(world, nativeId);
    if (!head) continue;
    for (const partnerId of partnerIds) {
      const pair = `${partnerId} ${head.articleId}`;
      const posts = world.posts.filter((post) => post.partnerId === partnerId && post.articleId === head.articleId);
      const last = posts.filter(({ taken }) => taken).at(-1);
      const isDead = deliveries.get(pair)?.state === 'dead';
      if (head.state === 'live' && last?.revision !== head.revision && !isDead) {
        found.push({
          invariant: 'every newest revision arrives',
          detail: `${pair}: has ${last?.revision ?? 'nothing'}, newest is ${head.revision}, ${JSON.stringify(deliveries.get(pair))}`,
        });
      }
      if (
        head.state === 'retracted' &&
        posts.some(({ taken }) => taken) &&
        last?.type !== 'article.retracted' &&
        !isDead
      ) {
        found.push({
          invariant: 'a retraction reaches every copy',
          detail: `${pair}: holds ${last?.type} r${last?.revision}, ${JSON.stringify(deliveries.get(pair))}`,
        });
      }
    }
    found.push(...newestUploadViolations(world, nativeId, head));
    for (let revision = 1; revision <= head.revision; revision++) {
      const { pk, sk } = revisionKey(head.articleId, revision);
      if (!world.table.items.has(`${pk}\u0000${sk}`))
        found.push({ invariant: 'revisions have no gaps', detail: `${head.articleId} lacks ${revision}` });
    }
  }
  for (const [name, queue] of Object.entries(world.queues)) {
    if (queue.messages.size > 0)
      found.push({ invariant: 'queues drain', detail: `${name} holds ${queue.messages.size}` });
    if (queue.dead.length > 0) found.push({ invariant: 'no message is given up', detail: `${name}: ${queue.dead[0]}` });
  }
  return found;
}

/** The newest event of the article's only key decides; a kill from another key is final for uploads that declare no version. */
function newestUploadViolations(world: Simulation, nativeId: string, head: ArticleHead): Violation[] {
  const own = world.newestEvent.get(`publishers/demo/${nativeId}.json`);
  if (!own || [...world.newestEvent.keys()].some((key) => key.includes(`kill ${nativeId}`))) return [];
  const story = own.body === undefined ? undefined : (JSON.parse(own.body) as Story);
  if (story?.expiresMs !== undefined)
    return head.state === 'retracted' || head.state === 'stored'
      ? []
      : [{ invariant: 'a licence that ran out takes the article back', detail: `${head.articleId} is ${head.state}` }];
  const wanted = story?.text ?? 'retracted';
  const has = head.state === 'retracted' ? 'retracted' : head.headline;
  return has === wanted
    ? []
    : [{ invariant: 'the newest upload wins', detail: `${head.articleId}: ${has}, not ${wanted}` }];
}

interface Known {
  readonly revision: number;
  readonly state: string;
  readonly heldUntilMs?: number;
  readonly acceptedAtMs: number;
}

function revisionsOf(world: Simulation, id: string): Known[] {
  return [...world.table.items.values()].filter(
    ({ pk, sk }) => pk === `ARTICLE#${id}` && sk.startsWith('REV#'),
  ) as unknown as Known[];
}

function earlyBy(world: Simulation, post: PostSeen): number {
  const revision = revisionsOf(world, post.articleId).find((known) => known.revision === post.revision);
  if (revision?.state !== 'held') return 0;
  return (revision.heldUntilMs ?? Number.POSITIVE_INFINITY) - post.atMs;
}

/**
 * How long after the acceptance of a retraction another event was sent. A POST starts at most `leaseMs - requestMs` after its lease, and looks at
 * the article after taking it: what started within that time of the acceptance was under way before it.
 */
function afterRetractionBy(world: Simulation, post: PostSeen): number {
  if (post.type === 'article.retracted') return 0;
  const later = revisionsOf(world, post.articleId).filter(
    ({ revision, state }) => revision > post.revision && state === 'retracted',
  );
  const acceptedAtMs = Math.min(
    ...later.map(
      ({ revision }) => world.retractedAtMs.get(`${post.articleId} ${revision}`) ?? Number.POSITIVE_INFINITY,
    ),
  );
  return post.atMs - acceptedAtMs - (deliveryLimits.leaseMs - deliveryLimits.requestMs);
}
