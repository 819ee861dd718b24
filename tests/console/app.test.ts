import { describe, expect, test } from 'vitest';
import { StackUnreachable } from '../../shared/stack/connect-stack.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { consoleClient, memoryStack, type MemoryStack } from '../support/console-stack.ts';
import { partnerOf } from '../support/partners.ts';
import { publisherOf } from '../support/publishers.ts';
import { acceptedAtMs, revisionOf } from '../support/revisions.ts';

const nowMs = acceptedAtMs + 60_000;

/** A stack with one article, delivered to one partner and given up for another. */
async function furnished(
  changes: { headline?: string; partnerName?: string; answer?: string } = {},
): Promise<MemoryStack> {
  const stack = memoryStack();
  const { headline = 'Ferry returns after repairs', partnerName = 'The Outlet', answer } = changes;
  await stack.publishers.put(publisherOf({ id: 'harbour-news', name: 'Harbour News' }));
  await stack.partners.put(partnerOf({ id: 'outlet', name: partnerName }));
  await stack.partners.put(partnerOf({ id: 'gazette', name: 'Gazette' }));
  const base = revisionOf();
  const revision = revisionOf({ article: { ...base.article, headlines: [{ value: headline }] } });
  await stack.articles.append(revision.articleId, () => ({ kind: 'append', revision }));
  for (const [partnerId, outcome] of [
    ['outlet', { kind: 'delivered' }],
    ['gazette', { kind: 'dead', reason: 'HTTP_STATUS' }],
  ] as const) {
    const delivery = await stack.deliveries.lease(revision.articleId, partnerId, 'token', nowMs, 1);
    if (!delivery) throw new Error('no lease');
    const attempt = {
      atMs: nowMs,
      revision: 1,
      event: 'article.published',
      outcome: outcome.kind === 'delivered' ? 'delivered' : 'failed',
      status: outcome.kind === 'delivered' ? 204 : 500,
      ...(outcome.kind === 'dead' && answer ? { answer } : {}),
      durationMs: 40,
      ...(outcome.kind === 'dead' ? { reason: outcome.reason } : {}),
    } as const;
    await stack.deliveries.record(delivery, attempt, outcome, nowMs);
  }
  return stack;
}

const articleId = revisionOf().articleId;
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

