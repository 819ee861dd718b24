import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { connectStack } from '../../shared/stack/connect-stack.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { appears, behave, expectNoComplaints, hasBrowser, live, openConsole } from './browser.ts';
import { cast } from './cast.ts';
import { articleIdByHeadline } from './pages.ts';

const text = (title: string, lang = 'en'): string =>
  `---\ntitle: ${title}\nauthor: Ann Author\nlang: ${lang}\n---\n\nThe ferry has crossed the harbour again since Monday, and nobody has to walk around it.\n`;

/** Drops files on the page, as one would from a folder. */
async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  await live(page);
  const list = Object.entries(files).map(
    ([name, content]) => `dropped.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}));`,
  );
  const dataTransfer = await page.evaluateHandle(
    `(() => { const dropped = new DataTransfer(); ${list.join('')} return dropped; })()`,
  );
  await page.dispatchEvent('main', 'dragover', { dataTransfer });
  await page.dispatchEvent('main', 'drop', { dataTransfer });
  await page.waitForURL(/\/upload\/./);
}

/** What `byline …` prints on standard output. */
function byline(...args: string[]): Promise<string> {
  const main = join(import.meta.dirname, '..', '..', 'cli', 'main.js');
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [main, ...args, '--json', '--dir', inject('stackDir')], (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
}

/** Sweeps come every minute; what they release then takes its seconds. */
const sweepMs = 120_000;

describe.skipIf(!hasBrowser)('a newcomer', () => {
  test('uploads by the drop zone, sees the delivery, breaks a partner, sees its circuit open, mends it, replays, and finds the same on the command line', async () => {
    const open = await openConsole();
    const { page } = open;

    // Upload, and see the receipt and the delivery come, without a reload.
    await page.getByRole('link', { name: 'Upload', exact: true }).click();
    await drop(page, { 'ferry-is-back.md': text('Ferry is back') });
    await appears(page, 'What became of it');
    await appears(page, 'Ferry is back');
    await appears(page, '2/2');
    await page.getByRole('link', { name: 'See where it is' }).click();
    await live(page);
    for (const name of ['The Outlet', 'Evening Gazette']) {
      await page.getByRole('row', { name }).getByText('delivered', { exact: true }).waitFor();
    }

    // Break a partner; five failures in a row open its circuit.
    await behave(cast.gazette, 503);
    await open.visit('/upload');
    await drop(
      page,
      Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`broken-${index}.md`, text(`Broken ${index}`)])),
    );
    await open.visit('/partners');
    await page.getByRole('row', { name: 'Evening Gazette' }).getByText('circuit open').waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Evening Gazette' }).click();
    await appears(page, '503');
    const broken = await articleIdByHeadline('Broken 0');
    await open.visit(`/articles/${broken}/webhook?partner=${cast.gazette}`);
    await appears(page, 'the database is down');
    await open.visit('/');
    await appears(page, /Evening Gazette: circuit open/);

    // Mend it, have it tried at once, and see all of it arrive.
    await behave(cast.gazette, 204);
    await open.visit(`/partners/${cast.gazette}`);
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.locator('.notice').getByText('Resumed').waitFor();
    await page.locator('.kicker').getByText('healthy').waitFor({ timeout: sweepMs });
    await open.visit(`/articles/${broken}`);
    await page
      .getByRole('row', { name: 'Evening Gazette' })
      .getByText('delivered', { exact: true })
      .waitFor({ timeout: sweepMs });

    // A partner that takes small bodies only: a dead letter. Give it room, and replay.
    await open.visit('/upload');
    await drop(page, { 'barco.md': text('El barco ha vuelto', 'es') });
    await appears(page, 'El barco ha vuelto');
    await open.visit(`/dead-letters?partner=${cast.shortWave}`);
    await appears(page, 'El barco ha vuelto', 60_000);
    await page.getByRole('row', { name: 'El barco' }).getByText('BODY_TOO_LARGE').waitFor();
    await giveRoom();
    await page.getByLabel('Choose all shown').check();
    await page.getByRole('button', { name: 'Replay chosen' }).click();
    await page.locator('.notice').getByText('tried again').waitFor();
    await appears(page, /None/);
    const boat = await articleIdByHeadline('El barco');
    await open.visit(`/articles/${boat}`);
    await page
      .getByRole('row', { name: 'Short Wave' })
      .getByText('delivered', { exact: true })
      .waitFor({ timeout: sweepMs });
    expectNoComplaints(open);

    // The same on the command line.
    const shown = JSON.parse(await byline('articles', 'show', boat)) as {
      deliveries: { partnerId: string; state: string }[];
    };
    expect(shown.deliveries.map(({ partnerId, state }) => [partnerId, state]).toSorted()).toEqual([
      [cast.gazette, 'delivered'],
      [cast.outlet, 'delivered'],
      [cast.shortWave, 'delivered'],
    ]);
    const partners = JSON.parse(await byline('partners', 'list')) as { id: string; circuit: string; status: string }[];
    expect(partners.find(({ id }) => id === cast.gazette)).toMatchObject({ circuit: 'closed', status: 'active' });
    expect(await byline('dead-letters', '--partner', cast.shortWave)).toBe('');
  }, 600_000);
});

async function giveRoom(): Promise<void> {
  const { dynamodb, outputs, close } = await connectStack({ dir: inject('stackDir') });
  const partners = partnerStore(dynamoTable(dynamodb, outputs.TableName));
  const before = await partners.get(cast.shortWave);
  if (!before) throw new Error('no such partner');
  await partners.revise(before, { ...before, maxBodyBytes: undefined });
  close();
}
