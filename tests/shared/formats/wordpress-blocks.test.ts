import { expect, test } from 'vitest';
import { fillBlocks } from '../../../shared/formats/wordpress-blocks.ts';

const blocks: Readonly<Record<string, string>> = { 12: '<p>Used again.</p>' };
const fill = (content: string, footnotes?: string): ReturnType<typeof fillBlocks> =>
  fillBlocks(content, { block: (id) => blocks[id], ...(footnotes ? { footnotes } : {}) });

test('a reusable block stands where it is referred to', () => {
  expect(fill('<p>A</p><!-- wp:block {"ref":12} /--><p>B</p>').html).toBe('<p>A</p><p>Used again.</p><p>B</p>');
});

test('footnotes stand in their place as a list', () => {
  const notes = JSON.stringify([
    { id: 'a', content: 'The <em>first</em>.' },
    { id: 'b', content: 'The second.' },
  ]);
  expect(fill('<p>A</p><!-- wp:footnotes /-->', notes).html).toBe(
    '<p>A</p><ol><li>The <em>first</em>.</li><li>The second.</li></ol>',
  );
  expect(fill('<p>A</p><!-- wp:footnotes /-->', '{broken').html).toBe('<p>A</p>');
});

test('blocks that only the site can fill are named, those that show nothing are not', () => {
  const content =
    '<!-- wp:acf/quote {"data":{"text":"Hidden"},"mode":"edit"} /--><!-- wp:spacer {"height":"9px"} /--><!-- wp:latest-posts /-->' +
    '<!-- wp:paragraph --><p>A</p><!-- /wp:paragraph -->';
  expect(fill(content)).toEqual({
    html: '<!-- wp:paragraph --><p>A</p><!-- /wp:paragraph -->',
    removed: ['acf/quote', 'latest-posts'],
  });
});

test('openings without end cost no more than they are long', () => {
  const content = '<!-- wp:x {'.repeat(100_000);
  expect(fill(content).html).toBe(content);
});
