import { describe, expect, test } from 'vitest';
import { decideRevision, type Revision, type RevisionDecision } from '../../../shared/article/revision.ts';
import { storeLimits, sweepLimits } from '../../../shared/contract/limits.ts';
import { type ArticleStore, articleStore } from '../../../shared/store/articles.ts';
import { dueStore } from '../../../shared/store/due.ts';
import { revisionKey } from '../../../shared/store/keys.ts';
import { readTogether } from '../../../shared/store/read-together.ts';
import type { Table } from '../../../shared/store/table.ts';
import { dueBy } from '../../support/due.ts';
import { useDynalite } from '../../support/dynalite-table.ts';
import { MemoryObjects } from '../../support/memory-objects.ts';
import { acceptedAtMs, revisionOf } from '../../support/revisions.ts';

const newTable = useDynalite();
const { articleId } = revisionOf();

async function newStore(): Promise<{ table: Table; content: MemoryObjects; store: ArticleStore }> {
  const [table, content] = [await newTable(), new MemoryObjects()];
  return { table, content, store: articleStore(table, content) };
}

/** Appends an article of that text, whose first words are its headline, as an upload of its own would. */
function append(store: ArticleStore, text: string, changes: Partial<Revision> = {}) {
  const { article, attribution, publisherId } = revisionOf(changes);
  const words = text.slice(0, 20);
  const source = changes.source ?? { key: `publishers/harbour-news/${words}`, sequencer: words };
  const content = {
    article: { ...article, headlines: [{ value: words }], bodies: [{ value: text }] },
    attribution,
    contentHash: `hash of ${words}`,
    disposition: { kind: 'send' },
  } as const;
  return store.append(articleId, (head) =>
    decideRevision(head, content, { articleId, publisherId, source }, acceptedAtMs),
  );
}

const textOf = (revision: Revision | undefined) => revision?.article.bodies?.[0]?.value;

const dueIds = async (table: Table, nowMs: number) =>
  (await dueBy(dueStore(table), nowMs)).map(({ work }) => work.kind === 'article' && work.articleId);

