import { describe, expect, test } from 'vitest';
import {
  asMeant,
  headlineFrom,
  headlineFromText,
  unwrapped,
  withDateline,
  withoutContacts,
  withoutRepeats,
} from '../../../shared/formats/story-text.ts';
import { lineOf } from '../../../shared/formats/xml-tree.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const nodesOf = async (inner: string) => (await readXml(`<x>${inner}</x>`)).root.children;
const textsOf = (nodes: Awaited<ReturnType<typeof nodesOf>>) => nodes.map((node) => lineOf(node));

describe('a story', () => {
  test('loses its headline and byline at the top, however they are written there', async () => {
    const nodes = await nodesOf('<h1>FERRY SAILS!</h1>\n<p/><p>by Ann Author</p><p>It sailed.</p>');
    const { nodes: rest } = withoutRepeats(nodes, { headline: 'Ferry sails', byline: 'By Ann Author' });
    expect(textsOf(rest)).toEqual(['It sailed.']);
  });

  test('loses a line that names no one but its byline, and keeps one that does', async () => {
    const { nodes } = withoutRepeats(await nodesOf('<p>By Ann Author</p><p>It sailed.</p>'), {
      byline: 'Ann Author, Reuters',
    });
    expect(textsOf(nodes)).toEqual(['It sailed.']);
    const other = withoutRepeats(await nodesOf('<p>By Bo Writer</p><p>It sailed.</p>'), { byline: 'Ann Author' });
    expect(textsOf(other.nodes)).toEqual(['By Bo Writer', 'It sailed.']);
  });

  test('gives the byline that no field has', async () => {
    const { byline } = withoutRepeats(await nodesOf('<p>By Ann Author</p><p>It sailed.</p>'), {});
    expect(byline).toBe('By Ann Author');
  });

  test('keeps a line that is all there is, also one that names its author', async () => {
    const { nodes, byline } = withoutRepeats(await nodesOf('<p>By Ann Author</p>'), {});
    expect([textsOf(nodes), byline]).toEqual([['By Ann Author'], 'By Ann Author']);
    const headline = withoutRepeats(await nodesOf('<p>Ferry sails</p>'), { headline: 'Ferry sails' });
    expect(textsOf(headline.nodes)).toEqual(['Ferry sails']);
  });

  test.each([
    'N i e u w bericht, vervangt: Veerboot ligt stil',
    'Replaces: FERRY-SAILS',
    'Neue Fassung, ersetzt: Fähre',
  ])('tells editors, not readers, “%s”', async (note) => {
    const { nodes, notes } = withoutRepeats(await nodesOf(`<p>${note}</p><p>It sailed.</p>`), {});
    expect([textsOf(nodes), notes]).toEqual([['It sailed.'], [note]]);
  });

  test.each([
    ['GENEVA, 3 May (XYZ) –', 'It sailed.', 'GENEVA, 3 May (XYZ) – It sailed.'],
    ['GENEVA, 3 May (XYZ) –', 'GENEVA (Reuters) - It sailed.', 'GENEVA (Reuters) - It sailed.'],
    ['GENEVA, 3 May (XYZ) –', 'Geneva, where it sailed.', 'Geneva, where it sailed.'],
    ['GENEVA, May 3', 'It sailed.', 'GENEVA, May 3 – It sailed.'],
    ['Geneva (AFP)', 'It sailed.', 'Geneva (AFP) – It sailed.'],
    ['Marrakesh (Morocco) (AFP)', 'It sailed.', 'Marrakesh (Morocco) (AFP) – It sailed.'],
    ['Geneva (Switzerland)', 'It sailed.', 'It sailed.'],
    ['ROMA, 3 MAG', '(ANSA) - ROMA, 3 MAG - It sailed.', '(ANSA) - ROMA, 3 MAG - It sailed.'],
    ['GENEVA', 'It sailed.', 'It sailed.'],
    ['2014-07-16 15:53:10 GMT+00:00', 'It sailed.', 'It sailed.'],
  ])('opens with the dateline “%s” where it is one to print: %s', async (dateline, text, expected) => {
    expect(textsOf(withDateline(await nodesOf(`<h2>A</h2><p>${text}</p>`), dateline))).toEqual(['A', expected]);
  });

  test('has subheadings where a wire sets a line between dashes, and a dash for an underscore behind its dateline', async () => {
    const nodes = asMeant(
      await nodesOf('<p>GENEVA (AP) _ It sailed.</p><p>- The vote -</p><p>___</p><p>- one - two - three</p>'),
    );
    expect(nodes.map((node) => (typeof node === 'string' ? node : `${node.name} ${lineOf(node)}`))).toEqual([
      'p GENEVA (AP) — It sailed.',
      'h2 The vote',
      'hr undefined',
      'p - one - two - three',
    ]);
  });

  test.each([
    '(Adds mayor’s words, details on docks)',
    '(Corrects day in paragraph 1 to Monday (not Tuesday))',
    '(Updates with close)',
  ])('tells editors, not readers, what a version changes: %s', async (note) => {
    const { nodes, notes, byline } = withoutRepeats(
      await nodesOf(`<p>${note}</p><p>By Ann Author</p><p>It sailed.</p>`),
      {},
    );
    expect([textsOf(nodes), notes, byline]).toEqual([['It sailed.'], [note.slice(1, -1)], 'By Ann Author']);
  });

  test('has its byline where it stands under its points, right over the dateline', async () => {
    const points = '<p>* Docks close</p><p>* Port opens</p>';
    const story = await nodesOf(`${points}<p>By Ann Author</p><p>TOLM, Jan 21 (Reuters) - It sailed.</p>`);
    const { nodes, byline } = withoutRepeats(story, {});
    expect([textsOf(nodes), byline]).toEqual([
      ['* Docks close', '* Port opens', 'TOLM, Jan 21 (Reuters) - It sailed.'],
      'By Ann Author',
    ]);
    const other = withoutRepeats(await nodesOf(`${points}<p>By Ann Author</p><p>It sailed.</p>`), {});
    expect(other.nodes).toHaveLength(4);
  });

  test('tells editors, not readers, when it may be used', async () => {
    const { nodes, notes } = withoutRepeats(await nodesOf('<p>EMBARGOED UNTIL 0001 MONDAY</p><p>It sailed.</p>'), {});
    expect([textsOf(nodes), notes]).toEqual([['It sailed.'], ['EMBARGOED UNTIL 0001 MONDAY']]);
  });

  test.each([
    ['Ann Author, The Canadian Press', ['It sailed.']],
    ['Ann Author and Bo Writer', ['It sailed.', 'Ann Author and Bo Writer']],
    ['Reuters', ['It sailed.', 'Reuters']],
  ])('under it, “%s” is left out where its byline names no less', async (line, expected) => {
    const { nodes } = withoutRepeats(await nodesOf(`<p>It sailed.</p><p>${line}</p>`), { byline: 'By Ann Author' });
    expect(textsOf(nodes)).toEqual(expected);
  });

  test('keeps a picture that carries the headline for a caption', async () => {
    const nodes = await nodesOf('<figure><img src="a"/><figcaption>Ferry</figcaption></figure><p>It sailed.</p>');
    expect(withoutRepeats(nodes, { headline: 'Ferry' }).nodes).toHaveLength(2);
  });

  test.each(['ends', '-ends-', 'ab/cd/ef', '==Kyodo', '/ritzau/', 'AAP RTV ar', '###'])(
    'loses the mark “%s” at its end',
    async (mark) => {
      const { nodes, warnings } = withoutRepeats(await nodesOf(`<p>It sailed.</p><p>${mark}</p>`), {});
      expect(textsOf(nodes)).toEqual(['It sailed.']);
      expect(warnings).toHaveLength(1);
    },
  );

  test.each(['The end.', 'Reuters', 'and/or else', 'She went home', 'AP said no'])(
    'keeps “%s” at its end',
    async (line) => {
      const { nodes } = withoutRepeats(await nodesOf(`<p>It sailed.</p><p>${line}</p>`), {});
      expect(nodes).toHaveLength(2);
    },
  );

  test('is found under what wraps it, and boxes beside it stay', async () => {
    const wrapped = await nodesOf(
      '<div>\n<section class="main"><p>a</p><div><p>b</p></div></section></div><div class="fact-box"><p>c</p></div><div>d</div><div style="display:none"><p>e</p></div>',
    );
    expect(
      unwrapped(wrapped, ['div', 'section']).flatMap((node) =>
        typeof node === 'string' ? [] : `${node.name} ${lineOf(node)}`,
      ),
    ).toEqual(['p a', 'p b', 'div c', 'div d', 'div e']);
  });
});

describe('a headline from the text', () => {
  test('is the first sentence, without its stop', async () => {
    expect(
      headlineFromText(await nodesOf('<div><p> </p><p>It sailed at 9.30 today. Then it sank.</p></div>'))?.headline,
    ).toBe('It sailed at 9.30 today');
  });

  test('is cut at a word when it is long', () => {
    const { headline } = headlineFrom(`${'word '.repeat(60)}end`) ?? { headline: '' };
    expect(headline.length).toBeLessThanOrEqual(142);
    expect(headline).toMatch(/word …$/);
  });

  test('is none where there is no text', () => {
    expect(headlineFrom(' \n ')).toBeUndefined();
  });
});

test('lines with numbers and addresses of desks are left out of notes', () => {
  expect(withoutContacts('Updates with quote\nDesk: +44 1632 960 114\nanna@desk.example\nCall 555-010-4477')).toEqual({
    note: 'Updates with quote',
    hadContacts: true,
  });
  expect(withoutContacts('Replaces 20260503T1015, lead of 2026-05-03')).toMatchObject({ hadContacts: false });
  expect(withoutContacts(undefined)).toEqual({ hadContacts: false });
});
