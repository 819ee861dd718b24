import { expect, test } from 'vitest';
import { ansPicture, readAnsElements } from '../../../shared/formats/arc-ans-elements.ts';
import { JsonFields } from '../../../shared/formats/json-fields.ts';

const read = (...elements: readonly object[]) => readAnsElements(new JsonFields({ content_elements: elements }));

test('text, headings, lists, quotes, tables and code become HTML in their order', async () => {
  const { html } = await read(
    { type: 'header', level: 1, content: 'H' },
    { type: 'text', content: 'T <b>b</b>' },
    {
      type: 'list',
      list_type: 'unordered',
      items: [
        { type: 'text', content: 'a' },
        { type: 'list', list_type: 'ordered', items: [{ type: 'text', content: 'b' }] },
      ],
    },
    { type: 'quote', content_elements: [{ type: 'text', content: 'q' }], citation: { content: 'c' } },
    { type: 'table', header: ['h'], rows: [[{ type: 'text', content: '1' }]] },
    { type: 'code', content: '<x>' },
    { type: 'divider' },
  );
  expect(html.replaceAll('\n', '')).toBe(
    '<h2>H</h2><p>T <b>b</b></p><ul><li>a</li><li><ol><li>b</li></ol></li></ul><blockquote><p>q</p><p><cite>c</cite></p></blockquote>' +
      '<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table><pre>&lt;x&gt;</pre><hr>',
  );
});

test('links to other stories are related, pull quotes are not repeated, unknown elements are named', async () => {
  const content = await read(
    { type: 'interstitial_link', content: 'More', url: 'https://a.example/' },
    { type: 'link_list', items: [{ type: 'interstitial_link', content: 'Else', url: 'https://b.example/' }] },
    { type: 'quote', subtype: 'pullquote', content_elements: [{ type: 'text', content: 'again' }] },
    { type: 'custom_embed' },
    { type: 'correction', text: 'It was two.' },
  );
  expect(content).toMatchObject({
    html: '',
    related: [{ title: 'More' }, { title: 'Else' }],
    corrections: ['It was two.'],
    warnings: [
      { code: 'FIELD_IGNORED', path: 'content_elements[2]' },
      { code: 'FIELD_IGNORED', path: 'content_elements[3]' },
    ],
  });
});

test('embeds and videos become links, never markup of others', async () => {
  const { html, warnings } = await read(
    { type: 'oembed_response', raw_oembed: { title: 'Clip', url: 'https://v.example/1', html: '<iframe src=x>' } },
    { type: 'video', canonical_url: 'javascript:1' },
  );
  expect(html).toBe('<p><a href="https://v.example/1">Clip</a></p>');
  expect(warnings).toMatchObject([{ code: 'FIELD_IGNORED', path: 'content_elements[1]' }]);
});

test('elements nested without end are cut', async () => {
  let element: object = { type: 'text', content: 'deep' };
  for (let depth = 0; depth < 60; depth++) element = { type: 'element_group', content_elements: [element] };
  expect((await read(element)).html).toBe('');
});

test('a picture has the credits of its own', async () => {
  const image = new JsonFields({
    type: 'image',
    url: 'https://a.example/1.jpg',
    caption: '<i>C</i> &amp; D',
    credits: { by: [{ name: 'P' }], affiliation: [{ name: 'AFP' }] },
  });
  expect(await ansPicture(image)).toMatchObject({
    url: 'https://a.example/1.jpg',
    caption: 'C & D',
    byline: 'P',
    credit: 'P/AFP',
  });
});

test('pictures stand where the story has them, with their words', async () => {
  const { html, pictures } = await read(
    { type: 'text', content: 'One.' },
    {
      type: 'image',
      url: 'https://a.example/p.jpg',
      caption: 'The quay',
      alt_text: 'A quay',
      credits: { by: [{ name: 'Jo Lens' }] },
      width: 800,
      height: 600,
    },
    { type: 'text', content: 'Two.' },
  );
  expect(html).toBe(
    '<p>One.</p>\n<figure><img src="https://a.example/p.jpg" alt="A quay" width="800" height="600">' +
      '<figcaption>The quay | Jo Lens</figcaption></figure>\n<p>Two.</p>',
  );
  expect(pictures).toMatchObject([{ byline: 'Jo Lens', caption: 'The quay' }]);
});
