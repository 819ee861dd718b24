import { expect, test } from 'vitest';
import type { MatterValue } from '../../../shared/formats/front-matter.ts';
import { MatterFields, textIn } from '../../../shared/formats/matter-values.ts';

const fieldsOf = (fields: Readonly<Record<string, MatterValue>>): MatterFields =>
  new MatterFields(new Map(Object.entries(fields)));

test('a field is found by its name in any spelling, and the first name that says anything counts', () => {
  const fields = fieldsOf({ 'Pub-Date': '', updated_at: '2026-05-04' });
  expect(fields.line('pubdate', 'updatedat')).toBe('2026-05-04');
});

test('a title of another shape is an error, another list is a line', () => {
  const fields = fieldsOf({ title: ['a'], location: ['Kell', 'Sarn'] });
  expect(fields.line('title')).toBeUndefined();
  expect(fields.rejections).toMatchObject([{ code: 'FIELD_INVALID', path: 'headline' }]);
  expect(fields.line('location')).toBe('Kell, Sarn');
});

test('lists of several names are one, each entry once', () => {
  const label = new Map([['label', 'Boats']]);
  expect(fieldsOf({ tags: ['a', label], keywords: 'a, b' }).list('tags', 'keywords')).toEqual(['a', 'Boats', 'b']);
});

test('what nobody asked for is named, what only a generator reads is not', () => {
  const fields = fieldsOf({ title: 'T', layout: 'post', mood: 'calm' });
  fields.line('title');
  expect(fields.unread()).toMatchObject([{ code: 'FIELD_IGNORED', message: expect.stringContaining('mood') }]);
});

test('a text within a map is read by its names, nothing else is', () => {
  expect(textIn(new Map([['url', 'a.jpg']]), 'src', 'url')).toBe('a.jpg');
  expect(textIn('a.jpg', 'url')).toBeUndefined();
});
