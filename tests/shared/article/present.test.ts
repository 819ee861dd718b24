import { expect, test } from 'vitest';
import { listOf, present } from '../../../shared/article/present.ts';

test('members that are undefined are not there; those that are empty are', () => {
  expect(Object.keys(present({ a: undefined, b: '', c: null, d: 0 }))).toEqual(['b', 'c', 'd']);
});

test('an empty list is none', () => {
  expect(listOf([])).toBeUndefined();
  expect(listOf([1])).toEqual([1]);
});
