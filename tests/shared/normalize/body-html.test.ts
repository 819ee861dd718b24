import { expect, test } from 'vitest';
import { isBlank, kept, oneSpaced, tidy, trimBreaks, wrapped } from '../../../shared/normalize/body-html.ts';
import { isElement } from '../../../shared/normalize/html-tree.ts';
import { parseHtml } from '../../../shared/normalize/parse-html.ts';

test.each(['', ' \n', '<br>', '&nbsp;', '<b>\u200b</b>', '\u3000'])('“%s” is blank', (html) => {
  expect(isBlank(html)).toBe(true);
});

test.each(['a', '<b>0</b>', '<img src="x">', '<hr>', '&amp;'])('“%s” is not', (html) => {
  expect(isBlank(html)).toBe(false);
});

test('an element that would be blank is not written', () => {
  expect(wrapped('p', ' lang="de"', 'a')).toBe('<p lang="de">a</p>');
  expect(wrapped('p', '', '<br>')).toBe('');
});

test('an attribute is kept when its value is as it should be, and spelled so that it cannot end early', () => {
  const [cell] = parseHtml('<abbr title="a &quot;b&quot;" data-n="12x">c</abbr>')?.childNodes ?? [];
  if (!cell || !isElement(cell)) throw new Error('no element');
  expect(kept(cell, 'title')).toBe(' title="a &quot;b&quot;"');
  expect(kept(cell, 'data-n', /^\d+$/)).toBe('');
  expect(kept(cell, 'lang')).toBe('');
});

test('breaks at the ends of a paragraph go, those between lose the white space around them', () => {
  expect(trimBreaks('<br> a <br> b<br>')).toBe('a<br>b');
});

test('white space is one space: line breaks too, and in one line none at the ends', () => {
  expect(oneSpaced(' a\n\t b  c ')).toBe(' a b c ');
  expect(tidy(' a\u00a0\n b ')).toBe('a b');
});
