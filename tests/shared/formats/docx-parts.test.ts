import { expect, test } from 'vitest';
import { readCoreProperties, readHyperlinks, readNumbering, readStyles } from '../../../shared/formats/docx-parts.ts';

test('headings are known by the built-in names of their styles', async () => {
  const styles = await readStyles(
    '<s><style type="paragraph" styleId="berschrift1"><name val="heading 1"/></style><style type="character" styleId="x"><name val="heading 2"/></style></s>',
  );
  expect([...styles]).toEqual([['berschrift1', { name: 'heading 1', headingLevel: 1 }]]);
});

test('only hyperlinks to outside are taken, never templates or files of the package', async () => {
  const links = await readHyperlinks(
    '<r><Relationship Id="1" Type="x/hyperlink" Target="https://a.example/" TargetMode="External"/><Relationship Id="2" Type="x/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/><Relationship Id="3" Type="x/image" Target="../../etc/passwd"/></r>',
  );
  expect([...links]).toEqual([['1', 'https://a.example/']]);
});

test('a list is numbered where its level says so', async () => {
  const isNumbered = await readNumbering(
    '<n><abstractNum abstractNumId="7"><lvl ilvl="0"><numFmt val="bullet"/></lvl><lvl ilvl="1"><numFmt val="decimal"/></lvl></abstractNum><num numId="2"><abstractNumId val="7"/></num></n>',
  );
  expect([isNumbered('2', 0), isNumbered('2', 1), isNumbered('9', 0)]).toEqual([false, true, false]);
});

test('properties are read by name, empty ones left out', async () => {
  expect(await readCoreProperties('<c><title>T</title><creator> </creator></c>')).toEqual({ title: 'T' });
});
