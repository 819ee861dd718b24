import { describe, expect, test } from 'vitest';
import { acceptedOf, codesOf, describedAs, htmlOf, readAs, readSample, warningCodesOf } from '../../support/uploads.ts';
import { zipOf } from '../../support/zip-file.ts';

const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (text: string): string => `<w:p>${run(text)}</w:p>`;

function documentOf(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const main = `<?xml version="1.0"?><w:document xmlns:w="${namespace}" xmlns:r="urn:r"><w:body>${body}</w:body></w:document>`;
  const all = { 'word/document.xml': main, ...parts };
  return zipOf(Object.entries(all).map(([name, content]) => ({ name, content })));
}

describe('a Word document', () => {
  test('is read by its styles', async () => {
    const item = acceptedOf(await readSample('docx/allotments.docx'));
    expect(item.article.headlines).toEqual([
      { role: 'main', value: 'Allotment gardens open to beginners' },
      { role: 'subhead', value: 'Forty plots are free' },
    ]);
    expect(item.article.by).toBe('Hanne Voss');
    expect(item.article.firstCreated).toBe('2026-04-01T08:00:00Z');
    expect(htmlOf(item)).toContain('<h2>What to bring</h2><ul><li>Boots</li><li>Gloves</li></ul><table>');
    expect(htmlOf(item)).toContain('<strong>Grunau</strong>');
    expect(htmlOf(item)).toContain('<a href="https://garten.example/list">the list</a>');
  });

  test('never gives away deleted, hidden or commented text', async () => {
    const item = acceptedOf(await readSample('docx/allotments.docx'));
    expect(JSON.stringify(item)).not.toMatch(/MAYOR LIND|HIDDEN REMARK|Ask legal/);
    expect(htmlOf(item)).toContain('Tools are lent.');
    expect(warningCodesOf(item)).toContain('HIDDEN_TEXT_REMOVED');
  });

  test('without styles has its first short paragraph as the headline', async () => {
    const body = [
      paragraph('Mill wheel turns again'),
      paragraph('Von Edda Lang'),
      paragraph('The mill wheel turned for the first time since 1954.'),
    ];
    const item = acceptedOf(await readAs(documentOf(body.join('')), 'mill.docx'));
    expect(item.article.headlines).toEqual([{ role: 'main', value: 'Mill wheel turns again' }]);
    expect(item.article.by).toBe('Edda Lang');
    expect(htmlOf(item)).toBe('<p>The mill wheel turned for the first time since 1954.</p>');
  });

  test('has its subhead between headline and byline, its notice at the end, and nothing under the end mark', async () => {
    const body = [
      'Mill wheel turns again',
      'Seventy years of rest are over',
      'By Edda Lang and Ulf Brand',
      'The mill wheel turned for the first time since 1954.',
      '© 2026 Mill Post',
      'ENDS',
      'Contact: Edda, 0123 456',
    ];
    const item = acceptedOf(await readAs(documentOf(body.map(paragraph).join('')), 'mill.docx'));
    expect(item.article.headlines).toContainEqual({ role: 'subhead', value: 'Seventy years of rest are over' });
    expect(item.article.by).toBe('Edda Lang, Ulf Brand');
    expect(item.attribution?.copyrightNotice).toBe('© 2026 Mill Post');
    expect(htmlOf(item)).toBe('<p>The mill wheel turned for the first time since 1954.</p>');
  });

  test('a heading under the headline is no byline, however it is worded', async () => {
    const styled = (style: string, text: string): string =>
      `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${run(text)}</w:p>`;
    const body = `${styled('Title', 'A mill')}${styled('Heading1', 'Edda Lang')}${paragraph('She runs the mill.')}`;
    const item = acceptedOf(await readAs(documentOf(body), 'mill.docx'));
    expect(item.article.by).toBeUndefined();
    expect(htmlOf(item)).toBe('<h2>Edda Lang</h2><p>She runs the mill.</p>');
  });

  test('filled in as a form is read by its labels', async () => {
    const body = ['Headline: A mill', 'Byline: Edda Lang', 'Embargo: 6 May 2037 00:01 UTC', 'She runs the mill.'];
    const item = acceptedOf(await readAs(documentOf(body.map(paragraph).join('')), 'mill.docx'));
    expect(item.article.headlines?.[0]?.value).toBe('A mill');
    expect(item.article.by).toBe('Edda Lang');
    expect(item.disposition).toMatchObject({ kind: 'hold' });
    expect(htmlOf(item)).toBe('<p>She runs the mill.</p>');
  });

  test('keeps its footnotes, and gives its pictures their captions', async () => {
    const notes = `<w:footnotes xmlns:w="${namespace}"><w:footnote w:id="2"><w:p>${run('Built in 1890.')}</w:p></w:footnote></w:footnotes>`;
    const picture =
      '<w:p><w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" name="P" descr="A wheel"/></w:drawing></w:r></w:p>';
    const caption = `<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>${run('The wheel. Photo: Jo Lens')}</w:p>`;
    const text = `<w:p>${run('She runs the mill.')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`;
    const body = `${paragraph('A headline of four words')}${text}${picture}${caption}`;
    const item = acceptedOf(await readAs(documentOf(body, { 'word/footnotes.xml': notes }), 'mill.docx'));
    expect(htmlOf(item)).toBe('<p>She runs the mill.<sup>[1]</sup></p><hr /><ol><li>Built in 1890.</li></ol>');
    expect(describedAs(item, 'picture-1', 'caption')).toBe('The wheel.');
    expect(describedAs(item, 'picture-1', 'creditline')).toBe('Jo Lens');
  });

  test('nests lists by their level, numbered ones apart', async () => {
    const listed = (level: number, list: string, text: string): string =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${run(text)}</w:p>`;
    const numbering = `<w:numbering xmlns:w="${namespace}"><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num></w:numbering>`;
    const body = `${paragraph('A headline of four words')}${paragraph('Text.')}${listed(0, '1', 'one')}${listed(1, '1', 'inner')}${listed(0, '1', 'two')}`;
    const item = acceptedOf(await readAs(documentOf(body, { 'word/numbering.xml': numbering }), 'list.docx'));
    expect(htmlOf(item)).toBe('<p>Text.</p><ol><li><p>one</p><ul><li>inner</li></ul></li><li>two</li></ol>');
  });

  test('loses links that would run, and keeps their words', async () => {
    const links =
      '<Relationships><Relationship Id="a" Type="x/hyperlink" Target="javascript:alert(1)" TargetMode="External"/></Relationships>';
    const body = `${paragraph('A headline of four words')}<w:p><w:hyperlink r:id="a">${run('click')}</w:hyperlink></w:p>`;
    const item = acceptedOf(await readAs(documentOf(body, { 'word/_rels/document.xml.rels': links }), 'link.docx'));
    expect(htmlOf(item)).toBe('<p>click</p>');
  });

  test('with macros, with a DTD, without its text, or in the old format is refused', async () => {
    expect(codesOf(await readAs(documentOf(paragraph('x'), { 'word/vbaProject.bin': 'x' }), 'm.docm'))).toEqual([
      'MACROS',
    ]);
    const bomb = `<!DOCTYPE w [<!ENTITY x "y">]><w:document xmlns:w="${namespace}"><w:body/></w:document>`;
    expect(codesOf(await readAs(documentOf('', { 'word/document.xml': bomb }), 'x.docx'))).toEqual([
      'XML_ENTITY_DECLARED',
    ]);
    expect(codesOf(await readAs(zipOf([{ name: '[Content_Types].xml', content: '<Types/>' }]), 'n.docx'))).toEqual([
      'DOCX_INVALID',
    ]);
    expect(codesOf(await readAs(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old.docx'))).toEqual(['TYPE_MISMATCH']);
    expect(codesOf(await readAs(documentOf('<w:p><w:r>'), 'cut.docx'))).toEqual(['XML_MALFORMED']);
    expect(codesOf(await readAs(documentOf(`${'<w:p>'.repeat(300)}${'</w:p>'.repeat(300)}`), 'deep.docx'))).toEqual([
      'XML_TOO_DEEP',
    ]);
  });

  test('is known by its content where it has another name', async () => {
    const { format } = await readAs(
      documentOf(`${paragraph('A headline of four words')}${paragraph('Text.')}`),
      'story.bin',
    );
    expect(format).toBe('docx');
  });
});
