import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectNoComplaints, hasBrowser, live, openConsole } from './browser.ts';
import { cast } from './cast.ts';

/** Presses Tab until the element with that text has the focus. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>('document.activeElement?.textContent?.trim() ?? ""');
    if (focused === words) return;
  }
  throw new Error(`sixty tabs did not come to “${words}”`);
}

const focusedText = (page: Page): Promise<string> =>
  page.evaluate<string>('document.activeElement?.textContent?.trim() ?? ""');

describe.skipIf(!hasBrowser)('by keyboard alone', () => {
  test('the content is two keys away, and every page a few', async () => {
    const open = await openConsole();
    const { page } = open;
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await open.visit('/');
    await tabTo(page, 'Partners');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/partners$/);
    expectNoComplaints(open);
  });

  test('a partner is paused and resumed, and what asks first is closed by Escape', async () => {
    const open = await openConsole();
    const { page } = open;
    await open.visit(`/partners/${cast.outlet}`);
    await tabTo(page, 'Pause…');
    await page.keyboard.press('Enter');
    await page.getByText('What it is owed is parked until it is resumed').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('What it is owed is parked until it is resumed').waitFor({ state: 'hidden' });
    expect(await focusedText(page)).toBe('Pause…');

    await page.keyboard.press('Enter');
    await tabTo(page, 'Pause');
    await page.keyboard.press('Enter');
    await page.getByText('Paused: what it is owed is parked.').waitFor();
    await live(page);
    await tabTo(page, 'Resume');
    await page.keyboard.press('Enter');
    await page.getByText('Resumed: what was parked').waitFor();
    expectNoComplaints(open);
  });

  test('focus, an open disclosure and a ticked box stay where they are while the page is made anew', async () => {
    const open = await openConsole();
    const { page } = open;
    await open.visit('/dead-letters');
    const box = page.locator('input[name="pair"]').nth(3);
    await box.check();
    await box.focus();
    const value = await box.inputValue();
    // Times on the page move on: the main part is made anew within seconds.
    const before = await page.locator('main time').first().textContent();
    await expect
      .poll(() => page.locator('main time').first().textContent(), { timeout: 90_000, interval: 500 })
      .not.toBe(before);
    expect(await page.evaluate('document.activeElement.value')).toBe(value);
    expect(await page.locator(`input[value="${value.replaceAll('"', '\\"')}"]`).isChecked()).toBe(true);
    expectNoComplaints(open);
  });
});
