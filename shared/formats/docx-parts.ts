import { Unreadable } from './format.ts';

/** An element of a part, by its local name: transitional and strict documents differ in namespaces only. */
export interface PartElement {
  readonly name: string;
  /** By local name. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface PartHandler {
  open?(element: PartElement): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Word nests tables in cells in tables; real documents stay under 40. */
const maxDepth = 200;

/**
 * Runs over one XML part of a document, in order. Well-formed XML only; DTDs are no part of the format, so any entity declaration refuses the
 * document, and nothing is expanded or fetched. Throws `Unreadable`.
 */
export async function readPart(xml: string, part: string, handler: PartHandler): Promise<void> {
  const { SaxesParser } = (await import('saxes')).default;
  const parser = new SaxesParser({ xmlns: false, position: true });
  let depth = 0;
  parser.on('error', (error) => {
    throw new Unreadable('XML_MALFORMED', `not well-formed XML: ${error.message.slice(0, 100)}`, part);
  });
  parser.on('doctype', (doctype) => {
    const isDeclared = /<!ENTITY/i.test(doctype);
    throw new Unreadable(
      isDeclared ? 'XML_ENTITY_DECLARED' : 'DOCX_INVALID',
      'a part of the document has a DOCTYPE',
      part,
    );
  });
  parser.on('opentag', (tag) => {
    depth++;
    if (depth > maxDepth) throw new Unreadable('XML_TOO_DEEP', `nested deeper than ${maxDepth} elements`, part);
    const attributes = Object.fromEntries(
      Object.entries(tag.attributes).map(([name, value]) => [localName(name), value]),
    );
    handler.open?.({ name: localName(tag.name), attributes });
  });
  parser.on('closetag', (tag) => {
    depth--;
    handler.close?.(localName(tag.name));
  });
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  parser.write(xml.replace(/^\ufeff/, '')).close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Dublin Core and Word's own properties (`docProps/core.xml`): title, creator, keywords, created, modified, by element name; empty ones left out. */
export async function readCoreProperties(xml: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  let current = '';
  await readPart(xml, 'docProps/core.xml', {
    open: ({ name }) => (current = name),
    close: () => (current = ''),
    text(text) {
      if (current !== '' && text.trim() !== '') found[current] = text.trim();
    },
  });
  return found;
}

/** Addresses outside the document by relationship id. What they point to is never fetched. */
export async function readHyperlinks(xml: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  await readPart(xml, 'word/_rels/document.xml.rels', {
    open({ name, attributes }) {
      const { Id: id, Target: target, TargetMode: mode, Type: type = '' } = attributes;
      if (name === 'Relationship' && id && target && mode === 'External' && type.endsWith('/hyperlink'))
        found.set(id, target);
    },
  });
  return found;
}

/** What a paragraph style means, by its id; names are Word's built-in ones, which it keeps in English in every language. */
export interface DocxStyle {
  readonly name: string;
  readonly headingLevel?: number;
}

export async function readStyles(xml: string): Promise<ReadonlyMap<string, DocxStyle>> {
  const found = new Map<string, DocxStyle>();
  let id: string | undefined;
  await readPart(xml, 'word/styles.xml', {
    open({ name, attributes }) {
      if (name === 'style') id = attributes.type === 'paragraph' ? attributes.styleId : undefined;
      if (name !== 'name' || id === undefined || attributes.val === undefined) return;
      const level = /^heading (\d)$/i.exec(attributes.val)?.[1];
      found.set(id, { name: attributes.val.toLowerCase(), ...(level ? { headingLevel: Number(level) } : {}) });
    },
  });
  return found;
}

/** Which lists are numbered: by list id, then level. */
export async function readNumbering(xml: string): Promise<(list: string, level: number) => boolean> {
  const abstractByList = new Map<string, string>();
  const formats = new Map<string, string>();
  let [abstract, list, level] = ['', '', ''];
  await readPart(xml, 'word/numbering.xml', {
    open({ name, attributes }) {
      if (name === 'abstractNum') abstract = attributes.abstractNumId ?? '';
      if (name === 'num') list = attributes.numId ?? '';
      if (name === 'abstractNumId') abstractByList.set(list, attributes.val ?? '');
      if (name === 'lvl') level = attributes.ilvl ?? '';
      if (name === 'numFmt') formats.set(`${abstract} ${level}`, attributes.val ?? '');
    },
  });
  return (wanted, at) => {
    const format = formats.get(`${abstractByList.get(wanted)} ${at}`);
    return format !== undefined && format !== 'bullet' && format !== 'none';
  };
}
