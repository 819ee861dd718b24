/**
 * The kinds of field that `publishers.yaml` and `partners.yaml` are made of. A registry file is read with every scalar as text, so that an id
 * `0123` and a language `no` stay what was written; the field says what the text stands for.
 */
import * as v from 'valibot';
import { closestName } from './closest-name.ts';
import { registryIdPattern } from './partner.ts';

/** What a message shows of a value that was got. */
const shownCharacters = 60;

/** A value that is a list or holds names is told by its kind: it has no text. */
export const shown = (value: unknown): string =>
  typeof value === 'object' ? kindOf(value) : `"${String(value).slice(0, shownCharacters)}"`;

interface Got {
  readonly input: unknown;
}

const anyText = v.string(({ input }: Got) => `should be text, not ${kindOf(input)}`);

/** “name: value” lines; a name that is not known is a mistake. */
export const record = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.strictObject(entries, ({ expected, received, input, path }) => {
    if (expected === 'never') {
      const typed = String(path?.at(-1)?.key ?? '');
      const near = closestName(typed, Object.keys(entries));
      return `is not known here${near ? `: did you mean ${near}?` : ''}`;
    }
    if (received === 'undefined' && expected !== 'Object') return 'is missing';
    return `should hold "name: value" lines, not ${kindOf(input)}`;
  });

/** One line of text, as it is printed or sent. */
export const line = (characters: number) =>
  v.pipe(
    anyText,
    v.trim(),
    v.nonEmpty('is empty: give it a value or leave it out'),
    v.maxLength(characters, `is longer than ${characters} characters`),
    v.check((value) => !/\p{Cc}|\p{Bidi_Control}/u.test(value), 'holds control characters or line breaks'),
  );

export const registryId = v.pipe(
  anyText,
  v.regex(registryIdPattern, ({ input }: Got) => `${shown(input)} is no id: use a-z, 0-9 and "-", at most 63`),
);

export const webAddress = v.pipe(
  line(2048),
  v.check(
    (address) => /^https?:\/\//i.test(address) && URL.canParse(address),
    ({ input }: Got) => `${shown(input)} is no web address: start with https://`,
  ),
);

export const secureAddress = v.pipe(
  webAddress,
  v.check(
    (address) => /^https:\/\//i.test(address),
    ({ input }: Got) => `${shown(input)} is not secure: start with https://`,
  ),
);

/** A country as licences name it: ISO 3166-1 alpha-2. */
export const territory = v.pipe(
  anyText,
  v.regex(/^[A-Z]{2}$/, ({ input }: Got) => `${shown(input)} is no country code: use two capitals, as "DE" or "US"`),
);

/** Text of several lines. */
export const text = (characters: number) =>
  v.pipe(
    anyText,
    v.nonEmpty('is empty: give it a value or leave it out'),
    v.maxLength(characters, `is longer than ${characters} characters`),
  );

export const languageTag = v.pipe(
  line(64),
  v.check(isLanguageTag, ({ input }: Got) => `${shown(input)} is no language tag: use BCP 47, as "en" or "pt-BR"`),
);

/** A basic language range of RFC 4647 §2.1: a tag or `*`. */
export const languageRange = v.pipe(
  line(64),
  v.check(
    (range) => range === '*' || isLanguageTag(range),
    ({ input }: Got) => `${shown(input)} is no language range: use a tag as "en" or "pt-BR", or "*"`,
  ),
);

export const timeZone = v.pipe(
  line(64),
  v.check(isTimeZone, ({ input }: Got) => `${shown(input)} is no time zone: use an IANA name, as "Europe/Berlin"`),
);

export const yesOrNo = v.pipe(
  v.picklist(['true', 'false'], ({ input }: Got) => `${shown(input)} is neither true nor false`),
  v.transform((word) => word === 'true'),
  v.boolean(),
);

export const wholeNumber = (min: number, max: number) =>
  v.pipe(
    anyText,
    v.regex(/^\d{1,15}$/, ({ input }: Got) => `${shown(input)} is no whole number`),
    v.transform(Number),
    v.number(),
    v.integer(),
    v.minValue(min, ({ input }: Got) => `${input} is too small: at least ${min}`),
    v.maxValue(max, ({ input }: Got) => `${input} is too large: at most ${max}`),
  );

export const oneOf = <const Options extends readonly string[]>(what: string, options: Options) =>
  v.picklist(options, ({ input }: Got) => `${shown(input)} is no ${what}: use ${alternatives(options)}`);

/** `true` or `false`, as text: the files are read with strings only. */
export const trueOrFalse = v.pipe(
  anyText,
  v.regex(/^(?:true|false)$/, ({ input }: Got) => `${shown(input)} is neither true nor false`),
  v.transform((text) => text === 'true'),
  v.boolean(),
);

/** A list with at least one entry: an empty one matches nothing, which nobody means. */
export const listOf = <Entry extends v.GenericSchema<unknown, unknown>>(entry: Entry, max: number) =>
  v.pipe(
    v.array(entry, ({ input }: Got) => `should be a list, not ${kindOf(input)}`),
    v.minLength(1, 'is an empty list: name something or leave it out'),
    v.maxLength(max, `holds more than ${max} entries`),
  );

export function alternatives(options: readonly string[]): string {
  return options.length < 2 ? String(options[0]) : `${options.slice(0, -1).join(', ')} or ${options.at(-1)}`;
}

function kindOf(value: unknown): string {
  if (value === undefined || value === '') return 'nothing';
  if (typeof value === 'string') return shown(value);
  return Array.isArray(value) ? 'a list' : '"name: value" lines';
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
