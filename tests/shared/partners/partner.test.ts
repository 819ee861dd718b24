import { expect, test } from 'vitest';
import { isHeldBack, type Partner } from '../../../shared/partners/partner.ts';

test.each<[Partner['status'], true | undefined, boolean]>([
  ['active', undefined, false],
  ['active', true, true],
  ['paused', undefined, true],
  ['paused', true, true],
  ['removed', undefined, false],
  // It is owed retractions, which must not wait for an endpoint that will never be verified.
  ['removed', true, false],
])('%s, unverified: %s, is held back: %s', (status, unverified, held) => {
  expect(isHeldBack({ status, unverified, url: 'https://outlet.example/hook' })).toBe(held);
});

test.each<Partner['status']>(['active', 'paused', 'removed'])('%s, one that fetches is sent nothing', (status) => {
  expect(isHeldBack({ status })).toBe(true);
});
