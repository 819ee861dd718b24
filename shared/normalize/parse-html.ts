import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, parseFragment } from 'parse5';
import { bodyLimits, pageLimits } from '../contract/limits.ts';
import { isText } from './html-tree.ts';

/** A whole page as browsers read it (WHATWG HTML, by parse5); undefined, and read no further, when it holds more than `pageLimits.elements`. */
export function parseHtmlPage(html: string): DefaultTreeAdapterTypes.Document | undefined {
  return new TreeBuilder(pageLimits.elements).build((treeAdapter) => parse(html, { treeAdapter }));
}

/** The same of the HTML of a body, and `bodyLimits.elements`. */
export function parseHtml(html: string): DefaultTreeAdapterTypes.DocumentFragment | undefined {
  return new TreeBuilder(bodyLimits.elements).build((treeAdapter) => parseFragment(html, { treeAdapter }));
}

class TooManyElements extends Error {}

/** So many pieces of a text are joined at once. */
const piecesJoined = 1_024;

/**
 * Keeps memory in bounds: counts elements, and joins texts. The parser gives a text word by word; added to each other as they come, its words take
 * 32 bytes and more for each until someone reads the text.
 */
class TreeBuilder {
  readonly #maxElements: number;
  #elements = 0;
  #text: DefaultTreeAdapterTypes.TextNode | undefined;
  #pieces: string[] = [];

  constructor(maxElements: number) {
    this.#maxElements = maxElements;
  }

  build<Root>(parseWith: (adapter: typeof defaultTreeAdapter) => Root): Root | undefined {
    try {
      const root = parseWith(this.#adapter);
      this.#endText();
      return root;
    } catch (error) {
      if (error instanceof TooManyElements) return undefined;
      throw error;
    }
  }

  readonly #adapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement: (tagName, namespace, attributes) => {
      if (++this.#elements > this.#maxElements) throw new TooManyElements();
      return defaultTreeAdapter.createElement(tagName, namespace, attributes);
    },
    insertText: (parent, text) => {
      const last = parent.childNodes.at(-1);
      if (!last || !isText(last)) {
        defaultTreeAdapter.appendChild(parent, defaultTreeAdapter.createTextNode(text));
        return;
      }
      if (last !== this.#text) this.#endText();
      this.#text = last;
      if (this.#pieces.push(text) === piecesJoined) this.#join(last);
    },
    insertTextBefore: (parent, text, reference) => {
      this.#endText();
      defaultTreeAdapter.insertTextBefore(parent, text, reference);
    },
  };

  /** Gives the text under way all that belongs to it. */
  #endText(): void {
    if (this.#text) this.#join(this.#text);
    this.#text = undefined;
  }

  #join(text: DefaultTreeAdapterTypes.TextNode): void {
    text.value += this.#pieces.join('');
    this.#pieces = [];
  }
}
