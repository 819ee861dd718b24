import { expect, test } from 'vitest';
import type { Warning } from '../../../shared/contract/reasons.ts';
import { atomBody, atomText } from '../../../shared/formats/atom-text.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const element = async (xml: string) => (await readXml(xml)).root;

test.each([
  ['<title>Ferry  at\n night</title>', 'Ferry at night'],
  ['<title type="html">Tea &amp;amp; &lt;b&gt;toast&lt;/b&gt;</title>', 'Tea & toast'],
  ['<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Tea <i>and</i> toast</div></title>', 'Tea and toast'],
  ['<title> </title>', undefined],
])('%s is one line of text', async (xml, line) => {
  expect(await atomText(await element(xml))).toBe(line);
});

test('content is read by its type', async () => {
  const body = async (xml: string) => atomBody(await element(xml), []);
  expect(await body('<content type="text">1 &lt; 2</content>')).toEqual({ kind: 'text', value: '1 < 2' });
  expect(await body('<content type="html">&lt;p&gt;Tea&lt;/p&gt;</content>')).toEqual({
    kind: 'html',
    value: '<p>Tea</p>',
  });
  expect(
    await body('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Tea</p></div></content>'),
  ).toMatchObject({ kind: 'html', value: expect.stringContaining('<p>Tea</p>') });
  expect(await body('<content type="text/html" mode="base64">PHA+VGVhPC9wPg==</content>')).toEqual({
    kind: 'html',
    value: '<p>Tea</p>',
  });
});

test('content that is elsewhere, empty or no text is none', async () => {
  const warnings: Warning[] = [];
  expect(await atomBody(undefined, warnings)).toBeUndefined();
  expect(await atomBody(await element('<content src="https://x.example/a.html"/>'), warnings)).toBeUndefined();
  expect(await atomBody(await element('<content type="text"> </content>'), warnings)).toBeUndefined();
  expect(warnings).toEqual([]);
  expect(await atomBody(await element('<content type="image/png">iVBORw0=</content>'), warnings)).toBeUndefined();
  expect(warnings).toMatchObject([{ code: 'FIELD_IGNORED', path: 'content' }]);
});
