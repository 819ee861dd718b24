import type { Publisher } from '../article/publisher.ts';
import { type PublisherWatch, quietFromMs } from '../article/publisher-watch.ts';
import { registryLimits } from '../contract/limits.ts';
import { dueAt, publisherWatchKey, quietAt, quietPartition, workOf } from './keys.ts';
import type { Item, Table } from './table.ts';

/** Publishers that may not be quiet for long: each is due on the work index at the time it would be, so that nobody looks for them before. */
export interface PublisherWatchStore {
  get(publisherId: string): Promise<PublisherWatch | undefined>;
  /** Begins, changes or ends the watch as a profile says: one that is paused, or names no hours, is not watched. The same again changes nothing. */
  follow(publisher: Publisher, nowMs: number): Promise<void>;
  /** Something new was accepted of a publisher that is not known to be quiet; false when it is. One write. */
  heard(publisherId: string, quietAfterHours: number, nowMs: number): Promise<boolean>;
  /** A publisher that was quiet is no more. */
  heardAgain(watch: PublisherWatch, nowMs: number): Promise<void>;
  /** Notes that it is quiet, unless something came since the watch was read; false then. */
  quiet(watch: PublisherWatch, nowMs: number): Promise<boolean>;
  end(publisherId: string): Promise<void>;
  /** The ids of those known to be quiet, the longest first; a hint, as everything that is read of an index. */
  quietIds(): Promise<readonly string[]>;
}

export function publisherWatchStore(table: Table): PublisherWatchStore {
  async function get(publisherId: string): Promise<PublisherWatch | undefined> {
    return watchOf(await table.get(publisherWatchKey(publisherId)));
  }

  /** Due when it would be quiet. */
  const waiting = (watch: PublisherWatch): Item => ({
    ...publisherWatchKey(watch.publisherId),
    ...watch,
    ...dueAt(watch.publisherId, quietFromMs(watch)),
  });

  /** By a change, not a removal: no stage needs to be let remove items for it. */
  async function end(publisherId: string): Promise<void> {
    const remove = ['workPk', 'workSk', 'quietAfterHours', 'quietSinceMs'];
    await table.update(publisherWatchKey(publisherId), { remove }, { attribute: 'pk', is: 'present' });
  }

  return {
    get,
    end,

    async follow({ id, active, quietAfterHours }, nowMs) {
      if (!active || quietAfterHours === undefined) return end(id);
      const watch = await get(id);
      if (watch?.quietAfterHours === quietAfterHours) return;
      const { sinceMs = nowMs, heardAtMs } = watch ?? {};
      await table.put(waiting({ publisherId: id, quietAfterHours, sinceMs, heardAtMs }));
    },

    async heard(publisherId, quietAfterHours, nowMs) {
      const due = dueAt(publisherId, quietFromMs({ sinceMs: 0, heardAtMs: nowMs, quietAfterHours }));
      const written = await table.update(
        publisherWatchKey(publisherId),
        { set: { publisherId, quietAfterHours, heardAtMs: nowMs, ...due } },
        { attribute: 'quietSinceMs', is: 'absent' },
      );
      return written !== undefined;
    },

    async heardAgain(watch, nowMs) {
      const { quietSinceMs: _, ...rest } = watch;
      await table.put(waiting({ ...rest, heardAtMs: nowMs }));
    },

    async quiet(watch, nowMs) {
      const noted = await table.update(
        publisherWatchKey(watch.publisherId),
        { set: { quietSinceMs: nowMs, ...quietAt(nowMs) } },
        watch.heardAtMs === undefined
          ? {
              all: [
                { attribute: 'heardAtMs', is: 'absent' },
                { attribute: 'pk', is: 'present' },
              ],
            }
          : { attribute: 'heardAtMs', is: '=', value: watch.heardAtMs },
      );
      return noted !== undefined;
    },

    async quietIds() {
      const { items } = await table.queryIndex('work', quietPartition, { limit: registryLimits.publishers });
      return items.map(workOf).flatMap((work) => (work.kind === 'publisher' ? [work.publisherId] : []));
    },
  };
}

/** Undefined where none is kept, or it was ended. */
function watchOf(item: Item | undefined): PublisherWatch | undefined {
  if (item?.quietAfterHours === undefined) return undefined;
  const { pk: _pk, sk: _sk, workPk: _workPk, workSk: _workSk, ...watch } = item;
  // A watch that began with an upload has no other beginning.
  return { sinceMs: 0, ...(watch as unknown as Omit<PublisherWatch, 'sinceMs'>) };
}
