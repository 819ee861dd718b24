import { describe, expect, test } from 'vitest';
import { agencyNamed, findDateline } from '../../../shared/normalize/agencies.ts';

test('an agency is told by its whole name, never within a person’s', () => {
  expect(agencyNamed('Reuters')).toBe('Reuters');
  expect(agencyNamed('The Associated Press')).toBe('AP');
  expect(agencyNamed('By AFP')).toBe('AFP');
  expect(agencyNamed('Deutsche Presse-Agentur GmbH')).toBe('dpa');
  expect(agencyNamed('Australian Associated Press Pty Limited')).toBe('AAP');
  expect(['THE CANADIAN PRESS', 'EUROPA PRESS', 'TT'].map(agencyNamed)).toEqual([
    'The Canadian Press',
    'Europa Press',
    'TT',
  ]);
  for (const name of ['Paul Reuters', 'ap', 'Ann Author']) expect([name, agencyNamed(name)]).toEqual([name, undefined]);
});

describe('a dateline', () => {
  test.each([
    ['GENEVA (Reuters) - The talks', { text: 'GENEVA (Reuters)', place: 'Geneva', agency: 'Reuters' }],
    ['Berlin (dpa) – Der Bundestag', { text: 'Berlin (dpa)', place: 'Berlin', agency: 'dpa' }],
    ['NEW YORK — The talks', { text: 'NEW YORK', place: 'New York' }],
    [
      'VIGO, 21 Ene. (EUROPA PRESS) - El',
      { text: 'VIGO, 21 Ene. (EUROPA PRESS)', place: 'Vigo', agency: 'Europa Press' },
    ],
    ['MOSCOW, May 3. /TASS/. The', { text: 'MOSCOW, May 3. /TASS/', place: 'Moscow', agency: 'TASS' }],
    ['København /ritzau/: En', { text: 'København /ritzau/', place: 'København', agency: 'Ritzau' }],
    ['LONDON--(BUSINESS WIRE)--The board', { text: 'LONDON--(BUSINESS WIRE)', place: 'London' }],
    [
      'PENZANCE, England, May 5, 2026 /PRNewswire/ -- The board',
      { text: 'PENZANCE, England, May 5, 2026 /PRNewswire/', place: 'Penzance' },
    ],
    ['PARIS, May 3 (AFP) - The talks', { text: 'PARIS, May 3 (AFP)', place: 'Paris', agency: 'AFP' }],
  ])('opens “%s”', (text, dateline) => {
    expect(findDateline(text)).toEqual(dateline);
  });

  test.each([
    'A man /woman/: both came',
    'Ann (the mayor) – who else – came',
    'BRICS member Russia is looking',
    'Paris - a city of bridges',
    '',
  ])('does not open “%s”', (text) => {
    expect(findDateline(text)).toBeUndefined();
  });
});
