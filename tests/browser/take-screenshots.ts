/**
 * `npm run screenshots`: pictures of the console's main pages for README.md and docs/console.md, over a day of an invented newsroom. The clock
 * stands still, so that a picture changes only when a page does. Needs Chromium, as the browser tests do.
 */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import { chromium } from 'playwright-core';
import { access } from '../../console/access.ts';
import { consoleApp } from '../../console/app.ts';
import { memoryStack } from '../support/console-stack.ts';
import { furnishNewsroomDay } from '../support/newsroom-day.ts';
import { chromiumFlags, findChromium } from './chromium.ts';

const imagesDir = join(import.meta.dirname, '..', '..', 'docs', 'images');
const nowMs = Date.UTC(2026, 10, 24, 12, 40);
process.env.TZ = 'UTC';

async function main(): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('no Chromium on the PATH (apt-get install chromium), nor in BYLINE_CHROMIUM');
  const stack = memoryStack();
  const { corrected } = await furnishNewsroomDay(stack, nowMs);
  let port = 0;
  const guard = access({ port: () => port });
  const app = consoleApp({
    link: { open: () => Promise.resolve(stack), explain: () => Promise.resolve(undefined), close: () => undefined },
    stackName: 'byline-prod · eu-west-1',
    isLocal: false,
    access: guard,
    now: () => nowMs,
    newId: () => 'one',
    report: (error) => console.error(error),
  });
  const server = await new Promise<ServerType>((resolve) => {
    const opened = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(opened));
  });
  ({ port } = server.address() as AddressInfo);
  const origin = `http://127.0.0.1:${port}`;
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    for (const [name, path, colorScheme, width, height] of [
      ['overview', '/', 'light', 1280, 1180],
      ['overview-dark', '/', 'dark', 1280, 1180],
      ['article', `/articles/${corrected}`, 'light', 1280, 1150],
      ['history', `/articles/${corrected}/history`, 'light', 1280, 720],
      ['rejection', '/uploads/of?key=publishers/harbour-news/2026/11/lighthouse.json', 'light', 1280, 860],
      ['partner', '/partners/north-wire', 'light', 1280, 1000],
      ['reader', '/partners/radio-skerry', 'light', 1280, 760],
      ['phone', '/', 'light', 390, 844],
    ] as const) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        timezoneId: 'UTC',
        deviceScaleFactor: width < 500 ? 2 : 1,
      });
      const page = await context.newPage();
      await page.goto(`${origin}${guard.entryPath}`);
      await page.goto(`${origin}${path}`);
      await page.locator('#live[data-state="on"]').waitFor();
      await page.screenshot({ path: join(imagesDir, `console-${name}.png`), animations: 'disabled' });
      process.stdout.write(`docs/images/console-${name}.png\n`);
      await context.close();
    }
  } finally {
    await browser.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  }
}

await main();
