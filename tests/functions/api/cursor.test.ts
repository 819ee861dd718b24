import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorText, readCursor } from '../../../functions/api/cursor.ts';

test('a cursor is read as it was given out', () => {
  const cursor = { page: 'token-7', place: '001795521600000#demo-08d0c19e442dc9dc9c843089#12' };
  expect(cursorText(cursor)).toMatch(/^[\w-]+$/);
  expect(readCursor(cursorText(cursor))).toEqual(cursor);
});

test('nothing else is one', () => {
  const encoded = (text: string): string => Buffer.from(text).toString('base64url');
  const place = '001795521600000#demo-1#1';
  for (const text of ['', 'x', encoded(place), encoded(`~${place}`), encoded(`p~${place}~`), encoded('p~1#a#1')])
    expect(readCursor(text)).toBeUndefined();
  fc.assert(fc.property(fc.string(), (text) => readCursor(text) === undefined));
});
