import type { XmlElement } from '../../../shared/formats/xml.ts';
import { readXml } from '../../../shared/formats/xml.ts';
import { isXmlElement } from '../../../shared/formats/xml-tree.ts';

/** What an element may hold, as a standard's schema says it. */
export interface ElementModel {
  /** A regular expression over the names of the children, each followed by a blank: `(hl1 )(hl2 )*`. Absent: no elements. */
  readonly children?: string;
  /** Whether text may stand between them. @default false */
  readonly mixed?: boolean;
  /** The attributes it may have, each with what its value must match; those ending in `!` are required. */
  readonly attributes?: Readonly<Record<string, RegExp>>;
  /** Anything goes inside (foreign vocabularies). */
  readonly any?: boolean;
  /** What its text must match. */
  readonly text?: RegExp;
}

export type Model = Readonly<Record<string, ElementModel>>;

/** Every way in which a document breaks the rules of a model: one line each, with the path of the element. Names carry their prefix. */
export async function violations(text: string, rootName: string, model: Model): Promise<readonly string[]> {
  const { root, warnings } = await readXml(text);
  const found: string[] = warnings.map(({ message }) => message);
  if (nameOf(root) !== rootName) found.push(`the root is ${nameOf(root)}, not ${rootName}`);
  check(root, nameOf(root), model, found);
  return found;
}

function check(element: XmlElement, path: string, model: Model, found: string[]): void {
  const rules = Object.hasOwn(model, nameOf(element)) ? model[nameOf(element)] : undefined;
  if (rules === undefined) {
    found.push(`${path}: unknown element`);
    return;
  }
  checkAttributes(element, path, rules, found);
  if (rules.any) return;
  const children = element.children.filter(isXmlElement);
  const names = children.map((child) => `${nameOf(child)} `).join('');
  if (!new RegExp(`^(?:${rules.children ?? ''})$`).test(names))
    found.push(`${path}: holds ${names.trim() || 'nothing'}`);
  const own = element.children.filter((child) => !isXmlElement(child)).join('');
  if (!rules.mixed && own.trim() !== '') found.push(`${path}: holds text: ${own.trim().slice(0, 40)}`);
  if (rules.text && !rules.text.test(own)) found.push(`${path}: “${own.slice(0, 60)}” is not of its type`);
  for (const child of children) check(child, `${path}/${nameOf(child)}`, model, found);
}

function checkAttributes(element: XmlElement, path: string, rules: ElementModel, found: string[]): void {
  const declared = new Map(Object.entries(rules.attributes ?? {}).map(([name, type]) => [name.replace('!', ''), type]));
  for (const [name, value] of element.attributes) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    const type = declared.get(name);
    if (type === undefined) found.push(`${path}: unknown attribute ${name}`);
    else if (!type.test(value)) found.push(`${path}/@${name}: “${value.slice(0, 60)}” is not of its type`);
  }
  for (const name of Object.keys(rules.attributes ?? {})) {
    if (name.endsWith('!') && !element.attributes.has(name.slice(0, -1))) found.push(`${path}: lacks ${name}`);
  }
}

function nameOf({ name, prefix }: XmlElement): string {
  return prefix === '' ? name : `${prefix}:${name}`;
}

/** Types of attributes and texts. */
export const types = {
  string: /^[^]*$/,
  some: /\S/,
  token: /^[\p{L}\p{N}._:-]+$/u,
  id: /^[\p{L}_][\p{L}\p{N}._-]*$/u,
  number: /^\d+$/,
  positive: /^[1-9]\d*$/,
  language: /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/,
  uri: /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/,
  web: /^https?:\/\/\S+$/,
  dateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
  qcode: /^[^\s:]+:\S+$/,
} as const;
