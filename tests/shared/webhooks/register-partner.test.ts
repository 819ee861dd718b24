import { beforeEach, describe, expect, test } from 'vitest';
import { articleEvents } from '../../../shared/partners/partner.ts';
import { partnerStore } from '../../../shared/store/partners.ts';
import { signingKeyStore } from '../../../shared/store/signing-keys.ts';
import { type Registry, registerPartner } from '../../../shared/webhooks/register-partner.ts';
import { MemoryTable } from '../../support/memory-table.ts';

const outlet = {
  id: 'outlet',
  name: 'The Outlet',
  url: 'https://hooks.outlet-news.com/byline',
  format: 'ninjs-3',
  events: articleEvents,
  filter: {},
};

describe('registering a partner', () => {
  let registry: Registry;
  let secrets: number;
  const context = { policy: 'public' as const, nowMs: 1, newSecret: () => `whsec_${++secrets}` };

  beforeEach(() => {
    secrets = 0;
    registry = { partners: partnerStore(new MemoryTable()), signingKeys: signingKeyStore(new MemoryTable()) };
  });

  test('a new partner gets a secret, shown once', async () => {
    expect(await registerPartner(registry, outlet, context)).toMatchObject({ ok: true, secret: 'whsec_1' });
    const again = await registerPartner(registry, { ...outlet, name: 'Outlet' }, { ...context, nowMs: 2 });
    expect(again).toMatchObject({ ok: true, partner: { name: 'Outlet', createdAtMs: 1 } });
    expect(again).not.toHaveProperty('secret');
    expect(await registry.signingKeys.get('outlet')).toMatchObject({ keys: [{ secret: 'whsec_1' }] });
  });

  test.for([
    'https://10.0.0.8/hook',
    'https://[::1]/',
    'http://hooks.outlet-news.com/',
    'https://user@hooks.outlet-news.com/',
    'https://169.254.169.254/latest',
  ])('the private or unsafe address %s is refused, and nothing is stored', async (url) => {
    const answer = await registerPartner(registry, { ...outlet, url }, context);
    expect(answer).toMatchObject({ ok: false, problems: [expect.stringContaining(url)] });
    expect(await registry.partners.get('outlet')).toBeUndefined();
    expect(await registry.signingKeys.get('outlet')).toBeUndefined();
  });

  test('every problem is named at once', async () => {
    const answer = await registerPartner(registry, { ...outlet, id: 'No Id', format: 'word', url: 'nowhere' }, context);
    expect(answer.ok ? [] : answer.problems).toHaveLength(3);
  });
});
