import { expect, test } from 'vitest';
import { BodyBuilder } from '../../../shared/normalize/body-builder.ts';
import { parseFragment } from 'parse5';
import { Warnings } from '../../../shared/normalize/warnings.ts';

const build = (html: string) => {
  const warnings = new Warnings();
  const builder = new BodyBuilder({ baseUrl: 'https://x.example/a/', warnings });
  const built = builder.blocks(parseFragment(html), 'top');
  return { html: built, pictures: builder.pictures, codes: warnings.list().map(({ code }) => code) };
};

test.each([
  ['loose words become a paragraph', 'Tea<div>and</div>toast', '<p>Tea</p><p>and</p><p>toast</p>'],
  ['two line breaks part paragraphs, one does not', 'Tea<br><br>and<br>toast', '<p>Tea</p><p>and<br>toast</p>'],
  ['the first heading is not the page’s', '<h1>Tea</h1>', '<h2>Tea</h2>'],
  ['a table of one cell is layout', '<table><tr><td>Tea</td></tr></table>', '<p>Tea</p>'],
  [
    'a table keeps empty cells, for its shape',
    '<table><tr><td>Tea</td><td></td></tr></table>',
    '<table><tbody><tr><td>Tea</td><td></td></tr></tbody></table>',
  ],
  ['empty items say nothing', '<ul><li>Tea</li><li> </li></ul>', '<ul><li>Tea</li></ul>'],
  ['a list that counts from elsewhere does so', '<ol start="3"><li>Tea</li></ol>', '<ol start="3"><li>Tea</li></ol>'],
  ['text stays text', '1 &lt; 2 &amp; 3', '<p>1 &lt; 2 &amp; 3</p>'],
])('%s', (_, html, expected) => {
  expect(build(html).html).toBe(expected);
});

test('programs and hidden words go, and are told', () => {
  expect(build('<p>Tea</p><script>x()</script><p style="display: none">toast</p>')).toMatchObject({
    html: '<p>Tea</p>',
    codes: ['HTML_REMOVED', 'HTML_REMOVED'],
  });
});

test('a foreign frame becomes a link to what it shows', () => {
  expect(build('<iframe src="//v.example/1" title="A film"></iframe>').html).toBe(
    '<p><a href="https://v.example/1">A film</a></p>',
  );
});

test('a picture is a figure and is kept apart, too; a counting pixel is neither', () => {
  const built = build('<img src="/p.jpg" alt="A pier"><img src="https://t.example/c.gif" width="1" height="1">');
  expect(built.html).toBe('<figure><img src="https://x.example/p.jpg" alt="A pier"></figure>');
  expect(built.pictures).toMatchObject([{ url: 'https://x.example/p.jpg', alternativeText: 'A pier' }]);
  expect(built.codes).toEqual(['TRACKER_REMOVED']);
});
