import { nextLicenseChangeMs } from '../article/license.ts';
import {
  type ArticleHead,
  headAfter,
  type Revision,
  type RevisionDecision,
  type RevisionSource,
} from '../article/revision.ts';
import { storeLimits, sweepLimits } from '../contract/limits.ts';
import {
  articleHeadKey,
  brakedAt,
  dueAt,
  listedAt,
  listPartition,
  overflowName,
  revisionKey,
  revisionRange,
} from './keys.ts';
import { listBetween } from './list-between.ts';
import type { Objects } from './objects.ts';
import { queryAll } from './query-all.ts';
import type { Item, Table } from './table.ts';

/** A writer gives up after losing this many races for one article; the queue brings it back. */
const appendRounds = 8;

export type AppendResult =
  | { readonly kind: 'appended'; readonly head: ArticleHead }
  | { readonly kind: 'unchanged' | 'outdated' | 'retracted'; readonly head: ArticleHead };

export interface ArticleStore {
  head(articleId: string): Promise<ArticleHead | undefined>;
  /** Consistent reads of several heads; unknown articles are left out. */
  heads(articleIds: readonly string[]): Promise<ReadonlyMap<string, ArticleHead>>;
  revision(articleId: string, revision: number): Promise<Revision | undefined>;
  revisions(articleId: string): Promise<readonly Revision[]>;
  /** Revisions by number, both ends inclusive, newest first: the caller bounds them. */
  revisionsBetween(articleId: string, from: number, to: number): Promise<readonly Revision[]>;
  /**
   * Appends the revision that `decide` makes of the current head. Revisions are a log: the conditional write of number
   * n + 1 is the one point of decision, and a writer that finds it taken first brings the head up to it, then decides again.
   */
  append(
    articleId: string,
    decide: (head: ArticleHead | undefined) => Promise<RevisionDecision> | RevisionDecision,
  ): Promise<AppendResult>;
  /** Notes that a revision was fanned out; the deliveries are looked over at `checkAtMs`. */
  markFannedOut(head: ArticleHead, checkAtMs: number): Promise<void>;
  /** Sets when the article is looked at next; undefined when nothing is owed any more, until its licence ends. */
  setDue(head: ArticleHead, atMs: number | undefined): Promise<void>;
  /** Articles accepted on the day of `dayMs`, newest first. */
  listDay(dayMs: number, limit: number): Promise<readonly ArticleHead[]>;
  /** Articles first accepted from `fromMs` to `toMs`, newest first; at most `limit`. */
  listBetween(fromMs: number, toMs: number, limit: number): Promise<readonly ArticleHead[]>;
}

export function articleStore(table: Table, content: Objects): ArticleStore {
  async function head(articleId: string): Promise<ArticleHead | undefined> {
    const item = await table.get(articleHeadKey(articleId));
    return item && headOf(item);
  }

  /** Revisions read lately, or being read: they never change, and a batch of deliveries, and often the next one, is about the same. */
  const kept = new Map<string, Promise<Revision | undefined>>();

  function revision(articleId: string, number: number): Promise<Revision | undefined> {
    const key = revisionKey(articleId, number);
    const name = `${key.pk} ${key.sk}`;
    const known = kept.get(name);
    if (known) return known;
    const found = table.get(key).then((item) => item && readRevision(item, content));
    kept.set(name, found);
    if (kept.size > storeLimits.revisionsKept) kept.delete(kept.keys().next().value ?? '');
    const forget = (): void => {
      if (kept.get(name) === found) kept.delete(name);
    };
    // One that is not there yet may be written at any time.
    found.then((read) => read ?? forget(), forget);
    return found;
  }

  async function advanceHead(next: Revision, previous: ArticleHead | undefined): Promise<ArticleHead> {
    const after = headAfter(next, previous);
    await table.put(
      {
        ...articleHeadKey(next.articleId),
        ...after,
        ...(after.heldBy === 'brake'
          ? brakedAt(after.publisherId, after.acceptedAtMs)
          : dueAt(next.articleId, firstDueMs(after))),
        ...listedAt('ARTICLES', after.firstAcceptedAtMs, after.articleId),
      },
      previous ? { attribute: 'revision', is: '=', value: previous.revision } : { attribute: 'pk', is: 'absent' },
    );
    return after;
  }

  async function moveSource(current: ArticleHead, source: RevisionSource): Promise<void> {
    await table.update(
      articleHeadKey(current.articleId),
      { set: { source } },
      { attribute: 'revision', is: '=', value: current.revision },
    );
  }

  return {
    head,
    revision,

    async heads(articleIds) {
      const items = await table.getMany([...new Set(articleIds)].map(articleHeadKey));
      return new Map(items.map(headOf).map((found) => [found.articleId, found]));
    },

    async revisions(articleId) {
      const items = await queryAll(table, articleHeadKey(articleId).pk, revisionRange);
      return Promise.all(items.map((item) => readRevision(item, content)));
    },

    async revisionsBetween(articleId, from, to) {
      const [first, last] = [revisionKey(articleId, from), revisionKey(articleId, to)];
      const items = await queryAll(table, first.pk, { from: first.sk, to: last.sk });
      return Promise.all(items.toReversed().map((item) => readRevision(item, content)));
    },

    async append(articleId, decide) {
      for (let round = 0; round < appendRounds; round++) {
        const current = await head(articleId);
        const decision = await decide(current);
        if (decision.kind !== 'append') {
          if (!current) throw new Error(`decided ${decision.kind} for an article without a head`);
          if (decision.kind === 'unchanged' && decision.source) await moveSource(current, decision.source);
          return { kind: decision.kind, head: current };
        }
        const next = decision.revision;
        if (await table.put(await writeRevision(next, content), { attribute: 'pk', is: 'absent' })) {
          return { kind: 'appended', head: await advanceHead(next, current) };
        }
        // Taken: by another upload, or by an earlier run of this one that ended before it moved the head.
        const taken = await revision(articleId, next.revision);
        if (!taken) throw new Error(`revision ${next.revision} of ${articleId} is taken, but not there`);
        const moved = await advanceHead(taken, current);
        if (isSameUpload(taken, next)) return { kind: 'appended', head: moved };
      }
      throw new Error(`gave up after ${appendRounds} lost races for ${articleId}`);
    },

    async markFannedOut(fannedOut, checkAtMs) {
      await table.update(
        articleHeadKey(fannedOut.articleId),
        {
          set: {
            fannedOutRevision: fannedOut.revision,
            ...dueAt(fannedOut.articleId, Math.min(checkAtMs, Math.max(fannedOut.acceptedAtMs, expiryMs(fannedOut)))),
          },
        },
        { attribute: 'revision', is: '=', value: fannedOut.revision },
      );
    },

    async setDue(due, checkAtMs) {
      const earliestMs = Math.min(checkAtMs ?? Number.POSITIVE_INFINITY, expiryMs(due));
      const atMs = Number.isFinite(earliestMs) ? earliestMs : undefined;
      await table.update(
        articleHeadKey(due.articleId),
        atMs === undefined ? { remove: ['workPk', 'workSk'] } : { set: dueAt(due.articleId, atMs) },
        { attribute: 'revision', is: '=', value: due.revision },
      );
    },

    async listDay(dayMs, limit) {
      const { items } = await table.queryIndex('list', listPartition('ARTICLES', dayMs), { descending: true, limit });
      return items.map(headOf);
    },

    async listBetween(fromMs, toMs, limit) {
      return (await listBetween(table, 'ARTICLES', fromMs, toMs, limit)).map(headOf);
    },
  };
}

