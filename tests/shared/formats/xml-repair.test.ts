import { expect, test } from 'vitest';
import { repairXml } from '../../../shared/formats/xml-repair.ts';

test('well-formed XML is left as it is', async () => {
  const text = '<?xml version="1.0"?><a b="&amp;">&lt;&#233;<!-- & --><![CDATA[ & ]]></a>';
  expect(await repairXml(text)).toEqual({ text, warnings: [] });
});

test('a reference that names nothing is text', async () => {
  expect((await repairXml('<a>&nothing; &#x;</a>')).text).toBe('<a>&amp;nothing; &amp;#x;</a>');
});

test('repairs are counted', async () => {
  const { warnings } = await repairXml('<a>R&D, Q&A &copy;</a>');
  expect(warnings).toEqual([
    { code: 'XML_HTML_ENTITY', message: '1 HTML names of characters were read as such' },
    { code: 'XML_REPAIRED', message: '2 ampersands were not escaped' },
  ]);
});

test('a stray end of CDATA is text only where there are sections', async () => {
  expect((await repairXml('<a>x ]]> y</a>')).text).toBe('<a>x ]]> y</a>');
});

test('a comment that never ends is left alone', async () => {
  expect((await repairXml('<a><!-- & &nbsp;')).text).toBe('<a><!-- & &nbsp;');
});
