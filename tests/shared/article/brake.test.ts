import { describe, expect, test } from 'vitest';
import { brakeOf, discardedByOperator, goesOut, isNewWith, releasedFromBrake } from '../../../shared/article/brake.ts';
import { decideRevision, isReleased, type RevisionContent } from '../../../shared/article/revision.ts';
import { acceptedAtMs, headOf, revisionOf } from '../../support/revisions.ts';

const laterMs = acceptedAtMs + 60_000;
const { article, attribution, articleId, publisherId, source, contentHash } = revisionOf();
const content = (changes: Partial<RevisionContent> = {}): RevisionContent => ({
  article,
  attribution,
  contentHash,
  disposition: { kind: 'send' },
  ...changes,
});
const origin = { articleId, publisherId, source: { ...source, sequencer: '1055AED6DCD90281E5' } };
const brakedHead = headOf({ state: 'held', heldBy: 'brake' });

test('the brake is on unless the profile says otherwise', () => {
  expect(brakeOf({})).toMatchObject({ articles: 200, minutes: 10 });
  expect(brakeOf({ brake: { articles: 5, minutes: 60 } })).toEqual({ articles: 5, minutes: 60 });
  expect(brakeOf({ brake: 'off' })).toBeUndefined();
});

test('what goes out by itself is counted; what waits for the publisher is not', () => {
  expect(goesOut({ kind: 'send' })).toBe(true);
  expect(goesOut({ kind: 'hold', untilMs: laterMs })).toBe(true);
  expect(goesOut({ kind: 'hold' })).toBe(false);
  expect(goesOut({ kind: 'store' })).toBe(false);
  expect(goesOut({ kind: 'retract' })).toBe(false);
});

test('an article is new with the event that brought it, however often that is handled', () => {
  expect(isNewWith(source, undefined)).toBe(true);
  expect(isNewWith(source, headOf())).toBe(true);
  expect(isNewWith({ ...source, sequencer: 'ff' }, headOf())).toBe(false);
  expect(isNewWith(source, headOf({ revision: 2 }))).toBe(false);
  expect(isNewWith({ ...source, key: 'other' }, headOf({ state: 'retracted' }))).toBe(true);
});

describe('a revision', () => {
  test('of a new article that comes too many is held without an end', () => {
    const decided = decideRevision(undefined, content({ isBraked: true }), origin, laterMs);
    expect(decided).toMatchObject({ kind: 'append', revision: { state: 'held', heldBy: 'brake' } });
    if (decided.kind === 'append') expect(isReleased(decided.revision, laterMs + 1e12)).toBe(false);
  });

  test('under embargo that comes too many does not go out when the embargo ends', () => {
    const item = content({ isBraked: true, disposition: { kind: 'hold', untilMs: laterMs + 1 } });
    const decided = decideRevision(undefined, item, origin, laterMs);
    expect(decided).toMatchObject({ revision: { state: 'held', heldBy: 'brake', heldUntilMs: laterMs + 1 } });
    if (decided.kind === 'append') expect(isReleased(decided.revision, laterMs + 2)).toBe(false);
  });

  test('of an article that went out before passes, a correction and a retraction alike', () => {
    const corrected = decideRevision(headOf(), content({ contentHash: 'b2', isBraked: true }), origin, laterMs);
    expect(corrected).toMatchObject({ kind: 'append', revision: { state: 'live' } });
    const retraction = content({ isBraked: true, disposition: { kind: 'retract' } });
    expect(decideRevision(headOf(), retraction, origin, laterMs)).toMatchObject({ revision: { state: 'retracted' } });
  });

  test('that is uploaded again does not slip past the brake', () => {
    expect(decideRevision(brakedHead, content(), origin, laterMs)).toMatchObject({ kind: 'unchanged' });
    const corrected = decideRevision(brakedHead, content({ contentHash: 'b2' }), origin, laterMs);
    expect(corrected).toMatchObject({ kind: 'append', revision: { state: 'held', heldBy: 'brake' } });
  });

  test('that is taken back is, and is new again when it returns', () => {
    const retracted = decideRevision(brakedHead, content({ disposition: { kind: 'retract' } }), origin, laterMs);
    expect(retracted).toMatchObject({ kind: 'append', revision: { state: 'retracted' } });
    const removed = headOf({ revision: 2, state: 'retracted', retractedBy: 'removal', contentHash: 'removed' });
    expect(decideRevision(removed, content({ isBraked: true }), origin, laterMs)).toMatchObject({
      revision: { heldBy: 'brake' },
    });
  });
});

describe('an operator', () => {
  const held = revisionOf({ state: 'held', heldBy: 'brake' });

  test('lets an article out, under embargo only when that ends', () => {
    expect(releasedFromBrake(held, laterMs)).toMatchObject({ revision: 2, state: 'live', acceptedAtMs: laterMs });
    expect(releasedFromBrake(held, laterMs).heldBy).toBeUndefined();
    const embargoed = { ...held, heldUntilMs: laterMs + 60_000 };
    expect(releasedFromBrake(embargoed, laterMs)).toMatchObject({ state: 'held', heldUntilMs: laterMs + 60_000 });
  });

  test('discards an article, and the same file does not bring it back', () => {
    const discarded = discardedByOperator(held, laterMs);
    expect(discarded).toMatchObject({ revision: 2, state: 'retracted', retractedBy: 'operator' });
    const head = headOf(discarded);
    expect(decideRevision(head, content(), origin, laterMs)).toEqual({ kind: 'retracted' });
    const declaredLater = content({ versionMs: laterMs + 1 });
    expect(decideRevision(head, declaredLater, origin, laterMs)).toMatchObject({ kind: 'append' });
  });
});
