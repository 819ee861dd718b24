import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { guardedPost } from '../../shared/webhooks/post.ts';
import { sendWebhook } from '../../shared/webhooks/send.ts';
import { canRun, type ExampleReceiver, receiverNames, startExampleReceiver } from '../support/example-receivers.ts';
import { serveHttp } from '../support/loopback-server.ts';
import { exampleWebhook } from '../support/night-ferry.ts';

const secret = newSecret();

interface Event {
  readonly type: string;
  readonly data: { readonly articleId: string; readonly revision: number; readonly [name: string]: unknown };
}

/** A webhook of the documents' example and the claim check that is sent in its place; `changes` are made to what the claim says. */
async function claimed(url: string, revision: number, changes: object = {}) {
  const { messageId, body } = await exampleWebhook('article.updated', revision);
  const { article: _, ...light } = (JSON.parse(body) as Event).data;
  const sha256 = createHash('sha256').update(body).digest('hex');
  const claim = { url, expiresAt: '2026-11-24T10:12:45.030Z', sha256, bytes: Buffer.byteLength(body), ...changes };
  const event = { ...(JSON.parse(body) as Event), data: { ...light, claim } };
  return { whole: body, articleId: String(light.articleId), webhook: { messageId, body: JSON.stringify(event) } };
}

const post = guardedPost('local', { answerTexts: true });

async function sendTo({ webhookUrl }: ExampleReceiver, webhook: { messageId: string; body: string }): Promise<number> {
  const answer = await sendWebhook(post, { url: webhookUrl }, { secrets: [secret] }, webhook, Date.now());
  return answer.kind === 'status' ? answer.status : 0;
}

describe.each(receiverNames)('the %s receiver', (name) => {
  const isHere = canRun(name);
  let receiver: ExampleReceiver;
  let strict: ExampleReceiver;
  const start = (env: Record<string, string>): Promise<ExampleReceiver> =>
    startExampleReceiver(name, mkdtempSync(join(tmpdir(), 'byline-claims-')), {
      BYLINE_WEBHOOK_SECRET: secret,
      ...env,
    });

  beforeAll(async () => {
    if (isHere) [receiver, strict] = await Promise.all([start({ BYLINE_ALLOW_HTTP: '1' }), start({})]);
  }, 30_000);
  afterAll(async () => {
    if (isHere) await Promise.all([receiver.stop(), strict.stop()]);
  });

  test.skipIf(!isHere)('publishes what came as a claim check as if it had come by itself', async () => {
    let asked: string | undefined;
    let body = '';
    const { url } = await serveHttp((request, response) => {
      asked = request.url;
      response.end(body);
    });
    const { webhook, whole, articleId } = await claimed(`${url}?X-Amz-Signature=a%2Fb`, 2);
    body = whole;
    expect(await sendTo(receiver, webhook)).toBe(204);
    expect(asked).toBe('/hook?X-Amz-Signature=a%2Fb');
    expect((await receiver.page(articleId)).html).toContain('The last boat now leaves at a quarter past eleven');
  });

  test.skipIf(!isHere)('publishes nothing that is not what was signed for, and lets it come again', async () => {
    const other = await exampleWebhook('article.updated', 8);
    const padded = (text: string): string => text.replace('quarter past eleven', 'quarter past twelve');
    const answers: Record<string, (whole: string) => readonly [number, string, object?]> = {
      'other bytes of the same length': (whole) => [200, whole.replace('Mara Quay', 'Mara Bray')],
      'other bytes': (whole) => [200, padded(whole)],
      'more bytes': (whole) => [200, `${whole} `],
      'fewer bytes': (whole) => [200, whole.slice(0, -1)],
      'an address that has ended': () => [403, '<Error><Code>AccessDenied</Code></Error>'],
      'a redirect': () => [302, '', { location: '/elsewhere' }],
    };
    for (const [what, answerWith] of Object.entries(answers)) {
      let whole = '';
      const { url } = await serveHttp((request, response) => {
        if (request.url === '/elsewhere') return response.end(whole);
        const [status, body, headers = {}] = answerWith(whole);
        return response.writeHead(status, headers as Record<string, string>).end(body);
      });
      const sent = await claimed(url, 7);
      ({ whole } = sent);
      expect(await sendTo(receiver, sent.webhook), what).toBe(502);
    }
    // Its bytes are those that the claim names: another revision of the article.
    const { url } = await serveHttp((_, response) => response.end(other.body));
    const sha256 = createHash('sha256').update(other.body).digest('hex');
    const swapped = await claimed(url, 7, { sha256, bytes: Buffer.byteLength(other.body) });
    expect(await sendTo(receiver, swapped.webhook)).toBe(502);
    expect((await receiver.page(swapped.articleId)).html).not.toContain('quarter past twelve');
  });

  test.skipIf(!isHere)(
    'asks for nothing that is too large, and for nothing over http unless it was told to',
    async () => {
      let asked = 0;
      const { url } = await serveHttp((_, response) => {
        asked += 1;
        response.end();
      });
      expect(await sendTo(receiver, (await claimed(url, 9, { bytes: 21 * 1024 * 1024 })).webhook)).toBe(502);
      expect(await sendTo(strict, (await claimed(url, 9)).webhook)).toBe(502);
      expect(await sendTo(receiver, (await claimed('file:///etc/hostname', 9)).webhook)).toBe(502);
      expect(asked).toBe(0);
    },
  );
});