/**
 * When the sweep first looks at a new head: soon after it should have been fanned out, or shortly before its embargo ends.
 * A hold without an end is looked at rarely: a later revision will move it.
 */
function firstDueMs(head: ArticleHead): number {
  if (head.state !== 'held') {
    return Math.min(head.acceptedAtMs + sweepLimits.fanoutCheckMs, Math.max(head.acceptedAtMs, expiryMs(head)));
  }
  const releaseMs =
    head.heldUntilMs === undefined
      ? head.acceptedAtMs + sweepLimits.settleCheckMaxMs
      : head.heldUntilMs - sweepLimits.embargoHandoverMs;
  const licenseMs = nextLicenseChangeMs(head.licenses) ?? releaseMs;
  return Math.max(head.acceptedAtMs, Math.min(releaseMs, licenseMs));
}

/** When a live article is to be taken back, from all partners or from some; never, for most. */
function expiryMs(head: ArticleHead): number {
  const never = Number.POSITIVE_INFINITY;
  if (head.state !== 'live') return never;
  return Math.min(head.expiresMs ?? never, nextLicenseChangeMs(head.licenses) ?? never);
}

function isSameUpload(a: Revision, b: Revision): boolean {
  return a.source.key === b.source.key && a.source.sequencer === b.source.sequencer && a.contentHash === b.contentHash;
}

function headOf(item: Item): ArticleHead {
  const { pk: _pk, sk: _sk, workPk: _workPk, workSk: _workSk, listPk: _listPk, listSk: _listSk, ...head } = item;
  return head as unknown as ArticleHead;
}

async function writeRevision(revision: Revision, content: Objects): Promise<Item> {
  const { article, attribution, ...rest } = revision;
  const key = revisionKey(revision.articleId, revision.revision);
  const text = JSON.stringify({ article, attribution });
  if (Buffer.byteLength(text) <= storeLimits.itemBytes) return { ...key, ...rest, content: text };
  // The name carries the content's hash: a writer that loses the race for this number must not change the winner's text.
  const name = overflowName(key, revision.contentHash);
  await content.put(name, text, 'application/json');
  return { ...key, ...rest, contentAt: name };
}

async function readRevision(item: Item, content: Objects): Promise<Revision> {
  const { pk: _pk, sk: _sk, content: inline, contentAt, ...rest } = item;
  const text = typeof inline === 'string' ? inline : await readOverflow(String(contentAt), content);
  return { ...rest, ...(JSON.parse(text) as Pick<Revision, 'article' | 'attribution'>) } as unknown as Revision;
}

async function readOverflow(name: string, content: Objects): Promise<string> {
  const object = await content.get(name);
  if (!object) throw new Error(`content bucket lacks ${name}`);
  return new TextDecoder().decode(object.bytes);
}
