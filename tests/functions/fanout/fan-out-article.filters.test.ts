import { expect, test } from 'vitest';
import { articleId } from '../../support/invariants.ts';
import { Simulation } from '../../support/simulation.ts';
import type { Story } from '../../support/story.ts';

const hour = 3_600_000;

async function uploadAndRun(world: Simulation, story: Story): Promise<void> {
  await world.upload('publishers/demo/ferry.json', JSON.stringify(story));
  await world.run(world.nowMs + hour);
}

function seenBy(world: Simulation, partnerId: string): string[] {
  return world.posts
    .filter((post) => post.partnerId === partnerId && post.articleId === articleId('ferry'))
    .map(({ type, revision }) => `${type} ${revision}`);
}

test('a partner whose filter an update no longer passes still gets the updates and the retraction of what it has', async () => {
  const world = new Simulation(1, { crash: 0, duplicate: 0 });
  await world.addPartner({ id: 'ferries', filter: { keywords: ['ferry'] } });
  await world.addPartner({ id: 'bridges', filter: { keywords: ['bridge'] } });

  await uploadAndRun(world, { id: 'ferry', text: 'A ferry at night' });
  await uploadAndRun(world, { id: 'ferry', text: 'A bridge by day' });
  await uploadAndRun(world, { id: 'ferry', text: 'A tunnel at last' });
  await uploadAndRun(world, { id: 'ferry', text: 'A tunnel at last', status: 'canceled' });

  expect(seenBy(world, 'ferries')).toEqual([
    'article.published 1',
    'article.updated 2',
    'article.updated 3',
    'article.retracted 4',
  ]);
  // It matched for the second revision only, and has been owed the rest since.
  expect(seenBy(world, 'bridges')).toEqual(['article.published 2', 'article.updated 3', 'article.retracted 4']);
  expect(world.unexpected).toEqual([]);
});

test('a partner whose filter never matched hears of neither the article nor its retraction', async () => {
  const world = new Simulation(2, { crash: 0, duplicate: 0 });
  await world.addPartner({ id: 'tunnels', filter: { keywords: ['tunnel'] } });
  await uploadAndRun(world, { id: 'ferry', text: 'A ferry at night' });
  await uploadAndRun(world, { id: 'ferry', text: 'A ferry at night', status: 'canceled' });
  expect(seenBy(world, 'tunnels')).toEqual([]);
});
