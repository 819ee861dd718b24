import { expect, test } from 'vitest';
import { declaredEncoding } from '../../../shared/formats/encodings.ts';

const declared = (head: string, contentType?: string) => declaredEncoding(new TextEncoder().encode(head), contentType);

test('the file’s own declaration outweighs the upload’s header', () => {
  expect(declared('<meta charset="shift_jis">', 'text/html; charset=utf-8')).toMatchObject({
    encoding: 'shift_jis',
    warnings: [{ code: 'ENCODING_MISMATCH' }],
  });
});

test('a declaration after the first kilobyte is used, and told', () => {
  expect(declared(`<!--${'x'.repeat(1100)}--><meta charset=koi8-r>`)).toMatchObject({
    encoding: 'koi8-r',
    warnings: [{ code: 'ENCODING_GUESSED' }],
  });
});

test('no declaration is none', () => {
  expect(declared('Charset is a word in this text')).toEqual({ encoding: undefined, warnings: [] });
});
