import { beforeEach, describe, expect, test } from 'vitest';
import { partnerStore } from '../../../shared/store/partners.ts';
import { deliveriesOf, headOf, safetyViolations } from '../../support/invariants.ts';
import { Simulation } from '../../support/simulation.ts';
import type { Story } from '../../support/story.ts';

const hour = 3_600_000;
const key = 'publishers/demo/ferry.json';

let world: Simulation;
beforeEach(async () => {
  world = new Simulation(7, { crash: 0, duplicate: 0 });
  await world.addPartner({ id: 'north' });
});

const upload = (changes: Partial<Story> = {}): Promise<void> =>
  world.upload(key, JSON.stringify({ id: 'ferry', text: 'Night ferry', ...changes } satisfies Story));
const settle = (): Promise<void> => world.run(world.nowMs + hour);
const seen = (): string[] => world.posts.map(({ type, revision }) => `${type} ${revision}`);

test('a message that was set aside and comes back after newer revisions sends nothing older', async () => {
  for (const text of ['one', 'two', 'three']) {
    await upload({ text });
    await settle();
  }
  const { articleId = '' } = headOf(world, 'ferry') ?? {};
  for (const revision of [1, 2, 3])
    world.queues.deliver.announce(JSON.stringify({ articleId, partnerId: 'north', revision }));
  world.queues.fanout.announce(JSON.stringify({ articleId }));
  await settle();
  expect(seen()).toEqual(['article.published 1', 'article.updated 2', 'article.updated 3']);
});

test('a partner that is not registered leaves nothing behind, and nobody waits for it', async () => {
  await upload();
  await settle();
  const { articleId = '' } = headOf(world, 'ferry') ?? {};
  world.queues.deliver.announce(JSON.stringify({ articleId, partnerId: 'nobody', revision: 1 }));
  await settle();
  expect(deliveriesOf(world).map(({ partnerId }) => partnerId)).toEqual(['north']);
  expect(world.queues.deliver.messages.size).toBe(0);
});

describe('a retraction', () => {
  test('is parked for a partner that was paused, and goes out before all else when it is resumed', async () => {
    await upload();
    await settle();
    await world.setPartnerStatus('north', 'paused');
    await world.upload('publishers/demo/bridge.json', JSON.stringify({ id: 'bridge', text: 'Bridge' }));
    await settle();
    await upload({ status: 'canceled' });
    await settle();
    expect(seen()).toEqual(['article.published 1']);
    await world.resumePartner('north');
    await world.run(world.nowMs, 10_000);
    await settle();
    expect(seen().toSorted()).toEqual(['article.published 1', 'article.published 1', 'article.retracted 2']);
    expect(safetyViolations(world)).toEqual([]);
  });

  test('is tried at the old endpoint of a partner that was removed', async () => {
    await upload();
    await settle();
    await partnerStore(world.table).setStatus('north', 'removed');
    await upload({ text: 'a correction, which it is not owed' });
    await settle();
    await upload({ status: 'canceled' });
    await settle();
    expect(seen()).toEqual(['article.published 1', 'article.retracted 3']);
  });

  test('that the old endpoint refuses for good is a dead letter, and the partner stays removed', async () => {
    await upload();
    await settle();
    await partnerStore(world.table).setStatus('north', 'removed');
    world.behaviour.set('north', 'gone');
    await upload({ status: 'canceled' });
    await settle();
    expect(deliveriesOf(world)).toMatchObject([{ state: 'dead', reason: 'ENDPOINT_GONE' }]);
    expect(await partnerStore(world.table).get('north')).toMatchObject({ status: 'removed' });
  });

  test('goes to a partner whose filter does not match any more, and which wants no such event', async () => {
    await upload();
    await settle();
    const before = await partnerStore(world.table).get('north');
    if (before) await partnerStore(world.table).put({ ...before, events: [], filter: { keywords: ['nothing'] } });
    await upload({ status: 'canceled' });
    await settle();
    expect(seen()).toEqual(['article.published 1', 'article.retracted 2']);
  });
});
