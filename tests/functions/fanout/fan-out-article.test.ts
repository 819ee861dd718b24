import { describe, expect, test } from 'vitest';
import { fanOutArticle } from '../../../functions/fanout/fan-out-article.ts';
import type { OutgoingMessage } from '../../../shared/runtime/queues.ts';
import { deliveriesOf, headOf, safetyViolations } from '../../support/invariants.ts';
import { Process } from '../../support/simulated-process.ts';
import { stagesOf } from '../../support/simulated-stages.ts';
import { Simulation } from '../../support/simulation.ts';
import type { Story } from '../../support/story.ts';

const hour = 3_600_000;
const key = 'publishers/demo/ferry.json';

async function worldOf(seed: number): Promise<Simulation> {
  return new Simulation(seed, { crash: 0, duplicate: 0 });
}

const upload = (world: Simulation, changes: Partial<Story> = {}): Promise<void> =>
  world.upload(key, JSON.stringify({ id: 'ferry', text: 'Night ferry', ...changes } satisfies Story));
/** Runs to where the deliveries were asked for, and loses the messages that ask. */
async function askInVain(world: Simulation): Promise<void> {
  while (world.queues.deliver.messages.size === 0) await world.run(world.nowMs, 1);
  world.queues.deliver.purge();
  await world.run(world.nowMs, 100);
  expect(world.posts).toEqual([]);
}

const seenBy = (world: Simulation, partnerId: string): string[] =>
  world.posts.filter((post) => post.partnerId === partnerId).map(({ type, revision }) => `${type} ${revision}`);

describe('an article for many partners', () => {
  test('reaches all of 250, though the function ended after a part of its messages was sent', async () => {
    const world = await worldOf(1);
    for (let index = 0; index < 250; index++) await world.addPartner({ id: `partner-${index}` });
    await upload(world);
    // The queue takes 90 messages, then the function ends.
    const { deliver } = world.queues;
    const send = deliver.send.bind(deliver);
    let isFirst = true;
    deliver.send = async (messages: readonly OutgoingMessage[]) => {
      if (!isFirst || messages.length === 0) return send(messages);
      isFirst = false;
      await send(messages.slice(0, 90));
      throw new Error('ended');
    };
    await world.run(world.nowMs + hour);
    expect(world.unexpected.map(String)).toEqual(['Error: ended']);
    world.unexpected.length = 0;
    expect(new Set(world.taken.map(({ partnerId }) => partnerId)).size).toBe(250);
    expect(world.posts).toHaveLength(250);
    expect(safetyViolations(world)).toEqual([]);
  });
});

describe('a licence for some territories', () => {
  test('goes to those who publish there, and ends there alone', async () => {
    const world = await worldOf(2);
    await world.addPartner({ id: 'british', territories: ['GB'] });
    await world.addPartner({ id: 'american', territories: ['US'] });
    await world.addPartner({ id: 'german', territories: ['DE'] });
    await world.addPartner({ id: 'unsaid' });
    const endsMs = world.nowMs + hour;
    await upload(world, { licenses: [{ territories: ['GB'], endsMs }, { territories: ['US'] }] });
    await world.run(endsMs - 1);
    expect(['british', 'american', 'german', 'unsaid'].map((id) => seenBy(world, id))).toEqual([
      ['article.published 1'],
      ['article.published 1'],
      [],
      [],
    ]);
    await world.run(endsMs + 60_000);
    expect(seenBy(world, 'british')).toEqual(['article.published 1', 'article.retracted 2']);
    expect(seenBy(world, 'american')).toEqual(['article.published 1']);
    expect(headOf(world, 'ferry')).toMatchObject({ revision: 2, sameAs: 1, state: 'live' });
    // A correction goes to those who are licensed still, with the number that follows.
    await upload(world, { text: 'Night ferry, corrected', licenses: [{ territories: ['US'] }] });
    await world.run(world.nowMs + hour);
    expect(seenBy(world, 'british')).toHaveLength(2);
    expect(seenBy(world, 'american')).toEqual(['article.published 1', 'article.updated 3']);
    expect(safetyViolations(world)).toEqual([]);
  });

  test('that begins later somewhere is sent there then', async () => {
    const world = await worldOf(3);
    await world.addPartner({ id: 'british', territories: ['GB'] });
    await world.addPartner({ id: 'american', territories: ['US'] });
    const startsMs = world.nowMs + 2 * hour;
    await upload(world, { licenses: [{ territories: ['GB'] }, { territories: ['US'], startsMs }] });
    await world.run(startsMs + 60_000);
    const [american] = world.posts.filter(({ partnerId }) => partnerId === 'american');
    expect(american?.atMs).toBeGreaterThanOrEqual(startsMs);
    expect(american?.atMs).toBeLessThanOrEqual(startsMs + 2000);
    expect(seenBy(world, 'british')).toEqual(['article.published 1']);
    expect(safetyViolations(world)).toEqual([]);
  });
});

test('an article is looked over until every pair is delivered or on record as due, parked or dead, and not for ever', async () => {
  const world = await worldOf(4);
  await world.addPartner({ id: 'north' });
  await world.addPartner({ id: 'retractions-only', events: ['article.retracted'] });
  await upload(world);
  await askInVain(world);
  await world.run(world.nowMs + hour);
  expect(seenBy(world, 'north')).toEqual(['article.published 1']);
  expect(headOf(world, 'ferry')).not.toHaveProperty('workPk');
});

test('one whose pair is under way is looked over again: who holds it may end', async () => {
  const world = await worldOf(5);
  await world.addPartner({ id: 'north' });
  await upload(world);
  await askInVain(world);
  const head = headOf(world, 'ferry');
  const stages = stagesOf(world.parts, new Process(world, () => undefined));
  const looking = stages.deliver().deliveries.lease(head?.articleId ?? '', 'north', 'a run that will end', world.nowMs);
  await world.run(world.nowMs, 50);
  await looking;
  const settling = fanOutArticle(stages.fanout(), { articleId: head?.articleId ?? '' });
  await world.run(world.nowMs, 200);
  await settling;
  expect(headOf(world, 'ferry')).toHaveProperty('workPk');
  await world.run(world.nowMs + hour);
  expect(deliveriesOf(world)).toMatchObject([{ partnerId: 'north', state: 'delivered' }]);
});

test('an embargo that ends while its message was lost is made up for within two minutes', async () => {
  const world = await worldOf(6);
  await world.addPartner({ id: 'north' });
  const endsMs = world.nowMs + 5 * 60_000;
  await upload(world, { embargoedUntilMs: endsMs });
  await world.run(world.nowMs + 60_000);
  world.queues.fanout.purge();
  await world.run(endsMs + 120_000);
  expect(seenBy(world, 'north')).toEqual(['article.published 1']);
  expect(safetyViolations(world)).toEqual([]);
});
