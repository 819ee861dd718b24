import { Parser } from 'htmlparser2';
import type { Element, Node, Parent } from './html-tree.ts';

/** Texts come in pieces, one for each entity: joined by the thousand, since a string grown by single characters takes 32 bytes for each. */
const piecesJoined = 1_024;

/**
 * The tree of HTML as `sanitizeHtml` writes it: nested as it stands, since there every tag is closed where it has to be. Without attributes. By
 * the parser that wrote it, which reads such HTML several times as fast as one that repairs what browsers repair.
 */
export function cleanTree(html: string): Parent {
  const root = elementNamed('#document-fragment');
  const open: Element[] = [root];
  let text = '';
  let pieces: string[] = [];
  const endText = (): void => {
    text += pieces.join('');
    pieces = [];
    if (text !== '') append(open, { nodeName: '#text', value: text, parentNode: null });
    text = '';
  };
  const parser = new Parser({
    onopentag(name) {
      endText();
      const element = elementNamed(name);
      append(open, element);
      open.push(element);
    },
    onclosetag() {
      endText();
      open.pop();
    },
    ontext(piece) {
      if (pieces.push(piece) < piecesJoined) return;
      text += pieces.join('');
      pieces = [];
    },
  });
  parser.end(html);
  endText();
  return root;
}

function append(open: readonly Element[], node: Node): void {
  open.at(-1)?.childNodes.push(node);
}

function elementNamed(name: string): Element {
  return { nodeName: name, tagName: name, attrs: [], childNodes: [], parentNode: null, namespaceURI: '' as never };
}
