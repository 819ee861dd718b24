import { beforeEach, describe, expect, test } from 'vitest';
import { articleEvents } from '../../../shared/partners/partner.ts';
import { registryStores } from '../../../shared/store/registry.ts';
import { registerPartner } from '../../../shared/webhooks/register-partner.ts';
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
  let secrets: number;
  const context = { policy: 'public' as const, verify: true, nowMs: 1, newSecret: () => `whsec_${++secrets}` };
  const newRegistry = () => registryStores(new MemoryTable(), new MemoryTable());
  let registry: ReturnType<typeof newRegistry>;

  beforeEach(() => {
    secrets = 0;
    registry = newRegistry();
  });

  test('a new partner gets a secret, shown once, and nothing else until its address is verified', async () => {
    const first = await registerPartner(registry, outlet, context);
    expect(first).toMatchObject({ ok: true, secret: 'whsec_1', partner: { unverified: true } });
    const again = await registerPartner(registry, { ...outlet, name: 'Outlet' }, { ...context, nowMs: 2 });
    expect(again).toMatchObject({ ok: true, partner: { name: 'Outlet', createdAtMs: 1 }, isReleased: false });
    // The first of all brought the deployment's own key.
    expect(await registry.publicKeys.get()).toHaveLength(1);
    expect(again).not.toHaveProperty('secret');
    expect(await registry.signingKeys.get('outlet')).toMatchObject({ keys: [{ secret: 'whsec_1' }] });
  });

  test('a registration that was cut off before the partner stood is made anew, and its secret shown', async () => {
    const cutOff = { ...registry.partners, put: () => Promise.reject(new Error('cut off')) };
    await expect(registerPartner({ ...registry, partners: cutOff }, outlet, context)).rejects.toThrow('cut off');
    expect(await registerPartner(registry, outlet, context)).toMatchObject({ ok: true, secret: 'whsec_2' });
    expect(await registry.signingKeys.get('outlet')).toMatchObject({ keys: [{ secret: 'whsec_2' }] });
  });

  test('a profile that names a status ends a pause, and says that what was parked can go', async () => {
    await registerPartner(registry, outlet, { ...context, verify: false });
    await registry.partners.setStatus('outlet', 'paused', 'ENDPOINT_GONE');
    const kept = await registerPartner(registry, outlet, context);
    expect(kept).toMatchObject({ partner: { status: 'paused', pauseReason: 'ENDPOINT_GONE' }, isReleased: false });
    const resumed = await registerPartner(registry, { ...outlet, status: 'active' }, context);
    expect(resumed).toMatchObject({ partner: { status: 'active' }, isReleased: true });
    expect(await registry.partners.get('outlet')).not.toHaveProperty('pauseReason');
  });

  test.for([
    'https://10.0.0.8/hook',
    'https://[::1]/',
    'http://hooks.outlet-news.com/',
    'https://user@hooks.outlet-news.com/',
    'https://169.254.169.254/latest',
  ])('the private or unsafe address %s is refused, and nothing is stored', async (url) => {
    const answer = await registerPartner(registry, { ...outlet, url }, context);
    expect(answer).toMatchObject({ ok: false, problem: expect.stringContaining(url) });
    expect(await registry.partners.get('outlet')).toBeUndefined();
    expect(await registry.signingKeys.get('outlet')).toBeUndefined();
  });
});

test('a partner that only fetches is given no signing key, until it has an endpoint', async () => {
  const registry = registryStores(new MemoryTable(), new MemoryTable());
  const context = { policy: 'public' as const, verify: false, nowMs: 1, newSecret: () => 'whsec_later' };
  const { url, ...reader } = { ...outlet, pull: true as const };
  const fetching = await registerPartner(registry, reader, context);
  expect(fetching).toMatchObject({ ok: true });
  expect(fetching).not.toHaveProperty('secret');
  expect(await registry.signingKeys.get(outlet.id)).toBeUndefined();
  expect(await registerPartner(registry, { ...reader, url }, context)).toMatchObject({ secret: 'whsec_later' });
  expect(await registerPartner(registry, { ...reader, url }, context)).not.toHaveProperty('secret');
});
