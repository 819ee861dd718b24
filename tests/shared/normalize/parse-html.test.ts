import { parse, parseFragment, serialize } from 'parse5';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyLimits, pageLimits } from '../../../shared/contract/limits.ts';
import { parseHtml, parseHtmlPage } from '../../../shared/normalize/parse-html.ts';

const pieces = fc.constantFrom(
  '<p>',
  '</p>',
  '<b>',
  '</b>',
  '<table>',
  '<tr>',
  '<td>',
  '</table>',
  '<a href="#">',
  '<template>',
  '</template>',
  '<noscript>',
  '<!-- note -->',
  ' ',
  '\n',
  'word ',
  '&amp;',
  'x',
);
const documents = fc.array(pieces, { maxLength: 60 }).map((list) => list.join(''));

test('a tree is the one that browsers make of it, wherever its texts end up', () => {
  fc.assert(
    fc.property(documents, (html) => {
      expect(serialize(parseHtml(html) as never)).toBe(serialize(parseFragment(html)));
      expect(serialize(parseHtmlPage(html) as never)).toBe(serialize(parse(html)));
    }),
  );
});

test('a text of many pieces is whole', () => {
  const text = 'so many words & signs '.repeat(3_000);
  const [paragraph] = parseHtml(`<p>${text.replaceAll('&', '&amp;')}</p>`)?.childNodes ?? [];
  expect((paragraph as { childNodes: { value: string }[] }).childNodes.map(({ value }) => value)).toEqual([text]);
});

test('more elements than an article or a page holds are not read', () => {
  // The parser makes an element or two of its own.
  expect(parseHtml('<br>'.repeat(bodyLimits.elements - 10))).toBeDefined();
  expect(parseHtml('<br>'.repeat(bodyLimits.elements + 1))).toBeUndefined();
  expect(parseHtmlPage('<br>'.repeat(pageLimits.elements))).toBeUndefined();
});
