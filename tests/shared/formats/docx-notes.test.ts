import { expect, test } from 'vitest';
import { readNotes } from '../../../shared/formats/docx-notes.ts';

test('notes are read by their ids, without lines that part them, deleted and hidden text', async () => {
  const xml =
    '<w:footnotes xmlns:w="urn:w"><w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>' +
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> The first.</w:t></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p>' +
    '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:t>Its end.</w:t></w:r></w:p></w:footnote></w:footnotes>';
  expect(await readNotes(xml, 'word/footnotes.xml')).toEqual(new Map([['2', 'The first. Its end.']]));
});
