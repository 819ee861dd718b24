import { expect, test } from 'vitest';
import { contentOf, galleryOf, metaOf, readWxrExport } from '../../../shared/formats/wxr-export.ts';
import { childrenOf } from '../../../shared/formats/xml-tree.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const meta = (key: string, value: string): string =>
  `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`;

const channel = async (inside: string) => {
  const { root } = await readXml(
    `<channel xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/">${inside}</channel>`,
  );
  return { root, items: childrenOf(root, 'item') };
};

const attachment = (id: number, url: string, inside: string): string =>
  `<item><wp:post_id>${id}</wp:post_id><wp:post_type>attachment</wp:post_type><wp:post_parent>7</wp:post_parent><wp:attachment_url>${url}</wp:attachment_url>${inside}</item>`;

test('authors have the name that is shown, else their first and last', async () => {
  const { root, items } = await channel(
    `<wp:author><wp:author_login>Ann</wp:author_login><wp:author_display_name>Ann Quay</wp:author_display_name></wp:author>
     <wp:author><wp:author_login>ben</wp:author_login><wp:author_first_name>Ben</wp:author_first_name><wp:author_last_name>Pier</wp:author_last_name></wp:author>
     <wp:author><wp:author_login>dee</wp:author_login><wp:author_display_name>dee</wp:author_display_name><wp:author_first_name>Dee</wp:author_first_name><wp:author_last_name>Rope</wp:author_last_name></wp:author>
     <item><wp:post_type>guest-author</wp:post_type>${meta('cap-user_login', 'cy')}${meta('cap-display_name', 'Cy Dock')}</item>`,
  );
  expect([...(await readWxrExport(root, items)).authors]).toEqual([
    ['ann', 'Ann Quay'],
    ['ben', 'Ben Pier'],
    ['dee', 'Dee Rope'],
    ['cy', 'Cy Dock'],
  ]);
});

test('attachments are pictures with what the camera wrote into them; films and documents are none', async () => {
  const details = '"width";i:800;s:6:"height";i:600;a:2:{s:6:"credit";s:3:"Ann";s:9:"copyright";s:5:"© Ann";}';
  const { root, items } = await channel(
    attachment(
      1,
      'https://x.example/a.jpg',
      meta('_wp_attachment_metadata', details) + meta('_wp_attachment_image_alt', 'A pier'),
    ) + attachment(2, 'https://x.example/b.pdf', ''),
  );
  const { pictures, attached } = await readWxrExport(root, items);
  expect([...pictures]).toEqual([
    [
      '1',
      {
        url: 'https://x.example/a.jpg',
        alternativeText: 'A pier',
        credit: 'Ann',
        copyrightNotice: '© Ann',
        width: 800,
        height: 600,
      },
    ],
  ]);
  expect([...attached]).toEqual([['7', ['1']]]);
});

test('a gallery shows the pictures there are, with their text escaped', async () => {
  const { root, items } = await channel(
    attachment(1, 'https://x.example/a.jpg', '<excerpt:encoded>Tea &amp; toast</excerpt:encoded>'),
  );
  const found = await readWxrExport(root, items);
  expect(galleryOf(found, ['1', '2'])).toContain(
    '<figure><img src="https://x.example/a.jpg" alt=""><figcaption>Tea &amp; toast</figcaption></figure>',
  );
  expect(galleryOf(found, ['2'])).toBe('');
});

test('of a custom field the first that is filled counts, and content is as it stands', async () => {
  const { items } = await channel(
    `<item>${meta('k', ' ')}${meta('k', 'first')}${meta('k', 'second')}<content:encoded><![CDATA[<p>Tea</p>]]></content:encoded></item>`,
  );
  const [item] = items;
  if (!item) throw new Error('no item');
  expect([...metaOf(item)]).toEqual([['k', 'first']]);
  expect(contentOf(item)).toBe('<p>Tea</p>');
});
