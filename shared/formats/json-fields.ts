import type { Rejection } from '../contract/reasons.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list, what else stands in it passed over; empty for what is no list. */
export function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/**
 * Reads members of a JSON object by name, own ones only (`toString` and its kin are data like any other). A member of another type than asked
 * for is noted in `rejections` with its path (`FIELD_INVALID`) and read as absent; `null` and empty text are absent without a word.
 * Each method takes several names and gives the first that is there: the same field in several generations.
 */
export class JsonFields {
  readonly rejections: Rejection[];
  readonly path: string;
  readonly #object: JsonObject;
  readonly #asked = new Set<string>();

  constructor(object: JsonObject, path = '', rejections: Rejection[] = []) {
    this.#object = object;
    this.path = path;
    this.rejections = rejections;
  }

  /** Text, trimmed. */
  text(...names: readonly string[]): string | undefined {
    return this.#first(names, (value, name) => {
      if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
      return this.#refuse(name, 'text', value);
    });
  }

  /** Text or a number, as text: ids and versions are written either way. */
  textOrNumber(...names: readonly string[]): string | undefined {
    return this.#first(names, (value, name) => {
      if (typeof value === 'number') return String(value);
      if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
      return this.#refuse(name, 'text or a number', value);
    });
  }

  number(...names: readonly string[]): number | undefined {
    return this.#first(names, (value, name) => {
      if (typeof value === 'number') return value;
      if (typeof value === 'string' && /^\d{1,9}$/.test(value.trim())) return Number(value);
      return this.#refuse(name, 'a number', value);
    });
  }

  flag(...names: readonly string[]): boolean | undefined {
    return this.#first(names, (value, name) => {
      if (typeof value === 'boolean') return value;
      if (value === 'true' || value === 'false') return value === 'true';
      return this.#refuse(name, 'true or false', value);
    });
  }

  /** An object, with its own fields; what is wrong inside is noted with the whole. */
  object(...names: readonly string[]): JsonFields | undefined {
    return this.#first(names, (value, name) => {
      if (isJsonObject(value)) return new JsonFields(value, this.#pathOf(name), this.rejections);
      return this.#refuse(name, 'an object', value);
    });
  }

  /** The objects of an array; anything else in it is noted. An empty list when there is none. */
  objects(...names: readonly string[]): readonly JsonFields[] {
    const found = this.#first(names, (value, name) => {
      if (!Array.isArray(value)) return this.#refuse(name, 'an array', value);
      return value.flatMap((entry: unknown, index) => {
        if (isJsonObject(entry)) return [new JsonFields(entry, `${this.#pathOf(name)}[${index}]`, this.rejections)];
        this.#refuse(`${name}[${index}]`, 'an object', entry);
        return [];
      });
    });
    return found ?? [];
  }

  /** The texts of an array, or a single text. */
  texts(...names: readonly string[]): readonly string[] {
    const found = this.#first(names, (value, name) => {
      const list = Array.isArray(value) ? value : [value];
      return list.flatMap((entry: unknown, index) => {
        if (typeof entry === 'string') return entry.trim() === '' ? [] : [entry.trim()];
        this.#refuse(Array.isArray(value) ? `${name}[${index}]` : name, 'text', entry);
        return [];
      });
    });
    return found ?? [];
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#object, name) && this.#object[name] !== null;
  }

  /** The member as it stands, for shapes of one's own; marks it as read. */
  raw(name: string): unknown {
    this.#asked.add(name);
    return Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
  }

  names(): readonly string[] {
    return Object.keys(this.#object);
  }

  /** Members nobody asked for: what a receipt names as not understood. */
  unread(): readonly string[] {
    return this.names().filter((name) => !this.#asked.has(name));
  }

  reject(name: string, message: string): void {
    this.rejections.push({ code: 'FIELD_INVALID', message, path: this.#pathOf(name) });
  }

  #first<Value>(
    names: readonly string[],
    read: (value: unknown, name: string) => Value | undefined,
  ): Value | undefined {
    let found: Value | undefined;
    for (const name of names) {
      const value = this.raw(name);
      if (found === undefined && value !== undefined && value !== null) found = read(value, name);
    }
    return found;
  }

  #refuse(name: string, wanted: string, value: unknown): undefined {
    const got = Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : typeof value;
    this.reject(name, `${name} should be ${wanted}, and is ${got}`);
    return undefined;
  }

  #pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}
