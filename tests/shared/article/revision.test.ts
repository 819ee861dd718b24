import { describe, expect, test } from 'vitest';
import {
  type ArticleHead,
  compareSequencers,
  decideRevision,
  type Disposition,
  hasLicenseChanged,
  headAfter,
  isExpired,
  isReleased,
  type Revision,
  type RevisionContent,
  retractionByExpiry,
  retractionByRemoval,
  revisionByLicense,
  sequencerAfter,
} from '../../../shared/article/revision.ts';
import { acceptedAtMs, headOf, revisionOf } from '../../support/revisions.ts';

const first = revisionOf();
const { articleId, publisherId, source } = first;
const nowMs = acceptedAtMs + 600_000;
const otherKey = { key: 'publishers/harbour-news/other.json', sequencer: '00' };
const later = { ...source, sequencer: 'FF' };
const [send, retract, store] = [{ kind: 'send' }, { kind: 'retract' }, { kind: 'store' }] as const;
const hold = (untilMs?: number): Disposition => ({ kind: 'hold', untilMs });

interface Item extends Partial<RevisionContent> {
  readonly from?: Revision['source'];
  readonly expires?: string;
}

function decide(head: ArticleHead | undefined, { from = later, expires, ...changes }: Item = {}) {
  const item: RevisionContent = {
    article: { ...first.article, ...(expires === undefined ? {} : { expires }) },
    attribution: first.attribution,
    contentHash: first.contentHash,
    disposition: send,
    ...changes,
  };
  return decideRevision(head, item, { articleId, publisherId, source: from }, nowMs);
}

const outcomeOf = (head: ArticleHead | undefined, item?: Item): string => {
  const decision = decide(head, item);
  if (decision.kind !== 'append') return decision.kind;
  const { state, revision, retractedBy } = decision.revision;
  return [state, revision, ...(retractedBy ? [`by ${retractedBy}`] : [])].join(' ');
};

const changed = { contentHash: 'b2'.repeat(32) };
const killed = headOf({ state: 'retracted', retractedBy: 'document', revision: 2 });
const killedAt = (versionMs: number) => headOf({ state: 'retracted', retractedBy: 'document', revision: 2, versionMs });
const removed = headOf({ state: 'retracted', retractedBy: 'removal', revision: 2, contentHash: 'removed' });
const expired = headOf({ state: 'retracted', retractedBy: 'expiry', revision: 2, contentHash: 'expired' });
const past = '2026-11-23T09:39:59Z';
const future = '2026-11-24T00:00:00Z';

