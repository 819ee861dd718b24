/**
 * Keeps what `load` answered for `maxAgeMs`, per key, in a warm container. Callers at the same time share one load; a failed load is not
 * kept. `maxEntries` bounds the memory: the oldest entry goes first.
 */
export function cached<Key extends string, Value>(
  load: (key: Key) => Promise<Value>,
  maxAgeMs: number,
  now: () => number,
  maxEntries = 1_000,
): (key: Key) => Promise<Value> {
  const entries = new Map<Key, { atMs: number; value: Promise<Value> }>();
  return (key) => {
    const known = entries.get(key);
    if (known && now() - known.atMs < maxAgeMs) return known.value;
    const value = load(key);
    entries.delete(key);
    entries.set(key, { atMs: now(), value });
    value.catch(() => {
      if (entries.get(key)?.value === value) entries.delete(key);
    });
    if (entries.size > maxEntries) entries.delete(entries.keys().next().value as Key);
    return value;
  };
}
