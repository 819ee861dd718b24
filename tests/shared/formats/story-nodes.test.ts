import { describe, expect, test } from 'vitest';
import { Unreadable } from '../../../shared/formats/format.ts';
import { isHtml, isWrapped, storyNodes, unescapedLine } from '../../../shared/formats/story-nodes.ts';
import { toHtml } from '../../../shared/formats/xml-html.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const htmlOf = async (...nodes: string[]): Promise<string> => toHtml(await storyNodes(nodes));

describe('a story’s blocks', () => {
  test('are its elements where it has any', async () => {
    const { root } = await readXml('<x>\n<p>a</p> b</x>');
    expect(await storyNodes(root.children)).toBe(root.children);
  });

  test('are HTML that was put in as text', async () => {
    expect(await htmlOf('<p>a <b>b</b>&amp;c<p>d')).toBe('<p>a <b>b</b>&amp;c</p><p>d</p>');
  });

  test('have no names of characters that escaping twice left in them', async () => {
    const { root } = await readXml(
      '<x><p>R&amp;amp;B at 4 o&amp;#39;clock, &amp;quot;caf&amp;eacute;&amp;quot; &amp;lt;b&amp;gt;</p></x>',
    );
    expect(toHtml(await storyNodes(root.children))).toBe(
      "<p>R&amp;B at 4 o'clock, &quot;café&quot; &amp;lt;b&amp;gt;</p>",
    );
    expect(unescapedLine('Rock &amp; roll &hellip; AT&T; &#7;')).toBe('Rock & roll … AT&T; &#7;');
  });

  test('are HTML that was escaped once more than it had to be; text about tags is text', async () => {
    expect(await htmlOf('&lt;p&gt;a &amp;amp; b&lt;/p&gt;&lt;p&gt;c&lt;/p&gt;')).toBe('<p>a &amp; b</p><p>c</p>');
    expect(await htmlOf('<p>write &lt;p&gt;</p>')).toBe('<p>write &lt;p&gt;</p>');
  });

  test.each([
    ['blank lines', 'One.\n\nTwo,\nand more.\n', '<p>One.</p><p>Two,<br>and more.</p>'],
    ['line breaks', 'One.\nTwo.', '<p>One.</p><p>Two.</p>'],
    [
      'blank lines and indented first lines',
      '03.05. Tolm\n   Ferry.\n\nab',
      '<p>03.05. Tolm</p><p>Ferry.</p><p>ab</p>',
    ],
    ['indented first lines', '  One is\nbroken.\n  Two.', '<p>One is broken.</p><p>Two.</p>'],
  ])('are paragraphs parted by %s', async (_, text, expected) => {
    expect(await htmlOf(text)).toBe(expected);
  });

  test('are joined from lines broken at the wire’s width', async () => {
    const line = 'words that fill a line of the wire to its very end';
    expect(await htmlOf(`${line}\n${line}\nand end.`)).toBe(`<p>${line} ${line} and end.</p>`);
  });

  test('are none in white space', async () => {
    expect(await storyNodes([' \n'])).toEqual([]);
  });

  test('nested as only attacks are, are refused', async () => {
    await expect(storyNodes(['<div>'.repeat(300)])).rejects.toThrow(Unreadable);
  });
});

test('a comparison is no HTML, a tag and a character’s name are', () => {
  expect(['1 < 2 > 0', 'AT&T; so', '<p>', '</DIV>', 'a<br/>b', '&eacute;', '<a href="x">'].map(isHtml)).toEqual([
    false,
    false,
    true,
    true,
    true,
    true,
    true,
  ]);
});

test('lines of uneven lengths were not broken at a width', () => {
  expect(isWrapped(['a', 'b'])).toBe(false);
  expect(isWrapped(['a'])).toBe(false);
});
