import { appendFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readJournal, type ReceiverReport, startReceiver } from '../../local/receiver.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { signWebhook } from '../../shared/webhooks/sign.ts';
import { temporaryDir } from '../support/assembly.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function start({ refusals = 0, journalPath = join(temporaryDir(), 'journal.jsonl'), secret = newSecret() } = {}) {
  const reports: ReceiverReport[] = [];
  servers.push(await startReceiver({ port: 0, secret, journalPath, refusals }, (report) => reports.push(report)));
  const [listening] = reports;
  if (listening?.kind !== 'listening') throw new Error('not listening');
  const url = `http://127.0.0.1:${listening.port}/webhook`;
  return {
    url,
    secret,
    journalPath,
    reports: () => reports.slice(1),
    send: (messageId: string, revision = 1, signedWith = secret) => {
      const body = JSON.stringify({
        type: 'article.published',
        data: { articleId: 'demo-1', revision, article: { headlines: [{ value: 'Ferry' }] } },
      });
      return fetch(url, {
        method: 'POST',
        headers: { ...signWebhook(messageId, body, [signedWith], Date.now()) },
        body,
      });
    },
  };
}

describe('startReceiver', () => {
  test('accepts a webhook with a valid signature and writes it down', async () => {
    const receiver = await start();
    expect((await receiver.send('msg_1')).status).toBe(204);
    const webhook = {
      messageId: 'msg_1',
      type: 'article.published',
      articleId: 'demo-1',
      revision: 1,
      headline: 'Ferry',
    };
    expect(readJournal(receiver.journalPath)).toEqual([webhook]);
    expect(receiver.reports()).toEqual([{ kind: 'webhook', status: 204, attempt: 1, isRepeat: false, ...webhook }]);
  });

  test('refuses another secret’s signature, and none at all', async () => {
    const receiver = await start();
    expect((await receiver.send('msg_1', 1, newSecret())).status).toBe(401);
    expect((await fetch(receiver.url, { method: 'POST', body: '{}' })).status).toBe(401);
    expect(readJournal(receiver.journalPath)).toEqual([]);
    expect(receiver.reports().map(({ kind }) => kind)).toEqual(['refused-signature', 'refused-signature']);
  });

  test('answers 503 with Retry-After to the first attempts at its first webhook, and to no other', async () => {
    const receiver = await start({ refusals: 2 });
    const first = await receiver.send('msg_1');
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await receiver.send('msg_2')).status).toBe(204);
    expect((await receiver.send('msg_1')).status).toBe(503);
    expect((await receiver.send('msg_1')).status).toBe(204);
    expect(readJournal(receiver.journalPath).map(({ messageId }) => messageId)).toEqual(['msg_2', 'msg_1']);
  });

  test('writes a webhook down once, however often it comes, and across restarts', async () => {
    const receiver = await start();
    await receiver.send('msg_1');
    await receiver.send('msg_1');
    const again = await start({ journalPath: receiver.journalPath, secret: receiver.secret, refusals: 2 });
    expect((await again.send('msg_1')).status).toBe(204);
    expect(again.reports()).toMatchObject([{ isRepeat: true }]);
    expect(readJournal(receiver.journalPath)).toHaveLength(1);
  });

  test('a line cut off by a kill is passed over, and swallows none after it', async () => {
    const journalPath = join(temporaryDir(), 'journal.jsonl');
    appendFileSync(journalPath, '{"messageId":"msg_0","ty');
    const receiver = await start({ journalPath });
    await receiver.send('msg_1');
    expect(readJournal(journalPath).map(({ messageId }) => messageId)).toEqual(['msg_1']);
  });

  test('takes POST only', async () => {
    const { url } = await start();
    expect((await fetch(url)).status).toBe(405);
  });
});
