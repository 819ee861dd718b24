/** Reads `publishers.yaml` and `partners.yaml`: safe YAML, a shape, and every problem with its line and column. */
import * as v from 'valibot';
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Publisher } from '../article/publisher.ts';
import { registryLimits } from '../contract/limits.ts';
import type { PartnerProfile } from './partner.ts';
import { partnersFile } from './partner-profile.ts';
import { ownProfile, publishersFile } from './publisher-profile.ts';

/** What is wrong in a registry file, and where: both counted from 1. */
export interface RegistryProblem {
  readonly line: number;
  readonly column: number;
  /** `partners[2].filter.languages[0]`; empty where the file as a whole is meant. */
  readonly field: string;
  readonly message: string;
}

export type Path = readonly (string | number)[];

export type RegistryFile<Entry> =
  | {
      readonly ok: true;
      readonly entries: readonly Entry[];
      /** Where a field stands, for a problem that shows only beside other things than the file. */
      readonly problemAt: (path: Path, message: string) => RegistryProblem;
    }
  | { readonly ok: false; readonly problems: readonly RegistryProblem[] };

/** The publishers of a `publishers.yaml`, in its order; the one parser of publishers' profiles. */
export function readPublishers(text: string): RegistryFile<Publisher> {
  return readRegistryFile(text, 'publishers', publishersFile);
}

/** The partners of a `partners.yaml`, in its order; `formats` are the ids of the output formats there are. */
export function readPartners(text: string, formats: readonly string[]): RegistryFile<PartnerProfile> {
  return readRegistryFile(text, 'partners', partnersFile(formats));
}

/** Reads a list of profiles under one name. Anchors, aliases and tags are refused, doubled ids too. */
function readRegistryFile<Name extends string, Entry extends { readonly id: string }>(
  text: string,
  name: Name,
  shape: v.GenericSchema<unknown, { readonly [Key in Name]: readonly Entry[] }>,
): RegistryFile<Entry> {
  const read = readShape(text, shape);
  if (!read.ok) return read;
  const { value, problemAt } = read;
  const problems = repeatedIds(value[name], name, problemAt);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, entries: value[name], problemAt };
}

/**
 * One profile by itself, as a publisher keeps it to check articles with: the fields of an entry of `publishers.yaml`, without an id if need
 * be (`ownId` then stands for it). A `publishers.yaml` of one publisher is read as that one.
 */
export function readOwnProfile(
  text: string,
  ownId: string,
):
  | { readonly ok: true; readonly profile: Publisher }
  | { readonly ok: false; readonly problems: readonly RegistryProblem[] } {
  if (/^["']?publishers["']?[ \t]*:/m.test(text)) {
    const file = readPublishers(text);
    if (!file.ok) return file;
    const [profile] = file.entries;
    const message = `holds ${file.entries.length} publishers: leave the one to check with`;
    if (!profile || file.entries.length > 1) return { ok: false, problems: [file.problemAt(['publishers'], message)] };
    return { ok: true, profile };
  }
  const read = readShape(text, ownProfile);
  return read.ok ? { ok: true, profile: { ...read.value, id: read.value.id ?? ownId } } : read;
}

/** Reads YAML of a shape; what is wrong comes in the order of its place. */
function readShape<Value>(
  text: string,
  shape: v.GenericSchema<unknown, Value>,
):
  | { readonly ok: true; readonly value: Value; readonly problemAt: Yaml['problemAt'] }
  | { readonly ok: false; readonly problems: readonly RegistryProblem[] } {
  const unread = unreadable(text);
  if (unread) return { ok: false, problems: [{ line: 1, column: 1, field: '', message: unread }] };
  const { value, problems, problemAt } = readYaml(text);
  if (problems.length > 0) return { ok: false, problems };
  const read = v.safeParse(shape, value);
  if (read.success) return { ok: true, value: read.output, problemAt };
  const found = read.issues.map((issue) => {
    const path = (issue.path ?? []).map(({ key }) => key as string | number);
    return problemAt(path, issue.message);
  });
  return { ok: false, problems: found.toSorted(byPlace) };
}

/** `partners.yaml:12:9  partners[1].name  is empty`: as compilers say it, so that editors can jump there. */
export function problemLine(file: string, { line, column, field, message }: RegistryProblem): string {
  return `${file}:${line}:${column}  ${field ? `${field}  ` : ''}${message}`;
}

/** The YAML parser recurses, so nesting is bounded before it runs. */
function unreadable(text: string): string | undefined {
  if (text.length > registryLimits.fileCharacters)
    return `the file is longer than ${registryLimits.fileCharacters} characters`;
  const { nesting } = registryLimits;
  let brackets = 0;
  for (const character of text.replace(/"(?:\\.|[^"\\\n])*"|'[^'\n]*'/g, '')) {
    if (character === '[' || character === '{') brackets++;
    else if (character === ']' || character === '}') brackets--;
    if (brackets > nesting) return `the file is nested deeper than ${nesting} levels`;
  }
  const tooDeep = new RegExp(`^(?: {${nesting * 4},}\\S|(?: *- ){${nesting},})`, 'm');
  return tooDeep.test(text) ? `the file is nested deeper than ${nesting} levels` : undefined;
}

