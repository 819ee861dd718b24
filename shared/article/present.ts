/** Without members that are undefined: absent is absent, in what is stored, sent and hashed. */
export function present<Type extends object>(value: Type): Type {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Type;
}

/** A list, or undefined for an empty one. */
export function listOf<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length > 0 ? items : undefined;
}
