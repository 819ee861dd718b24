import { expect, test } from 'vitest';
import { placeNames } from '../../../shared/partners/places.ts';

test.each([
  ['DE', ['DE', 'Germany', 'Deutschland', 'Allemagne', 'Alemania']],
  ['de', ['de']],
  ['Hamburg', ['Hamburg']],
  ['QX', ['QX']],
])('%s may be called %j', (wanted, names) => {
  expect(placeNames(wanted)).toEqual(names);
});
