import type { Socket } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { deliveryLimits } from '../../../shared/contract/limits.ts';
import { guardedPost, type PostOptions } from '../../../shared/webhooks/post.ts';
import { closedPort, closing, type LoopbackServer, serveHttp, serveTcp } from '../../support/loopback-server.ts';

const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': '1790000000', 'webhook-signature': 'v1,AAAA' };
const body = JSON.stringify({ type: 'article.published', data: { text: 'Zürich – 東京' } });
const ambiguous = (reason: string) => ({ kind: 'failure', reason, ambiguous: true });
const certain = (reason: string) => ({ kind: 'failure', reason, ambiguous: false });

const postTo = ({ url }: LoopbackServer, options: PostOptions = {}, text = body) =>
  guardedPost('local', options)(url, headers, text);

/** Answers every request with these bytes, once its headers and some of its body are there. */
const serveRaw = (...answers: string[]) =>
  serveTcp((socket) => socket.on('data', () => answers.forEach((answer) => socket.write(answer))));

describe('an answer', () => {
  test('the exact bytes and the signature headers arrive, as JSON', async () => {
    const seen: unknown[] = [];
    const server = await serveHttp((request, response, received) => {
      seen.push(request.method, request.url, request.headers, received);
      response.writeHead(204).end();
    });
    expect(await postTo(server)).toEqual({ kind: 'status', status: 204 });
    expect(seen).toEqual([
      'POST',
      '/hook',
      {
        ...headers,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Byline/1',
        host: `127.0.0.1:${server.port}`,
        connection: 'keep-alive',
      },
      body,
    ]);
  });

  test.each([200, 201, 202, 206, 299, 300, 304, 400, 404, 410, 413, 425, 429, 500, 503, 599, 999])(
    'status %i is told as it stands',
    async (status) => {
      const server = await serveHttp((_, response) => response.writeHead(status).end());
      expect(await postTo(server)).toEqual({ kind: 'status', status });
    },
  );

  test.each([301, 302, 303, 307, 308])('a redirect (%i) is told, never followed', async (status) => {
    let followed = 0;
    const target = await serveHttp((_, response) => response.end(String((followed += 1))));
    const server = await serveHttp((_, response) => response.writeHead(status, { location: target.url }).end());
    expect(await postTo(server)).toEqual({ kind: 'status', status });
    expect([followed, target.sockets.length, server.sockets.length]).toEqual([0, 0, 1]);
  });

  test.each([
    ['120', 120_000],
    [' 60 ', 60_000],
    ['Mon, 23 Nov 2026 12:10:00 GMT', 600_000],
    ['0', undefined],
    ['soon', undefined],
    ['', undefined],
    ['Wed, 21 Oct 2015 07:28:00 GMT', undefined],
  ])('Retry-After %j means %s ms', async (retryAfter, retryAfterMs) => {
    const server = await serveHttp((_, response) => response.writeHead(503, { 'retry-after': retryAfter }).end());
    const answer = await postTo(server, { now: () => Date.UTC(2026, 10, 23, 12) });
    expect(answer).toEqual({ kind: 'status', status: 503, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
  });

  test('what is said beside an error status is kept, cut short, and nothing of a success', async () => {
    const failing = await serveHttp((_, response) => response.writeHead(422).end(`no such desk${'!'.repeat(9_000)}`));
    const answer = await postTo(failing);
    expect(answer).toMatchObject({ kind: 'status', status: 422, text: expect.stringMatching(/^no such desk!+$/) });
    const taking = await serveHttp((_, response) => response.writeHead(200).end('thanks'));
    expect(await postTo(taking)).toEqual({ kind: 'status', status: 200 });
  });

  test('an error whose text never ends is an error all the same, with what had come', async () => {
    const server = await serveHttp((_, response) => void response.writeHead(500).write('still talking'));
    expect(await postTo(server)).toEqual({ kind: 'status', status: 500, text: 'still talking' });
  });

  test('informational answers are passed over', async () => {
    const server = await serveRaw('HTTP/1.1 102 Processing\r\n\r\n', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
    expect(await postTo(server)).toEqual({ kind: 'status', status: 200 });
  });

  test('what a partner says twice is not taken for the answer to the next message', async () => {
    const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';
    const server = await serveRaw(ok, ok.replace('200 OK', '500 No'));
    const post = guardedPost('local');
    for (let turn = 0; turn < 3; turn++) {
      expect(await post(server.url, headers, body)).toEqual({ kind: 'status', status: 200 });
    }
  });
});

test.each(['msg_1\r\nx-evil: 1', 'msg_1\n', 'msg_\u0000', 'msg_日本'])('a header like %j is never sent', async (id) => {
  const server = await serveHttp((_, response) => response.end());
  await expect(guardedPost('local')(server.url, { 'webhook-id': id }, body)).rejects.toThrow('Invalid character');
  expect(server.sockets).toHaveLength(0);
});

test('of two spellings of a header the later one is sent', async () => {
  const seen: unknown[] = [];
  const server = await serveHttp((request, response) => {
    seen.push(
      ...request.rawHeaders.filter((_, place) => /x-desk/i.test(request.rawHeaders[place - (place % 2)] ?? '')),
    );
    response.end();
  });
  await guardedPost('local')(server.url, { 'X-Desk': 'news', 'x-desk': 'sport', 'User-Agent': 'else' }, body);
  expect(seen).toEqual(['x-desk', 'sport']);
});

describe('bounds', () => {
  test('an answer without an end is cut off', async () => {
    const server = await serveHttp((_, response) => {
      const write = (): void => {
        while (!response.destroyed && response.write('x'.repeat(4096)));
        response.once('drain', write);
      };
      write();
    });
    expect(await postTo(server)).toEqual({ kind: 'status', status: 200 });
    const [socket] = server.sockets as [Socket];
    await closing(socket);
    // What the kernel buffers of both sides hold, and not more.
    expect(socket.bytesWritten).toBeLessThan(deliveryLimits.answerBytes + 16 * 1024 * 1024);
  });

  test('an answer that drips is cut off when the time of the whole request is over', async () => {
    const server = await serveHttp((_, response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await postTo(server, { requestMs: 200 })).toEqual({ kind: 'status', status: 200 });
    const [socket] = server.sockets as [Socket];
    await closing(socket);
    expect(socket.bytesWritten).toBeLessThan(1024);
  });

  test('an answer of thousands of headers is not read', async () => {
    const server = await serveRaw(`HTTP/1.1 200 OK\r\n${'x-more: and more\r\n'.repeat(5000)}\r\n`);
    expect(await postTo(server)).toEqual(ambiguous('CONNECTION_LOST'));
  });

  test('silence ends as a time-out after which the partner may still act', async () => {
    expect(await postTo(await serveTcp(() => undefined), { requestMs: 100 })).toEqual(ambiguous('TIMEOUT'));
  });

  test('a partner that never reads the request does not hold it for long', async () => {
    const server = await serveTcp((socket) => socket.pause());
    expect(await postTo(server, { requestMs: 200 }, 'x'.repeat(32 * 1024 * 1024))).toEqual(ambiguous('TIMEOUT'));
  });

  test('idle connections are kept, but not more than a container has room for', async () => {
    const servers: LoopbackServer[] = [];
    for (let host = 0; host < 260; host++) servers.push(await serveHttp((_, response) => response.end()));
    const post = guardedPost('local');
    const closed = Promise.withResolvers<void>();
    let open = 0;
    for (const server of servers) {
      expect(await post(server.url, headers, body)).toEqual({ kind: 'status', status: 200 });
      open += 1;
      server.sockets[0]?.once('close', () => {
        open -= 1;
        if (open === 256) closed.resolve();
      });
    }
    await closed.promise;
    // Those that were kept are used again, and kept again: there is room for no other.
    const [kept, dropped] = [servers[0]!, servers.at(-1)!];
    for (let turn = 0; turn < 3; turn++) {
      expect(await post(kept.url, headers, body)).toEqual({ kind: 'status', status: 200 });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(kept.sockets).toHaveLength(1);
    expect(await post(dropped.url, headers, body)).toEqual({ kind: 'status', status: 200 });
    await closing(dropped.sockets[1]!);
    // One that its partner closes makes room.
    kept.sockets[0]!.destroy();
    await vi.waitFor(async () => {
      await post(dropped.url, headers, body);
      const opened = dropped.sockets.length;
      await new Promise((resolve) => setImmediate(resolve));
      await post(dropped.url, headers, body);
      expect(dropped.sockets).toHaveLength(opened);
    });
  });
});

describe('a connection that breaks', () => {
  test.each<[string, (socket: Socket) => void]>([
    ['reset after the request', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['closed without an answer', (socket) => socket.once('data', () => socket.end())],
    ['closed within the headers', (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nx-a'))],
    ['answering nonsense', (socket) => socket.once('data', () => socket.end('\u0000\u0001\u0002'))],
    [
      'of a negative length',
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n')),
    ],
    [
      'changing protocols',
      (socket) =>
        socket.once('data', () =>
          socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
        ),
    ],
  ])('%s is lost, and the partner may have the message', async (_, handle) => {
    expect(await postTo(await serveTcp(handle))).toEqual(ambiguous('CONNECTION_LOST'));
  });

  test('one reset at once is lost, or was none: what is certain depends on how far it came', async () => {
    const answer = await postTo(await serveTcp((socket) => socket.resetAndDestroy()));
    expect([certain('CONNECT_ERROR'), ambiguous('CONNECTION_LOST')]).toContainEqual(answer);
  });

  test('a status that was read counts, whatever becomes of the rest', async () => {
    const server = await serveTcp((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nx')),
    );
    expect(await postTo(server)).toEqual({ kind: 'status', status: 200 });
  });

  test('a port nobody listens on is certain not to have the message', async () => {
    const post = guardedPost('local');
    expect(await post(`http://127.0.0.1:${await closedPort()}/`, headers, body)).toEqual(certain('CONNECT_ERROR'));
  });
});

describe('connections kept alive', () => {
  test('messages to one partner share a connection', async () => {
    const server = await serveHttp((_, response) => response.end('thanks'));
    const post = guardedPost('local');
    for (let turn = 0; turn < 3; turn++) {
      await post(server.url, headers, body);
      // The connection is free again when its answer was read to the end, a turn of the loop later.
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(server.sockets).toHaveLength(1);
  });

  test('a message that waited for one of them is given its whole time', async () => {
    const server = await serveHttp((request, response) => {
      if (request.headers['webhook-id'] === 'msg_64') setTimeout(() => response.end(), 1_200);
      else response.end();
    });
    const post = guardedPost('local', { connectMs: 800 });
    const ids = Array.from({ length: 65 }, (_, number) => `msg_${number}`);
    const answers = await Promise.all(ids.map((id) => post(server.url, { ...headers, 'webhook-id': id }, body)));
    expect(answers).toEqual(ids.map(() => ({ kind: 'status', status: 200 })));
    expect(server.sockets).toHaveLength(64);
  });

  test('silence on one of them may come after the message arrived', async () => {
    let requests = 0;
    const server = await serveHttp((_, response) => {
      requests += 1;
      if (requests === 1) response.end();
    });
    const post = guardedPost('local', { connectMs: 100, requestMs: 300 });
    await post(server.url, headers, body);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await post(server.url, headers, body)).toEqual(ambiguous('TIMEOUT'));
    expect(server.sockets).toHaveLength(1);
  });

  /** Answers the first request of each connection, and breaks it at the second; `alive` connections answer at all. */
  async function forgetful(alive = Number.POSITIVE_INFINITY) {
    const ids: unknown[] = [];
    const turns = new WeakMap<Socket, number>();
    const server = await serveHttp((request, response) => {
      ids.push(request.headers['webhook-id']);
      const turn = (turns.get(request.socket) ?? 0) + 1;
      turns.set(request.socket, turn);
      if (turn === 1 && server.sockets.length <= alive) response.end();
      else request.socket.resetAndDestroy();
    });
    return { server, ids };
  }

  test('one that the partner closed meanwhile costs no failure: the same message goes out on a new one', async () => {
    const { server, ids } = await forgetful();
    const post = guardedPost('local');
    await post(server.url, headers, body);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await post(server.url, { ...headers, 'webhook-id': 'msg_2' }, body)).toEqual({
      kind: 'status',
      status: 200,
    });
    expect(ids).toEqual(['msg_1', 'msg_2', 'msg_2']);
  });

  test('it is tried again once only, and then the partner may have the message', async () => {
    const { server, ids } = await forgetful(1);
    const post = guardedPost('local');
    await post(server.url, headers, body);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await post(server.url, headers, body)).toEqual(ambiguous('CONNECTION_LOST'));
    expect(ids).toHaveLength(3);
  });
});
