import { describe, expect, test } from 'vitest';
import { embargoInWords, isEmbargoLine } from '../../../shared/normalize/embargo-notes.ts';

describe('an embargo in words', () => {
  test.each([
    ['EMBARGOED UNTIL 0001 MONDAY MARCH 2', '0001 MONDAY MARCH 2'],
    ['Adds quotes.\nSperrfrist: 3. Mai, 18.00 Uhr', '3. Mai, 18.00 Uhr'],
    ['Eds: Embargoed until 6 p.m. EST Sunday. With photos.', '6 p.m. EST Sunday'],
    ['STRICTLY EMBARGOED - not for use before 2026-05-03T06:00:00Z', '2026-05-03T06:00:00Z'],
    ['Sous embargo jusqu’au 3 mai 2026', '3 mai 2026'],
    ['(Embargo)', ''],
  ])('stands in the note “%s”', (note, time) => {
    expect(embargoInWords(note, '')).toBe(time);
  });

  test.each([
    'Embargo on grain lifts prices',
    'Embargo lifted',
    'EMBARGO: lifted at noon',
    'Replaces embargoed version',
    '',
  ])('does not stand in “%s”', (note) => {
    expect(embargoInWords(note, note)).toBeUndefined();
  });

  test('stands at the top of a text, on a short line that gives the time', () => {
    expect(embargoInWords(undefined, 'EMBARGOED UNTIL 0001, 2 MARCH\n\nVoters are tired.')).toBe('0001, 2 MARCH');
    expect(
      embargoInWords(undefined, `Embargo until ${'the ministers meet again '.repeat(10)}, they said.`),
    ).toBeUndefined();
    expect(embargoInWords(undefined, 'One.\n\nTwo.\n\nThree.\n\nEmbargo until 6 May')).toBeUndefined();
    expect(isEmbargoLine('Embargo: 6 May, 10.00')).toBe(true);
  });
});
