import { expect, test } from 'vitest';
import { retryWaitsMs, jitterShare } from '../../../shared/delivery/retry-schedule.ts';
import { deliveryKey } from '../../../shared/store/keys.ts';
import { deliveriesOf, headOf, safetyViolations } from '../../support/invariants.ts';
import { Simulation } from '../../support/simulation.ts';

const hour = 3_600_000;
const day = 24 * hour;

async function worldOf(seed: number): Promise<Simulation> {
  const world = new Simulation(seed, { crash: 0, duplicate: 0 });
  await world.addPartner({ id: 'north' });
  return world;
}

const upload = (world: Simulation, id: string, text: string): Promise<void> =>
  world.upload(`publishers/demo/${id}.json`, JSON.stringify({ id, text }));

test('an article that a partner refuses again and again is tried twelve times over 76 hours, each at its time, then set aside', async () => {
  const world = await worldOf(11);
  // The partner takes all else, so its circuit stays closed.
  world.partners.byWebhook = ({ body }) => (body.includes('refused') ? 'error' : undefined);
  await upload(world, 'ferry', 'refused');
  for (let minutes = 0; minutes < 4 * 24 * 60;) {
    const step = minutes < 60 ? 1 : 20;
    await upload(world, 'ticker', `news of minute ${(minutes += step)}`);
    await world.run(world.nowMs + step * 60_000);
  }
  const times = world.posts.filter(({ body }) => body.includes('refused')).map(({ atMs }) => atMs);
  const waits = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
  expect(waits).toHaveLength(retryWaitsMs.length);
  for (const [index, waitMs] of waits.entries()) {
    const planned = retryWaitsMs[index] ?? 0;
    expect(waitMs).toBeGreaterThanOrEqual(planned * (1 - jitterShare));
    // A queue's delays are whole seconds; what waits longer than a queue can is found before its time, and sent at it.
    expect(waitMs).toBeLessThanOrEqual(planned * (1 + jitterShare) + 2000);
  }
  const { articleId } = headOf(world, 'ferry') ?? {};
  expect(deliveriesOf(world).find((one) => one.articleId === articleId)).toMatchObject({ state: 'dead', attempt: 12 });
  expect(safetyViolations(world)).toEqual([]);
});

test('an endpoint that is busy is not asked before the time it names', async () => {
  const world = await worldOf(12);
  world.behaviour.set('north', 'busy');
  await upload(world, 'ferry', 'Night ferry');
  await world.run(world.nowMs + 10 * 60_000);
  const [first, second] = world.posts;
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(90_000);
});

test('five failures in a row park everything; probes go out ever more rarely, and the first success brings the rest', async () => {
  const world = await worldOf(13);
  world.behaviour.set('north', 'error');
  for (let index = 0; index < 40; index++) await upload(world, `story-${index}`, 'Night ferry');
  await world.run(world.nowMs + day);
  const tried = world.posts.length;
  // Those under way when the circuit opened, and the probes of a day.
  expect(tried).toBeLessThan(40 + 40);
  world.behaviour.set('north', 'ok');
  await world.run(world.nowMs + 2 * hour);
  expect(world.taken).toHaveLength(40);
});

test('five days of failing pause the partner; what it is owed waits for a person', async () => {
  const world = await worldOf(14);
  world.behaviour.set('north', 'error');
  await upload(world, 'ferry', 'Night ferry');
  await upload(world, 'bridge', 'Bridge');
  for (let index = 0; index < 6; index++) await upload(world, `story-${index}`, 'Night ferry');
  await world.run(world.nowMs + 6 * day);
  const paused = world.table.items.get('PARTNERS\u0000north');
  expect(paused).toMatchObject({ status: 'paused', pauseReason: 'FAILING_FOR_DAYS' });
  expect(deliveriesOf(world).every(({ state }) => state === 'parked')).toBe(true);
  const before = world.posts.length;
  world.behaviour.set('north', 'ok');
  await world.run(world.nowMs + day);
  expect(world.posts).toHaveLength(before);
  await world.resumePartner('north');
  await world.run(world.nowMs + hour);
  expect(world.taken).toHaveLength(8);
});

test('a pair as an earlier release wrote it is taken up: what it does not say counts as nothing', async () => {
  const world = await worldOf(15);
  await upload(world, 'ferry', 'Night ferry');
  await world.run(world.nowMs + hour);
  await upload(world, 'ferry', 'Night ferry, corrected');
  const { articleId = '' } = headOf(world, 'ferry') ?? {};
  await world.table.put({
    ...deliveryKey(articleId, 'north'),
    articleId,
    partnerId: 'north',
    state: 'delivered',
    ackedRevision: 1,
    updatedAtMs: world.nowMs,
  });
  await world.run(world.nowMs + hour);
  expect(world.posts.map(({ type }) => type)).toEqual(['article.published', 'article.updated']);
});
