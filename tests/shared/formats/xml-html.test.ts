import { expect, test } from 'vitest';
import { toHtml } from '../../../shared/formats/xml-html.ts';
import { readXml } from '../../../shared/formats/xml.ts';

test('XHTML stays as it is, escaped', async () => {
  const { root } = await readXml('<x><p class="a">1 &lt; 2 <br/><a href="?a=1&amp;b=2">&quot;so&quot;</a></p></x>');
  expect(toHtml(root.children)).toBe('<p class="a">1 &lt; 2 <br><a href="?a=1&amp;b=2">&quot;so&quot;</a></p>');
});

test('prefixes go, other vocabularies give their text, and what would swallow the rest is dropped', async () => {
  const { root } = await readXml(
    '<x xmlns:h="urn:h" xmlns:xi="http://www.w3.org/2001/XInclude"><h:p>a<Some.Thing>b</Some.Thing><plaintext>c</plaintext><xi:include href="file:///etc/passwd"/></h:p></x>',
  );
  expect(toHtml(root.children)).toBe('<p>ab</p>');
});

test('rules say what becomes of an element', async () => {
  const { root } = await readXml('<x><a>1</a><b>2</b><c>3</c><d>4</d></x>');
  const html = toHtml(root.children, ({ name }) =>
    name === 'a' ? { as: 'p' } : name === 'b' ? 'drop' : name === 'c' ? 'unwrap' : { html: '<hr>' },
  );
  expect(html).toBe('<p>1</p>3<hr>');
});