interface Yaml {
  readonly value: unknown;
  readonly problems: readonly RegistryProblem[];
  readonly problemAt: (path: Path, message: string) => RegistryProblem;
}

/** Every scalar is text; maps are objects without a prototype, so that no name means anything. */
function readYaml(text: string): Yaml {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter, logLevel: 'silent', prettyErrors: false });
  const problem = (offset: number, field: string, message: string): RegistryProblem => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: line || 1, column: col || 1, field, message };
  };
  const problems = document.errors.map(({ pos, message }) =>
    problem(pos[0], '', `this is not YAML: ${plain(message)}`),
  );
  visit(document, (_key, node) => {
    if (!isNode(node)) return;
    const offset = node.range?.[0] ?? 0;
    if (isAlias(node)) problems.push(problem(offset, '', 'aliases (*name) are not read: write the value out'));
    else if (node.anchor) problems.push(problem(offset, '', 'anchors (&name) are not read: write the value out'));
    if (node.tag && !/^tag:yaml\.org,2002:(?:str|map|seq)$/.test(node.tag))
      problems.push(problem(offset, '', `tags (${node.tag.slice(0, 40)}) are not read`));
  });

  const offsets = new Map<string, number>();
  const valueOf = (node: unknown, path: Path): unknown => {
    if (isNode(node) && node.range && !offsets.has(JSON.stringify(path))) {
      offsets.set(JSON.stringify(path), node.range[0]);
    }
    if (isScalar(node)) return String(node.value ?? '');
    if (isSeq(node)) return node.items.map((item, index) => valueOf(item, [...path, index]));
    if (!isMap(node)) return '';
    const map: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value ?? '') : '';
      const inner = [...path, name];
      // A field is found by its name, its list entries by their own place.
      if (isNode(key) && key.range) offsets.set(JSON.stringify(inner), key.range[0]);
      map[name] = valueOf(value, inner);
    }
    return map;
  };
  const value = problems.length > 0 ? undefined : valueOf(document.contents, []);

  const problemAt = (path: Path, message: string): RegistryProblem => {
    // What is missing has no place of its own: the nearest thing around it has.
    for (let length = path.length; length >= 0; length--) {
      const offset = offsets.get(JSON.stringify(path.slice(0, length)));
      if (offset !== undefined) return problem(offset, fieldName(path), message);
    }
    return problem(0, fieldName(path), message);
  };
  return { value, problems, problemAt };
}

function repeatedIds(
  entries: readonly { readonly id: string }[],
  name: string,
  problemAt: Yaml['problemAt'],
): RegistryProblem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id }, index) => {
    if (seen.has(id)) return [problemAt([name, index, 'id'], `"${id}" stands twice in this file`)];
    seen.add(id);
    return [];
  });
}

function fieldName(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index > 0 ? `.${part}` : part)).join('');
}

function plain(message: string): string {
  return (message.split('\n')[0] ?? '').slice(0, 200);
}

function byPlace(a: RegistryProblem, b: RegistryProblem): number {
  return a.line - b.line || a.column - b.column;
}
