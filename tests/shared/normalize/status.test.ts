import { expect, test } from 'vitest';
import { readStatus, statusInWords } from '../../../shared/normalize/status.ts';

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

test.each([
  [undefined, 'MANDATORY KILL: the quote was invented', 'canceled'],
  [undefined, 'KILL', 'canceled'],
  [undefined, 'Eds: Please kill this story', 'canceled'],
  [undefined, 'WITHDRAWN - legal reasons', 'canceled'],
  ['KILL: Harbour story', undefined, 'withheld'],
  ['Kill: a film of swords', undefined, undefined],
  ['Kill Bill returns', 'Adds quotes', undefined],
  [undefined, 'KILL 3rd graf', undefined],
  [undefined, 'WITHDRAWAL OF NATO TROOPS, updates', undefined],
  [undefined, 'Killed in action: adds names', undefined],
])('a story called “%s” with the note “%s” is %s by its words', (headline, note, status) => {
  expect(statusInWords(headline, note)).toBe(status);
});
