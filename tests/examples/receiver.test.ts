import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProofKey } from '../../shared/article/proof-key.ts';
import { signProof } from '../../shared/attribution/proof.ts';
import { challengePartner } from '../../shared/webhooks/challenge.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { guardedPost } from '../../shared/webhooks/post.ts';
import { sendWebhook } from '../../shared/webhooks/send.ts';
import { canRun, type ExampleReceiver, receiverNames, startExampleReceiver } from '../support/example-receivers.ts';
import { exampleWebhook } from '../support/night-ferry.ts';

const secret = newSecret();
const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as Omit<ProofKey, 'kid'>;
const key: ProofKey = { ...jwk, kid: 'proof-1' };

interface Event {
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    articleId: string;
    revision: number;
    article: object;
    attribution: Readonly<Record<string, unknown>>;
  };
}

/** The example of the documents as one revision, with a headline that must be escaped, and its proof. */
async function webhookOf(type: 'published' | 'updated' | 'retracted', revision: number, change: object = {}) {
  const { messageId, body } = await exampleWebhook(`article.${type}`, revision);
  const event = JSON.parse(body) as Event;
  const article =
    type === 'retracted'
      ? event.data.article
      : { ...event.data.article, headlines: [{ value: `Größe <${revision}> \\ “Fähre”` }] };
  const proven = { ...event.data, article };
  const { articleId, attribution } = proven;
  const proof = await signProof({ articleId, revision, article, attribution }, key);
  const data = { ...proven, attribution: { ...attribution, proof }, ...change };
  return { messageId, body: JSON.stringify({ ...event, data }), articleId };
}

const status = (code: number) => ({ kind: 'status', status: code });

test('each fits on a screen', () => {
  const files = ['receiver.ts', 'receiver.py', 'wordpress/byline-receiver.php'];
  for (const file of files) {
    const lines = readFileSync(join(import.meta.dirname, '../../examples', file), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.length, file).toBeLessThan(65);
  }
});

describe.each(receiverNames)('the %s receiver', (name) => {
  const isHere = canRun(name);
  const dir = mkdtempSync(join(tmpdir(), 'byline-receiver-'));
  let receiver: ExampleReceiver;

  beforeAll(async () => {
    if (!isHere) return;
    const { d: _, ...half } = key;
    const jwks = join(dir, 'jwks.json');
    writeFileSync(jwks, JSON.stringify({ keys: [half] }));
    receiver = await startExampleReceiver(name, dir, { BYLINE_WEBHOOK_SECRET: secret, BYLINE_JWKS: jwks });
  }, 30_000);
  afterAll(async () => {
    if (isHere) await receiver.stop();
  });

  const post = guardedPost('local', { answerTexts: true });
  const send = async (webhook: { messageId: string; body: string }, secrets = [secret], atMs = Date.now()) => {
    const answer = await sendWebhook(post, { url: receiver.webhookUrl }, { secrets }, webhook, atMs);
    return answer.kind === 'status' ? status(answer.status) : answer;
  };

  test.skipIf(!isHere)('answers the challenge, and turns a forged one away', async () => {
    const deps = { post, now: Date.now, newId: () => randomBytes(24).toString('base64url'), newSecret };
    const challenged = await challengePartner(deps, { url: receiver.webhookUrl }, { secrets: [secret] });
    expect(challenged).toMatchObject({ outcome: 'verified' });
    expect(await send({ messageId: 'msg_t', body: '{"type":"partner.test","data":{}}' })).toEqual(status(204));
  });

  test.skipIf(!isHere)('publishes with the credit, keeps the newest revision, and takes down', async () => {
    const [first, second] = [await webhookOf('published', 1), await webhookOf('updated', 3)];
    const { articleId } = first;
    const seen = async (): Promise<string> => {
      const { status: code, html } = await receiver.page(articleId);
      return code === 200 ? (/&lt;(\d)&gt;|&#60;(\d)/.exec(html)?.slice(1).find(Boolean) ?? html) : String(code);
    };
    expect(await receiver.page(articleId)).toMatchObject({ status: 404 });

    expect(await send(first)).toEqual(status(204));
    const { html } = await receiver.page(articleId);
    expect(html).toContain('The last boat now leaves at a quarter past eleven');
    expect(html).toContain('By Mara Quay, Harbour Gazette');
    expect(html).toMatch(/^<h1>Größe (?:&lt;|&#60;)1(?:&gt;|>) \\ “Fähre”<\/h1>/);

    expect(await send(first)).toEqual(status(204));
    expect(await send(second)).toEqual(status(204));
    expect(await seen()).toBe('3');
    // Late, and a repeat under an id of its own: older than what is held.
    expect(await send(await webhookOf('updated', 2))).toEqual(status(204));
    expect(await seen()).toBe('3');

    expect(await send(await webhookOf('retracted', 4))).toEqual(status(204));
    expect(await seen()).toBe('404');
    expect(await send({ ...second, messageId: 'msg_again' })).toEqual(status(204));
    expect(await seen()).toBe('404');
    expect(await send(await webhookOf('published', 5))).toEqual(status(204));
    expect(await seen()).toBe('5');
  });

  test.skipIf(!isHere)('takes nothing that is forged, changed, stale or unproven', async () => {
    const webhook = await webhookOf('updated', 9);
    expect(await send(webhook, [newSecret()])).toEqual(status(401));
    expect(await send(webhook, [secret], Date.now() - 600_000)).toEqual(status(401));
    expect((await fetch(receiver.webhookUrl, { method: 'POST', body: webhook.body })).status).toBe(401);
    const uncredited = await webhookOf('updated', 9, { article: { headlines: [{ value: 'Not theirs' }], bodies: [] } });
    expect(await send(uncredited)).toEqual(status(422));
    expect((await receiver.page(webhook.articleId)).html).not.toContain('<9');
    // While secrets are changed there are two signatures, of which one is right.
    expect(await send(webhook, [newSecret(), secret])).toEqual(status(204));
  });
});
