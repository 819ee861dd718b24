import { listIndex, workIndex } from '../../shared/contract/table.ts';
import type {
  Condition,
  IndexName,
  Item,
  Key,
  Page,
  QueryOptions,
  ReadOptions,
  Table,
} from '../../shared/store/table.ts';

const indexes = { work: workIndex, list: listIndex } as const;
/** Small, so that paging is exercised. */
const pageItems = 25;
/** An index is behind by at most so many changes of the table. */
const indexLagChanges = 40;

/** The table in memory, held to the same contract as DynamoDB's. */
export class MemoryTable implements Table {
  readonly items = new Map<string, Item>();
  /** Told of every item that is changed, when it takes effect. */
  onChange: (before: Item | undefined, after: Item | undefined) => void = () => undefined;

  /** Whether a read that may be stale, an index's or one that says so, sees an item as it was before its last change. */
  isStale: () => boolean = () => false;
  readonly #before = new Map<string, { readonly item: Item | undefined; readonly change: number }>();
  #changes = 0;

  get(key: Key, options?: ReadOptions): Promise<Item | undefined> {
    return Promise.resolve(this.#read(key, options));
  }

  getMany(keys: readonly Key[], options?: ReadOptions): Promise<readonly Item[]> {
    return Promise.resolve(keys.map((key) => this.#read(key, options)).filter((item) => item !== undefined));
  }

  #read(key: Key, options?: ReadOptions): Item | undefined {
    return copy(options?.stale ? this.#seen(id(key)) : this.items.get(id(key)));
  }

  put(item: Item, condition?: Condition): Promise<boolean> {
    if (!holds(condition, this.items.get(id(item)))) return Promise.resolve(false);
    this.#store(item);
    return Promise.resolve(true);
  }

  update(
    key: Key,
    change: {
      set?: Readonly<Record<string, unknown>>;
      remove?: readonly string[];
      add?: Readonly<Record<string, number>>;
    },
    condition?: Condition,
  ): Promise<Item | undefined> {
    const current = this.items.get(id(key));
    if (!holds(condition, current)) return Promise.resolve(undefined);
    const next: Record<string, unknown> = { ...current, pk: key.pk, sk: key.sk };
    for (const [name, value] of Object.entries(change.set ?? {})) if (value !== undefined) next[name] = value;
    for (const name of change.remove ?? []) delete next[name];
    for (const [name, amount] of Object.entries(change.add ?? {})) next[name] = Number(next[name] ?? 0) + amount;
    this.#store(next as Item);
    return Promise.resolve(copy(next as Item));
  }

  remove(key: Key, condition?: Condition): Promise<boolean> {
    if (!holds(condition, this.items.get(id(key)))) return Promise.resolve(false);
    this.#change(id(key), undefined);
    return Promise.resolve(true);
  }

  #store(item: Item): void {
    this.#change(id(item), stored(item));
  }

  #change(key: string, after: Item | undefined): void {
    const before = this.items.get(key);
    this.#before.set(key, { item: before, change: ++this.#changes });
    if (after) this.items.set(key, after);
    else this.items.delete(key);
    this.onChange(before, after);
  }

  /** An item as a read sees it that may be stale: an index has caught up some changes later. */
  #seen(key: string): Item | undefined {
    const before = this.#before.get(key);
    const isRecent = before !== undefined && this.#changes - before.change < indexLagChanges;
    return isRecent && this.isStale() ? before.item : this.items.get(key);
  }

  query(pk: string, options?: QueryOptions): Promise<Page> {
    return Promise.resolve(this.#page([...this.items.values()], 'pk', 'sk', pk, options));
  }

  queryIndex(index: IndexName, partition: string, options?: QueryOptions): Promise<Page> {
    const seen = [...new Set([...this.items.keys(), ...this.#before.keys()])].flatMap((key) => this.#seen(key) ?? []);
    return Promise.resolve(this.#page(seen, indexes[index].partition, indexes[index].sort, partition, options));
  }

  #page(all: readonly Item[], hash: string, sort: string, partition: string, options: QueryOptions = {}): Page {
    const { from, to, limit = pageItems, descending, after } = options;
    const sortOf = (item: Item): string => `${String(item[sort])}\u0000${id(item)}`;
    const found = all
      .filter((item) => item[hash] === partition && item[sort] !== undefined)
      .filter(
        (item) => (from === undefined || String(item[sort]) >= from) && (to === undefined || String(item[sort]) <= to),
      )
      .toSorted((a, b) => (sortOf(a) < sortOf(b) ? -1 : 1) * (descending ? -1 : 1))
      .filter((item) => after === undefined || (descending ? sortOf(item) < after : sortOf(item) > after));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((item) => copy(item) as Item),
      ...(found.length > limit && last ? { next: sortOf(last) } : {}),
    };
  }
}

const id = ({ pk, sk }: Key): string => `${pk}\u0000${sk}`;

const copy = (item: Item | undefined): Item | undefined => (item ? structuredClone(item) : undefined);

function stored(item: Item): Item {
  return structuredClone(JSON.parse(JSON.stringify(item)) as Item);
}

/** Whether a condition holds of an item, as DynamoDB would judge. */
export function holds(condition: Condition | undefined, item: Item | undefined): boolean {
  if (!condition) return true;
  if ('any' in condition) return condition.any.some((part) => holds(part, item));
  if ('all' in condition) return condition.all.every((part) => holds(part, item));
  const value = item?.[condition.attribute];
  if (!('value' in condition)) return (condition.is === 'absent') === (value === undefined);
  // As in DynamoDB, a comparison with an absent attribute, or one of another type, is false; `<>` of an absent one is true.
  if (condition.is === '<>') return value !== condition.value;
  if (typeof value !== typeof condition.value) return false;
  const [left, right] = [value as string, condition.value as string];
  switch (condition.is) {
    case '=':
      return left === right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}
