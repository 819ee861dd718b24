import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { type ChallengeDeps, challengePartner, testEnvelope } from '../../../shared/webhooks/challenge.ts';
import { newSecret } from '../../../shared/webhooks/keys.ts';
import { guardedPost } from '../../../shared/webhooks/post.ts';
import { closedPort, serveHttp } from '../../support/loopback-server.ts';

const secret = newSecret();
const deps: ChallengeDeps = {
  post: guardedPost('local', { answerTexts: true }),
  now: Date.now,
  newId: () => randomBytes(24).toString('base64url'),
  newSecret,
};

type Answer = readonly [status: number, text?: string];

/** A receiver that is asked once a webhook; `verified` is whether the signature held. */
async function challenge(receive: (verified: boolean, body: string) => Answer, secrets = [secret]) {
  const types: string[] = [];
  const server = await serveHttp((request, response, body) => {
    types.push((JSON.parse(body) as { type: string }).type);
    const [status, text = ''] = receive(isSigned(request.headers, body), body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });
  return { ...(await challengePartner(deps, { url: server.url }, { secrets })), types };
}

function isSigned(headers: IncomingHttpHeaders, body: string): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

const echo = (body: string): string =>
  JSON.stringify({ challenge: (JSON.parse(body) as { data: { challenge: string } }).data.challenge });

describe('an endpoint', () => {
  test('that echoes the challenge, and turns a forged one away, is verified', async () => {
    const challenged = await challenge((verified, body) => (verified ? [200, echo(body)] : [401]));
    expect(challenged).toMatchObject({ outcome: 'verified', status: 200, types: ['partner.verify', 'partner.verify'] });
  });

  test('that echoes whatever comes is not: it looks at no signature', async () => {
    const challenged = await challenge((_, body) => [200, echo(body)]);
    expect(challenged).toMatchObject({ outcome: 'forgery-taken', message: expect.stringContaining('401') });
  });

  test('that holds another secret is not', async () => {
    const challenged = await challenge((verified, body) => (verified ? [200, echo(body)] : [401]), [newSecret()]);
    expect(challenged).toMatchObject({ outcome: 'refused', status: 401, types: ['partner.verify'] });
  });

  test.each([
    ['nothing', ''],
    ['another challenge', '{"challenge":"x"}'],
    ['no JSON', 'OK'],
    ['null', 'null'],
    ['a list', '[]'],
  ])('that answers 200 with %s is not', async (_, text) => {
    expect(await challenge((verified) => (verified ? [200, text] : [401]))).toMatchObject({ outcome: 'not-echoed' });
  });

  test.each([301, 410, 500])('that answers %i is not, and nothing of what it says is told', async (status) => {
    const challenged = await challenge(() => [status, '<h1>secrets of theirs</h1>']);
    expect(challenged).toMatchObject({ outcome: 'refused', status });
    expect(challenged.message).not.toContain('theirs');
  });

  test('that cannot be reached is not', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/`;
    const challenged = await challengePartner(deps, { url }, { secrets: [secret] });
    expect(challenged).toEqual({ outcome: 'unreachable', message: 'no connection to the endpoint' });
  });

  test('that verifies by a public key gets its forgery signed in kind', async () => {
    const versions: string[] = [];
    const server = await serveHttp((request, response, body) => {
      versions.push(String(request.headers['webhook-signature']).slice(0, 4));
      response.writeHead(versions.length === 1 ? 200 : 401).end(echo(body));
    });
    const access = { secrets: [newSecret('public')] };
    expect(await challengePartner(deps, { url: server.url }, access)).toMatchObject({ outcome: 'verified' });
    expect(versions).toEqual(['v1a,', 'v1a,']);
  });
});

test('a test says that it is one, and whom it is for', () => {
  const { messageId, body } = testEnvelope({ now: () => 0, newId: () => 'x' }, 'outlet');
  expect(messageId).toBe('msg_x');
  expect(JSON.parse(body.toString())).toEqual({
    type: 'partner.test',
    timestamp: '1970-01-01T00:00:00Z',
    data: { partnerId: 'outlet' },
  });
});
