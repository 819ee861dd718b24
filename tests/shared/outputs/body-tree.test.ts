import { expect, test } from 'vitest';
import { bodyTree, mapTree, textOf } from '../../../shared/outputs/body-tree.ts';
import { element, writeXml } from '../../../shared/outputs/xml-writer.ts';

const written = (html: string): string => bodyTree(html).map(writeXml).join('');

test('sanitized HTML becomes the same tree, closed as XML wants it', () => {
  expect(written('<p dir="rtl">a &amp; b<br>c<br /></p><hr><img src="x?a=1&amp;b" alt="">')).toBe(
    '<p dir="rtl">a &amp; b<br/>c<br/></p><hr/><img src="x?a=1&amp;b" alt=""/>',
  );
});

test('references are read once, unknown ones left as they stand', () => {
  expect(textOf(bodyTree('<p>&amp;lt; &#233; &#xE9; &nbsp;&constructor; &unknown; &#1114112;</p>')[0]!)).toBe(
    '&lt; é é \u00a0&constructor; &unknown; &#1114112;',
  );
});

test('what is out of order loses no text', () => {
  expect(written('</p>a<b>b<i>c</b>d<p>e')).toBe('a<b>b<i>c</i></b>d<p>e</p>');
  expect(written('1 < 2 <3')).toBe('1 &lt; 2 &lt;3');
});

test('a tree is changed from the inside out', () => {
  const changed = mapTree(bodyTree('<p>a<b>b</b></p><hr>'), ({ name, children }) =>
    name === 'hr' ? undefined : element(name.toUpperCase(), {}, children),
  );
  expect(changed.map(writeXml).join('')).toBe('<P>a<B>b</B></P>');
});
