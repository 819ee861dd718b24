import { expect, test } from 'vitest';
import { consoleClient, memoryStack } from '../support/console-stack.ts';
import { partnerOf } from '../support/partners.ts';

test('an open page is sent its main part, and again whenever that is another', async () => {
  const stack = memoryStack();
  const client = await consoleClient(stack);
  const events = await client.get('/live?page=/partners');
  expect(events.headers.get('content-type')).toContain('text/event-stream');
  const reader = (events.body as ReadableStream<Uint8Array>).getReader();
  const next = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value);

  expect(await next()).toContain('No partner is registered yet');
  await stack.partners.put(partnerOf({ id: 'late', name: 'Late Edition' }));
  let seen = '';
  while (!seen.includes('event: page')) seen = await next();
  expect(seen).toContain('Late Edition');
  expect(seen).not.toContain('<!doctype');
  await reader.cancel();
});

test.each(['', 'https://evil.example/', '//evil.example', '/live?page=/', '/assets/console.js', '/enter/x'])(
  'no events of %j',
  async (page) => {
    const client = await consoleClient(memoryStack());
    expect((await client.get(`/live?page=${encodeURIComponent(page)}`)).status).toBe(400);
  },
);
