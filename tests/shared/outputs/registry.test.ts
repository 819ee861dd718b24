import { expect, test } from 'vitest';
import { outputFormat, outputFormats } from '../../../shared/outputs/registry.ts';
import { revisionOf } from '../../support/revisions.ts';

test('every format is found by its id, once', () => {
  for (const format of outputFormats) expect(outputFormat(format.id)).toBe(format);
  expect(new Set(outputFormats.map(({ id }) => id)).size).toBe(outputFormats.length);
});

test.each(['', 'telex', 'NINJS-3', '__proto__', 'toString'])('there is no format %j', (id) => {
  expect(outputFormat(id)).toBeUndefined();
});

test('ninjs 3.1 is the canonical article itself', () => {
  const { article, attribution } = revisionOf();
  expect(outputFormat('ninjs-3')?.render(article, attribution)).toEqual(article);
});
