import { beforeEach, describe, expect, test } from 'vitest';
import type { Partner } from '../../../shared/partners/partner.ts';
import { articleStore } from '../../../shared/store/articles.ts';
import { type BackfillPlan, carryOutBackfill, planBackfill } from '../../../shared/store/backfill.ts';
import { deliveryStore } from '../../../shared/store/deliveries.ts';
import { partnerStore } from '../../../shared/store/partners.ts';
import { headOf, safetyViolations } from '../../support/invariants.ts';
import { Simulation } from '../../support/simulation.ts';
import type { Story } from '../../support/story.ts';

const minuteMs = 60_000;

let world: Simulation;
beforeEach(() => {
  world = new Simulation(11, { crash: 0, duplicate: 0 });
});

async function upload(id: string, changes: Partial<Story> = {}): Promise<void> {
  await world.upload(
    `publishers/demo/${id}.json`,
    JSON.stringify({ id, text: `${id} news`, ...changes } satisfies Story),
  );
  await world.run(world.nowMs + 5 * minuteMs);
}

const seenBy = (partnerId: string): string[] =>
  world.posts.filter((post) => post.partnerId === partnerId).map(({ type, revision }) => `${type} ${revision}`);

/** Changes a partner's profile, then does what `byline backfill` does for it, and lets the stages work. */
async function backfill(partnerId: string, changes: Partial<Partner>): Promise<BackfillPlan> {
  const partners = partnerStore(world.table);
  const partner = { ...(await partners.get(partnerId))!, ...changes };
  await partners.put(partner);
  const articles = articleStore(world.table, world.content);
  const stores = { articles, deliveries: deliveryStore(world.table) };
  const plan = await planBackfill(stores, partner, { sinceMs: 0 }, world.nowMs);
  for (const entry of plan.entries)
    await carryOutBackfill(articles, world.queues.deliver, partnerId, entry, world.nowMs);
  await world.run(world.nowMs + 10 * minuteMs);
  return plan;
}

const effects = ({ entries }: BackfillPlan): string[] => entries.map(({ backfill: { effect } }) => effect);

describe('backfill', () => {
  test('sends a partner what its filter did not match when it went out, oldest first, and nothing twice', async () => {
    await world.addPartner({ id: 'north', filter: { languages: ['xx'] } });
    await world.addPartner({ id: 'south' });
    await upload('ferry');
    await upload('bridge');
    expect(seenBy('north')).toEqual([]);
    expect(effects(await backfill('north', { filter: {} }))).toEqual(['publish', 'publish']);
    expect(seenBy('north')).toEqual(['article.published 1', 'article.published 1']);
    expect(effects(await backfill('north', {}))).toEqual(['none', 'none']);
    expect([seenBy('north').length, seenBy('south').length]).toEqual([2, 2]);
    expect(safetyViolations(world)).toEqual([]);
  });

  test('takes back what is not licensed where a partner publishes now, and nobody else notices', async () => {
    await world.addPartner({ id: 'moving', territories: ['GB'] });
    await world.addPartner({ id: 'british', territories: ['GB'] });
    await upload('ferry', { licenses: [{ territories: ['GB'] }] });
    await upload('bridge');
    expect(effects(await backfill('moving', { territories: ['US'] }))).toEqual(['retract', 'none']);
    expect(seenBy('moving')).toEqual(['article.published 1', 'article.published 1', 'article.retracted 2']);
    expect(seenBy('british')).toEqual(['article.published 1', 'article.published 1']);
    expect(headOf(world, 'ferry')).toMatchObject({ revision: 2, sameAs: 1, state: 'live' });
    // And back: it may have it again, under a number that it has not seen.
    expect(effects(await backfill('moving', { territories: ['GB'] }))).toEqual(['publish', 'none']);
    expect(seenBy('moving').at(-1)).toBe('article.published 3');
    expect(seenBy('british')).toHaveLength(2);
    expect(safetyViolations(world)).toEqual([]);
  });

  test('leaves what happened since the plan was made as it is', async () => {
    await world.addPartner({ id: 'moving', territories: ['GB'] });
    await upload('ferry', { licenses: [{ territories: ['GB'] }] });
    const partner = { ...(await partnerStore(world.table).get('moving'))!, territories: ['US'] };
    const articles = articleStore(world.table, world.content);
    const stores = { articles, deliveries: deliveryStore(world.table) };
    const [entry] = (await planBackfill(stores, partner, { sinceMs: 0 }, world.nowMs)).entries;
    await upload('ferry', { text: 'ferry news, corrected', licenses: [{ territories: ['GB'] }] });
    await carryOutBackfill(articles, world.queues.deliver, 'moving', entry!, world.nowMs);
    expect(headOf(world, 'ferry')).toMatchObject({ revision: 2 });
    expect(headOf(world, 'ferry')).not.toHaveProperty('sameAs');
  });

  test('looks at articles of one publisher and of one time, where it is asked to', async () => {
    await world.addPartner({ id: 'north' });
    await upload('ferry');
    const betweenMs = world.nowMs;
    await upload('bridge');
    const partner = (await partnerStore(world.table).get('north'))!;
    const stores = { articles: articleStore(world.table, world.content), deliveries: deliveryStore(world.table) };
    const looked = async (range: { sinceMs: number; publisherId?: string }): Promise<number> =>
      (await planBackfill(stores, partner, range, world.nowMs)).entries.length;
    expect(await looked({ sinceMs: 0 })).toBe(2);
    expect(await looked({ sinceMs: betweenMs })).toBe(1);
    expect(await looked({ sinceMs: 0, publisherId: 'other' })).toBe(0);
  });
});
