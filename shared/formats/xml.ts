import type { SaxesParser } from 'saxes';
import { xmlLimits } from '../contract/limits.ts';
import type { RejectionCode, Warning } from '../contract/reasons.ts';
import { Unreadable } from './format.ts';
import { hasGeneralEntity, hasIllegalCharacter, prepareXml, withoutComments } from './xml-prepare.ts';
import { knownPrefixes, repairXml } from './xml-repair.ts';

/** An element with its namespace resolved. */
export interface XmlElement {
  /** Without prefix, as written: `newsItem`, `body.head`. */
  readonly name: string;
  /** Empty for none. */
  readonly namespace: string;
  readonly prefix: string;
  /** By name as written (`href`, `xml:lang`). A map, since names like `__proto__` are data. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Elements and texts in document order; neighbouring texts are one. Comments and processing instructions are gone. */
  readonly children: readonly XmlNode[];
  /** Where its start tag ends, from 1. */
  readonly line: number;
}

export type XmlNode = XmlElement | string;

export interface ReadXml {
  readonly root: XmlElement;
  /** What had to be mended. */
  readonly warnings: readonly Warning[];
}

/**
 * Reads XML 1.0 with namespaces into a tree, within `xmlLimits`. No DTD is ever fetched and no entity expanded: an internal subset of parameter entities
 * alone is skipped unread (agencies declare such), a general entity or a default attribute refuses the document. A malformed document is mended once,
 * where its meaning is beyond doubt (`repairXml`), with a warning; a cut one never is. Throws `Unreadable` with the line.
 */
export async function readXml(text: string): Promise<ReadXml> {
  const { SaxesParser: Parser } = (await import('saxes')).default;
  try {
    return { root: build(new Parser({ xmlns: true, position: true }), text), warnings: [] };
  } catch (error) {
    if (!(error instanceof Unreadable) || !['XML_MALFORMED', 'XML_ILLEGAL_CHAR'].includes(error.code)) throw error;
    const repaired = await repairXml(text);
    const parser = new Parser({ xmlns: true, position: true, additionalNamespaces: knownPrefixes });
    const root = build(parser, repaired.text);
    const prefix = /unbound namespace prefix: "?([\w.-]+)/.exec(error.message)?.[1];
    return { root, warnings: [...repaired.warnings, ...(prefix ? [undeclared(prefix, error.path)] : [])] };
  }
}

interface Open {
  readonly element: XmlElement;
  readonly children: XmlNode[];
}

function build(parser: SaxesParser<{ xmlns: true }>, whole: string): XmlElement {
  const { text, sections } = prepareXml(whole);
  const open: Open[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  const refuse = (code: RejectionCode, message: string): never => {
    throw new Unreadable(code, message, `line ${parser.line}`);
  };
  // The library looks names up in a plain object: `&constructor;` would find a function.
  parser.ENTITIES = Object.assign(Object.create(null), { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" });
  parser.on('error', ({ message }) => {
    const plain = message.replace(/^\d+:\d+: /, '').slice(0, 200);
    const isCharacter =
      plain.startsWith('malformed character entity') ||
      (plain.startsWith('disallowed character.') && hasIllegalCharacter(text));
    if (isCharacter) refuse('XML_ILLEGAL_CHAR', 'a character that XML 1.0 forbids');
    refuse('XML_MALFORMED', `not well-formed XML: ${plain}`);
  });
  parser.on('xmldecl', ({ version }) => {
    if (version !== undefined && version !== '1.0')
      refuse('XML_UNSUPPORTED_VERSION', `XML ${version}; only 1.0 is read`);
  });
  parser.on('doctype', (doctype) => {
    const subset = withoutComments(doctype);
    if (hasGeneralEntity(subset)) {
      refuse('XML_ENTITY_DECLARED', 'the DOCTYPE declares an entity; entities are never expanded');
    }
    if (/<!(?:ELEMENT|ATTLIST|NOTATION)/.test(subset))
      refuse('XML_DTD_INTERNAL_SUBSET', 'the DOCTYPE declares elements or attributes inside the document');
  });
  parser.on('opentagstart', ({ name }) => {
    elements++;
    if (open.length >= xmlLimits.depth) refuse('XML_TOO_DEEP', `nested deeper than ${xmlLimits.depth} elements`);
    if (elements > xmlLimits.elements) refuse('XML_TOO_MANY_NODES', `more than ${xmlLimits.elements} elements`);
    if (name.length > xmlLimits.nameCharacters) refuse('XML_LIMIT', `a name of ${name.length} characters`);
  });
  let attributes = 0;
  parser.on('attribute', ({ name, value }) => {
    attributes++;
    if (attributes > xmlLimits.attributes) refuse('XML_LIMIT', `more than ${xmlLimits.attributes} attributes`);
    if (name.length > xmlLimits.nameCharacters) refuse('XML_LIMIT', `a name of ${name.length} characters`);
    if (value.length > xmlLimits.attributeCharacters) refuse('XML_LIMIT', `an attribute of ${value.length} characters`);
  });
  parser.on('opentag', (tag) => {
    attributes = 0;
    const children: XmlNode[] = [];
    const element: XmlElement = {
      name: tag.local,
      namespace: tag.uri,
      prefix: tag.prefix,
      attributes: new Map(Object.entries(tag.attributes).map(([name, { value }]) => [name, value])),
      children,
      line: parser.line,
    };
    open.at(-1)?.children.push(element);
    open.push({ element, children });
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (open.length === 0) root = closed?.element;
  });
  const addText = (added: string): void => {
    const children = open.at(-1)?.children;
    if (!children || added === '') return;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + added;
    else children.push(added);
  };
  parser.on('text', addText);
  parser.on('cdata', (number) => addText(sections[Number.parseInt(number, 10)] ?? ''));
  parser.write(text).close();
  return root ?? refuse('XML_MALFORMED', 'the document has no element');
}

function undeclared(prefix: string, path: string | undefined): Warning {
  return {
    code: 'XML_REPAIRED',
    message: `the prefix “${prefix}:” is not declared; its usual meaning was taken`,
    ...(path ? { path } : {}),
  };
}
