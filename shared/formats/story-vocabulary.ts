import { elementOf } from './story-nodes.ts';
import { childrenOf, isXmlElement, lineOf } from './xml-tree.ts';
import type { XmlElement, XmlNode } from './xml.ts';

/** What stands in a text of another vocabulary and belongs to a field. */
export interface VocabularyFields {
  byline: string | undefined;
}

/** Elements of a text as the Nordic agencies call them, by HTML's names. */
const counterparts: Readonly<Record<string, string>> = {
  text: 'div',
  ingress: 'div',
  brodtext: 'div',
  faktaruta: 'div',
  rubrik: 'h2',
  mellis: 'h2',
  mellanrubrik: 'h2',
  stycke: 'p',
};
/** Where and for whom it was written stands in fields. */
const left = new Set(['dat', 'vinjett', 'meta']);

/** Whether a text is written in such a vocabulary: names that HTML has not. */
export function isVocabulary(nodes: readonly XmlNode[], depth = 0): boolean {
  return nodes.some(
    (node) =>
      isXmlElement(node) &&
      (['brodtext', 'ingress', 'rubrik', 'mellis'].includes(node.name.toLowerCase()) ||
        (depth < 4 && isVocabulary(node.children, depth + 1))),
  );
}

/** The text with HTML's names for its blocks; a spoken line has its dash, a picture is a figure, the byline a field. */
export function asHtmlBlocks(nodes: readonly XmlNode[], fields: VocabularyFields): readonly XmlNode[] {
  return nodes.flatMap((node): readonly XmlNode[] => {
    if (!isXmlElement(node)) return [node];
    const name = node.name.toLowerCase();
    if (left.has(name)) return [];
    if (name === 'byline') {
      fields.byline ??= lineOf(node);
      return [];
    }
    if (name === 'bild') return figureOf(node);
    if (name === 'citat') return [elementOf('p', ['– ', ...asHtmlBlocks(node.children, fields)])];
    const counterpart = Object.hasOwn(counterparts, name) ? counterparts[name] : undefined;
    const attributes = counterpart === undefined ? node.attributes : new Map<string, string>();
    return [{ ...node, name: counterpart ?? name, attributes, children: asHtmlBlocks(node.children, fields) }];
  });
}

function figureOf(picture: XmlElement): readonly XmlNode[] {
  const line = (name: string): string | undefined =>
    lineOf(childrenOf(picture).find((child) => child.name.toLowerCase() === name));
  const url = line('bildfil');
  if (url === undefined) return [];
  const [caption, credit] = [line('bildtext'), line('bildskapare')];
  const below = [
    ...(caption === undefined ? [] : [caption]),
    ...(credit === undefined ? [] : [' ', elementOf('span', [credit], new Map([['class', 'credit']]))]),
  ];
  const image = elementOf('img', [], new Map([['src', url]]));
  return [elementOf('figure', below.length > 0 ? [image, elementOf('figcaption', below)] : [image])];
}
