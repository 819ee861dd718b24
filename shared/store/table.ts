/**
 * What the store asks of its table: DynamoDB's operations with conditions as values, so that the real table
 * (`dynamo-table.ts`) and a table in memory can be held to one contract.
 *
 * Every write says under which condition it may happen and answers whether it did: a refused condition is an
 * expected outcome, not an error.
 */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Attributes beside the keys: JSON values; `undefined` is never stored. */
export type Item = Key & Readonly<Record<string, unknown>>;

export type Condition =
  | { readonly attribute: string; readonly is: 'absent' | 'present' }
  | {
      readonly attribute: string;
      readonly is: '=' | '<>' | '<' | '<=' | '>' | '>=';
      readonly value: string | number | boolean;
    }
  | { readonly any: readonly Condition[] }
  | { readonly all: readonly Condition[] };

/** A change of some attributes; those not named stay. */
export interface Change {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  readonly add?: Readonly<Record<string, number>>;
}

export interface QueryOptions {
  /** Sort keys from here on (inclusive). */
  readonly from?: string;
  /** Sort keys up to here (inclusive). */
  readonly to?: string;
  readonly limit?: number;
  readonly descending?: boolean;
  /** `next` of the page before. */
  readonly after?: string;
}

export interface Page {
  readonly items: readonly Item[];
  /** Present when there is more. */
  readonly next?: string;
}

/** Reads are consistent unless they say otherwise. */
export interface ReadOptions {
  /** May answer what was true a moment ago, at half the price: for what is kept in a cache, and so never decides. */
  readonly stale?: boolean;
}

export interface Table {
  get(key: Key, options?: ReadOptions): Promise<Item | undefined>;
  /** Many keys, each once, in as few requests as there can be; in any order, and absent ones are left out. */
  getMany(keys: readonly Key[], options?: ReadOptions): Promise<readonly Item[]>;
  /** Replaces the item; false when the condition refused. */
  put(item: Item, condition?: Condition): Promise<boolean>;
  /** Changes or creates the item and returns it whole; undefined when the condition refused. */
  update(key: Key, change: Change, condition?: Condition): Promise<Item | undefined>;
  /** Removes the item; false when the condition refused. */
  remove(key: Key, condition?: Condition): Promise<boolean>;
  /** A consistent page of one partition, in order of the sort key. */
  query(pk: string, options?: QueryOptions): Promise<Page>;
  /** A page of an index: eventually consistent, so a hint only. */
  queryIndex(index: IndexName, partition: string, options?: QueryOptions): Promise<Page>;
}

export type IndexName = 'work' | 'list';
