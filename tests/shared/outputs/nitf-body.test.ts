import { expect, test } from 'vitest';
import type { Association } from '../../../shared/article/article.ts';
import { bodyTree } from '../../../shared/outputs/body-tree.ts';
import { leadMedia, nitfBody } from '../../../shared/outputs/nitf-body.ts';
import { writeXml } from '../../../shared/outputs/xml-writer.ts';

const written = (html: string, picture?: Association): string =>
  nitfBody(bodyTree(html), () => picture)
    .map(writeXml)
    .join('');

test.each([
  ['<h3>a</h3>', '<hl2 class="h3">a</hl2>'],
  ['<p>a <strong>b</strong> <sub>c</sub></p>', '<p>a <em class="strong">b</em> <em class="sub">c</em></p>'],
  ['<p dir="rtl" lang="ar">a</p>', '<p xml:lang="ar" class="dir-rtl">a</p>'],
  ['<blockquote><p>a</p></blockquote>', '<bq><block><p>a</p></block></bq>'],
  ['<dl><dt>a</dt><dd>b</dd></dl>', '<dl><dt>a</dt><dd><p class="inline">b</p></dd></dl>'],
  ['<ol start="4"><li>a</li></ol>', '<ol seqnum="4"><li>a</li></ol>'],
  [
    '<table><tbody><tr><td>a</td></tr></tbody><tfoot><tr><td>b</td></tr></tfoot></table>',
    '<table><tfoot><tr><td>b</td></tr></tfoot><tbody><tr><td>a</td></tr></tbody></table>',
  ],
])('%s', (html, xml) => {
  expect(written(html)).toBe(xml);
});

test('a figure is media with what is known of its picture, and the words as they stand under it', () => {
  const picture: Association = {
    name: 'picture-1',
    by: 'Ann Lens',
    copyrightHolder: 'Coast Wire plc',
    descriptions: [{ role: 'creditline', value: 'Ann Lens/Coast Wire' }],
    renditions: [{ name: 'main', href: 'https://x.example/a.jpg', contentType: 'image/jpeg' }],
  };
  const xml = written(
    '<figure><img src="https://x.example/a.jpg" alt="A"><figcaption>B</figcaption></figure>',
    picture,
  );
  expect(xml).toContain('<media id="picture-1" media-type="image"><media-metadata name="byline" value="Ann Lens"/>');
  expect(xml).toContain('copyright="Coast Wire plc" alternate-text="A"/><media-caption>B</media-caption>');
  expect(xml).toContain('<media-producer>Ann Lens/Coast Wire</media-producer>');
});

test('a picture without an address is no media', () => {
  expect(leadMedia({ name: 'picture-1' })).toBeUndefined();
});
