import { beforeEach, describe, expect, test } from 'vitest';
import { storeLimits } from '../../../shared/contract/limits.ts';
import { type UploadRecord, type UploadStore, uploadStore } from '../../../shared/store/uploads.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();
const atMs = Date.UTC(2026, 10, 23, 12);
const key = 'publishers/harbour-news/Fähre #1.json';

let store: UploadStore;
beforeEach(async () => {
  store = uploadStore(await newTable());
});

const record = (sequencer: string, changes: Partial<UploadRecord> = {}): UploadRecord => ({
  key,
  publisherId: 'harbour-news',
  sequencer,
  versionId: `version of ${sequencer}`,
  status: 'accepted',
  articleIds: [],
  atMs,
  ...changes,
});

describe('claiming a key for an event', () => {
  test('of the first one records it', async () => {
    expect(await store.get(key)).toBeUndefined();
    expect(await store.claim(record('0A'))).toEqual(record('0A'));
    expect(await store.get(key)).toMatchObject(record('0A'));
  });

  test.each<[string, string, boolean]>([
    ['0055AED6DCD90281E5', '0055AED6DCD90281E6', true],
    ['0055AED6DCD90281E5', '0055AED6DCD90281E5', true],
    ['0055AED6DCD90281E5', '0055AED6DCD90281E4', false],
    // The shorter is padded on its right: `…282` is later than `…281E5`, which a comparison as numbers gets wrong.
    ['0055AED6DCD90281E5', '0055AED6DCD90282', true],
    ['0055AED6DCD90282', '0055AED6DCD90281E5', false],
    ['00A', '00A0', true],
    ['00A0', '00A', true],
    ['00a1', '00A0', false],
    ['00A0', '00a1', true],
    ['', '00', true],
    ['01', '', false],
  ])('after %s, %s is claimed: %s', async (first, second, isClaimed) => {
    await store.claim(record(first));
    expect((await store.claim(record(second))) !== undefined).toBe(isClaimed);
    expect(await store.get(key)).toMatchObject({ sequencer: isClaimed ? second : first });
  });

  test('of events in any order, all at once, the latest stays', async () => {
    const sequencers = ['00A', '00A1', '00A05', '00B', '00AF', '00A2', '009'];
    await Promise.all(sequencers.map((sequencer) => store.claim(record(sequencer))));
    expect(await store.get(key)).toMatchObject({ sequencer: '00B', versionId: 'version of 00B' });
  });

  test('remembers every article the key ever was the source of, the newest first', async () => {
    await store.claim(record('01', { articleIds: ['a', 'b'] }));
    await store.claim(record('02', { articleIds: ['c', 'b'] }));
    const removed = await store.claim(record('03', { status: 'removed' }));
    expect(removed?.articleIds).toEqual(['c', 'b', 'a']);
    expect(await store.get(key)).toMatchObject({ status: 'removed', articleIds: ['c', 'b', 'a'] });
  });

  test('fits the table with as many articles as are remembered, whatever the length of their ids', async () => {
    const ids = (from: number) =>
      Array.from(
        { length: storeLimits.articlesPerKey },
        (_, number) => `${'p'.repeat(63)}-${String(from + number).padStart(24, '0')}`,
      );
    await store.claim(record('01', { articleIds: ids(0) }));
    const claimed = await store.claim(record('02', { articleIds: ids(1000) }));
    expect(claimed?.articleIds).toEqual(ids(1000));
  });

  test('keys with the same beginning, or in another case, are different keys', async () => {
    const others = [`${key}x`, key.toUpperCase(), key.normalize('NFD'), 'publishers/harbour-news/Fähre #1.json#x'];
    await store.claim(record('0B'));
    for (const other of others) expect(await store.claim(record('0A', { key: other }))).toBeDefined();
    expect(await store.get(key)).toMatchObject({ sequencer: '0B' });
  });
});

test('rejected uploads of a day are listed, newest first, and leave the list when they are put right', async () => {
  const reasons = [{ code: 'EMPTY_FILE', message: 'the file has no bytes' }] as const;
  const rejected = (name: string, at: number) =>
    store.claim(record('01', { key: name, status: 'rejected', reasons, atMs: at }));
  await rejected('k1', atMs);
  await rejected('k2', atMs + 1000);
  await rejected('k3', atMs - 86_400_000);
  await store.claim(record('01', { key: 'k4' }));
  expect((await store.listRejectedDay(atMs, 10)).map((upload) => upload.key)).toEqual(['k2', 'k1']);
  expect((await store.listRejectedDay(atMs, 10))[0]).toMatchObject({ reasons });
  expect(await store.listRejectedDay(atMs, 1)).toHaveLength(1);
  await store.claim(record('02', { key: 'k2' }));
  expect((await store.listRejectedDay(atMs, 10)).map((upload) => upload.key)).toEqual(['k1']);
});
