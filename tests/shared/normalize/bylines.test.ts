import { describe, expect, test } from 'vitest';
import { hasBylineOpener, looksLikeNames, splitByline } from '../../../shared/normalize/bylines.ts';

test.each([
  ['By Ann Author and Ben Writer', ['Ann Author', 'Ben Writer']],
  ['Ann Author, Ben Writer and Cem Yildiz | Example News', ['Ann Author', 'Ben Writer', 'Cem Yildiz', 'Example News']],
  ['Von Katrin Sommerfeld und Jens Abel', ['Katrin Sommerfeld', 'Jens Abel']],
  ['Par Hélène Carrec et Malo Tanguy', ['Hélène Carrec', 'Malo Tanguy']],
  ['Por Ana Ruiz y Luis Gil', ['Ana Ruiz', 'Luis Gil']],
  ['José Ortega y Gasset', ['José Ortega y Gasset']],
  ['By Ann Author, Political Correspondent', ['Ann Author']],
  ['Ann Author; Ben Writer', ['Ann Author', 'Ben Writer']],
  ['Ann Author - Apr 16', ['Ann Author']],
  ['By Martin King, Jr.', ['Martin King, Jr.']],
  ['作者：王小明', ['王小明']],
  ['记者 王明、李华', ['王明', '李华']],
  ['Reuters', ['Reuters']],
  ['Reuters, Washington', ['Reuters']],
  ['Reuters, AFP', ['Reuters', 'AFP']],
  ['AP, Ann Author', ['AP', 'Ann Author']],
  ['Reuters | Guardian', ['Reuters', 'Guardian']],
  ['Ann Author | Monday, May 4, 2026', ['Ann Author']],
  ['Von Anna Sommer | Mittwoch', ['Anna Sommer']],
  ['Staff', ['Staff']],
  ['Ann Author in New York and Ben Writer', ['Ann Author', 'Ben Writer']],
  ['Robin in ’t Veld', ['Robin in ’t Veld']],
  ['By Ann Author, Published March 3', ['Ann Author']],
  ['By Ann Author Updated 3:15 PM', ['Ann Author']],
  ['Posted by Ann Author on March 3, 2026', ['Ann Author']],
  ['By Ann Author and Ben Writer, Staff Writers', ['Ann Author', 'Ben Writer']],
  ['By Ann Author Special to the Harbour Gazette', ['Ann Author']],
  ['By ANN AUTHOR and BEN WRITER Associated Press', ['ANN AUTHOR', 'BEN WRITER', 'Associated Press']],
  ['Par Anne Auteur (avec AFP)', ['Anne Auteur', 'AFP']],
  ['', []],
])('“%s” names %j', (byline, names) => {
  expect(splitByline(byline)).toEqual(names);
});

describe('a bare line', () => {
  test('can be names', () => {
    for (const line of ['Marta Ellingsen', 'Ludwig van Beek', 'Ann Author and Ben Writer', 'Ana María de la Cruz'])
      expect([line, looksLikeNames(line)]).toEqual([line, true]);
  });

  test('is none when it is prose, a label or in capitals', () => {
    for (const line of ['The council met', 'Marta', 'WORLD NEWS', 'Marta Ellingsen.', 'Page 3 Of 4', 'kim jong un'])
      expect([line, looksLikeNames(line)]).toEqual([line, false]);
  });

  test('opens like a byline in many languages', () => {
    for (const line of ['By Ann', 'Von Ann', 'Par Ann', 'By: Ann', '文 王小明'])
      expect([line, hasBylineOpener(line)]).toEqual([line, true]);
    expect(hasBylineOpener('Bystanders watched')).toBe(false);
  });
});
