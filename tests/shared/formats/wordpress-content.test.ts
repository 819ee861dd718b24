import { expect, test } from 'vitest';
import { shownContent } from '../../../shared/formats/wordpress-content.ts';

const shown = async (html: string): Promise<string> => (await shownContent(html, () => undefined)).html;

test('loose lines are lines, outside of paragraphs and lists alone', async () => {
  expect(await shown('One\ntwo <b>three</b>\n\nfour')).toBe('One<br>two <b>three</b><br><br>four');
  const blocks = '<p>One\ntwo</p>\n<ul>\n<li>three\nfour</li>\n</ul><pre>a\n\nb</pre>';
  expect((await shown(blocks)).replace('</p><br><ul>', '</p>\n<ul>')).toBe(blocks);
});

test('an address alone on its line is a link', async () => {
  expect(await shown('One\n\nhttps://v.example/1\n\ntwo https://v.example/2 three')).toContain(
    '<a href="https://v.example/1">https://v.example/1</a>',
  );
  expect(await shown('two https://v.example/2 three')).not.toContain('<a');
});

test('a picture without words gets those of its own entry, and is noted', async () => {
  const content =
    '<img class="size-full wp-image-12" src="p.jpg" alt=""><img class="wp-image-13" src="q.jpg" alt="Own">';
  expect(await shownContent(content, () => ({ alternativeText: 'Quay' }))).toEqual({
    html: '<img class="size-full wp-image-12" src="p.jpg" alt="Quay"><img class="wp-image-13" src="q.jpg" alt="Own">',
    pictureIds: ['12', '13'],
  });
});

test('what nests too deeply is left to be refused', async () => {
  const deep = '<div>\n'.repeat(1_000);
  expect(await shown(deep)).toBe(deep);
});
