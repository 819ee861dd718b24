import type { ArticleHead } from '../../shared/article/revision.ts';
import { pullLimits } from '../../shared/contract/limits.ts';
import { logEvents } from '../../shared/contract/metrics.ts';
import { type Delivery, type OfferedRevision, owedSinceMs, whatIsOwed } from '../../shared/delivery/delivery.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import { errorFields } from '../../shared/runtime/batch.ts';
import type { Log } from '../../shared/runtime/logger.ts';
import type { ArticleStore } from '../../shared/store/articles.ts';
import type { DeliveryStore } from '../../shared/store/deliveries.ts';
import type { PullablePair, PullStore } from '../../shared/store/pulls.ts';
import { pulledAt } from '../../shared/store/keys.ts';
import type { ArticleBodies } from '../../shared/webhooks/article-bodies.ts';
import type { Envelope } from '../../shared/webhooks/envelope.ts';
import { type Cursor, cursorText } from './cursor.ts';

export interface PullDeps {
  readonly articles: Pick<ArticleStore, 'head' | 'heads' | 'revision'>;
  readonly deliveries: Pick<DeliveryStore, 'release'>;
  readonly pulls: PullStore;
  readonly bodies: ArticleBodies;
  readonly log: Log;
  readonly now: () => number;
  readonly newToken: () => string;
}

export interface PullRequest {
  readonly after?: Cursor;
  /** Entries at most. */
  readonly limit: number;
}

export interface PulledPage {
  /** As webhooks would carry them: message id and body. */
  readonly entries: readonly Envelope[];
  /** What confirms them; absent where there are none. */
  readonly next?: string;
}

/** A pair that is held, with what its partner would be given. */
interface Prepared {
  readonly taken: Delivery;
  readonly offered: OfferedRevision;
  readonly sinceMs: number;
  readonly envelope: Envelope;
}

/**
 * Gives a partner what it is owed and has not confirmed, oldest first, each article once and at its newest revision. What it names by `after` it has: that
 * answer's entries up to there are confirmed first. As with webhooks a pair is taken before its head is read, so that either this sees a retraction, or the
 * retraction sees that the partner may have the article.
 */
export async function pullArticles(deps: PullDeps, partner: Partner, request: PullRequest): Promise<PulledPage> {
  const startMs = deps.now();
  const confirmed = request.after ? await confirm(deps, partner, request.after) : 0;
  const page = deps.newToken();
  const given: Prepared[] = [];
  let bytes = 0;
  let isFull = false;
  for await (const pairs of candidates(deps.pulls, partner.id, () => request.limit - given.length)) {
    let start = 0;
    while (start < pairs.length && !isFull && given.length < request.limit) {
      const some = pairs.slice(start, start + Math.min(pullLimits.atOnce, request.limit - given.length));
      start += some.length;
      const prepared = await Promise.all(some.map((pair) => prepareOrSkip(deps, partner, pair, page)));
      for (const one of prepared.filter((each) => each !== undefined)) {
        const size = one.envelope.body.length;
        isFull ||= given.length > 0 && bytes + size > pullLimits.answerBytes;
        // Given back, and not noted as given: no cursor may confirm what was in no answer.
        if (isFull) await deps.pulls.giveBack(one.taken);
        else if (await deps.pulls.offer(one.taken, one.offered, one.sinceMs, deps.now())) {
          given.push(one);
          bytes += size;
        }
      }
    }
    if (isFull || given.length >= request.limit) break;
  }
  deps.log(logEvents.articlesPulled, {
    partnerId: partner.id,
    entries: given.length,
    confirmed,
    bytes,
    durationMs: deps.now() - startMs,
  });
  const places = given.map(
    ({ taken, offered, sinceMs }) => pulledAt(partner.id, taken.articleId, offered.revision, sinceMs).listSk,
  );
  const last = places.toSorted().at(-1);
  return {
    entries: given.map(({ envelope }) => envelope),
    ...(last === undefined ? {} : { next: cursorText({ place: last, page }) }),
  };
}

