import { expect, test } from 'vitest';
import { partnerHealthStore } from '../../../shared/store/partner-health.ts';
import { partnerStore } from '../../../shared/store/partners.ts';
import { deliveriesOf } from '../../support/invariants.ts';
import { Simulation } from '../../support/simulation.ts';

const hour = 3_600_000;

test('a partner whose endpoint is not verified gets nothing until it is, and then the newest of what it is owed', async () => {
  const world = new Simulation(3, { crash: 0, duplicate: 0 });
  await world.addPartner({ id: 'outlet', unverified: true });
  for (const text of ['first', 'second']) {
    await world.upload('publishers/demo/ferry.json', JSON.stringify({ id: 'ferry', text }));
    await world.run(world.nowMs + hour);
  }
  expect(world.posts).toEqual([]);
  expect(deliveriesOf(world)).toMatchObject([{ state: 'parked', reason: 'PARTNER_UNVERIFIED' }]);

  const partners = partnerStore(world.table);
  const outlet = await partners.get('outlet');
  await partners.setVerified('outlet', outlet?.url ?? '');
  await partnerHealthStore(world.table).drain('outlet', world.nowMs);
  await world.run(world.nowMs + hour);
  expect(world.posts.map(({ type, revision }) => `${type} ${revision}`)).toEqual(['article.published 2']);
  expect(world.unexpected).toEqual([]);
});

test('a removed partner is sent its retractions, whether verified or not', async () => {
  const world = new Simulation(4, { crash: 0, duplicate: 0 });
  await world.addPartner({ id: 'outlet' });
  await world.upload('publishers/demo/ferry.json', JSON.stringify({ id: 'ferry', text: 'first' }));
  await world.run(world.nowMs + hour);
  const partners = partnerStore(world.table);
  const outlet = await partners.get('outlet');
  if (outlet) await partners.revise(outlet, { ...outlet, status: 'removed', unverified: true });
  await world.upload('publishers/demo/ferry.json', JSON.stringify({ id: 'ferry', text: 'first', status: 'canceled' }));
  await world.run(world.nowMs + hour);
  expect(world.posts.map(({ type }) => type)).toEqual(['article.published', 'article.retracted']);
});
