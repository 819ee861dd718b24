import { parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { layoutCells } from '../../../shared/normalize/body-tables.ts';
import type { Element } from '../../../shared/normalize/html-tree.ts';
import { elementsOf, textOf } from '../../../shared/normalize/html-tree.ts';

const cells = (html: string): readonly string[] | undefined =>
  layoutCells(elementsOf(parseFragment(`<table>${html}</table>`))[0] as Element)?.map(textOf);

test.each([
  ['one cell', '<tr><td>A</td></tr>', ['A']],
  ['a table inside', '<tr><td>A</td><td><table><tr><td>B</td><td>C</td></tr></table></td></tr>', ['A', 'BC']],
  ['a column of paragraphs', '<tr><td><h1>A</h1></td></tr><tr><td><p>B</p></td></tr>', ['A', 'B']],
])('a table of %s places things on a page', (_, html, expected) => {
  expect(cells(html)).toEqual(expected);
});

test('a table that says it only places things does', () => {
  const html = '<table role="presentation"><tr><td>A</td><td>B</td></tr></table>';
  expect(layoutCells(elementsOf(parseFragment(html))[0] as Element)).toHaveLength(2);
});

test.each([
  ['rows and columns', '<tr><th>Cost</th><td>4.2m</td></tr><tr><th>Votes</th><td>7</td></tr>'],
  ['a column of words', '<tr><td>A</td></tr><tr><td>B</td></tr>'],
  ['paragraphs in columns', '<tr><td><p>A</p></td><td><p>B</p></td></tr>'],
])('a table of %s holds figures', (_, html) => {
  expect(cells(html)).toBeUndefined();
});
