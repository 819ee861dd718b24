import { present } from '../../../shared/article/present.ts';
import { expect, test } from 'vitest';
import {
  allAt,
  attributeAt,
  attributeOf,
  childrenOf,
  descendantsOf,
  findAt,
  lineAt,
  lineOf,
} from '../../../shared/formats/xml-tree.ts';
import { readXml } from '../../../shared/formats/xml.ts';

test('elements, texts and attributes are found by path', async () => {
  const { root } = await readXml('<a><b><c d=" "/><c d=" 1 "> x <i>y</i></c></b><b><c/></b></a>');
  expect(childrenOf(root)).toHaveLength(2);
  expect(allAt(root, 'b/c')).toHaveLength(3);
  expect(findAt(root, 'b/c')?.name).toBe('c');
  expect(findAt(root, 'b/x')).toBeUndefined();
  expect(attributeAt(root, 'b/c', 'd')).toBe('1');
  expect(attributeOf(findAt(root, 'b/c'), 'd')).toBeUndefined();
  expect(lineAt(root, 'b/c')).toBe('x y');
  expect(lineOf(undefined)).toBeUndefined();
  expect(descendantsOf(root, 'i')).toHaveLength(1);
});

test('what is undefined is left out', () => {
  expect(Object.keys(present({ a: undefined, b: 1 }))).toEqual(['b']);
});