describe('what people can do', () => {
  test('pauses and resumes a partner, and says so', async () => {
    const stack = await furnished();
    const client = await consoleClient(stack, { nowMs });
    const paused = await client.post('/partners/outlet/pause', {});
    expect(paused.status).toBe(303);
    expect(await stack.partners.get('outlet')).toMatchObject({ status: 'paused' });
    const page = await (await client.get(paused.headers.get('location') ?? '')).text();
    expect(page).toContain('Paused: what it is owed is parked.');
    expect(page).toContain('/partners/outlet/resume');
    await client.post('/partners/outlet/resume', {});
    expect(await stack.partners.get('outlet')).toMatchObject({ status: 'active' });
    expect(await stack.health.get('outlet')).toMatchObject({ circuit: 'draining' });
  });

  test('sends a test, and says what came back', async () => {
    const stack = await furnished();
    await stack.signingKeys.put({ partnerId: 'outlet', keys: [{ secret: newSecret('shared') }] });
    const client = await consoleClient(stack, { nowMs });
    const note = async () => {
      const done = await client.post('/partners/outlet/test', {});
      return (await client.get(done.headers.get('location') ?? '')).text();
    };
    stack.answers.push({ kind: 'status', status: 204 });
    expect(await note()).toContain('A partner.test was answered with 204');
    stack.answers.push({ kind: 'failure', reason: 'TLS_ERROR', ambiguous: false });
    expect(await note()).toContain('certificate or TLS handshake failed');
    expect((await client.post('/partners/gazette/test', {})).status).toBe(400);
  });

  test('verifies an endpoint, or says why it is not', async () => {
    const stack = await furnished();
    await stack.partners.put(partnerOf({ id: 'outlet', unverified: true }));
    await stack.signingKeys.put({ partnerId: 'outlet', keys: [{ secret: newSecret('shared') }] });
    const client = await consoleClient(stack, { nowMs });
    stack.answers.push({ kind: 'status', status: 200, text: 'hello' });
    const done = await client.post('/partners/outlet/verify', {});
    expect(await (await client.get(done.headers.get('location') ?? '')).text()).toContain(
      'Not verified: it answered 200',
    );
    expect(await stack.partners.get('outlet')).toMatchObject({ unverified: true });
  });

  test('rotates a key, which is shown once and never again', async () => {
    const stack = await furnished();
    await stack.signingKeys.put({ partnerId: 'outlet', keys: [{ secret: newSecret('shared') }] });
    const client = await consoleClient(stack, { nowMs });
    const rotated = await client.post('/partners/outlet/rotate', {});
    expect(rotated.status).toBe(200);
    const [secret = ''] = /whsec_[^"]+/.exec(await rotated.text()) ?? [];
    const { keys = [] } = (await stack.signingKeys.get('outlet')) ?? {};
    expect(keys).toHaveLength(2);
    expect(keys[0]?.secret).toBe(secret);
    const page = await (await client.get('/partners/outlet')).text();
    expect(page).toContain('signs until');
    for (const key of keys) expect(page).not.toContain(key.secret);
  });

  test('replays the dead letters that were chosen, or all that match', async () => {
    const stack = await furnished();
    const client = await consoleClient(stack, { nowMs });
    const none = await client.post('/dead-letters/replay', { which: 'chosen', 'per-second': '10' });
    expect(await (await client.get(none.headers.get('location') ?? '')).text()).toContain('Nothing was chosen');
    expect(await stack.deliveries.get(articleId, 'gazette')).toMatchObject({ state: 'dead' });
    const chosen = await client.post('/dead-letters/replay', {
      which: 'chosen',
      pair: `${articleId} gazette`,
      'per-second': '10',
    });
    const page = await client.get(chosen.headers.get('location') ?? '');
    expect(await page.text()).toContain('1 delivery will be tried again');
    const again = await client.get(chosen.headers.get('location') ?? '');
    expect(await again.text()).not.toContain('will be tried again');
    expect(await stack.deliveries.get(articleId, 'gazette')).toMatchObject({ state: 'retrying' });
  });

  test('uploads as a publisher, and waits for the receipt of this upload', async () => {
    const stack = await furnished();
    const client = await consoleClient(stack, { nowMs });
    const key = 'publishers/harbour-news/ferry <b>.md';
    const receipt = (receivedAt: string) =>
      stack.receipts.put(key, JSON.stringify({ key, receivedAt, status: 'rejected', items: [] }), 'application/json');
    await receipt('2026-11-24T11:00:00Z');
    const file = new File(['# Ferry'], 'ferry <b>.md');
    const sent = await client.post('/upload', { publisher: 'harbour-news', files: file });
    expect(sent.status).toBe(303);
    expect(new TextDecoder().decode((await stack.uploads.get(key))?.bytes)).toBe('# Ferry');
    const address = sent.headers.get('location') ?? '';
    expect(await (await client.get(address)).text()).toContain('The receipt comes within seconds');
    await receipt('2026-11-24T12:00:00Z');
    expect(await (await client.get(address)).text()).toContain('What became of it');
  });

  test.each<[string, Record<string, string | File>, string]>([
    ['an unknown publisher', { publisher: 'nobody', files: new File(['x'], 'x.md') }, 'choose one of the registered'],
    ['no file', { publisher: 'harbour-news' }, 'choose at least one file'],
    [
      'a name of two thousand bytes',
      { publisher: 'harbour-news', files: new File(['x'], 'x'.repeat(2_000)) },
      'at most 900',
    ],
  ])('refuses an upload with %s, in one line with a next step', async (_, fields, words) => {
    const stack = await furnished();
    const client = await consoleClient(stack, { nowMs });
    const answer = await client.post('/upload', fields);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(words);
    expect(stack.uploads.current.size).toBe(0);
  });

  test.each([
    ['/partners/nobody/pause', {}, 404],
    ['/dead-letters/replay', { which: 'all', 'per-second': '0' }, 400],
    ['/dead-letters/replay', { which: 'all', 'per-second': 'many' }, 400],
  ])('refuses %s with %j', async (path, fields, status) => {
    const client = await consoleClient(await furnished(), { nowMs });
    expect((await client.post(path, fields)).status).toBe(status);
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
