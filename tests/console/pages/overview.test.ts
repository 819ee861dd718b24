import { expect, test } from 'vitest';
import { consoleClient, memoryStack } from '../../support/console-stack.ts';
import { publisherOf } from '../../support/publishers.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const words = 'demo: nothing new came for longer than its profile says';

test('a publisher that is quiet is among what needs someone, until it is heard', async () => {
  const stack = memoryStack();
  const client = await consoleClient(stack, { nowMs });
  const overview = async (): Promise<string> => (await client.get('/')).text();
  await stack.watches.follow(publisherOf({ quietAfterHours: 24 }), nowMs);
  expect(await overview()).toContain('all clear');
  const watch = (await stack.watches.get('demo'))!;
  await stack.watches.quiet(watch, nowMs);
  expect(await overview()).toContain(words);
  expect(await overview()).toContain('/runbook#publisher-quiet');
  await stack.watches.heardAgain(watch, nowMs);
  expect(await overview()).not.toContain(words);
});
