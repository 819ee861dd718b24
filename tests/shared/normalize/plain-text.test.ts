import { expect, test } from 'vitest';
import { plainTextOf, wordCount } from '../../../shared/normalize/plain-text.ts';

test.each([
  ['paragraphs are parted by a blank line', '<h2>A</h2><p>b &amp; c<br>d</p><p>e</p>', 'A\n\nb & c\nd\n\ne'],
  ['lists keep their marks', '<ol><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ol>', '1. a\n  - b\n2. c'],
  ['rows are lines', '<table><tr><th>a</th><td>b</td></tr><tr><th>c</th><td>d</td></tr></table>', 'a\tb\nc\td'],
  ['figures are left out', '<p>a</p><figure><img src="x"><figcaption>b</figcaption></figure>', 'a'],
  ['quotations are paragraphs', '<blockquote><p>a</p><p>b</p></blockquote>', 'a\n\nb'],
  ['code keeps its lines', '<pre>a\n  b</pre>', 'a\n  b'],
  ['readings of ruby are left out', '<p><ruby>漢<rt>kan</rt></ruby>字</p>', '漢字'],
])('%s', async (_, html, text) => {
  expect(await plainTextOf(html)).toBe(text);
});

test('words are counted by spaces, or by characters where a script has none', () => {
  expect(wordCount('Two cities’ old bridge – rebuilt')).toBe(5);
  expect(wordCount('港口重开')).toBe(4);
  expect(wordCount('Port港口 2026年 ไทย, – …')).toBe(8);
});
