import { expect, test } from 'vitest';
import { Unreadable } from '../../../shared/article/unreadable.ts';

test('what cannot be read says by which code, in which words and where', () => {
  const cause = new Error('unexpected end');
  const unreadable = new Unreadable('JSON_MALFORMED', 'the JSON ends in the midst', 'line 12', { cause });
  expect(unreadable).toBeInstanceOf(Error);
  expect(unreadable).toMatchObject({ name: 'Unreadable', code: 'JSON_MALFORMED', path: 'line 12', cause });
  expect(unreadable.message).toBe('the JSON ends in the midst');
  expect(new Unreadable('EMPTY_FILE', 'the file has no bytes').path).toBeUndefined();
});
