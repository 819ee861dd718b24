import { expect, test } from 'vitest';
import { remembered } from '../../../shared/webhooks/remembered.ts';

test('a value is made once, and again only when so many others came after it', () => {
  const made: string[] = [];
  const lengthOf = remembered(2, (text) => {
    made.push(text);
    return { length: text.length };
  });
  expect([lengthOf('a'), lengthOf('bb'), lengthOf('a')]).toEqual([{ length: 1 }, { length: 2 }, { length: 1 }]);
  expect(lengthOf('a')).toBe(lengthOf('a'));
  expect(made).toEqual(['a', 'bb']);
  lengthOf('ccc');
  lengthOf('a');
  expect(made).toEqual(['a', 'bb', 'ccc', 'a']);
});

test('what cannot be made is asked for again', () => {
  let turns = 0;
  const value = remembered<string>(2, (text) => {
    turns += 1;
    if (turns === 1) throw new Error('not yet');
    return text;
  });
  expect(() => value('a')).toThrow('not yet');
  expect(value('a')).toBe('a');
});
