import { describe, expect, test } from 'vitest';
import { StackUnreachable } from '../../shared/stack/connect-stack.ts';
import { consoleClient, memoryStack } from '../support/console-stack.ts';
import { articleId, furnished, nowMs } from '../support/furnished-stack.ts';
import { partnerOf } from '../support/partners.ts';

const pages = [
  '/',
  '/articles',
  `/articles/${articleId}`,
  `/articles/${articleId}/history`,
  `/articles/${articleId}/webhook?partner=gazette`,
  '/uploads',
  '/partners',
  '/partners/outlet',
  '/dead-letters',
  '/upload',
  '/metrics',
  '/runbook',
];

describe('every page', () => {
  test.each(pages)('%s is there, with a stack that holds things and with an empty one', async (path) => {
    const client = await consoleClient(await furnished(), { nowMs });
    const page = await client.get(path);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<main id="main"');
    const empty = await consoleClient(memoryStack(), { nowMs });
    expect((await empty.get(path)).status).toBe(path.includes(articleId) || path.endsWith('outlet') ? 404 : 200);
    expect(client.reported).toEqual([]);
  });

  test.each(pages)('%s runs no script but the console’s own, and in no frame', async (path) => {
    const client = await consoleClient(await furnished(), { nowMs });
    const page = await client.get(path);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const text = await page.text();
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toMatch(/\sstyle=|\son[a-z]+=|<style/);
  });

  test('text of others is text, wherever it stands', async () => {
    const hostile = `"><img src=x onerror=alert(1)>'<script>alert(2)</script>`;
    const stack = await furnished({ headline: hostile, partnerName: hostile, answer: hostile });
    const client = await consoleClient(stack, { nowMs });
    for (const path of pages) {
      const text = await (await client.get(path)).text();
      expect(text, path).not.toContain('<img');
      expect(text.match(/<script/g), path).toHaveLength(1);
    }
  });
});

test('endpoints of operational events stand beside the partners, and have a page of their own', async () => {
  const stack = memoryStack();
  await stack.partners.put(
    Object.assign(partnerOf({ id: '@ops', name: 'Pager' }), { operations: { events: ['partner.paused'] } }),
  );
  const client = await consoleClient(stack, { nowMs });
  const page = await (await client.get('/partners')).text();
  expect(page).toContain('Pager');
  expect(page).toContain('partner.paused');
  expect((await client.get('/partners/%40ops')).status).toBe(200);
});

describe('the preview of an article', () => {
  test('is sandboxed, and loads pictures only where it is asked to', async () => {
    const client = await consoleClient(await furnished(), { nowMs });
    const plain = await client.get(`/articles/${articleId}/preview?revision=1`);
    const policy = plain.headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining(['sandbox', "default-src 'none'", "form-action 'none'", "frame-ancestors 'self'"]),
    );
    expect(policy).toContain('style-src http://127.0.0.1:4600/assets/preview.css;');
    expect(policy).not.toContain('img-src');
    expect(policy).not.toContain('script');
    const pictured = await client.get(`/articles/${articleId}/preview?revision=1&pictures=yes`);
    expect(pictured.headers.get('content-security-policy')).toContain('img-src https: http: data:');
    expect((await client.get(`/articles/${articleId}/preview?revision=9`)).status).toBe(404);
  });
});

test('every alarm of the runbook is a place on its page, and the overview leads to those that are there', async () => {
  const stack = memoryStack();
  stack.counts.DeliverDeadLetters = { waiting: 2, inWork: 0, delayed: 0 };
  const client = await consoleClient(stack, { nowMs });
  const runbook = await (await client.get('/runbook')).text();
  const overview = await (await client.get('/')).text();
  const [, anchor] = /\/runbook#([a-z-]+)/.exec(overview) ?? [];
  expect(anchor).toBe('dead-letters');
  for (const place of ['dead-letters', 'sweep-silent']) expect(runbook).toContain(`<h2 id="${place}">`);
});

describe('what cannot be shown', () => {
  test.each([
    ['/nowhere', 404],
    ['/articles/none', 404],
    [`/articles/${articleId}?revision=99`, 404],
    [`/articles/${articleId}?revision=x`, 404],
    [`/articles/${articleId}/history?from=0`, 400],
    [`/articles/${articleId}/history?to=7`, 404],
    [`/articles/${articleId}/webhook?partner=none`, 404],
    ['/partners/none', 404],
    ['/uploads/of', 400],
    ['/uploads/of?key=publishers/x/none', 404],
    ['/upload/none', 404],
    ['/articles?before=x&state=y&q=%00', 200],
  ])('%s answers %i with a page', async (path, status) => {
    const client = await consoleClient(await furnished(), { nowMs });
    const page = await client.get(path);
    expect(page.status).toBe(status);
    expect(await page.text()).toContain('<main');
    expect(client.reported).toEqual([]);
  });

  test('a stack that is gone is told in one line with the next step, and comes back by itself', async () => {
    let isGone = true;
    const client = await consoleClient(await furnished(), {
      nowMs,
      failing: () => (isGone ? new StackUnreachable('no local stack runs here: start one with npm start') : undefined),
    });
    const gone = await client.get('/');
    expect(gone.status).toBe(502);
    expect(await gone.text()).toContain('no local stack runs here: start one with npm start');
    expect(client.reported).toEqual([]);
    isGone = false;
    expect((await client.get('/')).status).toBe(200);
  });

  test('a defect shows nothing of itself in the page, and is reported to the terminal', async () => {
    const client = await consoleClient(await furnished(), { nowMs, failing: () => new TypeError('secret inside') });
    const page = await client.get('/');
    expect(page.status).toBe(502);
    expect(await page.text()).not.toContain('secret inside');
    expect(client.reported).toHaveLength(1);
  });
});
