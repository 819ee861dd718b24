import { expect, test } from 'vitest';
import { isRemoved } from '../../../shared/normalize/body-removals.ts';
import { isElement } from '../../../shared/normalize/html-tree.ts';
import { parseHtml } from '../../../shared/normalize/parse-html.ts';
import { Warnings } from '../../../shared/normalize/warnings.ts';

function removal(html: string): { removed: boolean; paths: readonly (string | undefined)[] } {
  const warnings = new Warnings();
  const element = parseHtml(html)?.childNodes.find(isElement);
  if (!element) throw new Error('no element');
  return { removed: isRemoved(element, warnings), paths: warnings.list().map(({ path }) => path) };
}

test.each([
  ['<script>x</script>', ['script']],
  ['<nav>Home</nav>', []],
  ['<p style="color: red; display:none">x</p>', ['hidden p']],
  ['<p hidden>x</p>', ['hidden p']],
  ['<div style="font-size:0">x</div>', ['hidden div']],
  ['<aside class="byline-attribution">By Ann</aside>', ['body credit']],
])('%s leaves the body, with what is worth a warning', (html, paths) => {
  expect(removal(html)).toEqual({ removed: true, paths });
});

test.each(['<p>x</p>', '<p style="font-size: 0.9em">x</p>', '<p style="opacity: 0.5">x</p>', '<ins>x</ins>'])(
  '%s stays',
  (html) => {
    expect(removal(html)).toEqual({ removed: false, paths: [] });
  },
);

test('an event handler is warned of; its element stays', () => {
  expect(removal('<p onclick="x()">x</p>')).toEqual({ removed: false, paths: ['on*'] });
});
