import type { Element, Parent } from './html-tree.ts';
import { attribute, elementsOf, isElement } from './html-tree.ts';

const blocks = new Set('p h1 h2 h3 h4 h5 h6 div ul ol figure img blockquote section article'.split(' '));

/**
 * The cells of a table that places things on a page, in order; undefined for one that holds figures. Mail and old pages are built of such tables: they say
 * so (`role`), hold tables again, have one cell, or one column of paragraphs and headings.
 */
export function layoutCells(table: Element): readonly Element[] | undefined {
  const rows = rowsOf(table);
  const cells = rows.flatMap(({ childNodes }) => childNodes.filter(isElement).filter(isCell));
  const [only] = cells;
  if (cells.length === 1 && only) return [only];
  const isSaid = /^(?:presentation|none)$/i.test(attribute(table, 'role')?.trim() ?? '');
  const holdsTables = cells.some((cell) => elementsOf(cell).some(({ tagName }) => tagName === 'table'));
  const isColumn = rows.every(({ childNodes }) => childNodes.filter(isElement).filter(isCell).length <= 1);
  const holdsBlocks = cells.some((cell) => elementsOf(cell).some(({ tagName }) => blocks.has(tagName)));
  return isSaid || holdsTables || (isColumn && holdsBlocks) ? cells : undefined;
}

/** The table's own rows, not those of tables inside. */
function rowsOf(parent: Parent): readonly Element[] {
  return parent.childNodes.filter(isElement).flatMap((child) => {
    if (child.tagName === 'tr') return [child];
    return ['tbody', 'thead', 'tfoot'].includes(child.tagName) ? rowsOf(child) : [];
  });
}

function isCell({ tagName }: Element): boolean {
  return tagName === 'td' || tagName === 'th';
}
