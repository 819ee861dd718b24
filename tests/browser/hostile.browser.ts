import { describe, expect, test } from 'vitest';
import { expectNoComplaints, hasBrowser, openConsole } from './browser.ts';
import { attempts, hostileArticleId, hostileKey, hostilePartnerId } from './hostile-text.ts';

describe.skipIf(!hasBrowser)('text that wants to be script', () => {
  test('there are fifty attempts', () => {
    expect(new Set(attempts).size).toBe(50);
  });

  test('does nothing in headlines, bylines, names, answers and keys, on any page', async () => {
    const open = await openConsole();
    const { page } = open;
    // What was blocked is no answer; what was fetched is.
    const fetched: string[] = [];
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.endsWith('/pwned')) fetched.push(response.url());
    });
    const paths = [
      '/',
      '/articles',
      '/uploads',
      '/partners',
      '/dead-letters',
      ...attempts.flatMap((attempt, index) => [
        `/articles/${hostileArticleId(index)}`,
        `/articles/${hostileArticleId(index)}/webhook?partner=${hostilePartnerId(index)}`,
        `/uploads/of?key=${encodeURIComponent(hostileKey(index))}`,
        // Pages that show the same text in the same way: some of them.
        ...(index % 5 === 0
          ? [
              `/articles/${hostileArticleId(index)}/history`,
              `/partners/${hostilePartnerId(index)}`,
              `/articles?q=${encodeURIComponent(attempt)}`,
            ]
          : []),
      ]),
    ];
    for (const path of paths) {
      await page.goto(new URL(path, page.url()).href);
      const found = await page.evaluate<string[]>(`[
        ...('pwned' in globalThis ? ['a script ran'] : []),
        ...[...document.scripts].filter(({ src }) => !src.includes('/assets/console.js')).map(({ outerHTML }) => outerHTML),
        ...[...document.querySelectorAll('main img, main object, main embed, main style, main link, main base, main svg script, main meta')].map(({ outerHTML }) => outerHTML),
        ...[...document.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes]).filter(({ name }) => name.startsWith('on') || name === 'style').map(({ name, value }) => name + '=' + value),
        ...[...document.querySelectorAll('[href], [src], [action], [formaction]')].map((node) => node.getAttribute('href') ?? node.getAttribute('src') ?? node.getAttribute('action') ?? '').filter((address) => /^\\s*javascript:/i.test(address)),
      ]`);
      expect.soft(found, path).toEqual([]);
    }
    expect(fetched).toEqual([]);
    expectNoComplaints(open);
  }, 300_000);

  test('does nothing when a page is made anew while it is open', async () => {
    const open = await openConsole();
    await open.visit('/partners');
    const same = open.page.locator('main').getByText(attempts[0]!, { exact: true }).first();
    await same.waitFor();
    await open.visit(`/articles/${hostileArticleId(12)}`);
    await open.page.locator('iframe.preview').waitFor();
    expect(await open.page.evaluate(`'pwned' in globalThis`)).toBe(false);
    expectNoComplaints(open);
  });
});
