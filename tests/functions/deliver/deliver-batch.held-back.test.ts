import { expect, test } from 'vitest';
import { articleStore } from '../../../shared/store/articles.ts';
import { carryOutBackfill, planBackfill } from '../../../shared/store/backfill.ts';
import { deliveryStore } from '../../../shared/store/deliveries.ts';
import { partnerHealthStore } from '../../../shared/store/partner-health.ts';
import { partnerStore } from '../../../shared/store/partners.ts';
import { deliveriesOf, safetyViolations } from '../../support/invariants.ts';
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

test('a partner that is removed and registered again is spared its backlog, and is sent of it what is asked for', async () => {
  const world = new Simulation(6, { crash: 0, duplicate: 0 });
  await world.addPartner({ id: 'outlet' });
  const upload = async (id: string, text: string): Promise<void> => {
    await world.upload(`publishers/demo/${id}.json`, JSON.stringify({ id, text }));
    await world.run(world.nowMs + hour);
  };
  const sent = (): string[] => world.posts.map(({ type, revision }) => `${type} ${revision}`);
  await upload('ferry', 'first');
  const [partners, health] = [partnerStore(world.table), partnerHealthStore(world.table)];
  await partners.setStatus('outlet', 'paused', 'OPERATOR', world.nowMs);
  await upload('ferry', 'corrected');
  for (const id of ['bridge', 'market']) await upload(id, 'news');
  expect(sent()).toEqual(['article.published 1']);

  // As `byline apply --prune` does, and some time later `byline apply` with the partner in its file again.
  await partners.setStatus('outlet', 'removed', undefined, world.nowMs);
  await health.drain('outlet', world.nowMs);
  await world.run(world.nowMs + hour);
  await partners.setStatus('outlet', 'active', undefined, world.nowMs);
  await upload('harbour', 'news');
  expect(sent()).toEqual(['article.published 1', 'article.published 1']);

  const articles = articleStore(world.table, world.content);
  const stores = { articles, deliveries: deliveryStore(world.table) };
  const outlet = (await partners.get('outlet'))!;
  for (const entry of (await planBackfill(stores, outlet, { sinceMs: 0 }, world.nowMs)).entries)
    await carryOutBackfill(articles, world.queues.deliver, 'outlet', entry, world.nowMs);
  await world.run(world.nowMs + hour);
  expect(sent().slice(2).toSorted()).toEqual(['article.published 1', 'article.published 1', 'article.updated 2']);
  expect(safetyViolations(world)).toEqual([]);
});
