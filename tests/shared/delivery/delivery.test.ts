import { describe, expect, test } from 'vitest';
import type { ArticleHead, Revision } from '../../../shared/article/revision.ts';
import { type Delivery, mayHoldArticle, type Owed, whatIsOwed } from '../../../shared/delivery/delivery.ts';
import { headOf } from '../../support/revisions.ts';
import { partnerOf } from '../../support/partners.ts';

const nowMs = Date.UTC(2026, 10, 23, 12);

type Pair = Pick<Delivery, 'ackedRevision' | 'ackedEvent' | 'maybeRevision' | 'unresolved'>;
/** The pair as it stands under the lease of the one who asks. */
const pair = (changes: Partial<Pair> = {}): Pair => ({
  ackedRevision: 0,
  maybeRevision: 0,
  unresolved: 1,
  ...changes,
});

const never = pair();
const tried = pair({ maybeRevision: 1 });
const has = (revision: number) =>
  pair({ ackedRevision: revision, maybeRevision: revision, ackedEvent: 'article.updated' });
const tookDown = (revision: number) => pair({ ...has(revision), ackedEvent: 'article.retracted' });
const died = pair({ unresolved: 2 });

const live = (revision: number): Partial<Revision> => ({ revision });
const retracted = (revision: number): Partial<Revision> => ({ revision, state: 'retracted' });
const held = (heldUntilMs?: number): Partial<Revision> => ({ revision: 2, state: 'held', heldUntilMs });

const nothing = (because: string) => ({ kind: 'nothing', because });
const send = (revision: number, event: string) => ({ kind: 'send', revision, event: `article.${event}` });

describe('what a partner is owed', () => {
  test.each<[string, Pair, Partial<Revision>, unknown]>([
    ['never sent', never, live(1), send(1, 'published')],
    ['never sent, the article already changed', never, live(5), send(5, 'published')],
    ['tried without an answer', tried, live(1), send(1, 'published')],
    ['tried without an answer, the article changed', tried, live(2), send(2, 'published')],
    ['has it', has(2), live(2), nothing('has-it')],
    ['has a later one than the head that was read', has(3), live(2), nothing('has-it')],
    ['has an earlier one', has(1), live(3), send(3, 'updated')],
    ['took it down, and it is back', tookDown(2), live(3), send(3, 'published')],
    ['a function died, perhaps having sent it', died, live(1), send(1, 'published')],

    ['under embargo', never, held(nowMs + 1), nothing('held')],
    ['embargo over to the millisecond', never, held(nowMs), send(2, 'published')],
    ['held without an end', never, held(), nothing('held')],
    ['has one, and the article is held now', has(1), held(), nothing('held')],
    ['under licence', never, { expiresMs: nowMs + 1 }, send(1, 'published')],
    ['the licence ran out, the retraction yet to come', never, { expiresMs: nowMs }, nothing('expired')],
    ['has one, and the licence of the next ran out', has(1), { revision: 2, expiresMs: nowMs }, nothing('expired')],
    ['stored only', never, { state: 'stored' }, nothing('stored')],

    ['retracted, never sent', never, retracted(2), nothing('never-sent')],
    ['retracted, has it', has(1), retracted(2), send(2, 'retracted')],
    ['retracted, may have it', tried, retracted(2), send(2, 'retracted')],
    ['retracted, a function died before it told', died, retracted(2), send(2, 'retracted')],
    ['retracted, and taken down', tookDown(2), retracted(2), nothing('has-it')],
    ['retracted again, and taken down before', tookDown(2), retracted(4), nothing('has-it')],
    [
      'retracted again, published between and perhaps sent',
      { ...tookDown(2), maybeRevision: 3 },
      retracted(4),
      send(4, 'retracted'),
    ],
    ['taken down, and a function died since', { ...tookDown(2), unresolved: 2 }, retracted(2), send(2, 'retracted')],
  ])('%s', (_, delivery, head, owed) => {
    expect(whatIsOwed(delivery, headOf(head), partnerOf(), nowMs)).toEqual(owed);
  });

  const owedTo = (changes: Parameters<typeof partnerOf>[0], delivery: Pair, head: ArticleHead): Owed =>
    whatIsOwed(delivery, head, partnerOf(changes), nowMs);

  test('events that it does not want are not sent', () => {
    const newOnly = { events: ['article.published'] } as const;
    expect(owedTo(newOnly, never, headOf(live(1)))).toEqual(send(1, 'published'));
    expect(owedTo(newOnly, has(1), headOf(live(2)))).toEqual(nothing('event-not-wanted'));
    const updatesOnly = { events: ['article.updated'] } as const;
    expect(owedTo(updatesOnly, never, headOf(live(1)))).toEqual(nothing('event-not-wanted'));
  });

  test.each<[string, Parameters<typeof partnerOf>[0]]>([
    ['wants no events', { events: [] }],
    ['was paused', { status: 'paused' }],
    ['was removed', { status: 'removed' }],
  ])('a retraction reaches one that %s', (_, changes) => {
    expect(owedTo(changes, has(1), headOf(retracted(2)))).toEqual(send(2, 'retracted'));
    expect(owedTo(changes, died, headOf(retracted(2)))).toEqual(send(2, 'retracted'));
  });

  test('a removed partner is owed nothing else', () => {
    expect(owedTo({ status: 'removed' }, has(1), headOf(live(2)))).toEqual(nothing('removed'));
    expect(owedTo({ status: 'removed' }, never, headOf(live(1)))).toEqual(nothing('removed'));
  });
});