/**
 * Confirms what stood in that answer, up to its last entry. The heads are read first: what is owed more by now stays on the list, and what comes to be owed after that
 * is moved on or parked by its own message. Idempotent.
 */
async function confirm(deps: PullDeps, partner: Partner, { place, page }: Cursor): Promise<number> {
  const { pulls, articles, now } = deps;
  const pairs = await pulls.listedUpTo(partner.id, place);
  const given = pairs.filter(({ delivery }) => delivery.offered?.page === page);
  const heads = await articles.heads(given.map(({ delivery }) => delivery.articleId));
  let confirmed = 0;
  for (let start = 0; start < given.length; start += pullLimits.atOnce) {
    const some = given.slice(start, start + pullLimits.atOnce);
    const done = await Promise.all(
      some.map((pair) => {
        const head = heads.get(pair.delivery.articleId);
        return pulls.confirm(pair, page, head !== undefined && isOwedMore(pair.delivery, head, partner, now()), now());
      }),
    );
    confirmed += done.filter(Boolean).length;
  }
  return confirmed;
}

function isOwedMore(delivery: Delivery, head: ArticleHead, partner: Partner, nowMs: number): boolean {
  const { revision = 0, event } = delivery.offered ?? {};
  return whatIsOwed({ ...delivery, ackedRevision: revision, ackedEvent: event }, head, partner, nowMs).kind === 'send';
}

/** What is on the list, page after page, then what was parked or given up before it could be. */
async function* candidates(
  pulls: PullStore,
  partnerId: string,
  room: () => number,
): AsyncGenerator<readonly PullablePair[]> {
  let after: string | undefined;
  for (let page = 0; page < pullLimits.pages; page++) {
    const { pairs, next } = await pulls.listed(partnerId, { limit: Math.max(room(), pullLimits.atOnce), after });
    yield pairs;
    after = next;
    if (after === undefined) break;
  }
  if (after === undefined) yield pulls.unlisted(partnerId);
}

/** An article that cannot be made must not keep those behind it: its lease runs out, and the next request tries again. */
async function prepareOrSkip(
  deps: PullDeps,
  partner: Partner,
  pair: PullablePair,
  page: string,
): Promise<Prepared | undefined> {
  try {
    return await prepare(deps, partner, pair, page);
  } catch (error) {
    const { articleId, partnerId } = pair.delivery;
    deps.log(logEvents.recordFailed, { articleId, partnerId, ...errorFields(error) });
    return undefined;
  }
}

/** Takes one pair and makes what it is owed; undefined where another holds it, or nothing is owed any more. */
async function prepare(
  deps: PullDeps,
  partner: Partner,
  { delivery }: PullablePair,
  page: string,
): Promise<Prepared | undefined> {
  const taken = await deps.pulls.take(delivery, deps.newToken(), deps.now());
  if (!taken) return undefined;
  const head = await deps.articles.head(taken.articleId);
  const owed = head && whatIsOwed(taken, head, partner, deps.now());
  if (!head || !owed || owed.kind === 'nothing') {
    await deps.deliveries.release(taken, deps.now());
    return undefined;
  }
  const { revision, event } = owed;
  const [content, previous] = await Promise.all([
    deps.articles.revision(taken.articleId, revision),
    taken.ackedRevision > 0 ? deps.articles.revision(taken.articleId, taken.ackedRevision) : undefined,
  ]);
  if (!content) throw new Error(`revision ${revision} of ${taken.articleId} is not there`);
  const maxBodyBytes = Math.min(partner.maxBodyBytes ?? pullLimits.bodyBytes, pullLimits.bodyBytes);
  const envelope = await deps.bodies(content, event, { ...partner, maxBodyBytes }, previous);
  return { taken, offered: { revision, event, page }, sinceMs: owedSinceMs(head), envelope };
}