describe('appending a revision', () => {
  test('makes the first one, its head, and work for the sweep', async () => {
    const { store, table } = await newStore();
    const result = await append(store, 'one');
    expect(result).toMatchObject({
      kind: 'appended',
      head: { articleId, revision: 1, headline: 'one', fannedOutRevision: 0 },
    });
    expect(await store.head(articleId)).toEqual(result.head);
    expect(await store.revision(articleId, 1)).toMatchObject({
      revision: 1,
      article: { headlines: [{ value: 'one' }] },
      attribution: revisionOf().attribution,
      source: { key: 'publishers/harbour-news/one', sequencer: 'one' },
    });
    expect(await dueIds(table, acceptedAtMs + sweepLimits.fanoutCheckMs - 1)).toEqual([]);
    expect(await dueIds(table, acceptedAtMs + sweepLimits.fanoutCheckMs)).toEqual([articleId]);
  });

  test('says so when nothing is new, and when the article is unknown', async () => {
    const { store } = await newStore();
    await append(store, 'one');
    expect(await append(store, 'one')).toMatchObject({ kind: 'unchanged', head: { revision: 1 } });
    expect((await store.revisions(articleId)).map(({ revision }) => revision)).toEqual([1]);
    await expect(store.append('unknown', () => ({ kind: 'unchanged' }))).rejects.toThrow('without a head');
    expect(await store.head('unknown')).toBeUndefined();
    expect(await store.revision('unknown', 1)).toBeUndefined();
  });

  test('a later event that says the same moves the source, so that events in between are outdated', async () => {
    const { store } = await newStore();
    const key = 'publishers/harbour-news/ferry.json';
    await append(store, 'one', { source: { key, sequencer: '01' } });
    await append(store, 'one', { source: { key, sequencer: '03' } });
    expect((await store.head(articleId))?.source).toEqual({ key, sequencer: '03' });
    expect(await append(store, 'two', { source: { key, sequencer: '02' } })).toMatchObject({ kind: 'outdated' });
  });

  test('of writers at the same time, each gets a number of its own, and the head ends on the last', async () => {
    const { store } = await newStore();
    const texts = ['one', 'two', 'three', 'four', 'five'];
    const results = await Promise.all(texts.map((text) => append(store, text)));
    expect(results.map(({ head }) => head.revision).toSorted()).toEqual([1, 2, 3, 4, 5]);
    const revisions = await store.revisions(articleId);
    expect(revisions.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(revisions.map(({ contentHash }) => contentHash)).size).toBe(5);
    const head = await store.head(articleId);
    expect(head).toMatchObject({
      revision: 5,
      contentHash: revisions[4]?.contentHash,
      headline: revisions[4]?.article.headlines?.[0]?.value,
    });
  });

  test('of two writers with the same content, one makes the revision', async () => {
    const { store } = await newStore();
    const kinds = await Promise.all([
      append(store, 'one'),
      append(store, 'one', { source: { key: 'k', sequencer: '1' } }),
    ]);
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['appended', 'unchanged']);
    expect(await store.revisions(articleId)).toHaveLength(1);
  });

  /** The store of a writer that ends right after its revision was written. */
  function crashing(table: Table, content: MemoryObjects): ArticleStore {
    const put: Table['put'] = async (item, condition) => {
      if (item.sk === 'HEAD') throw new Error('killed');
      return table.put(item, condition);
    };
    return articleStore({ ...table, put }, content);
  }

  test('a revision that a writer left without a head is brought forward by the next writer', async () => {
    const { store, table, content } = await newStore();
    await append(store, 'one');
    await expect(append(crashing(table, content), 'two')).rejects.toThrow('killed');
    expect(await store.head(articleId)).toMatchObject({ revision: 1 });
    expect(await append(store, 'three')).toMatchObject({ kind: 'appended', head: { revision: 3, headline: 'three' } });
    expect((await store.revisions(articleId)).map(({ contentHash }) => contentHash)).toEqual([
      'hash of one',
      'hash of two',
      'hash of three',
    ]);
  });

  test.each([0, 1])('the same writer, run again, finishes its own revision (%i before it)', async (before) => {
    const { store, table, content } = await newStore();
    if (before > 0) await append(store, 'one');
    await expect(append(crashing(table, content), 'two')).rejects.toThrow('killed');
    const again = await append(store, 'two');
    expect(again).toMatchObject({
      kind: 'appended',
      head: { revision: before + 1, headline: 'two', fannedOutRevision: 0 },
    });
    expect(await store.revisions(articleId)).toHaveLength(before + 1);
  });

  test('what was fanned out stays on record when a further revision comes', async () => {
    const { store } = await newStore();
    const { head } = await append(store, 'one');
    await store.markFannedOut(head, acceptedAtMs + 1000);
    expect(await append(store, 'two')).toMatchObject({
      head: { revision: 2, fannedOutRevision: 1, firstAcceptedAtMs: acceptedAtMs },
    });
  });

  test('a writer that never wins gives up, so that the queue brings it back', async () => {
    const { store } = await newStore();
    let number = 0;
    const decide = async (): Promise<RevisionDecision> => {
      number += 1;
      await append(store, `rival ${number}`);
      return { kind: 'append', revision: revisionOf({ revision: number, contentHash: 'mine' }) };
    };
    await expect(store.append(articleId, decide)).rejects.toThrow(/gave up after \d+ lost races/);
    expect((await store.revisions(articleId)).some(({ contentHash }) => contentHash === 'mine')).toBe(false);
  });
});

describe('content too large for the table', () => {
  const large = 'Fähre '.repeat(storeLimits.itemBytes / 6);

  test('lies in the content bucket, and is read like any other', async () => {
    const { store, table, content } = await newStore();
    await append(store, large);
    expect(content.current.size).toBe(1);
    expect(await table.get(revisionKey(articleId, 1))).not.toHaveProperty('content');
    expect(textOf(await store.revision(articleId, 1))).toBe(large);
    expect((await store.revisions(articleId))[0]?.attribution).toEqual(revisionOf().attribution);
  });

  test('is measured in bytes, not in characters', async () => {
    const { store, content } = await newStore();
    await append(store, '日'.repeat(storeLimits.itemBytes / 3));
    expect(content.current.size).toBe(1);
  });

  test('of a writer that lost the race does not replace that of the winner', async () => {
    const { store } = await newStore();
    const texts = ['one', 'two', 'three'].map((name) => name + large);
    await Promise.all(texts.map((text) => append(store, text)));
    const revisions = await store.revisions(articleId);
    expect(revisions.map(textOf).toSorted()).toEqual(texts.toSorted());
    for (const { article, contentHash } of revisions)
      expect(contentHash).toBe(`hash of ${article.headlines?.[0]?.value}`);
  });

  test('that is missing is an outage, not an empty article', async () => {
    const { store, content } = await newStore();
    await append(store, large);
    content.current.clear();
    await expect(store.revision(articleId, 1)).rejects.toThrow('content bucket lacks overflow/');
  });
});

