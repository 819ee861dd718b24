import { expect, test } from 'vitest';
import { answerText } from '../../../shared/webhooks/answer-text.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each<[string, Record<string, string>, string, string | undefined]>([
  ['text is kept', {}, ' too many\trequests\r\n', 'too many requests'],
  ['JSON is kept as it stands', { 'content-type': 'application/problem+json' }, '{"detail":"no"}', '{"detail":"no"}'],
  ['markup is kept as text', { 'content-type': 'text/html; charset=utf-8' }, '<h1>502</h1>', '<h1>502</h1>'],
  ['control and direction marks are not', {}, 'a\u0000b\u202Ec\u001B[31md', 'a b c [31md'],
  ['an empty answer says nothing', {}, '\n ', undefined],
  ['a picture says nothing', { 'content-type': 'image/png' }, 'PNG', undefined],
  ['what is packed says nothing', { 'content-encoding': 'gzip' }, 'x', undefined],
])('%s', (_, headers, said, kept) => {
  expect(answerText(headers, bytes(said))).toBe(kept);
});

test('a long answer is cut', () => {
  expect(answerText({}, bytes('x'.repeat(5_000)))).toHaveLength(300);
});
