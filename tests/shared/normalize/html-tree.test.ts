import { parseFragment, serialize } from 'parse5';
import { expect, test } from 'vitest';
import {
  attribute,
  collapseFormatting,
  depthOf,
  elementsOf,
  removeElements,
  textLengthOf,
  textOf,
} from '../../../shared/normalize/html-tree.ts';

test('depth is counted without recursion, and no further than asked', () => {
  const deep = parseFragment(`${'<div>'.repeat(50_000)}x`);
  expect(depthOf(deep, 100)).toBe(101);
  expect(depthOf(parseFragment('<p><b>x</b></p>'), 100)).toBe(3);
});

test('text is counted without recursion, and no further than asked', () => {
  const tree = parseFragment(`${'<div>'.repeat(50_000)}abc<b>de</b>`);
  expect(textLengthOf(tree, 100)).toBe(5);
  expect(textLengthOf(parseFragment('abc<p>de</p>fg<p>hi</p>'), 2)).toBe(5);
});

test('formatting inside its own kind is unwrapped', () => {
  const tree = parseFragment('<b>a<i>b<b>c</b></i></b><b>d</b>');
  collapseFormatting(tree);
  expect(serialize(tree)).toBe('<b>a<i>bc</i></b><b>d</b>');
});

test('text and elements come in document order', () => {
  const tree = parseFragment('<p id="x">a<b>b</b><br>c</p><hr>');
  expect(textOf(tree)).toBe('ab\nc\n');
  expect(elementsOf(tree).map(({ tagName }) => tagName)).toEqual(['p', 'b', 'br', 'hr']);
  expect(elementsOf(tree).map((element) => attribute(element, 'id'))[0]).toBe('x');
});

test('elements are taken out in one walk, with all they hold', () => {
  const tree = parseFragment('<div><p class="x">a</p><p>b<i class="x">c</i></p></div><p class="x">d</p>');
  removeElements(tree, new Set(elementsOf(tree).filter((element) => attribute(element, 'class') === 'x')));
  expect(serialize(tree)).toBe('<div><p>b</p></div>');
});
