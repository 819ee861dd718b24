/** What a member of an object may be: text of a form, a whole number, a list, an object with members of its own; several: one of them. */
export type JsonType = RegExp | 'integer' | 'object' | JsonList | JsonModel;
interface JsonList {
  readonly each: JsonType;
}
/** By name; one that ends in `!` is required. No other may be there. */
export interface JsonModel {
  readonly [name: string]: JsonType;
}

/** Every way in which a value breaks the rules of a model, with its path. */
export function jsonViolations(value: unknown, type: JsonType, path = ''): readonly string[] {
  if (type instanceof RegExp) return typeof value === 'string' && type.test(value) ? [] : [`${path}: ${shown(value)}`];
  if (type === 'integer') return Number.isSafeInteger(value) ? [] : [`${path}: ${shown(value)} is no whole number`];
  if (type === 'object') return typeof value === 'object' && value !== null ? [] : [`${path}: ${shown(value)}`];
  if (isList(type)) {
    if (!Array.isArray(value) || value.length === 0) return [`${path}: ${shown(value)} is no list of something`];
    return value.flatMap((entry, index) => jsonViolations(entry, type.each, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${path}: ${shown(value)} is no object`];
  const known = new Map(Object.entries(type).map(([name, inner]) => [name.replace('!', ''), inner]));
  return [
    ...Object.keys(type)
      .filter((name) => name.endsWith('!') && !Object.hasOwn(value, name.slice(0, -1)))
      .map((name) => `${path}: lacks ${name.slice(0, -1)}`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const innerType = known.get(name);
      return innerType === undefined
        ? [`${path}.${name}: unknown`]
        : jsonViolations(inner, innerType, `${path}.${name}`);
    }),
  ];
}

function isList(type: JsonType): type is JsonList {
  return typeof type === 'object' && !(type instanceof RegExp) && 'each' in type && Object.keys(type).length === 1;
}

function shown(value: unknown): string {
  return `${JSON.stringify(value)?.slice(0, 60)} is not of its type`;
}
