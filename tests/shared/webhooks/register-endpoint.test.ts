import { beforeEach, expect, test } from 'vitest';
import type { OperationalEvent } from '../../../shared/partners/operations.ts';
import { registryStores } from '../../../shared/store/registry.ts';
import type { Registry } from '../../../shared/webhooks/register-partner.ts';
import { registerEndpoint, type WantedEndpoint } from '../../../shared/webhooks/register-endpoint.ts';
import { MemoryTable } from '../../support/memory-table.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const wanted: WantedEndpoint = { id: 'pager', url: 'https://ops.partners.dev/hook', events: ['partner.paused'] };
let registry: Registry;
beforeEach(() => {
  registry = registryStores(new MemoryTable(), new MemoryTable());
});

const register = (changes: Partial<WantedEndpoint> = {}) =>
  registerEndpoint(
    registry,
    { ...wanted, ...changes },
    {
      policy: 'public',
      nowMs,
      newSecret: () => 'whsec_new',
      isPublisher: (id) => Promise.resolve(id === 'demo'),
    },
  );

test('a new endpoint gets a secret, and is not among the partners', async () => {
  expect(await register({ publisherId: 'demo' })).toMatchObject({
    ok: true,
    secret: 'whsec_new',
    endpoint: { id: '@pager', status: 'active', operations: { events: ['partner.paused'], publisherId: 'demo' } },
  });
  expect(await registry.signingKeys.get('@pager')).toMatchObject({ keys: [{ secret: 'whsec_new' }] });
  expect(await registry.partners.get('pager')).toBeUndefined();
});

test('changing one keeps its secret', async () => {
  await register();
  const changed = await register({ events: ['upload.rejected'] });
  expect(changed).toMatchObject({ ok: true, endpoint: { operations: { events: ['upload.rejected'] } } });
  expect(changed).not.toHaveProperty('secret');
});

test('everything that is wrong is told at once, and nothing is stored', async () => {
  const events = ['upload.lost' as OperationalEvent];
  const refused = await register({ id: 'Pager!', url: 'http://10.0.0.1/', events, publisherId: 'nobody' });
  expect(refused).toMatchObject({ ok: false });
  expect(!refused.ok && refused.problems).toHaveLength(4);
  expect(!(await register({ events: [] })).ok).toBe(true);
  expect(await registry.partners.get('@pager')).toBeUndefined();
});
