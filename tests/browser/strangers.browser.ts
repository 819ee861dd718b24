import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { connectStack } from '../../shared/stack/connect-stack.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { hasBrowser, openConsole } from './browser.ts';
import { cast } from './cast.ts';

/** A page of someone else on the same machine: the same site as the console to the browser, which sends the cookie along. */
async function strangersPage(html: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function statusOf(partnerId: string): Promise<string | undefined> {
  const { dynamodb, outputs, close } = await connectStack({ dir: inject('stackDir') });
  const partner = await partnerStore(dynamoTable(dynamodb, outputs.TableName)).get(partnerId);
  close();
  return partner?.status;
}

describe.skipIf(!hasBrowser)('strangers', () => {
  test('a browser that was not let in sees nothing', async () => {
    const { page } = await openConsole();
    const inside = new URL('/partners', page.url()).href;
    await page.context().clearCookies();
    const answer = await page.goto(inside);
    expect(answer?.status()).toBe(403);
    expect(await page.content()).not.toContain('Outlet');
  });

  test('a page of another origin cannot frame the console, in the browser that was let in', async () => {
    const { page } = await openConsole();
    const inside = new URL('/partners', page.url()).href;
    const refusal = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await page.goto(await strangersPage(`<iframe src="${inside}"></iframe>`));
    await refusal;
  });

  test('nor read it, nor act by a form or a request', async () => {
    const { page } = await openConsole();
    const home = new URL('/', page.url()).href;
    const act = `${home}partners/${cast.outlet}/pause`;
    const url = await strangersPage(`<form method="post" action="${act}"><button>go</button></form>`);
    await page.goto(url);
    const read = await page.evaluate<string>(
      `fetch(${JSON.stringify(home)}, { credentials: 'include' }).then((answer) => answer.text(), () => 'nothing')`,
    );
    expect(read).toBe('nothing');
    await page.evaluate(
      `fetch(${JSON.stringify(act)}, { method: 'POST', credentials: 'include', mode: 'no-cors' }).catch(() => {})`,
    );
    const answered = page.waitForResponse(
      (response) => response.url() === act && response.request().isNavigationRequest(),
    );
    await page.getByRole('button', { name: 'go' }).click();
    expect((await answered).status()).toBe(403);
    expect(await statusOf(cast.outlet)).toBe('active');
  });
});
