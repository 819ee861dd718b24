import { expect, test } from 'vitest';
import {
  agencyOfHost,
  gravestSignal,
  isDeskSign,
  isPersonsName,
  isSlugInCapitals,
  partyByHost,
  urgencyOf,
  versionSignalOf,
  withoutDeskSign,
  withoutVersionNumber,
} from '../../../shared/formats/agency-words.ts';

test.each([
  ['sig:correction', 'correction'],
  ['edStat:C', 'correction'],
  ['edStat:D', 'kill'],
  ['edStat:U', 'update'],
  ['edStat:N', undefined],
  ['http://cv.iptc.org/newscodes/signal/update', undefined],
  ['apsig:kill', 'kill'],
  ['Rectify', 'correction'],
  ['update:append-major-content', 'update'],
  ['prodId:TXT', undefined],
  ['corrections-desk', undefined],
])('the signal “%s” means %s', (code, signal) => {
  expect(versionSignalOf(code)).toBe(signal);
});

test('of several signals the gravest counts', () => {
  expect(gravestSignal(['sig:update', 'x:kill', 'sig:correction'])).toBe('kill');
  expect(gravestSignal(['prodId:TXT'])).toBeUndefined();
});

test('an urgency is a digit from 1 to 9; anything else is told', () => {
  expect(urgencyOf('3')).toEqual({ urgency: '3', warnings: [] });
  expect(urgencyOf(undefined)).toEqual({ warnings: [] });
  for (const text of ['0', '10', 'flash'])
    expect(urgencyOf(text)).toEqual({ warnings: [expect.objectContaining({ code: 'FIELD_IGNORED' })] });
});

test('a person is named as printed, not by a login, a desk’s sign or an agency’s name', () => {
  expect(['Ann Author', 'Jeanne DUPONT', '山田太郎'].map(isPersonsName)).toEqual([true, true, true]);
  expect(['author.ann', 'Reuters', 'MDJ/', 'GEE'].map(isPersonsName)).toEqual([false, false, false, false]);
});

test('a headline loses the number of its version, and no other', () => {
  expect(withoutVersionNumber('Ferry sails (2)', '2')).toBe('Ferry sails');
  expect(withoutVersionNumber('Ferry sails (2)', '3')).toBe('Ferry sails (2)');
  expect(withoutVersionNumber('Ferry sails (1902)', '1902')).toBe('Ferry sails (1902)');
  expect(withoutVersionNumber(undefined, '2')).toBeUndefined();
});

test('an agency is known by its host', () => {
  expect(['afp.com', 'www.itar-tass.com', 'http://reuters.com/', 'dpa.com'].map(agencyOfHost)).toEqual([
    'AFP',
    'TASS',
    'Reuters',
    'dpa',
  ]);
  expect(['xinhuanet.com', 'kyodonews.net'].map(agencyOfHost)).toEqual(['Xinhua', 'Kyodo']);
  expect(['example.com', 'AFP', undefined].map(agencyOfHost)).toEqual([undefined, undefined, undefined]);
});

test('a desk’s initials are no byline, a name and an agency are', () => {
  expect(['cae/tcr', 'ab', '(jk)', 'sjw/sw/ser'].map(isDeskSign)).toEqual([true, true, true, true]);
  expect(['dpa', 'Ann Author', 'AB', 'press', 'by'].map(isDeskSign)).toEqual([false, false, false, false, true]);
  expect(withoutDeskSign('Ann Author')).toBe('Ann Author');
  expect(withoutDeskSign('ab/cd')).toBeUndefined();
});

test('a line in capitals is what the desk calls a story', () => {
  expect(['(Avance) PUERTO AMPLIACIÓN', 'PORT-TOLM', 'Port to grow', '2026'].map(isSlugInCapitals)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('a party that is named by an agency’s host is the agency', () => {
  expect(['afp.com', 'Harbour Gazette', undefined].map(partyByHost)).toEqual(['AFP', 'Harbour Gazette', undefined]);
});
