import type { Publisher } from '../article/publisher.ts';
import { publisherKey } from './keys.ts';
import { queryAll } from './query-all.ts';
import type { Item, Table } from './table.ts';

export interface PublisherStore {
  get(publisherId: string): Promise<Publisher | undefined>;
  all(): Promise<readonly Publisher[]>;
  put(publisher: Publisher): Promise<void>;
  /** Whether uploads are taken; false when there is no such publisher. */
  setActive(publisherId: string, active: boolean): Promise<boolean>;
}

export function publisherStore(table: Table): PublisherStore {
  return {
    async get(publisherId) {
      const item = await table.get(publisherKey(publisherId));
      return item && publisherOf(item);
    },
    async all() {
      return (await queryAll(table, publisherKey('').pk)).map(publisherOf);
    },
    async put(publisher) {
      await table.put({ ...publisherKey(publisher.id), ...publisher });
    },
    async setActive(publisherId, active) {
      const changed = await table.update(
        publisherKey(publisherId),
        { set: { active } },
        { attribute: 'pk', is: 'present' },
      );
      return changed !== undefined;
    },
  };
}

function publisherOf(item: Item): Publisher {
  const { pk: _pk, sk: _sk, ...publisher } = item;
  return publisher as unknown as Publisher;
}
