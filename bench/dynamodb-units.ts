import { listIndex, workIndex } from '../shared/contract/table.ts';

/** An item in DynamoDB's JSON. */
export type Attributes = Readonly<Record<string, unknown>>;

const indexes = [
  { ...workIndex, isWhole: false },
  { ...listIndex, isWhole: true },
] as const;

/** Bytes of an item as DynamoDB counts them: names and values, three bytes and one an element for lists and maps (Developer Guide, “Item sizes and formats”). */
export function itemBytes(item: Attributes): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: unknown): number {
  const [[type, content] = ['NULL', true]] = Object.entries(value as Record<string, unknown>);
  switch (type) {
    case 'S':
      return Buffer.byteLength(String(content));
    case 'N':
      return Math.ceil(String(content).replace(/[-.]/g, '').length / 2) + 1;
    case 'L':
      return 3 + (content as unknown[]).reduce<number>((sum, one) => sum + 1 + valueBytes(one), 0);
    case 'M':
      return 3 + itemBytes(content as Attributes) + Object.keys(content as object).length;
    case 'BOOL':
    case 'NULL':
      return 1;
    default:
      throw new Error(`no item of Byline holds a value of type ${type}`);
  }
}

export const writeUnitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/**
 * Write units of the indexes for one change of an item, which dynalite does not count (Developer Guide, “Using Global Secondary Indexes”): an entry that comes,
 * goes or changes is one write, one whose key changes is two, and one that stays as it is costs nothing.
 */
export function indexWriteUnits(before: Attributes | undefined, after: Attributes | undefined): number {
  let units = 0;
  for (const { partition, sort, isWhole } of indexes) {
    const entryOf = (item: Attributes | undefined): Attributes | undefined => {
      if (!item || !(partition in item) || !(sort in item)) return undefined;
      if (isWhole) return item;
      return Object.fromEntries(['pk', 'sk', partition, sort].map((name) => [name, item[name]]));
    };
    const [old, next] = [entryOf(before), entryOf(after)];
    const isMoved =
      old &&
      next &&
      (JSON.stringify(old[partition]) !== JSON.stringify(next[partition]) ||
        JSON.stringify(old[sort]) !== JSON.stringify(next[sort]));
    if (old && next && !isMoved) {
      if (JSON.stringify(sorted(old)) !== JSON.stringify(sorted(next)))
        units += writeUnitsOf(Math.max(itemBytes(old), itemBytes(next)));
      continue;
    }
    if (old) units += writeUnitsOf(itemBytes(old));
    if (next) units += writeUnitsOf(itemBytes(next));
  }
  return units;
}

function sorted(item: Attributes): [string, unknown][] {
  return Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
