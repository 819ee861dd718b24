import { expect, test } from 'vitest';
import { articleIdOf, publisherIdOfKey } from '../../../shared/article/identity.ts';
import { canaryKey, canaryPublisherId, isCanary, noCanary } from '../../../shared/contract/canary.ts';
import { registryIdPattern } from '../../../shared/partners/partner.ts';

test('a canary is known by its article’s id, and comes from its publisher', () => {
  expect(publisherIdOfKey(canaryKey)).toBe(canaryPublisherId);
  expect(isCanary(articleIdOf(canaryPublisherId, 'urn:x'))).toBe(true);
  expect(isCanary(articleIdOf('harbour-gazette', 'urn:x'))).toBe(false);
});

test('no partner can be called what stands for none', () => {
  expect(noCanary).not.toMatch(registryIdPattern);
});
