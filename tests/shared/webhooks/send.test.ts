import { expect, test } from 'vitest';
import { newSecret } from '../../../shared/webhooks/keys.ts';
import { guardedPost, type Post } from '../../../shared/webhooks/post.ts';
import { sendWebhook } from '../../../shared/webhooks/send.ts';
import { serveHttp } from '../../support/loopback-server.ts';

const envelope = { messageId: 'msg_1', body: '{"type":"partner.test"}' };
const secrets = [newSecret()];

test('the headers of a partner travel with the webhook, and cannot take the place of the signature', async () => {
  const seen: unknown[] = [];
  const server = await serveHttp((request, response) => {
    seen.push(request.headers);
    response.writeHead(204).end();
  });
  const partner = {
    url: server.url,
    headers: { 'x-tenant': 'byline', 'webhook-id': 'msg_evil', 'content-type': 'text/plain' },
  };
  const credentials = { headers: { authorization: 'Bearer x', 'webhook-signature': 'v1,evil' } };
  const answer = await sendWebhook(
    guardedPost('local'),
    partner,
    { secrets, credentials },
    envelope,
    1_790_000_000_000,
  );
  expect(answer).toEqual({ kind: 'status', status: 204 });
  expect(seen).toMatchObject([
    {
      'x-tenant': 'byline',
      authorization: 'Bearer x',
      'webhook-id': 'msg_1',
      'webhook-timestamp': '1790000000',
      'webhook-signature': expect.not.stringContaining('evil'),
      'content-type': 'application/json',
    },
  ]);
});

test('the client certificate is handed to the connection', async () => {
  const seen: unknown[] = [];
  const post: Post = (...args) => {
    seen.push(args[3]);
    return Promise.resolve({ kind: 'status', status: 204 });
  };
  const certificate = { cert: 'CERT', key: 'KEY' };
  await sendWebhook(post, { url: 'https://x.example/' }, { secrets, credentials: { certificate } }, envelope, 0);
  await sendWebhook(post, { url: 'https://x.example/' }, { secrets }, envelope, 0);
  expect(seen).toEqual([certificate, undefined]);
});
