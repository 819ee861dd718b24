import { describe, expect, test } from 'vitest';
import { withoutSignOff } from '../../../shared/formats/story-end.ts';
import { lineOf } from '../../../shared/formats/xml-tree.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const endOf = async (inner: string): Promise<{ readonly lines: readonly unknown[]; readonly messages: string }> => {
  const { nodes, warnings } = withoutSignOff((await readXml(`<x>${inner}</x>`)).root.children);
  return { lines: nodes.map((node) => lineOf(node)), messages: warnings.map(({ message }) => message).join() };
};

describe('the end of a story', () => {
  test('loses several marks, one under the other, and tells which', async () => {
    const { lines, messages } = await endOf('<p>It sailed.</p><p>(Schluss) abc/de</p><p>ab/cd</p><p>/ritzau/</p>');
    expect(lines).toEqual(['It sailed.']);
    expect(messages).toMatch(/“\(Schluss\) abc\/de”, “ab\/cd”, “\/ritzau\/”/);
  });

  test('loses how to reach its writers, which no warning repeats', async () => {
    const { lines, messages } = await endOf(
      '<p>It sailed.</p><p>(Reporting by Ann Author)</p><p>((ann@agency.example; +44 20 7000 0000; Messaging: ann@agency.example))</p>',
    );
    expect(lines).toEqual(['It sailed.', '(Reporting by Ann Author)']);
    expect(messages).toContain('contacts');
    expect(messages).not.toContain('@');
  });

  test.each([
    ['It sailed. EFE', 'It sailed.'],
    ['It sailed. (AFP)', 'It sailed.'],
    ['“It sailed.”(©NTB)', '“It sailed.”'],
    ['It sailed. /ritzau/', 'It sailed.'],
    ['It sailed. (ANSA).', 'It sailed.'],
    ['It sailed. (SEGUE).', 'It sailed.'],
    ['船开了。（完）', '船开了。'],
  ])('loses the sign behind “%s”', async (text, kept) => {
    expect((await endOf(`<p>One.</p><p>${text}</p>`)).lines).toEqual(['One.', kept]);
  });

  test.each([
    'she told AFP.',
    'It left for the UK. NATO',
    'the report said (2026).',
    'He works for Reuters',
    'He spoke. (see below)',
  ])('keeps “%s”', async (text) => {
    expect((await endOf(`<p>One.</p><p>${text}</p>`)).lines).toEqual(['One.', text]);
  });

  test.each(['abc/ def/', 'YAB-ABC/DEF', 'ABC // DEF', 'Lusa/Fim'])('loses “%s”', async (mark) => {
    expect((await endOf(`<p>It sailed.</p><p>${mark}</p>`)).lines).toEqual(['It sailed.']);
  });

  test('keeps what is all there is, tables and pictures', async () => {
    expect((await endOf('<p>ends</p>')).lines).toEqual(['ends']);
    expect(
      (await endOf('<p>One.</p><figure><img src="a"/><figcaption>ab/cd</figcaption></figure>')).lines,
    ).toHaveLength(2);
  });
});
