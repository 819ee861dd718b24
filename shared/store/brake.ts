import { hash } from 'node:crypto';
import { brakeLimits } from '../contract/limits.ts';
import { ttlAttribute } from '../contract/table.ts';
import { brakeKey } from './keys.ts';
import type { Table } from './table.ts';

/** One upload with articles that are new. */
export interface CountedUpload {
  readonly publisherId: string;
  readonly key: string;
  readonly sequencer: string;
  /** When it was uploaded, by the clock of S3, epoch milliseconds: the same whenever it is handled. */
  readonly atMs: number;
  readonly articles: number;
}

export interface BrakeStore {
  /**
   * Counts an upload once, however often it is handled, and answers how many other new articles of the publisher were counted so far that came within the
   * window before it; `enough` or more when there were that many. Counted before it is looked: of two at once none goes unseen, and an upload that is
   * handled again late may see more than the first time. One small write and one short read.
   */
  count(upload: CountedUpload, windowMs: number, enough: number): Promise<number>;
}

const daySeconds = 86_400;

/** Each upload is an item of its own: concurrent ones do not wait for each other, and one that is handled again finds itself. */
export function brakeStore(table: Table): BrakeStore {
  return {
    async count({ publisherId, key, sequencer, atMs, articles }, windowMs, enough) {
      const mine = brakeKey(publisherId, atMs, hash('sha256', `${key} ${sequencer}`));
      const expires = Math.ceil((atMs + brakeLimits.minutesMax * 60_000) / 1000) + daySeconds;
      await table.put({ ...mine, articles, [ttlAttribute]: expires }, { attribute: 'pk', is: 'absent' });
      // Queues deliver in no order: what came a moment later may have been counted before.
      const from = brakeKey(publisherId, atMs - windowMs, '').sk;
      const to = brakeKey(publisherId, atMs + brakeLimits.disorderMs, '~').sk;
      let before = 0;
      let after: string | undefined;
      do {
        const page = await table.query(mine.pk, { from, to, descending: true, limit: enough + 1, after });
        for (const item of page.items) if (item.sk !== mine.sk) before += Number(item.articles);
        after = page.next;
      } while (after !== undefined && before < enough);
      return before;
    },
  };
}
