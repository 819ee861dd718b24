import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureReasons } from '../../shared/delivery/decide.ts';
import { jitterShare, retryWaitsMs } from '../../shared/delivery/retry-schedule.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { signWebhook } from '../../shared/webhooks/sign.ts';
import { codeBlocksOf, documentText, jsonBlocksOf, tableAfter, writeTable } from '../support/documents.ts';
import { exampleWebhook } from '../support/night-ferry.ts';

const page = 'docs/webhooks.md';

describe('docs/webhooks.md', () => {
  test('names the waits of the retry schedule', () => {
    const [, after = ''] = documentText(page).split('shared/delivery/retry-schedule.ts -->\n');
    const unitMs: Record<string, number> = { s: 1_000, min: 60_000, h: 3_600_000 };
    const waits = after
      .split('\n')[0]
      ?.split(', ')
      .map((wait) => {
        const [number = '', unit = ''] = wait.split(' ');
        return Number(number) * (unitMs[unit] ?? Number.NaN);
      });
    expect(waits).toEqual(retryWaitsMs);
    expect(documentText(page)).toContain(`each spread by ${jitterShare * 100} % either way`);
  });

  test('lists every reason of a failed attempt', () => {
    writeTable(page, '<!-- failure reasons:', failureReasons);
    expect(tableAfter(page, '<!-- failure reasons:')).toEqual(failureReasons);
  });

  test('shows a body as it is sent', async () => {
    const { body } = await exampleWebhook();
    expect(jsonBlocksOf(page)[0]).toEqual(JSON.parse(body));
  });
});

describe('the receiver in docs/webhooks.md', () => {
  const secret = newSecret();
  const dir = mkdtempSync(join(tmpdir(), 'byline-receiver-'));
  let receiver: ChildProcess;
  let url = '';
  const printed: string[] = [];

  beforeAll(async () => {
    // Beside the project's packages, as in a project that has installed them.
    symlinkSync(join(import.meta.dirname, '../../node_modules'), join(dir, 'node_modules'));
    writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(dir, 'receiver.ts'), codeBlocksOf(page, 'ts')[0] ?? '');
    receiver = spawn(process.execPath, ['receiver.ts'], {
      cwd: dir,
      env: { ...process.env, WEBHOOK_SECRET: secret, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: receiver.stdout! });
    const [address] = (await once(lines, 'line')) as [string];
    url = `http://127.0.0.1:${/port: (\d+)/.exec(address)?.[1]}`;
    lines.on('line', (line) => printed.push(line));
  });

  afterAll(async () => {
    const exited = once(receiver, 'exit');
    receiver.kill();
    await exited;
    rmSync(dir, { recursive: true });
  });

  async function post(
    event: 'article.published' | 'article.retracted',
    revision: number,
    key = secret,
  ): Promise<number> {
    const { messageId, body } = await exampleWebhook(event, revision);
    const headers = { ...signWebhook(messageId, body, [key], Date.now()) };
    return (await fetch(url, { method: 'POST', headers, body })).status;
  }

  test('verifies, takes each revision once, ignores older ones and honours a retraction', async () => {
    expect(await post('article.published', 1, newSecret())).toBe(401);
    expect(await post('article.published', 2)).toBe(204);
    expect(await post('article.published', 2)).toBe(204);
    expect(await post('article.published', 1)).toBe(204);
    expect(await post('article.retracted', 3)).toBe(204);
    expect(await post('article.published', 2)).toBe(204);
    await expect.poll(() => printed.length).toBe(2);
    expect(printed[0]).toMatch(/^publish harbour-gazette-\w+: Ferry adds a night crossing <p>/);
    expect(printed[1]).toMatch(/^take down harbour-gazette-\w+$/);
  });
});