describe('reading', () => {
  test('every revision is listed, however much text there is', async () => {
    const { store } = await newStore();
    // Together more than one answer of the table holds.
    const texts = Array.from({ length: 6 }, (_, number) => `${number}${'x'.repeat(250_000)}`);
    for (const text of texts) await append(store, text);
    const listed = (await store.revisions(articleId)).map(textOf);
    expect(listed.map((text) => text?.length)).toEqual(texts.map((text) => text.length));
    expect(listed.join('') === texts.join('')).toBe(true);
  });

  test('whoever reads a revision at the same time, or later, shares one reading; one that is not there is looked for again', async () => {
    const { store, table, content } = await newStore();
    const asked: string[] = [];
    const get: Table['get'] = (key, options) => {
      asked.push(key.sk);
      return table.get(key, options);
    };
    const reader = articleStore({ ...readTogether(table), get }, content);
    expect(await reader.revision(articleId, 1)).toBeUndefined();
    await append(store, 'one');
    const readers = [1, 2, 3].map(() => reader.revision(articleId, 1));
    expect((await Promise.all(readers)).map(textOf)).toEqual(['one', 'one', 'one']);
    expect(textOf(await reader.revision(articleId, 1))).toBe('one');
    expect(asked).toHaveLength(2);
  });

  test('several heads at once, the unknown and the repeated left out', async () => {
    const { store } = await newStore();
    await append(store, 'one');
    const heads = await store.heads([articleId, 'unknown', articleId]);
    expect([...heads.keys()]).toEqual([articleId]);
    expect(heads.get(articleId)).toEqual(await store.head(articleId));
  });

  test('a day’s articles, newest first', async () => {
    const { store } = await newStore();
    const day = Date.UTC(2026, 10, 23);
    const at = [day + 5, day + 86_399_999, day - 1, day + 86_400_000, day + 9];
    for (const [number, nowMs] of at.entries()) {
      const id = `harbour-news-${number}`;
      await store.append(id, () => ({ kind: 'append', revision: revisionOf({ articleId: id, acceptedAtMs: nowMs }) }));
    }
    const listed = await store.listDay(day + 1234, 10);
    expect(listed.map((head) => head.articleId)).toEqual(['harbour-news-1', 'harbour-news-4', 'harbour-news-0']);
    expect(listed[0]).toEqual(await store.head('harbour-news-1'));
    expect(await store.listDay(day, 1)).toHaveLength(1);
  });
});

describe('when the sweep looks at an article', () => {
  const hour = 3_600_000;
  const first = async (changes: Partial<Revision>) => {
    const { store, table } = await newStore();
    await store.append(articleId, () => ({ kind: 'append', revision: revisionOf(changes) }));
    const head = await store.head(articleId);
    if (!head) throw new Error('the article has no head');
    return { store, table, head };
  };

  test.each<[string, Partial<Revision>, number]>([
    ['live: once it should have been fanned out', {}, sweepLimits.fanoutCheckMs],
    [
      'under embargo: shortly before it ends',
      { state: 'held', heldUntilMs: acceptedAtMs + hour },
      hour - sweepLimits.embargoHandoverMs,
    ],
    ['under an embargo that ends at once', { state: 'held', heldUntilMs: acceptedAtMs + 1000 }, 0],
    ['held without an end: rarely', { state: 'held' }, sweepLimits.settleCheckMaxMs],
    ['under a licence that ends at once', { expiresMs: acceptedAtMs + 1000 }, 1000],
  ])('%s', async (_, changes, afterMs) => {
    const { table } = await first(changes);
    expect(await dueIds(table, acceptedAtMs + afterMs - 1)).toEqual([]);
    expect(await dueIds(table, acceptedAtMs + afterMs)).toEqual([articleId]);
  });

  test('later, earlier or never, as long as the head is the one that was seen', async () => {
    const { store, table, head } = await first({});
    await store.setDue(head, acceptedAtMs + 5);
    expect(await dueIds(table, acceptedAtMs + 5)).toEqual([articleId]);
    await append(store, 'two');
    await store.setDue(head, undefined);
    await store.markFannedOut(head, acceptedAtMs);
    expect(await dueIds(table, acceptedAtMs + hour)).toEqual([articleId]);
    const newer = await store.head(articleId);
    expect(newer).toMatchObject({ revision: 2, fannedOutRevision: 0 });
    if (newer) await store.setDue(newer, undefined);
    expect(await dueIds(table, Number.MAX_SAFE_INTEGER)).toEqual([]);
  });

  test('an article whose licence ends is never let out of sight', async () => {
    const { store, table, head } = await first({ expiresMs: acceptedAtMs + hour });
    await store.markFannedOut(head, acceptedAtMs + 5 * hour);
    expect(await dueIds(table, acceptedAtMs + hour)).toEqual([articleId]);
    await store.setDue(head, undefined);
    expect(await dueIds(table, acceptedAtMs + hour - 1)).toEqual([]);
    expect(await dueIds(table, acceptedAtMs + hour)).toEqual([articleId]);
  });
});
