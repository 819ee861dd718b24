import type { DefaultTreeAdapterTypes as Tree } from 'parse5';

export type Node = Tree.ChildNode;
export type Element = Tree.Element;
export type Parent = Tree.ParentNode;

export function isElement(node: Tree.Node): node is Element {
  return 'tagName' in node;
}

export function isText(node: Tree.Node): node is Tree.TextNode {
  return node.nodeName === '#text';
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((found) => found.name === name)?.value;
}

/** Characters of text below `root`, counted without recursion; stops counting past `limit`. */
export function textLengthOf(root: Parent, limit: number): number {
  let length = 0;
  const open: Parent[] = [root];
  for (let next = open.pop(); next && length <= limit; next = open.pop()) {
    for (const child of next.childNodes) {
      if (isText(child)) length += child.value.length;
      else if (isElement(child) && child.childNodes.length > 0) open.push(child);
    }
  }
  return length;
}

/** How deep the tree goes, counted without recursion; stops counting past `limit`. */
export function depthOf(root: Parent, limit: number): number {
  let deepest = 0;
  const open: { node: Tree.Node; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next && deepest <= limit; next = open.pop()) {
    deepest = Math.max(deepest, next.depth);
    if ('childNodes' in next.node) {
      deepest = Math.max(deepest, next.node.childNodes.length > 0 ? next.depth + 1 : 0);
      for (const child of next.node.childNodes) {
        if ('childNodes' in child && child.childNodes.length > 0) open.push({ node: child, depth: next.depth + 1 });
      }
    }
  }
  return deepest;
}

const formattingTags = new Set('a b big code em font i nobr s small strike strong tt u span'.split(' '));

/**
 * Unwraps formatting elements that stand inside one of their own kind: unclosed tags nest by the thousand and mean nothing more. Without
 * recursion, since that is what they are made to break. Changes the tree.
 */
export function collapseFormatting(root: Parent): void {
  const open: { parent: Parent; active: ReadonlySet<string> }[] = [{ parent: root, active: new Set() }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { parent, active } = next;
    const children: Node[] = [];
    const waiting: Node[] = [...parent.childNodes].reverse();
    for (let child = waiting.pop(); child; child = waiting.pop()) {
      if (isElement(child) && active.has(child.tagName)) {
        for (let at = child.childNodes.length - 1; at >= 0; at--) waiting.push(child.childNodes[at] as Node);
        continue;
      }
      child.parentNode = parent;
      children.push(child);
      // What holds text alone holds nothing to unwrap.
      if (isElement(child) && child.childNodes.some(isElement)) {
        open.push({
          parent: child,
          active: formattingTags.has(child.tagName) ? new Set([...active, child.tagName]) : active,
        });
      }
    }
    parent.childNodes = children;
  }
}

/** The text of a subtree as it stands, without recursion limits to fear: call after the depth was checked. */
export function textOf(node: Tree.Node): string {
  if (isText(node)) return node.value;
  if (isElement(node) && (node.tagName === 'br' || node.tagName === 'hr')) return '\n';
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** All elements below `root` in document order. */
export function elementsOf(root: Parent): Element[] {
  const found: Element[] = [];
  const visit = (parent: Parent): void => {
    for (const child of parent.childNodes) {
      if (!isElement(child)) continue;
      found.push(child);
      visit(child);
    }
  };
  visit(root);
  return found;
}

/** Takes elements out of the tree below `root`, all in one walk: one by one, many siblings would take the square of their number. */
export function removeElements(root: Parent, unwanted: ReadonlySet<Element>): void {
  if (unwanted.size === 0) return;
  const open: Parent[] = [root];
  for (let parent = open.pop(); parent; parent = open.pop()) {
    parent.childNodes = parent.childNodes.filter((child) => !isElement(child) || !unwanted.has(child));
    for (const child of parent.childNodes) if (isElement(child)) open.push(child);
  }
}
