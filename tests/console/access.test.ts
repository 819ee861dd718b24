import { describe, expect, test } from 'vitest';
import { access } from '../../console/access.ts';
import { consoleClient, memoryStack } from '../support/console-stack.ts';

describe('the console lets in', () => {
  test('a browser that was given the address, with a cookie that no script and no other site can use', async () => {
    const client = await consoleClient(memoryStack());
    const entered = await client.get(client.access.entryPath, { cookie: '' });
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/');
    expect(entered.headers.get('set-cookie')).toMatch(
      /^byline-console-4600=secret-2; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect((await client.get('/')).status).toBe(200);
  });
});

describe('the console refuses', () => {
  test.each<[string, Record<string, string>, number]>([
    ['a browser without the cookie', { cookie: '' }, 403],
    ['another cookie', { cookie: 'byline-console-4600=secret-1' }, 403],
    ['the cookie of a console on another port', { cookie: 'byline-console-4601=secret-2' }, 403],
    ['a name that was made to resolve to this machine', { host: 'evil.example:4600' }, 421],
    ['another port of this machine', { host: '127.0.0.1:4601' }, 421],
    ['a request without a name', { host: '' }, 421],
  ])('%s', async (_, headers, status) => {
    const client = await consoleClient(memoryStack());
    for (const path of ['/', '/articles', '/live?page=/', '/nowhere']) {
      expect((await client.get(path, headers)).status, path).toBe(status);
    }
  });

  test('the token of another run', async () => {
    const client = await consoleClient(memoryStack());
    expect((await client.get('/enter/secret-9', { cookie: '' })).status).toBe(403);
    expect((await client.get('/enter/', { cookie: '' })).status).not.toBe(303);
  });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['another site', { origin: 'https://evil.example' }, {}],
    ['another port', { origin: 'http://127.0.0.1:4601' }, {}],
    ['a sandboxed page', { origin: 'null' }, {}],
    ['a form of another run', {}, { 'form-token': 'secret-9' }],
    ['a form without a token', {}, { 'form-token': '' }],
  ])('an action sent by %s, and does nothing', async (_, headers, fields) => {
    const stack = memoryStack();
    await stack.partners.put({ ...partner });
    const client = await consoleClient(stack);
    expect((await client.post('/partners/outlet/pause', fields, headers)).status).toBe(403);
    expect(await stack.partners.get('outlet')).toMatchObject({ status: 'active' });
  });

  test('an action without any origin', async () => {
    const client = await consoleClient(memoryStack());
    const { origin: _, ...bare } = { origin: '' };
    expect((await client.post('/partners/outlet/pause', {}, { ...bare, origin: '' })).status).toBe(403);
  });
});

const partner = {
  id: 'outlet',
  name: 'Outlet',
  url: 'http://127.0.0.1:1/hook',
  format: 'ninjs-3',
  events: [],
  filter: {},
  status: 'active',
  createdAtMs: 0,
} as const;

test('no two runs share a secret', () => {
  const [one, other] = [access({ port: () => 1 }), access({ port: () => 1 })];
  expect(new Set([one.entryPath, other.entryPath, one.formToken, other.formToken]).size).toBe(4);
});
