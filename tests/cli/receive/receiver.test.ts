import { describe, expect, test } from 'vitest';
import { type Arrival, type ReceiverOptions, webhookReceiver } from '../../../cli/receive/receiver.ts';
import { challengePartner } from '../../../shared/webhooks/challenge.ts';
import { newSecret, verificationKeyOf } from '../../../shared/webhooks/keys.ts';
import { guardedPost } from '../../../shared/webhooks/post.ts';
import { sendWebhook } from '../../../shared/webhooks/send.ts';
import { listen } from '../../support/loopback-server.ts';

const secret = newSecret();

async function receiving(options: Partial<ReceiverOptions> = {}) {
  const arrivals: Arrival[] = [];
  const keys = [verificationKeyOf(secret)];
  const receiver = webhookReceiver({ keys, delayMs: 0, now: Date.now, ...options }, (one) => arrivals.push(one));
  const { url } = await listen(receiver);
  const send = (messageId: string, revision: number, secrets = [secret]) => {
    const body = JSON.stringify({ type: 'article.published', data: { articleId: 'ferry', revision } });
    return sendWebhook(guardedPost('local'), { url }, { secrets }, { messageId, body }, Date.now());
  };
  return { url, arrivals, send };
}

const status = (code: number) => ({ kind: 'status', status: code });

describe('byline receive', () => {
  test('takes what is signed, once, and turns away what is not', async () => {
    const { send, arrivals } = await receiving();
    expect(await send('a', 1)).toEqual(status(204));
    expect(await send('a', 1)).toEqual(status(204));
    expect(await send('b', 2, [newSecret()])).toEqual(status(401));
    expect(arrivals).toMatchObject([
      { status: 204, verdict: 'published', webhook: { messageId: 'a', data: { revision: 1 } } },
      { status: 204, verdict: 'repeat' },
      { kind: 'refused', status: 401, reason: 'signature-wrong' },
    ]);
  });

  test('fails as often as it is told to, and then takes', async () => {
    const { send, arrivals } = await receiving({ status: 503, failFirst: 2 });
    expect([await send('a', 1), await send('a', 1), await send('a', 1)]).toEqual([503, 503, 204].map(status));
    expect(arrivals).toMatchObject([{ verdict: 'published' }, { verdict: 'published' }, { verdict: 'published' }]);
  });

  test('answers 410 for ever', async () => {
    const { send } = await receiving({ status: 410 });
    expect([await send('a', 1), await send('b', 2)]).toEqual([status(410), status(410)]);
  });

  test('answers the challenge, even while it fails, and turns the forged one away', async () => {
    const { url } = await receiving({ status: 503 });
    let ids = 0;
    const deps = {
      post: guardedPost('local', { answerTexts: true }),
      now: Date.now,
      newId: () => `id-${ids++}`,
      newSecret,
    };
    expect(await challengePartner(deps, { url }, { secrets: [secret] })).toMatchObject({ outcome: 'verified' });
  });

  test.each([
    ['GET', undefined, 405],
    ['POST', '{}', 401],
  ])('answers a bare %s %s with %i', async (method, body, code) => {
    const { url } = await receiving();
    expect((await fetch(url, { method, body })).status).toBe(code);
  });

  test('answers 400 to what is signed and no webhook', async () => {
    const { url } = await receiving();
    for (const body of ['no JSON', 'null', '{"type":1,"data":{}}']) {
      const envelope = { messageId: 'a', body };
      expect(await sendWebhook(guardedPost('local'), { url }, { secrets: [secret] }, envelope, Date.now())).toEqual(
        status(400),
      );
    }
  });
});
