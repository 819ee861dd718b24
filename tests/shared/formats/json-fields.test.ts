import { expect, test } from 'vitest';
import { JsonFields, isJsonObject } from '../../../shared/formats/json-fields.ts';

test('the first of several names that is there is read, in its type', () => {
  const fields = new JsonFields({ a: ' text ', n: 7, t: 'true', empty: ' ', none: null, toString: 'x' });
  expect(fields.text('b', 'a')).toBe('text');
  expect(fields.textOrNumber('n')).toBe('7');
  expect(fields.number('n')).toBe(7);
  expect(fields.flag('t')).toBe(true);
  expect(fields.text('empty', 'none', 'missing')).toBeUndefined();
  expect(fields.text('hasOwnProperty')).toBeUndefined();
  expect(fields.text('toString')).toBe('x');
  expect(fields.rejections).toEqual([]);
});

test('a member of another type is noted with its path, and read as absent', () => {
  const fields = new JsonFields({ title: { $ne: null }, people: [{ name: 'Ann' }, 'Ben'], deep: { a: [1] } });
  expect(fields.text('title')).toBeUndefined();
  expect(fields.objects('people').map((person) => person.text('name'))).toEqual(['Ann']);
  expect(fields.object('deep')?.texts('a')).toEqual([]);
  expect(fields.rejections.map(({ code, path }) => [code, path])).toEqual([
    ['FIELD_INVALID', 'title'],
    ['FIELD_INVALID', 'people[1]'],
    ['FIELD_INVALID', 'deep.a[0]'],
  ]);
});

test('what nobody asked for can be named', () => {
  const fields = new JsonFields({ a: 1, b: 2 });
  fields.number('a');
  expect(fields.unread()).toEqual(['b']);
  expect(fields.has('b')).toBe(true);
});

test('an object is no array and no null', () => {
  expect([{}, [], null, 'x'].map(isJsonObject)).toEqual([true, false, false, false]);
});
