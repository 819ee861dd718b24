import { expect, test } from 'vitest';
import { readDocxDocument } from '../../../shared/formats/docx-document.ts';

const read = (body: string) =>
  readDocxDocument((name) =>
    name === 'word/document.xml' ? `<d xmlns="urn:any"><body>${body}</body></d>` : undefined,
  );

test('namespaces do not matter, so that strict documents are read like the others', async () => {
  expect((await read('<p><r><t>Text</t></r></p>')).blocks).toMatchObject([{ text: 'Text', html: 'Text' }]);
});

test('breaks, tabs, emphasis and raised text are kept', async () => {
  const { blocks } = await read(
    '<p><r><rPr><i/><vertAlign val="superscript"/></rPr><t>a</t></r><r><br/><t>b &amp; c</t></r></p>',
  );
  expect(blocks).toMatchObject([{ html: '<em><sup>a</sup></em><br>b &amp; c' }]);
});

test('moved and deleted text is counted, not read; switched-off hiding hides nothing', async () => {
  const text = await read(
    '<p><del><r><delText>no</delText></r></del><moveFrom><r><t>no</t></r></moveFrom><r><rPr><vanish val="0"/></rPr><t>yes</t></r></p>',
  );
  expect(text).toMatchObject({ deletions: 2, hidden: 0, blocks: [{ text: 'yes' }] });
});

test('a picture is described by its alternative text', async () => {
  expect(
    (await read('<p><r><drawing><docPr id="1" name="Picture 1" descr="A red barn"/></drawing></r></p>')).pictures,
  ).toEqual([{ alternativeText: 'A red barn' }]);
});

test('the text of a table within a table stays in its cell', async () => {
  const inner = '<tbl><tr><tc><p><r><t>in</t></r></p></tc></tr></tbl>';
  expect((await read(`<tbl><tr><tc><p><r><t>out</t></r></p>${inner}</tc></tr></tbl>`)).blocks).toEqual([
    '<table><tbody><tr><td>out<br>in </td></tr></tbody></table>',
  ]);
});

test('a document without its main part is refused', async () => {
  await expect(readDocxDocument(() => undefined)).rejects.toMatchObject({ code: 'DOCX_INVALID' });
});