describe('an accepted item means', () => {
  test.each<[string, ArticleHead | undefined, Item, string]>([
    ['a first revision', undefined, {}, 'live 1'],
    ['a further one when it says something else', headOf(), changed, 'live 2'],
    ['nothing new when it says the same', headOf(), {}, 'unchanged'],
    ['nothing new when it says the same from another key', headOf(), { from: otherKey }, 'unchanged'],

    [
      'an event older than the one accepted',
      headOf(),
      { ...changed, from: { ...source, sequencer: '00' } },
      'outdated',
    ],
    ['the same event again', headOf(), { ...changed, from: source }, 'live 2'],
    [
      'an older version from another key',
      headOf({ versionMs: 200 }),
      { ...changed, from: otherKey, versionMs: 199 },
      'outdated',
    ],
    [
      'a version of the same time from another key',
      headOf({ versionMs: 200 }),
      { ...changed, from: otherKey, versionMs: 200 },
      'live 2',
    ],
    ['one without a version from another key', headOf({ versionMs: 200 }), { ...changed, from: otherKey }, 'live 2'],
    [
      'an older version in a later event of its key',
      headOf({ versionMs: 200 }),
      { ...changed, versionMs: 199 },
      'live 2',
    ],

    ['a hold', undefined, { disposition: hold(nowMs + 1) }, 'held 1'],
    ['no hold when it has ended', undefined, { disposition: hold(nowMs) }, 'live 1'],
    ['a hold without an end', undefined, { disposition: hold() }, 'held 1'],
    ['the same hold', headOf({ state: 'held', heldUntilMs: nowMs + 5 }), { disposition: hold(nowMs + 5) }, 'unchanged'],
    ['a longer hold', headOf({ state: 'held', heldUntilMs: nowMs + 5 }), { disposition: hold(nowMs + 6) }, 'held 2'],
    ['the hold lifted', headOf({ state: 'held', heldUntilMs: nowMs + 5 }), { disposition: send }, 'live 2'],
    [
      'nothing new when the hold has ended by itself',
      headOf({ state: 'held', heldUntilMs: nowMs }),
      { disposition: send },
      'unchanged',
    ],
    ['a live article held again', headOf(), { disposition: hold(nowMs + 1) }, 'held 2'],
    ['a post that is stored only', undefined, { disposition: store }, 'stored 1'],

    ['a retraction', headOf(), { disposition: retract }, 'retracted 2 by document'],
    ['a retraction of what was never seen', undefined, { disposition: retract }, 'retracted 1 by document'],
    ['a retraction of what is retracted', killed, { ...changed, disposition: retract }, 'unchanged'],
    ['a retraction that makes a removal final', removed, { disposition: retract }, 'retracted 3 by document'],
    ['a retraction that makes an expiry final', expired, { disposition: retract }, 'retracted 3 by document'],
    ['an older retraction', headOf(), { disposition: retract, from: { ...source, sequencer: '00' } }, 'outdated'],

    ['no return after a retraction', killed, changed, 'retracted'],
    ['no return by an old export', killedAt(200), { ...changed, versionMs: 200 }, 'retracted'],
    ['a return that declares a later version', killedAt(200), { ...changed, versionMs: 201 }, 'live 3'],
    ['a return later than an undated retraction', killed, { versionMs: acceptedAtMs + 1 }, 'live 3'],
    ['no return dated before an undated retraction', killed, { versionMs: acceptedAtMs }, 'retracted'],
    ['a return after the object was removed', removed, {}, 'live 3'],
    ['a return with a new licence', expired, { expires: future }, 'live 3'],

    ['an article under licence', undefined, { expires: future }, 'live 1'],
    ['one whose licence ran out before it came', undefined, { expires: past }, 'stored 1'],
    ['one whose licence was shortened into the past', headOf(), { ...changed, expires: past }, 'retracted 2 by expiry'],
    ['one that ran out and was stored only', headOf({ state: 'stored' }), { ...changed, expires: past }, 'stored 2'],
    ['one that ran out and was taken back already', expired, { expires: past }, 'unchanged'],
    ['one with a licence that cannot be read', undefined, { expires: 'whenever' }, 'live 1'],
  ])('%s', (_, head, item, outcome) => {
    expect(outcomeOf(head, item)).toBe(outcome);
  });

  test('a later event that says the same becomes the source; one from another key does not', () => {
    expect(decide(headOf())).toEqual({ kind: 'unchanged', source: later });
    expect(decide(headOf(), { from: source })).toEqual({ kind: 'unchanged' });
    expect(decide(headOf(), { from: otherKey })).toEqual({ kind: 'unchanged' });
  });

  test('a revision keeps what was said and where it came from', () => {
    const decision = decide(headOf({ revision: 7 }), {
      ...changed,
      versionMs: 123,
      disposition: hold(nowMs + 1),
      expires: future,
    });
    expect(decision).toEqual({
      kind: 'append',
      revision: {
        articleId,
        publisherId,
        source: later,
        revision: 8,
        state: 'held',
        heldUntilMs: nowMs + 1,
        article: { ...first.article, expires: future },
        attribution: first.attribution,
        contentHash: changed.contentHash,
        versionMs: 123,
        expiresMs: Date.parse(future),
        acceptedAtMs: nowMs,
      },
    });
  });
});

describe('taking back', () => {
  const held = revisionOf({ revision: 3, state: 'held', heldUntilMs: nowMs, expiresMs: nowMs });

  test('what was removed keeps its content, canceled, and the event that removed it', () => {
    expect(retractionByRemoval(held, later, nowMs)).toEqual({
      ...held,
      revision: 4,
      state: 'retracted',
      heldUntilMs: undefined,
      article: { ...held.article, pubStatus: 'canceled' },
      contentHash: 'removed',
      source: later,
      retractedBy: 'removal',
      acceptedAtMs: nowMs,
    });
  });

  test('what ran out keeps its source, and can come back', () => {
    const taken = retractionByExpiry(held, nowMs);
    expect(taken).toMatchObject({
      revision: 4,
      state: 'retracted',
      retractedBy: 'expiry',
      source,
      contentHash: 'expired',
    });
    expect(isExpired(headAfter(taken, undefined), nowMs)).toBe(false);
    expect(outcomeOf(headAfter(taken, undefined), { expires: future })).toBe('live 5');
  });
});

test('the head is the newest revision without its content', () => {
  const head = headAfter(first, undefined);
  expect(head).toMatchObject({
    articleId,
    revision: 1,
    uri: 'urn:harbour:ferry',
    headline: 'Ferry returns after repairs',
    language: 'en',
    firstAcceptedAtMs: acceptedAtMs,
    fannedOutRevision: 0,
  });
  expect(head).not.toHaveProperty('article');
  expect(head).not.toHaveProperty('attribution');
  const bare = revisionOf({
    revision: 2,
    acceptedAtMs: nowMs,
    article: { uri: 'urn:x', type: 'text', pubStatus: 'canceled' },
  });
  expect(headAfter(bare, { ...head, fannedOutRevision: 1 })).toMatchObject({
    revision: 2,
    headline: 'Ferry returns after repairs',
    language: 'en',
    firstAcceptedAtMs: acceptedAtMs,
    fannedOutRevision: 1,
  });
});

