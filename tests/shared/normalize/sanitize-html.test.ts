import { expect, test } from 'vitest';
import { sanitizeHtml } from '../../../shared/normalize/sanitize-html.ts';

test.each([
  ['<p>a</p><script>alert(1)</script>', '<p>a</p>'],
  ['<p style="x" id="y" class="z" name="w" onclick="v" dir="rtl">a</p>', '<p dir="rtl">a</p>'],
  ['<a href="\u00a0javascript:alert(1)">a</a>', '<a>a</a>'],
  ['<a href="\u3000javascript:alert(1)">a</a>', '<a>a</a>'],
  ['<a href="//other.example/">a</a>', '<a>a</a>'],
  ['<a href="https://a.example/" target="_blank" rel="x">a</a>', '<a href="https://a.example/">a</a>'],
  ['<img src="data:image/png;base64,x" alt="a">', ''],
  ['<img src="https://a.example/b.jpg" alt="a" onerror="x">', '<img src="https://a.example/b.jpg" alt="a" />'],
  ['<svg><a xlink:href="javascript:x">a</a></svg>', '<a>a</a>'],
])('%s becomes %s', async (html, expected) => {
  expect(await sanitizeHtml(html)).toBe(expected);
});
