import { expect, test } from 'vitest';
import { readStatus } from '../../../shared/normalize/status.ts';

test.each([
  ['usable', 'usable'],
  ['Publish', 'usable'],
  ['stat:usable', 'usable'],
  ['cancelled', 'canceled'],
  ['KILLED', 'canceled'],
  ['withheld', 'withheld'],
  ['auto-draft', 'unpublished'],
  ['Pending Review', 'unpublished'],
  ['private', 'unpublished'],
  ['spiked??', undefined],
  ['', undefined],
])('“%s” is %s', (text, status) => {
  expect(readStatus(text)).toBe(status);
});
