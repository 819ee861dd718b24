import { expect, test } from 'vitest';
import { expandShortcodes } from '../../../shared/formats/wordpress-shortcodes.ts';

const gallery = (ids: readonly string[] | undefined): string => `<gallery ${ids?.join(' ') ?? 'attached'}>`;
const expand = (html: string): string => expandShortcodes(html, { gallery }).html.replace(/\n+/g, '');

test.each([
  [
    '[caption id="a"]<img src="p.jpg"> Words[/caption]',
    '<figure><img src="p.jpg"><figcaption>Words</figcaption></figure>',
  ],
  [
    '[caption caption="Old"]<a href="x"><img src="p.jpg"></a>[/caption]',
    '<figure><a href="x"><img src="p.jpg"></a><figcaption>Old</figcaption></figure>',
  ],
  ['[gallery ids="1, 2"]', '<gallery 1 2>'],
  ['[gallery]', '<gallery attached>'],
  [
    '[embed]https://v.example/1?a=1&amp;b=2[/embed]',
    '<p><a href="https://v.example/1?a=1&amp;b=2">https://v.example/1?a=1&amp;b=2</a></p>',
  ],
  ['[youtube https://v.example/2]', '<p><a href="https://v.example/2">https://v.example/2</a></p>'],
  ['[youtube=https://v.example/3]', '<p><a href="https://v.example/3">https://v.example/3</a></p>'],
  [
    '[video mp4="https://v.example/4.mp4"][/video]',
    '<p><a href="https://v.example/4.mp4">https://v.example/4.mp4</a></p>',
  ],
  ['[dropcap]N[/dropcap]ach', 'Nach'],
  ['[vc_row][vc_column width="1/2"]Text[/vc_column][/vc_row]', 'Text'],
  ['[[gallery]]', '[gallery]'],
])('%s is shown as %s', (html, shown) => {
  expect(expand(html)).toBe(shown);
});

test.each([
  'He said [sic] so',
  '[…] and [1]',
  '[he] left',
  '<a href="x[a]">y</a>',
  '[Editor’s note: x]',
  'We asked the [then-mayor] twice',
  '<p><em>[off-camera]</em> Laughter</p>',
  'the [Leeds-based ferry firm] said',
  'It costs [more] than that',
])('%s stays as it is', (html) => {
  expect(expand(html)).toBe(html);
});

test.each(['<p>[ad-unit]</p>', 'Text.\n[related-posts]\nText.', '[contact-form-7 404 "Not Found"]'])(
  'in %s the shortcode goes',
  (html) => {
    expect(expand(html)).not.toContain('[');
  },
);

test('what only a plugin can fill goes, and is named', () => {
  expect(expandShortcodes('A [contact_form] B [poll id="3"] C', { gallery })).toEqual({
    html: 'A  B  C',
    removed: ['contact_form', 'poll'],
  });
});

test('players with unsafe addresses show nothing', () => {
  expect(expand('[video src="javascript:alert(1)"]')).toBe('');
});
