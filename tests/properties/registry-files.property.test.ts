import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPartners, readPublishers } from '../../shared/partners/registry-file.ts';
import { documentText } from '../support/documents.ts';

/** Whatever a registry file holds, it is read or its problems are told, each at a place in it. */

const pieces = [
  '&a ',
  '*a',
  '!!map ',
  '? ',
  '| ',
  '> ',
  '- - ',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '%',
  '@',
  '`',
  '#',
  '---\n',
  '<<: ',
  '\u0000',
  '\ufeff',
  '\r',
  '\t',
  '\n',
  '0x1',
  '~',
  'null',
];
const edit = fc.record({
  at: fc.nat(2_000),
  removed: fc.nat(12),
  added: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8, unit: 'grapheme' })),
});

test.each([
  ['examples/partners.yaml', (text: string) => readPartners(text, ['ninjs-3'])],
  ['examples/publishers.yaml', readPublishers],
] as const)('%s, however it is mangled', (path, read) => {
  const original = documentText(path);
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      const text = edits.reduce((before, { at, removed, added }) => {
        const from = at % before.length;
        return before.slice(0, from) + added + before.slice(from + removed);
      }, original);
      const file = read(text);
      if (file.ok) return;
      const lines = text.split('\n').length;
      expect(file.problems).not.toEqual([]);
      for (const { line, column, message } of file.problems) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines + 1);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(message).not.toMatch(/\n|undefined|\[object/);
      }
    }),
    { numRuns: 500 },
  );
});
