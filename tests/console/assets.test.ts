import { expect, test } from 'vitest';
import { consoleClient, memoryStack } from '../support/console-stack.ts';

test.each([
  ['console.css', 'text/css', '--accent'],
  ['console.js', 'text/javascript', 'EventSource'],
  ['preview.css', 'text/css', 'color-scheme'],
  ['icon.svg', 'image/svg+xml', '<svg'],
])('%s is served as %s', async (name, type, words) => {
  const client = await consoleClient(memoryStack());
  const answer = await client.get(`/assets/${name}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain(type);
  expect(await answer.text()).toContain(words);
});

test.each(['console.ts', '../app.ts', '%2e%2e/app.ts', 'style/base.css', ''])('%s is no asset', async (name) => {
  const client = await consoleClient(memoryStack());
  expect((await client.get(`/assets/${name}`)).status).toBe(404);
});

test('a page names its assets with a version, so that a new one is loaded at once', async () => {
  const client = await consoleClient(memoryStack());
  expect(await (await client.get('/')).text()).toMatch(/\/assets\/console\.css\?v=[0-9a-f]{12}/);
});
