import type { Concept } from '../article/article.ts';
import type { Rejection, Warning } from '../contract/reasons.ts';
import type { Matter, MatterValue } from './front-matter.ts';

const passedOver = new Set(
  'slug layout type template weight aliases menu toc comments draft published status publish visibility permalink series order featured pinned outputs math mermaid sidebar uid generator robots'.split(
    ' ',
  ),
);

/**
 * The fields of front matter, known by their names in any case and with `_`, `-` or neither. What is of another shape than it can have is noted in `rejections`
 * (`FIELD_INVALID`) and read as absent; `unread` names what nobody asked for.
 */
export class MatterFields {
  readonly rejections: Rejection[] = [];
  readonly #values = new Map<string, MatterValue>();
  readonly #names = new Map<string, string>();
  readonly #asked = new Set<string>();

  constructor(matter: Matter) {
    for (const [name, value] of matter) {
      const folded = name.toLowerCase().replace(/[\s_-]+/g, '');
      // What would be an object's own machinery is no field.
      if (folded === 'proto' || folded === 'constructor' || folded === 'prototype') continue;
      if (!this.#values.has(folded)) this.#values.set(folded, value);
      this.#names.set(folded, name);
    }
  }

  raw(...names: readonly string[]): MatterValue | undefined {
    for (const name of names) this.#asked.add(name);
    const found = names.map((name) => this.#values.get(name)).find((value) => value !== undefined && !isNothing(value));
    return found;
  }

  line(...names: readonly string[]): string | undefined {
    const value = this.raw(...names);
    if (value === undefined) return undefined;
    if (typeof value === 'string') return value;
    const [name] = names;
    // A list or a map where one line is due: for what names the article that is an error, elsewhere its first line will do.
    if (name === 'title') this.#reject('title', 'should be one line of text');
    return typeof value === 'object' &&
      Array.isArray(value) &&
      value.every((entry) => typeof entry === 'string') &&
      name !== 'title'
      ? (value as readonly string[]).join(', ')
      : undefined;
  }

  id(...names: readonly string[]): string | undefined {
    const isEmpty = names.some((name) => this.#values.get(name) === '');
    const value = this.line(...names);
    if (value === undefined && isEmpty) this.#reject('id', 'is empty');
    return value;
  }

  version(...names: readonly string[]): string | undefined {
    return this.line(...names);
  }

  /** `published: true` is a status, not a date. A day that does not exist is an error of the file, not a missing date. */
  date(...names: readonly string[]): string | undefined {
    const dated = names.filter((name) => !/^(?:true|false|yes|no)$/i.test(String(this.#values.get(name) ?? '')));
    const text = this.line(...dated);
    const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(text ?? '');
    if (text === undefined || !day) return text;
    const [year, month, date] = day.slice(1).map(Number) as [number, number, number];
    const days = [
      31,
      year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
      31,
      30,
      31,
      30,
      31,
      31,
      30,
      31,
      30,
      31,
    ][month - 1];
    if (days !== undefined && date >= 1 && date <= days) return text;
    this.#reject(
      dated.find((name) => this.#values.has(name)) ?? 'date',
      `is no day of the calendar: ${text.slice(0, 30)}`,
    );
    return undefined;
  }

  /** `embargo: true` has no end; `false` is none. */
  embargo(...names: readonly string[]): string | undefined {
    const text = this.line(...names);
    if (text === undefined || /^(?:false|no|none)$/i.test(text)) return undefined;
    return /^(?:true|yes)$/i.test(text) ? '' : text;
  }

  status(): string | undefined {
    const draft = this.line('draft');
    const published = this.line('published', 'publish');
    const stated = this.line('status', 'pubstatus', 'state', 'visibility');
    const hidden = [this.line('unlisted'), this.line('private')];
    if (draft !== undefined && /^(?:true|yes|1)$/i.test(draft)) return 'draft';
    if (published !== undefined && /^(?:false|no|0)$/i.test(published)) return 'draft';
    if (hidden.some((flag) => /^(?:true|yes|1)$/i.test(flag ?? ''))) return 'private';
    return stated;
  }

  /** A list, or one text with commas. */
  list(...names: readonly string[]): readonly string[] {
    const entries = this.#all(names).flatMap((value) =>
      typeof value === 'string' ? value.split(/\s*,\s*/) : Array.isArray(value) ? value.flat(2) : [],
    );
    const texts = entries.flatMap((entry: MatterValue) => {
      const text = typeof entry === 'string' ? entry : textIn(entry, 'label', 'name', 'title');
      return text === undefined || text.trim() === '' ? [] : [text.trim()];
    });
    return [...new Set(texts)];
  }

  /** Names, or maps of a name with its code. */
  concepts(...names: readonly string[]): readonly Concept[] {
    const values = this.#all(names);
    if (!values.some((value) => Array.isArray(value))) return this.list(...names).map((name) => ({ name }));
    // A list within the list is a path through the sections (Hexo).
    const entries = values.flatMap((value) => (Array.isArray(value) ? value.flat(2) : [value]));
    return entries.flatMap((entry: MatterValue): readonly Concept[] => {
      if (typeof entry === 'string') return entry.trim() === '' ? [] : [{ name: entry.trim() }];
      const concept = Object.fromEntries(
        ['name', 'uri', 'literal', 'rel'].flatMap((part) => {
          const text = textIn(entry, part);
          return text === undefined ? [] : [[part, text]];
        }),
      ) as Concept;
      return (concept.name ?? concept.uri ?? concept.literal) ? [concept] : [];
    });
  }

  /** Every field of these names that says anything: a document may have several. */
  #all(names: readonly string[]): readonly MatterValue[] {
    for (const name of names) this.#asked.add(name);
    return names
      .map((name) => this.#values.get(name))
      .filter((value) => value !== undefined && !isNothing(value)) as MatterValue[];
  }

  unread(): readonly Warning[] {
    const names = [...this.#names]
      .filter(([folded]) => !this.#asked.has(folded) && !passedOver.has(folded))
      .map(([, name]) => name);
    if (names.length === 0) return [];
    return [
      { code: 'FIELD_IGNORED', message: `not understood and left out: ${names.slice(0, 20).join(', ').slice(0, 300)}` },
    ];
  }

  #reject(path: string, message: string): void {
    this.rejections.push({
      code: 'FIELD_INVALID',
      message: `${path} ${message}`,
      path: path === 'title' ? 'headline' : path,
    });
  }
}

function isNothing(value: MatterValue): boolean {
  return typeof value === 'string' && value.trim() === '';
}

/** The first text of these names in a map; undefined for anything else. */
export function textIn(value: MatterValue, ...names: readonly string[]): string | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return undefined;
  const map = value as ReadonlyMap<string, MatterValue>;
  const found = names.map((name) => map.get(name)).find((inner) => typeof inner === 'string' && !isNothing(inner));
  return typeof found === 'string' ? found : undefined;
}
