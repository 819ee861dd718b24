/**
 * Keeps what was computed last, by key, up to `maxWeight` in all: what was not asked for the longest goes first. Callers at the same time share one
 * computation; a failed one is not kept.
 */
export function recent<Value>(
  weightOf: (value: Value) => number,
  maxWeight: number,
): (key: string, compute: () => Promise<Value>) => Promise<Value> {
  const entries = new Map<string, { readonly value: Promise<Value>; weight: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  };
  return (key, compute) => {
    const known = entries.get(key);
    if (known) {
      entries.delete(key);
      entries.set(key, known);
      return known.value;
    }
    const entry = { value: compute(), weight: 0 };
    entries.set(key, entry);
    entry.value.then(
      (value) => {
        if (entries.get(key) !== entry) return;
        entry.weight = weightOf(value);
        total += entry.weight;
        for (const oldest of entries.keys()) {
          if (total <= maxWeight) break;
          drop(oldest);
        }
      },
      () => {
        if (entries.get(key) === entry) drop(key);
      },
    );
    return entry.value;
  };
}
