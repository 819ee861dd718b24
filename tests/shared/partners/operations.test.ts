import { describe, expect, test } from 'vitest';
import { hears, isOperationsId, type OperationsEndpoint } from '../../../shared/partners/operations.ts';
import { registryIdPattern } from '../../../shared/partners/partner.ts';
import { endpointOf } from '../../support/partners.ts';

describe('an endpoint hears', () => {
  const ops = endpointOf({ events: ['upload.rejected', 'partner.paused'] });
  const publishers = endpointOf({ events: ['upload.rejected', 'partner.paused'], publisherId: 'demo' });

  test.each<[string, OperationsEndpoint, Parameters<typeof hears>[1], string | undefined, boolean]>([
    ['what it asked for', ops, 'upload.rejected', 'demo', true],
    ['nothing else', ops, 'upload.accepted', 'demo', false],
    ['of its own publisher', publishers, 'upload.rejected', 'demo', true],
    ['not of another one', publishers, 'upload.rejected', 'other', false],
    ['what concerns no publisher', publishers, 'partner.paused', undefined, true],
    ['nothing once it was removed', { ...ops, status: 'removed' }, 'upload.rejected', 'demo', false],
    ['later, while it is paused', { ...ops, status: 'paused' }, 'upload.rejected', 'demo', true],
  ])('%s', (_, endpoint, event, publisherId, does) => {
    expect(hears(endpoint, event, publisherId)).toBe(does);
  });
});

test('its id can be no partner’s', () => {
  expect([isOperationsId('@pager'), isOperationsId('pager')]).toEqual([true, false]);
  expect(registryIdPattern.test('@pager')).toBe(false);
});
