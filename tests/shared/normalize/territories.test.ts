import { describe, expect, test } from 'vitest';
import { readExclusion, readTerritories } from '../../../shared/normalize/territories.ts';

describe('readTerritories', () => {
  test.each([
    ['Australia', ['AU']],
    ['AU only', ['AU']],
    ['DE, AT, CH', ['DE', 'AT', 'CH']],
    ['Deutschland und Österreich', ['DE', 'AT']],
    ['Royaume-Uni et Irlande', ['GB', 'IE']],
    ['the Netherlands', ['NL']],
    ['USA/Canada', ['US', 'CA']],
    ['Trinidad and Tobago', ['TT']],
    ['Germany', ['DE']],
    ['DACH', ['DE', 'AT', 'CH']],
  ])('%s', (text, territories) => {
    expect(readTerritories(text)).toEqual({ territories });
  });

  test('worldwide is no limit', () => {
    expect(readTerritories('Worldwide')).toEqual({});
  });

  test.each(['Japan out', 'JAPAN OUT', 'No use in Japan', 'excluding Japan'])('%s shuts Japan out', (text) => {
    expect(readTerritories(text)).toEqual({ excludedTerritories: ['JP'] });
  });

  test.each(['Mars', 'Germany and Atlantis', '', 'as agreed'])('“%s” is not read by half', (text) => {
    expect(readTerritories(text)).toBeUndefined();
  });
});

test('a line of terms shuts a country out only where it says nothing else', () => {
  expect(readExclusion(' UK and Ireland OUT ')).toEqual(['GB', 'IE']);
  expect(readExclusion('Japan')).toBeUndefined();
  expect(readExclusion('Find out')).toBeUndefined();
  expect(readExclusion('Not for use in print')).toBeUndefined();
});