test.each<[string, Pair, boolean]>([
  ['never sent', never, false],
  ['tried', tried, true],
  ['has it', has(1), true],
  ['took it down', tookDown(2), false],
  ['took it down, then perhaps got a later one', { ...tookDown(2), maybeRevision: 3 }, true],
  ['a lease was left behind', died, true],
  ['not under a lease at all', pair({ unresolved: 0 }), false],
])('whether it may hold the article: %s', (_, delivery, holds) => {
  expect(mayHoldArticle(delivery)).toBe(holds);
});

describe('what a partner is owed under a licence for some territories', () => {
  const british = partnerOf({ territories: ['GB'] });
  const american = partnerOf({ territories: ['US'] });
  const forBritain: Partial<Revision> = { licenses: [{ territories: ['GB'] }] };
  const attempted = (revision: number, event: 'published' | 'retracted') => ({
    ...pair({ maybeRevision: revision }),
    attempts: [{ atMs: 0, revision, event: `article.${event}` as const, outcome: 'failed' as const }],
  });

  test.each<[string, Parameters<typeof whatIsOwed>[0], Partial<Revision>, Parameters<typeof whatIsOwed>[2], unknown]>([
    ['licensed', never, forBritain, british, send(1, 'published')],
    ['not licensed', never, forBritain, american, nothing('not-licensed')],
    ['says not where it publishes', never, forBritain, partnerOf(), nothing('not-licensed')],
    ['has what is no longer licensed', has(1), { ...forBritain, revision: 2 }, american, send(2, 'retracted')],
    [
      'the same, removed since',
      has(1),
      { ...forBritain, revision: 2 },
      { ...american, status: 'removed' },
      send(2, 'retracted'),
    ],
    [
      'the same, under embargo meanwhile',
      has(1),
      { ...forBritain, ...held(nowMs + 1) },
      american,
      send(2, 'retracted'),
    ],
    ['took it down', tookDown(2), { ...forBritain, revision: 2 }, american, nothing('not-licensed')],
    ['has this very revision', has(2), { ...forBritain, revision: 2 }, american, nothing('not-licensed')],
    [
      'may have this very revision',
      attempted(2, 'published'),
      { ...forBritain, revision: 2 },
      american,
      nothing('not-licensed'),
    ],
    [
      'was sent the retraction without an answer',
      attempted(2, 'retracted'),
      { ...forBritain, revision: 2 },
      american,
      send(2, 'retracted'),
    ],
    [
      'has the content, only the licence changed',
      has(1),
      { ...forBritain, revision: 2, sameAs: 1 },
      british,
      nothing('has-it'),
    ],
    ['has an earlier content', has(1), { ...forBritain, revision: 3, sameAs: 2 }, british, send(3, 'updated')],
    [
      'took it down, and is licensed again',
      tookDown(2),
      { ...forBritain, revision: 3, sameAs: 2 },
      british,
      send(3, 'published'),
    ],
  ])('%s', (_, delivery, head, partner, owed) => {
    expect(whatIsOwed(delivery, headOf(head), partner, nowMs)).toEqual(owed);
  });
});
