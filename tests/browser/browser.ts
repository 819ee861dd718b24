import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, expect, inject } from 'vitest';
import { chromiumFlags } from './chromium.ts';

export const hasBrowser = inject('browser') !== '';

let browser: Browser | undefined;
const contexts: BrowserContext[] = [];
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});
afterAll(() => browser?.close());

export interface OpenPage {
  readonly page: Page;
  /** What the page said that nobody wants to hear: errors and warnings of the console, script errors, dialogs. Those of previews are not counted. */
  readonly complaints: string[];
  /** Goes to a path of the console, and waits until it is live. */
  visit(path: string): Promise<void>;
}

/** A fresh browser that was let into the console. */
export async function openConsole(options: BrowserContextOptions = {}): Promise<OpenPage> {
  browser ??= await chromium.launch({ executablePath: inject('browser'), args: chromiumFlags });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  contexts.push(context);
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    // What a sandboxed preview refuses to run is told there, as it should be.
    if (/\/preview\?|^about:srcdoc$/.test(message.location().url)) return;
    complaints.push(`${message.type()}: ${message.text()} (${page.url()})`);
  });
  page.on('pageerror', (error) => complaints.push(`script error: ${error.message} (${page.url()})`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()} (${page.url()})`);
    void dialog.dismiss();
  });
  const url = inject('consoleUrl');
  await page.goto(url);
  return {
    page,
    complaints,
    async visit(path) {
      await page.goto(new URL(path, url).href);
      // What is shown once, or never changes, stands still.
      if ((await page.locator('main[data-still]').count()) === 0) await live(page);
    },
  };
}

/** Waits until the page keeps itself current. */
export async function live(page: Page): Promise<void> {
  await page.locator('#live[data-state="on"]').waitFor();
}

/** Waits for a text on the page, which must come without a reload. */
export async function appears(page: Page, text: string | RegExp, timeoutMs = 30_000): Promise<void> {
  await page.locator('main').getByText(text).first().waitFor({ timeout: timeoutMs });
}

export async function sidewaysPixels(page: Page): Promise<number> {
  // A string: this file is checked without the types of a browser.
  return page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
}

export function expectNoComplaints({ complaints }: OpenPage): void {
  expect(complaints).toEqual([]);
}

export async function behave(partner: string, status: number): Promise<void> {
  const answer = await fetch(`${inject('receiversUrl')}/behave/${partner}/${status}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`the receivers answered ${answer.status}`);
}
