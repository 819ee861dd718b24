import { expect, test } from 'vitest';
import { closestName } from '../../../shared/partners/closest-name.ts';

const known = ['name', 'language', 'languages', 'url'];

test.each([
  ['nam', 'name'],
  ['langauge', 'language'],
  ['LANGUAGES', 'languages'],
  ['ulr', 'url'],
  ['subjects', undefined],
  ['x', undefined],
  ['', undefined],
  ['n'.repeat(10_000), undefined],
])('%s is taken for %s', (typed, meant) => {
  expect(closestName(typed, known)).toBe(meant);
});