test.each<[string, Partial<Revision>, boolean, boolean]>([
  ['live', {}, true, false],
  ['held until later', { state: 'held', heldUntilMs: nowMs + 1 }, false, false],
  ['held until now', { state: 'held', heldUntilMs: nowMs }, true, false],
  ['held without an end', { state: 'held' }, false, false],
  ['stored', { state: 'stored', expiresMs: nowMs }, false, false],
  ['retracted', { state: 'retracted', expiresMs: nowMs }, false, false],
  ['under licence', { expiresMs: nowMs + 1 }, true, false],
  ['out of licence', { expiresMs: nowMs }, true, true],
  ['held and out of licence', { state: 'held', expiresMs: nowMs }, false, true],
])('%s: whether it may go out, and whether its licence ran out', (_, changes, released, isOut) => {
  expect([isReleased(headOf(changes), nowMs), isExpired(headOf(changes), nowMs)]).toEqual([released, isOut]);
});

describe('sequencers', () => {
  test.each<[string, string, number]>([
    ['0055AED6DCD90281E5', '0055AED6DCD90281E5', 0],
    ['0055AED6DCD90281E5', '0055AED6DCD90281E6', -1],
    ['0055AED6DCD90282', '0055AED6DCD90281E5', 1],
    ['00A', '00A0', 0],
    ['00A', '00A00', 0],
    ['00A', '00A01', -1],
    ['00B', '00A9999999', 1],
    ['00af', '00AF', 0],
    ['00ae', '00AF', -1],
    ['', '', 0],
    ['', '0', 0],
    ['', '1', -1],
  ])('%j and %j: %i', (a, b, order) => {
    expect([Math.sign(compareSequencers(a, b)), Math.sign(compareSequencers(b, a)) + 0]).toEqual([order, -order + 0]);
  });
});

describe('a licence of several grants', () => {
  const [soon, late] = [nowMs + 60_000, nowMs + 120_000];
  const licenses = [
    { territories: ['GB'], endsMs: soon },
    { territories: ['US'], endsMs: late },
  ];
  const licensed = (item: Item, head?: ArticleHead) => {
    const decision = decide(head, item);
    if (decision.kind !== 'append') throw new Error(decision.kind);
    return decision.revision;
  };

  test('ends for all when its last grant ends', () => {
    expect(licensed({ licenses })).toMatchObject({ licenses, expiresMs: late, state: 'live' });
    expect(licensed({ licenses: [...licenses, { territories: ['IE'] }] }).expiresMs).toBeUndefined();
  });

  test('is kept without what was over when it came; all over, it is stored only', () => {
    expect(licensed({ licenses: [{ endsMs: nowMs }, { territories: ['US'] }] }).licenses).toEqual([
      { territories: ['US'] },
    ]);
    expect(licensed({ licenses: [{ endsMs: nowMs }] }).state).toBe('stored');
  });

  test('makes a further revision when it changes, and none when it does not', () => {
    const head = headAfter(licensed({ licenses }), undefined);
    expect(decide(head, { licenses }).kind).toBe('unchanged');
    expect(decide(head, { licenses: licenses.slice(0, 1) }).kind).toBe('append');
    expect(decide(head, {}).kind).toBe('append');
  });

  test('changes when a grant ends or begins; the revision that says so repeats the content', () => {
    const revision = licensed({ licenses });
    const head = headAfter(revision, undefined);
    expect([hasLicenseChanged(head, soon - 1), hasLicenseChanged(head, soon)]).toEqual([false, true]);
    const second = revisionByLicense(revision, soon);
    expect(second).toMatchObject({ revision: 2, sameAs: 1, licenses: licenses.slice(1), state: 'live' });
    expect(hasLicenseChanged(headAfter(second, head), soon)).toBe(false);
    expect(revisionByLicense(second, late)).toMatchObject({ revision: 3, sameAs: 1 });
    expect(retractionByRemoval(second, later, late).sameAs).toBeUndefined();
  });
});

test('an event S3 did not tell of comes right after the last known one, and before every later one', () => {
  const known = '0055AED6DCD90281E5';
  const made = sequencerAfter(known);
  expect(compareSequencers(known, made)).toBeLessThan(0);
  expect(compareSequencers(made, sequencerAfter(made))).toBeLessThan(0);
  expect(compareSequencers(sequencerAfter(made), '0055AED6DCD90281E6')).toBeLessThan(0);
  expect(compareSequencers(sequencerAfter(undefined), known)).toBeLessThan(0);
});
