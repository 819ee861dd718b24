import { expect, test } from 'vitest';
import { applyChange, type ApplyDeps } from '../../../cli/registry/apply-plan.ts';
import { profileOf } from '../../../shared/partners/partner-after.ts';
import { planRegistry, type WantedRegistry } from '../../../shared/partners/plan.ts';
import { partnerHealthStore } from '../../../shared/store/partner-health.ts';
import { partnerSwitch } from '../../../shared/store/partner-switch.ts';
import { publisherWatchStore } from '../../../shared/store/publisher-watches.ts';
import { registryStores } from '../../../shared/store/registry.ts';
import { MemoryTable } from '../../support/memory-table.ts';
import { partnerOf } from '../../support/partners.ts';
import { publisherOf } from '../../support/publishers.ts';

function newDeps(): ApplyDeps {
  const table = new MemoryTable();
  return {
    ...registryStores(table, new MemoryTable()),
    health: partnerHealthStore(table),
    switch: partnerSwitch(table),
    watches: publisherWatchStore(table),
    policy: 'public',
    verify: true,
    nowMs: 5,
  };
}

async function applyAll(deps: ApplyDeps, wanted: WantedRegistry, prune = false) {
  const standing = { publishers: await deps.publishers.all(), partners: await deps.partners.all() };
  const plan = planRegistry(wanted, standing, { prune, verify: deps.verify });
  const applied = [];
  for (const change of plan) applied.push(await applyChange(deps, change));
  return applied;
}

const outlet = partnerOf({ url: 'https://hooks.outlet.example/x' });
const { status: _, ...profile } = profileOf(outlet);
const wanted = { publishers: [publisherOf()], partners: [profile] };

test('applying twice changes nothing the second time, and shows the secret the first time only', async () => {
  const deps = newDeps();
  const first = await applyAll(deps, wanted);
  expect(first).toMatchObject([{}, { secret: expect.stringMatching(/^whsec_/), mustVerify: true }]);
  expect(await deps.publishers.all()).toEqual([publisherOf()]);
  expect(await deps.partners.all()).toEqual([{ ...profile, status: 'active', unverified: true, createdAtMs: 5 }]);
  expect(await applyAll(deps, wanted)).toEqual([]);
});

test('a pause that came between plan and apply is kept', async () => {
  const deps = newDeps();
  await applyAll(deps, wanted);
  await deps.partners.setVerified('outlet', profile.url ?? '');
  const changed = { partners: [{ ...profile, name: 'New' }] };
  const [change] = planRegistry(
    changed,
    { publishers: [], partners: await deps.partners.all() },
    { prune: false, verify: true },
  );
  await deps.partners.setStatus('outlet', 'paused', 'ENDPOINT_GONE');
  if (change) await applyChange(deps, change);
  expect(await deps.partners.get('outlet')).toMatchObject({
    name: 'New',
    status: 'paused',
    pauseReason: 'ENDPOINT_GONE',
  });
});

test('what is resumed by its file has its parked deliveries released', async () => {
  const deps = { ...newDeps(), verify: false };
  await applyAll(deps, wanted);
  await deps.partners.setStatus('outlet', 'paused');
  await applyAll(deps, { partners: [{ ...profile, status: 'active' }] });
  expect(await deps.partners.get('outlet')).toMatchObject({ status: 'active' });
  expect(await deps.health.get('outlet')).toMatchObject({ circuit: 'draining' });
});

test('pruning closes publishers and removes partners, and a file that names them again takes them back', async () => {
  const deps = { ...newDeps(), verify: false };
  await applyAll(deps, wanted);
  await applyAll(deps, { publishers: [], partners: [] });
  expect(await deps.partners.get('outlet')).toMatchObject({ status: 'active' });
  await applyAll(deps, { publishers: [], partners: [] }, true);
  expect(await deps.publishers.get('demo')).toMatchObject({ active: false });
  expect(await deps.partners.get('outlet')).toMatchObject({ status: 'removed' });
  const back = await applyAll(deps, wanted);
  expect(back.map(({ secret }) => secret)).toEqual([undefined, undefined]);
  expect(await deps.partners.get('outlet')).toMatchObject({ status: 'active' });
});

test('a publisher that may not be quiet for long is watched from its registration until it is removed', async () => {
  const deps = newDeps();
  await applyAll(deps, { publishers: [publisherOf({ quietAfterHours: 24 })] });
  expect(await deps.watches.get('demo')).toEqual({ publisherId: 'demo', quietAfterHours: 24, sinceMs: 5 });
  await applyAll(deps, { publishers: [publisherOf({ id: 'other' })] }, true);
  expect(await deps.watches.get('demo')).toBeUndefined();
});
