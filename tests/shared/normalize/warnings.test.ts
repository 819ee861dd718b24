import { expect, test } from 'vitest';
import { Warnings } from '../../../shared/normalize/warnings.ts';

test('the same at the same place is said once', () => {
  const warnings = new Warnings();
  warnings.add('HTML_REMOVED', 'a script', 'body');
  warnings.add('HTML_REMOVED', 'another script', 'body');
  warnings.add('HTML_REMOVED', 'a script', 'summary');
  expect(warnings.list().map(({ path }) => path)).toEqual(['body', 'summary']);
});

test('a receipt stays readable', () => {
  const warnings = new Warnings();
  for (let index = 0; index < 1000; index++) warnings.add('LINK_REMOVED', `link ${index}`);
  expect(warnings.list()).toHaveLength(100);
});
