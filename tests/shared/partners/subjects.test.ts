import { describe, expect, test } from 'vitest';
import type { Concept } from '../../../shared/article/article.ts';
import { isUnknownCode, keysOfWanted, subjectKeysOf, subjectLabel } from '../../../shared/partners/subjects.ts';

const football: Concept = { name: 'Fussball', uri: 'http://cv.iptc.org/newscodes/mediatopic/20001065' };
const subjectCode: Concept = { name: 'Soccer', uri: 'http://cv.iptc.org/newscodes/subjectcode/15054000' };

describe('a subject that a filter names', () => {
  test.each<[string, Concept, boolean]>([
    ['medtop:20001065', football, true],
    ['medtop:15000000', football, true],
    ['http://cv.iptc.org/newscodes/mediatopic/15000000', football, true],
    ['https://cv.iptc.org/newscodes/mediatopic/15000000/', football, true],
    ['15000000', football, true],
    ['sport', football, true],
    ['Soccer', football, true],
    ['subj:15054000', football, true],
    ['subj:15000000', football, true],
    ['fussball', football, true],
    ['medtop:20000822', football, true],
    ['medtop:11000000', football, false],
    ['politics', football, false],
    ['medtop:20001066', football, false],

    ['subj:15054000', subjectCode, true],
    ['subj:15000000', subjectCode, true],
    ['medtop:15000000', subjectCode, true],
    ['football', subjectCode, true],
    ['subj:15003000', subjectCode, false],
    ['subj:15054999', football, false],
    ['subj:15054000', { uri: 'subj:15000000' }, false],
    ['medtop:15000000', { literal: '15054003' }, true],
    ['subj:15054003', { literal: '15054003' }, true],

    ['sport', { name: 'Football' }, true],
    ['medtop:15000000', { name: 'soccer' }, true],
    ['sport', { name: 'Sports desk' }, false],
    ['sports desk', { name: 'Sports Desk' }, true],
    ['sea', { name: 'Seefahrt', literal: 'SEA' }, true],
    // The code says what is meant; the word beside it may be the desk’s own.
    ['sport', { name: 'football', uri: 'medtop:01000000' }, false],
  ])('%s, and an article about %j: %s', (wanted, concept, has) => {
    const keys = subjectKeysOf([concept]);
    expect(keysOfWanted(wanted).some((key) => keys.has(key))).toBe(has);
  });
});

test('codes are shown with their names', () => {
  expect(['medtop:15000000', 'subj:15054000', 'sport', 'medtop:99999999'].map(subjectLabel)).toEqual([
    'medtop:15000000 (sport)',
    'subj:15054000 (football)',
    'sport',
    'medtop:99999999',
  ]);
});

test('a code that IPTC does not have is known for one', () => {
  expect(['medtop:99999999', '99999999', 'medtop:15000000', 'subj:15054003', 'sport'].map(isUnknownCode)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
