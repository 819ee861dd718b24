import { expect, test } from 'vitest';
import {
  bracketedNote,
  fullYear,
  monthNumber,
  paragraphsByBlankLines,
  splitNotes,
  versionSignal,
  wireByline,
} from '../../../shared/formats/wire-text.ts';

test('marks of a version are told from headlines', () => {
  expect(
    ['2ND LEAD', '1st Ld-Writethru', 'CORRECTION', 'MANDATORY KILL', 'Lead prices rise', 'Urgent talks on steel'].map(
      (line) => versionSignal(line),
    ),
  ).toEqual(['update', undefined, 'correction', 'kill', undefined, undefined]);
});

test('a byline ends with a sign of its own', () => {
  expect([wireByline('By A Bee, agency  ='), wireByline('Von Karla Wend'), wireByline('Nobody came')]).toEqual([
    'By A Bee, agency',
    'Von Karla Wend',
    undefined,
  ]);
});

test('what is not for publication is cut with all that follows, in English and German', () => {
  for (const line of [
    'The following information is not intended for publication',
    'Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt',
  ]) {
    const notes = splitNotes(['Text.', '* * * *', line, 'Tel 123']);
    expect(notes).toMatchObject({ story: ['Text.'], hasPrivate: true });
    expect(JSON.stringify(notes)).not.toContain('123');
  }
});

test('contacts in the notebook are dropped even without that line', () => {
  expect(
    splitNotes(['Text.', '# Notebook', '## Note to editors', '- Adds quote', '## Editorial contacts', '- Tel 123'])
      .edNote,
  ).toBe('Adds quote');
});

test('dates are written with English and German months and two-digit years', () => {
  expect([monthNumber('Nov'), monthNumber('Dezember'), monthNumber('Mai'), monthNumber('xyz')]).toEqual([
    '11',
    '12',
    '05',
    undefined,
  ]);
  expect([fullYear('26'), fullYear('98'), fullYear('2026')]).toEqual(['2026', '1998', '2026']);
});

test('paragraphs are parted by blank lines and escaped', () => {
  expect(paragraphsByBlankLines(['a <b', 'c', ' ', 'd'])).toBe('<p>a &lt;b c</p>\n<p>d</p>');
});

test('a line in brackets over a headline is a note, which tells a correction from an update', () => {
  expect(bracketedNote('(Berichtigung: im 2. Absatz)')).toEqual({
    note: 'Berichtigung: im 2. Absatz',
    signal: 'correction',
  });
  expect(bracketedNote('(Zusammenfassung 1430 - neu: Zitate) =')).toMatchObject({ signal: 'update' });
  expect(bracketedNote('Ferry (1930) found')).toBeUndefined();
});

test('indented lines open paragraphs where others are not indented', () => {
  expect(paragraphsByBlankLines(['   Wien (APA) - Ein Sturm', 'zog ab.', '   Verletzt wurde niemand.'])).toBe(
    '<p>Wien (APA) - Ein Sturm zog ab.</p>\n<p>Verletzt wurde niemand.</p>',
  );
});

test('months are known by their names in French, Spanish and Italian, too', () => {
  expect(['MAI', 'août', 'FEV', 'juil', 'GEN', 'dic', 'XYZ'].map(monthNumber)).toEqual([
    '05',
    '08',
    '02',
    '07',
    '01',
    '12',
    undefined,
  ]);
});
