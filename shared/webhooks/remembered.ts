/** Makes each value once and keeps it, up to `most` of them; the oldest goes first. `make` must answer the same for the same text, always. */
export function remembered<Value extends object | string>(
  most: number,
  make: (text: string) => Value,
): (text: string) => Value {
  const values = new Map<string, Value>();
  return (text) => {
    const known = values.get(text);
    if (known !== undefined) return known;
    const value = make(text);
    values.set(text, value);
    if (values.size > most) values.delete(values.keys().next().value ?? '');
    return value;
  };
}
