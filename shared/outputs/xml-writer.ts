/** An element to be written: attributes that are undefined are left out, children that are undefined too. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly (XmlNode | string)[];
}

type Child = XmlNode | string | undefined | readonly (XmlNode | string | undefined)[];

/** `element('a', { href }, 'text')`. Names are ours, never an article's. */
export function element(name: string, attributes: XmlNode['attributes'] = {}, ...children: readonly Child[]): XmlNode {
  return { name, attributes, children: children.flat().filter((child) => child !== undefined) };
}

/** An element with a text, or nothing where there is none. */
export function textElement(
  name: string,
  text: string | undefined,
  attributes: XmlNode['attributes'] = {},
): XmlNode | undefined {
  return text === undefined || text === '' ? undefined : element(name, attributes, text);
}

/** A whole document in XML 1.0, UTF-8. */
export function xmlDocument(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(root)}\n`;
}

/** No white space is added: it would become part of mixed content. */
export function writeXml(node: XmlNode | string): string {
  if (typeof node === 'string') return escapeXmlText(node);
  const attributes = Object.entries(node.attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXmlAttribute(String(value))}"`)
    .join('');
  if (node.children.length === 0) return `<${node.name}${attributes}/>`;
  return `<${node.name}${attributes}>${node.children.map(writeXml).join('')}</${node.name}>`;
}

/** `>` too: `]]>` must not stand in text (XML 1.0 §2.4). */
function escapeXmlText(text: string): string {
  return xmlCharacters(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;');
}

/** White space but the blank is written as a reference: parsers turn it into blanks (XML 1.0 §3.3.3). */
function escapeXmlAttribute(text: string): string {
  return escapeXmlText(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');
}

/** Only what XML 1.0 §2.2 allows; lone surrogates become U+FFFD. */
function xmlCharacters(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}
