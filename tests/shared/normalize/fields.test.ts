import { expect, test } from 'vitest';
import { Fields, maxConcepts, maxLine } from '../../../shared/normalize/fields.ts';
import { Warnings } from '../../../shared/normalize/warnings.ts';
import type { DraftItem } from '../../../shared/article/draft.ts';

const fieldsOf = (draft: Partial<DraftItem>) => new Fields(draft as DraftItem, new Warnings());

test('a line is one line without markup, and what is blank is absent', () => {
  const fields = fieldsOf({ headline: ' Ferry <b>at</b>\n night ', byline: '  ' });
  expect(fields.line('headline')).toBe('Ferry at night');
  expect(fields.line('byline')).toBeUndefined();
  expect(fields.line('slugline')).toBeUndefined();
});

test('a text keeps its lines, and at most one blank one between them', () => {
  expect(fieldsOf({ usageTerms: 'one\r\ntwo\n\n\n\nthree' }).text('usageTerms')).toBe('one\ntwo\n\nthree');
});

test('what is too long is refused with its length, not cut', () => {
  const fields = fieldsOf({ headline: 'x'.repeat(maxLine + 1) });
  expect(fields.line('headline')).toBeUndefined();
  expect(fields.rejections).toMatchObject([{ code: 'FIELD_TOO_LONG', path: 'headline' }]);
});

test('a concept’s code that is no address is its literal, and empty ones are left out', () => {
  const fields = fieldsOf({ subjects: [{ uri: 'own 7', name: 'Sea' }, { name: ' ' }, { uri: 'https://x.example/7' }] });
  expect(fields.concepts('subjects')).toEqual([{ literal: 'own 7', name: 'Sea' }, { uri: 'https://x.example/7' }]);
  expect(fields.concepts('people')).toBeUndefined();
});

test('concepts are bounded', () => {
  const subjects = Array.from({ length: maxConcepts + 5 }, (_, index) => ({ name: `s${index}` }));
  expect(fieldsOf({ subjects }).concepts('subjects')).toHaveLength(maxConcepts);
});
