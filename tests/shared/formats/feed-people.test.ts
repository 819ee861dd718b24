import { expect, test } from 'vitest';
import { isLogin, withoutMail } from '../../../shared/formats/feed-people.ts';

test.each([
  ['ann@paper.example (Ann Author)', 'Ann Author'],
  ['Ann Author <ann@paper.example>', 'Ann Author'],
  ['Ann Author (ann@paper.example)', 'Ann Author'],
  ['Ann Author, ann@paper.example', 'Ann Author'],
  ['noreply@blog.example (Ann (guest))', 'Ann (guest)'],
  ['Ann Author', 'Ann Author'],
  ['ann@paper.example', undefined],
  ['mailto:ann@paper.example', undefined],
  ['()', undefined],
])('%s names %s', (text, name) => {
  expect(withoutMail(text)).toBe(name);
});

test.each([
  ['awalker', true],
  ['news.desk', true],
  ['Ann Author', false],
  ['dpa', false],
])('%s is an account’s name: %s', (name, expected) => {
  expect(isLogin(name)).toBe(expected);
});
