import { describe, expect, test } from 'vitest';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { consoleClient } from '../support/console-stack.ts';
import { articleId, furnished, nowMs } from '../support/furnished-stack.ts';
import { partnerOf } from '../support/partners.ts';

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

  test('replays all that were given up within a time, and nothing older', async () => {
    const stack = await furnished();
    const late = await consoleClient(stack, { nowMs: nowMs + 2 * 3_600_000 });
    expect(await (await late.get('/dead-letters?hours=1')).text()).toContain('None matches');
    await late.post('/dead-letters/replay', { which: 'all', hours: '1', 'per-second': '10' });
    expect(await stack.deliveries.get(articleId, 'gazette')).toMatchObject({ state: 'dead' });
    expect(await (await late.get('/dead-letters?hours=6')).text()).toContain('Gazette');
    await late.post('/dead-letters/replay', { which: 'all', hours: '6', 'per-second': '10' });
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
