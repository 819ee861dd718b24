import type { Change, Condition, Item, Key, Page, Table } from '../shared/store/table.ts';
import { holds } from '../tests/support/memory-table.ts';

/**
 * A table in memory that costs as little as one can: conditions and changes are applied as ever, but items are kept as they come, not copied
 * on their way in and out. For timings only; whoever changes what it read changes what is stored.
 */
export class QuickTable implements Table {
  readonly #items = new Map<string, Item>();

  get(key: Key): Promise<Item | undefined> {
    return Promise.resolve(this.#items.get(id(key)));
  }

  getMany(keys: readonly Key[]): Promise<readonly Item[]> {
    return Promise.resolve(keys.flatMap((key) => this.#items.get(id(key)) ?? []));
  }

  put(item: Item, condition?: Condition): Promise<boolean> {
    if (!holds(condition, this.#items.get(id(item)))) return Promise.resolve(false);
    this.#items.set(id(item), item);
    return Promise.resolve(true);
  }

  update(key: Key, change: Change, condition?: Condition): Promise<Item | undefined> {
    const current = this.#items.get(id(key));
    if (!holds(condition, current)) return Promise.resolve(undefined);
    const next: Record<string, unknown> & Key = { ...current, pk: key.pk, sk: key.sk, ...change.set };
    for (const name of change.remove ?? []) delete next[name];
    for (const [name, amount] of Object.entries(change.add ?? {})) next[name] = Number(next[name] ?? 0) + amount;
    this.#items.set(id(key), next);
    return Promise.resolve(next);
  }

  remove(key: Key, condition?: Condition): Promise<boolean> {
    if (!holds(condition, this.#items.get(id(key)))) return Promise.resolve(false);
    this.#items.delete(id(key));
    return Promise.resolve(true);
  }

  query(): Promise<Page> {
    return Promise.reject(new Error('deliver queries nothing'));
  }

  queryIndex(): Promise<Page> {
    return Promise.reject(new Error('deliver queries nothing'));
  }
}

const id = ({ pk, sk }: Key): string => `${pk}\u0000${sk}`;
