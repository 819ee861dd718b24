import { attribute, depthOf, isElement, isText } from '../normalize/html-tree.ts';
import type { Element, Node, Parent } from '../normalize/html-tree.ts';

/** Deeper text is refused by the cleaning. */
const maxDepth = 250;
/** Elements whose loose lines WordPress shows as lines and paragraphs. */
const loose = new Set('div section article blockquote aside center main header footer'.split(' '));
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var'.split(
    ' ',
  ),
);

/**
 * The content of a post as WordPress shows it. Posts of the old editor have no paragraphs but blank lines, and lines as they stand; an address alone on
 * its line is a player, and becomes a link. `picture` gives what the export knows of a picture by the number in its class (`wp-image-12`).
 */
export async function shownContent(
  content: string,
  picture: (id: string) => { readonly alternativeText?: string } | undefined,
): Promise<{ readonly html: string; readonly pictureIds: readonly string[] }> {
  const [{ serialize, defaultTreeAdapter, html }, { parseHtml }] = await Promise.all([
    import('parse5'),
    import('../normalize/parse-html.ts'),
  ]);
  const root = parseHtml(content);
  if (!root || depthOf(root, maxDepth) > maxDepth) return { html: content, pictureIds: [] };
  const pictureIds: string[] = [];
  const make = (tag: string, attrs: { name: string; value: string }[] = []): Element =>
    defaultTreeAdapter.createElement(tag, html.NS.HTML, attrs);
  const lines = (text: string): Node[] => linesOf(text, make, (value) => defaultTreeAdapter.createTextNode(value));
  const visit = (parent: Parent, isLoose: boolean): void => {
    const children: Node[] = [];
    for (const child of parent.childNodes) {
      if (isText(child) && isLoose && child.value.includes('\n'))
        for (const line of lines(child.value)) children.push(line);
      else children.push(child);
      if (!isElement(child)) continue;
      if (child.tagName === 'img') note(child, picture, pictureIds);
      visit(child, loose.has(child.tagName) || (isLoose && inline.has(child.tagName)));
    }
    for (const child of children) child.parentNode = parent;
    parent.childNodes = children;
  };
  visit(root, true);
  return { html: serialize(root), pictureIds };
}

/** Lines with their breaks: the cleaning parts paragraphs where two breaks meet. */
function linesOf(
  text: string,
  make: (tag: string, attrs?: { name: string; value: string }[]) => Element,
  makeText: (value: string) => Node,
): Node[] {
  const nodes: Node[] = [];
  // More than one blank line is one.
  const lines = text
    .split('\n')
    .filter(
      (line, index, all) =>
        line.trim() !== '' || index <= 1 || index === all.length - 1 || all[index - 1]?.trim() !== '',
    );
  for (const [index, line] of lines.entries()) {
    if (index > 0) nodes.push(make('br'));
    const isOwnLine = index > 0 && index < lines.length - 1;
    const address = /^\s*(https?:\/\/[^\s<>"']+)\s*$/.exec(line)?.[1];
    if (address && (isOwnLine || lines.length === 1)) {
      const link = make('a', [{ name: 'href', value: address }]);
      link.childNodes.push(Object.assign(makeText(address), { parentNode: link }));
      // A paragraph of its own, as the player would be.
      nodes.push(make('br'), link, make('br'));
    } else if (line !== '') nodes.push(makeText(line));
  }
  return nodes;
}

/** A picture's number, and the alternative text that only its own entry has. */
function note(
  image: Element,
  picture: (id: string) => { readonly alternativeText?: string } | undefined,
  ids: string[],
): void {
  const id = /(?:^|\s)wp-image-(\d{1,12})(?:\s|$)/.exec(attribute(image, 'class') ?? '')?.[1];
  if (id === undefined) return;
  if (ids.length < 500 && !ids.includes(id)) ids.push(id);
  const known = picture(id)?.alternativeText;
  if (known === undefined || (attribute(image, 'alt') ?? '').trim() !== '') return;
  image.attrs = [...image.attrs.filter(({ name }) => name !== 'alt'), { name: 'alt', value: known }];
}
