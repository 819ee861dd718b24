import * as https from 'node:https';
import * as tls from 'node:tls';
import { describe, expect, test } from 'vitest';
import { guardedPost } from '../../../shared/webhooks/post.ts';
import { listen, serveTcp } from '../../support/loopback-server.ts';
import { selfSigned } from '../../support/self-signed.ts';

const tlsError = { kind: 'failure', reason: 'TLS_ERROR', ambiguous: false };

const [unknown, known] = [selfSigned(), selfSigned()];
if (!unknown || !known) console.warn('skipped: certificates for the TLS tests are made with openssl, which is missing');

describe.skipIf(!unknown || !known)('TLS', () => {
  const serve = (certificate: typeof known, options: https.ServerOptions = {}) =>
    listen(
      https.createServer({ ...certificate, ...options }, (request, response) => {
        request.resume().on('end', () => response.writeHead(204).end());
      }),
      'https',
    );

  test('a certificate that nobody vouches for ends the connection before anything is sent', async () => {
    let requests = 0;
    const server = await listen(
      https.createServer({ ...unknown }, (_, response) => response.end(String((requests += 1)))),
      'https',
    );
    expect(await guardedPost('local')(server.url, {}, '{}')).toEqual(tlsError);
    expect(requests).toBe(0);
  });

  test('a partner with a certificate of a known authority is delivered to', async () => {
    tls.setDefaultCACertificates([...tls.getCACertificates(), known?.cert ?? '']);
    const server = await serve(known);
    const post = guardedPost('local');
    expect(await post(server.url, {}, '{}')).toEqual({ kind: 'status', status: 204 });
    expect(await post(server.url, {}, '{}')).toEqual({ kind: 'status', status: 204 });
    // The same certificate under a name it was not made for.
    expect(await post(server.url.replace('127.0.0.1', 'localhost'), {}, '{}')).toEqual(tlsError);
  });

  test('a partner that asks for a client certificate gets its own, and no other partner’s', async () => {
    const mine = selfSigned();
    const server = await listen(
      https.createServer({ ...known, requestCert: true, ca: [mine?.cert ?? ''] }, (request, response) => {
        request.resume().on('end', () => response.writeHead(204).end());
      }),
      'https',
    );
    const post = guardedPost('local');
    expect(await post(server.url, {}, '{}', mine)).toEqual({ kind: 'status', status: 204 });
    // A connection that was opened with one certificate is not used for a request with another, or with none.
    expect(await post(server.url, {}, '{}', unknown)).toMatchObject({ kind: 'failure' });
    expect(await post(server.url, {}, '{}')).toMatchObject({ kind: 'failure' });
    expect(await post(server.url, {}, '{}', mine)).toEqual({ kind: 'status', status: 204 });
    expect(server.sockets).toHaveLength(3);
  });

  test('old TLS is refused', async () => {
    const server = await serve(known, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    expect(await guardedPost('local')(server.url, {}, '{}')).toEqual(tlsError);
  });

  test('a server that does not speak TLS has not got the message', async () => {
    const server = await serveTcp((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    expect(await guardedPost('local')(`https://127.0.0.1:${server.port}/`, {}, '{}')).toEqual(tlsError);
  });

  test('a server that breaks the handshake off has not got the message', async () => {
    const server = await serveTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await guardedPost('local')(`https://127.0.0.1:${server.port}/`, {}, '{}')).toEqual(tlsError);
  });

  test('a handshake that stands still counts as no connection', async () => {
    const server = await serveTcp(() => undefined);
    const post = guardedPost('local', { connectMs: 100 });
    const answer = await post(`https://127.0.0.1:${server.port}/`, {}, '{}');
    expect(answer).toEqual({ kind: 'failure', reason: 'CONNECT_TIMEOUT', ambiguous: false });
  });
});
