import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectNoComplaints, hasBrowser, openConsole, sidewaysPixels } from './browser.ts';
import { articleIdByHeadline, everyPage } from './pages.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** What axe-core finds that is serious or critical, as `rule: element`. */
async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], iframes: false }).then(({ violations }) => violations)`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
    );
}

describe.skipIf(!hasBrowser)('every page of the console', () => {
  test.each(['light', 'dark'] as const)(
    'in %s has no serious finding of axe, and nothing to complain of',
    async (colorScheme) => {
      const open = await openConsole({ colorScheme, bypassCSP: true });
      for (const [name, path] of await everyPage()) {
        await open.visit(path);
        expect.soft(await seriousFindings(open.page), name).toEqual([]);
      }
      expectNoComplaints(open);
    },
  );

  test('fits a phone: nothing runs out to the side', async () => {
    const open = await openConsole({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
    for (const [name, path] of await everyPage()) {
      await open.visit(path);
      expect.soft(await sidewaysPixels(open.page), name).toBeLessThanOrEqual(0);
    }
    expectNoComplaints(open);
  });

  test('works without script', async () => {
    const open = await openConsole({ javaScriptEnabled: false });
    for (const [name, path] of await everyPage()) {
      const answer = await open.page.goto(new URL(path, open.page.url()).href);
      expect.soft(answer?.status(), name).toBe(200);
      expect.soft(await open.page.locator('main h1').count(), name).toBe(1);
    }
    expectNoComplaints(open);
  });
});

describe.skipIf(!hasBrowser)('the preview of an article', () => {
  test('shows the article in a frame of its own, which may run nothing and belongs to nobody', async () => {
    const open = await openConsole();
    await open.visit(`/articles/${await articleIdByHeadline('Island ferries')}`);
    const frame = open.page.locator('iframe.preview');
    expect(await frame.getAttribute('sandbox')).toBe('');
    const inside = open.page.frameLocator('iframe.preview');
    await inside.getByText('Ferries between the islands will be free').waitFor();
    await inside.getByText('By Rowan Tait and Elspeth Munro').waitFor();
    expect(await inside.locator('body').evaluate('self.origin')).toBe('null');
    expectNoComplaints(open);
  });
});
